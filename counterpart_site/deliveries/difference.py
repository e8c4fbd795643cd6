"""What a delivery would change, row by row: added, changed, withdrawn, or nothing."""

from __future__ import annotations

import hashlib
from typing import Any

from counterpart.engine.store import Store, literal, quoted
from counterpart.tables import Table
from counterpart_site.deliveries.sides import sides_of, union_of

SHOWN = 200
CHANGES = ("added", "changed", "withdrawn", "unchanged")


def make_changes(store: Store, table: Table, side: str) -> None:
    """Make `changes_<table>`: row_key, change, revision (that it would get), needs (sides asked).

    A changed row concerns the sides of what it was and of what it becomes; the side that handed it
    in is always asked, and nobody is where the site itself delivers.
    """
    given, was = quoted(f"given_{table.name}"), quoted(f"was_{table.name}")
    needs, joined = "''", ""
    if side:
        needs = union_of("n.needs")
        joined = (
            "JOIN (SELECT row_key, string_agg(needs, '') AS needs FROM "
            f"({sides_of(table, given, side)} UNION ALL {sides_of(table, was)}) GROUP BY 1) n "
            "ON n.row_key = g.row_key"
        )
    store.connection.execute(
        f"""
        CREATE OR REPLACE TABLE {quoted("changes_" + table.name)} AS
        SELECT g.row_key,
               CASE WHEN w.row_key IS NULL OR w.retracted OR w.erased IS NOT NULL
                    THEN CASE WHEN g.retracted THEN 'unchanged' ELSE 'added' END
                    WHEN g.retracted THEN 'withdrawn'
                    WHEN w.digest = g.digest THEN 'unchanged'
                    ELSE 'changed' END AS change,
               coalesce(w.revision, 0) + 1 AS revision,
               {needs} AS needs
        FROM {given} g LEFT JOIN {was} w ON w.row_key = g.row_key {joined}
        """
    )


def counted(store: Store, table: Table) -> dict[str, int]:
    """How many rows of a table are added, changed, withdrawn, unchanged."""
    found = dict(
        store.rows(f"SELECT change, count(*) FROM {quoted('changes_' + table.name)} GROUP BY 1")
    )
    return {change: found.get(change, 0) for change in CHANGES}


def listed(store: Store, table: Table) -> list[dict[str, Any]]:
    """The first rows that differ: key, place in the file, change, column -> [before, after]."""
    names = ", ".join(
        f"{prefix}.{quoted(name)}::VARCHAR" for name in table.names for prefix in ("w", "g")
    )
    rows = store.rows(
        f"SELECT c.row_key, c.change, c.needs, g._part, g._row, {names} "
        f"FROM {quoted('changes_' + table.name)} c "
        f"JOIN {quoted('given_' + table.name)} g USING (row_key) "
        f"LEFT JOIN {quoted('was_' + table.name)} w USING (row_key) "
        "WHERE c.change <> 'unchanged' ORDER BY g._part, g._row, c.row_key "
        f"LIMIT {SHOWN}"
    )
    shown = []
    for key, change, needs, part, row, *cells in rows:
        pairs = dict(zip(table.names, zip(cells[::2], cells[1::2], strict=True), strict=True))
        columns = {
            name: [None if change == "added" else was, None if change == "withdrawn" else now]
            for name, (was, now) in pairs.items()
            if (was != now if change == "changed" else now is not None)
        }
        place = store.place(part, row)
        shown.append({"key": key, "change": change, "needs": needs, **place, "columns": columns})
    return shown


def asked_sides(store: Store, tables: list[Table]) -> str:
    """The sides that any of the changes needs: '', 'a', 'b' or 'ab'."""
    needs = [
        row[0]
        for table in tables
        for row in store.rows(
            f"SELECT DISTINCT needs FROM {quoted('changes_' + table.name)} "
            "WHERE change <> 'unchanged'"
        )
    ]
    return "".join(side for side in "ab" if any(side in each for each in needs))


def digests(store: Store, tables: list[Table]) -> dict[str, str]:
    """Side -> a hash over every change that it is asked for; '' -> over all changes."""
    return {side: _digest(store, tables, side) for side in ("", "a", "b")}


def _digest(store: Store, tables: list[Table], side: str) -> str:
    said = hashlib.sha256(b"changes:")
    for table in tables:
        count, folded = store.row(
            "SELECT count(*), bit_xor(hash(c.row_key, c.change, c.revision, c.needs, g.digest)) "
            f"FROM {quoted('changes_' + table.name)} c "
            f"JOIN {quoted('given_' + table.name)} g USING (row_key) "
            f"WHERE change <> 'unchanged' AND contains(needs, {literal(side)})"
        )
        said.update(f"{table.name}:{count}:{folded};".encode())
    return said.hexdigest()
