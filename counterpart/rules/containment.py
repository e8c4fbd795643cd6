"""Which cells lie in, or share days with, wider cells: found key by key, span by span.

First the keys: every key is cut back to the wider shapes that occur, and what is a key itself is
wider. Then the periods: two cells of such keys meet in the span of the longer one, so each is
looked up in the spans it touches. Both are hash joins; nothing compares all rows with all rows.

A 64-bit hash stands for a key and for a span of a key. Two of ten million keys are the same by
chance once in some 400,000 records; days are always compared themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterpart.engine.store import Store
from counterpart.rules.cells import CUT_KEY, EVER, LEVELS, MASKS, Cells, bucket, field

ROW, SHORT = 1 << 32, 1 << 22
TOLD_BITS = 10
DEPTH = " + ".join(field("shape", place) for place in range(len(LEVELS)))
# The wider cell of a pair in one number: how deep, how short, which row. The greatest is nearest.
NEAR = f"(least({DEPTH}, 255) * {SHORT}::BIGINT + {SHORT} - 1 - (ends - starts)) * {ROW} + id"
HOLDER = f"(near & {ROW - 1})::UINTEGER"
# What questions can tell apart of a wider cell, besides its days.
DEPTHS = {
    f"{name}_depth": field("shape", place) for place, name in enumerate(LEVELS) if name != "account"
}
SPANNING = ("first_bucket", "last_bucket", "in_year")


def make_edges(store: Store, cells: Cells) -> None:
    """Make `key_edges` (key, wider): keys whose cells may lie in cells of a wider key, or of it.

    Comes before rows are taken out of the cells, since one row of each key stands for it.
    """
    run = store.connection.execute
    run(
        "CREATE OR REPLACE TABLE key_edges AS "
        f"SELECT DISTINCT key, key AS wider FROM {cells.name} WHERE meets"
    )
    shapes = [row[0] for row in store.rows(f"SELECT DISTINCT shape FROM {cells.name}")]
    nested = [(shape, wider) for shape in shapes for wider in shapes if cells.wider(wider, shape)]
    lifts = [f"({shape}, {wider}, {cells.cut(wider)})" for shape, wider in nested]
    liftable = ", ".join(str(shape) for shape in sorted({shape for shape, _ in nested}))
    if lifts:
        opening = f"SELECT id, key FROM {cells.name} WHERE opens_key AND shape IN ({liftable})"
        parts = cells.parts(f"id IN (SELECT id FROM ({opening}))")
        run(
            "INSERT INTO key_edges SELECT key, wider_key FROM ("
            f"SELECT key, {CUT_KEY} AS wider_key FROM (SELECT p.*, r.key FROM ({parts}) p "
            f"JOIN ({opening}) r USING (id)) "
            f"JOIN (VALUES {', '.join(lifts)}) lifts(shape, wider, {', '.join(MASKS)}) "
            f"USING (shape)) WHERE wider_key IN (SELECT key FROM {cells.name} WHERE opens_key)"
        )


def compare_cells(store: Store, cells: Cells, days: Sequence[int], pairs: str) -> None:
    """Make `pairs` (near, other, kind, contains) along the edges: wider cell, narrower cell.

    `contains` is false where they share days only. Of two cells that differ in their days alone the
    longer one is the wider. Cells that are the same in everything are no pair. `kind` is the wider
    cell's in the table `holder_kinds` (kind, *DEPTHS, *SPANNING), where the buckets count how many
    of `days` (since the year 1) are reached by its first and by its last day (null where it has no
    first).
    """
    run = store.connection.execute
    run(
        f"CREATE OR REPLACE TABLE {pairs} "
        "(near BIGINT, other UINTEGER, kind USMALLINT, contains BOOLEAN)"
    )
    _wide(store, cells, days)
    # Most cells of most records meet nothing: only the others are looked at rung by rung.
    run(
        "CREATE OR REPLACE TABLE near_cells AS SELECT id, key, rung, starts, ends, first, last "
        f"FROM {cells.name} WHERE {_near('key')}"
    )
    for (rung,) in store.rows(
        "SELECT rung FROM near_cells UNION SELECT rung FROM wide_cells ORDER BY 1"
    ):
        _meet(store, pairs, rung, f"rung = {rung}", f"rung <= {rung}")
        if rung:
            _meet(store, pairs, rung, f"rung < {rung}", f"rung = {rung}")
    for table in ("key_edges", "near_cells", "wide_cells"):
        run(f"DROP TABLE {table}")


def _wide(store: Store, cells: Cells, days: Sequence[int]) -> None:
    """Make `wide_cells`, the cells of wider keys, and `holder_kinds`, what kinds of them there are.

    All that a kind says is packed in one number first, `told`; then the kinds are numbered.
    """
    run = store.connection.execute
    reached = " + ".join(["0", *(f"({{day}} >= {day})::BIGINT" for day in days)])
    told = {
        **DEPTHS,
        "first_bucket": f"CASE WHEN starts > 0 THEN 1 + {reached.format(day='starts')} ELSE 0 END",
        "last_bucket": reached.format(day="ends"),
        "in_year": "(starts > 0 AND first // 12 = last // 12)::BIGINT",
    }
    packed = " + ".join(
        f"{1 << TOLD_BITS * place} * ({sql})::BIGINT" for place, sql in enumerate(told.values())
    )
    wider = f"(SELECT *, {packed} AS told FROM {cells.name} WHERE {_near('wider')})"
    fields = {name: field("told", place, TOLD_BITS) for place, name in enumerate(told)}
    fields["first_bucket"] = f"nullif({fields['first_bucket']}, 0) - 1"
    columns = ", ".join(f"{sql} AS {name}" for name, sql in fields.items())
    run(
        "CREATE OR REPLACE TABLE holder_kinds AS "
        f"SELECT (row_number() OVER (ORDER BY told) - 1)::USMALLINT AS kind, told, {columns} "
        f"FROM (SELECT DISTINCT told FROM {wider})"
    )
    run(
        f"CREATE OR REPLACE TABLE wide_cells AS SELECT key, {NEAR} AS near, kind, rung, starts, "
        f"ends, first, last FROM {wider} JOIN holder_kinds USING (told)"
    )


def _near(end: str) -> str:
    """SQL for cells that share days with others of their key, or stand at an end of other edges."""
    return f"(meets OR key IN (SELECT {end} FROM key_edges WHERE key <> wider))"


def _meet(store: Store, pairs: str, rung: int, wide: str, narrow: str) -> None:
    """Add the pairs whose longer cell stands on `rung`: it touches one span of it only."""
    probes = _spans("near_cells JOIN key_edges USING (key)", rung, narrow, "wider", "id")
    found = _spans("wide_cells", rung, wide, "key", "near, kind")
    spans = "w.starts <= p.starts AND w.ends >= p.ends"
    longer = f"(w.ends - w.starts, near & {ROW - 1}) > (p.ends - p.starts, id)"
    store.connection.execute(
        f"""
        INSERT INTO {pairs} SELECT near, id, kind, {spans}
        FROM ({probes}) p JOIN ({found}) w ON w.probe = p.probe
        -- written as differences, so that they are looked at after the hash has matched
        WHERE w.starts - p.ends <= 0 AND p.starts - w.ends <= 0
          AND (NOT own OR NOT (w.starts >= p.starts AND w.ends <= p.ends) AND ({spans} OR {longer}))
        """
    )


def _spans(source: str, rung: int, where: str, key: str, columns: str) -> str:
    """SQL for cells with a hash of their key and each span of the rung that they touch."""
    columns += ", starts, ends" + (", wider = key AS own" if key == "wider" else "")
    first, last = bucket(rung, "first"), bucket(rung, "last")
    one = f"SELECT hash({key}, {first}) AS probe, {columns} FROM {source} WHERE {where}"
    if rung in (0, EVER):
        return one
    # A cell shorter than the span touches two of them at most.
    two = f"SELECT hash({key}, {last}) AS probe, {columns} FROM {source} WHERE {where}"
    return f"{one} UNION ALL {two} AND {first} <> {last}"
