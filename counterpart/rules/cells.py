"""Flows as integer cells, so that containing, sharing days and being the same are arithmetic.

A flow is a cell in many dimensions: places, organisations, period, account, batch, project,
pairing; an empty account, batch, project, organisation or pairing means the whole. Only flows of
one kind, money stage (paid, where a row does not say) and currency are compared.

The *shape* of a cell says how deep it is in each dimension; its *key* is a hash of the shape and of
what it names in every dimension but the period. A cell contains another in all of these dimensions
when the other, cut back to its shape, has its key.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.catalogue import Catalogue
from counterpart.engine.hierarchies import Hierarchy, hierarchy, write_codes
from counterpart.engine.store import Store, literals, quoted

# Dimensions without levels: a row names one, or means the whole.
FLAT = ("origin_organisation", "destination_organisation", "batch", "project")
LEVELS = ("origin", "destination", "account", "pairing")
# A shape has a field of six bits for the depth in each of LEVELS, and a bit for each of FLAT.
DEPTH_BITS = 6
DAY_ZERO = "DATE '0001-01-01'"
# Calendar spans from short to long, in months, with a shift of their first month. A cell stands on
# the first of them that holds it whole; the shifted ones take what crosses a new year.
LADDER = ((0, 0), (1, 0), (3, 0), (12, 0), (12, 6), (60, 0), (60, 30), (240, 0), (240, 120))
EVER = len(LADDER)
# Stands in `Cells.names` for the flows that are read.
FLOWS = "{flows}"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one relation of flows: where they stand in the store, and how they nest.

    The table `name` has a row a flow: id (see `row_id`), key, shape, rung, starts, ends (days since
    the year 1), first, last (months since then). Rows of a key stand together, which makes looking
    them up quick. Of a key, `opens_key` marks one row; a row `meets` when it shares days with
    another, and is a `twin` when it is the same as the one before.
    """

    name: str
    flows: str
    names: str
    hierarchies: dict[str, Hierarchy]

    def parts(self, where: str = "true") -> str:
        """SQL for what cells name in every dimension: read again for a few by id, not stored."""
        return self.names.replace(FLOWS, f"(SELECT * FROM {self.flows} WHERE {where})")

    def wider(self, shape: int, other: int) -> bool:
        """Whether cells of `shape` can contain cells of the `other` shape."""
        return shape != other and all(
            mine <= its for mine, its in zip(depths(shape), depths(other), strict=True)
        )

    def cut(self, shape: int) -> str:
        """SQL for the masks that cut a cell back to `shape`, in the order of `KEY`."""
        at = dict(zip((*LEVELS, *FLAT), depths(shape), strict=True))
        masks = [f"{self.hierarchies[_tree(name)].masks[at[name]]}::BIGINT" for name in LEVELS]
        whole = (1 << 64) - 1
        return ", ".join([*masks, *(f"{whole * at[name]}::UBIGINT" for name in FLAT)])


MASKS = tuple(f"mask_{name}" for name in (*LEVELS, *FLAT))
KEY = "hash({shape}, measured, " + ", ".join(f"of_{name}{{{name}}}" for name in (*LEVELS, *FLAT))
OWN_KEY = KEY.format(shape="shape", **dict.fromkeys((*LEVELS, *FLAT), "")) + ")"
CUT_KEY = KEY.format(shape="wider", **{name: f" & mask_{name}" for name in (*LEVELS, *FLAT)}) + ")"


def depths(shape: int) -> tuple[int, ...]:
    """How deep a shape is in each of LEVELS and FLAT."""
    full = (1 << DEPTH_BITS) - 1
    levels = tuple(shape >> DEPTH_BITS * place & full for place in range(len(LEVELS)))
    flags = shape >> DEPTH_BITS * len(LEVELS)
    return (*levels, *(flags >> place & 1 for place in range(len(FLAT))))


def field(number: str, place: int, bits: int = DEPTH_BITS) -> str:
    """SQL for one of the fields of some bits that are packed in a number, the first at place 0."""
    return f"((({number}) >> {bits * place}) & {(1 << bits) - 1})"


def row_id(store: Store) -> str:
    """SQL for the number of a flow: its row, counted on through the parts it came in.

    Where one line of a file gives several flows, they are numbered in a column `_id` of their own.
    """
    if store.has_column("flows", "_id"):
        return "_id"
    cases, before = [], 0
    for part, last in store.rows("SELECT _part, max(_row) FROM flows GROUP BY _part ORDER BY 1"):
        cases.append(f"WHEN {part} THEN {before}")
        before += last + 1
    start = f"CASE _part {' '.join(cases)} END" if len(cases) > 1 else "0"
    return f"({start} + _row)::UINTEGER"


def make_cells(store: Store, catalogue: Catalogue, flows: str, name: str) -> Cells:
    """Make the table `name` of cells from the relation `flows`, with `id` beside its columns."""
    accounts: dict[str, str | None] = dict.fromkeys(catalogue.codes["account"])
    parents = {
        "place": dict(store.rows("SELECT place, parent FROM places")),
        "pairing": dict(store.rows("SELECT pairing, parent FROM pairings")),
        "account": accounts | catalogue.parts_of("account"),
    }
    hierarchies = {tree: hierarchy(members) for tree, members in parents.items()}
    for tree, made in hierarchies.items():
        write_codes(store, f"{tree}_codes", made)
    stocks = frozenset(
        kind for kind, entry in catalogue.kinds.items() if entry.aggregation == "stock"
    )
    depth = " + ".join(
        f"{1 << DEPTH_BITS * place} * coalesce(c_{level}.depth, 0)::INTEGER"
        for place, level in enumerate(LEVELS)
    )
    flags = " + ".join(
        f"{1 << DEPTH_BITS * len(LEVELS) + place} * ({quoted(flat)} IS NOT NULL)::INTEGER"
        for place, flat in enumerate(FLAT)
    )
    named = [f"coalesce(c_{level}.code, 0) AS of_{level}" for level in LEVELS]
    named += [
        f"CASE WHEN {flat} IS NULL THEN 0::UBIGINT ELSE hash({flat}) END AS of_{flat}"
        for flat in FLAT
    ]
    joins = " ".join(
        f"LEFT JOIN {_tree(level)}_codes c_{level} ON c_{level}.member = f.{level}"
        for level in LEVELS
    )
    # A flow without a start is known up to its end only; a stock is a moment.
    starts = f"CASE WHEN kind IN ({literals(stocks)}) THEN end_on ELSE start_on END"
    names = (
        f"SELECT id, ({depth} + {flags})::INTEGER AS shape, "
        "hash(kind, currency, coalesce(money_stage, 'paid')) AS measured, "
        f"{', '.join(named)}, coalesce({starts}, {DAY_ZERO}) AS opens, end_on AS closes "
        f"FROM {FLOWS} f {joins}"
    )
    cells = Cells(name, flows, names, hierarchies)
    store.connection.execute(
        f"""
        CREATE OR REPLACE TABLE {name} AS
        SELECT id, key, shape, {_rung()} AS rung, starts, ends, first, last,
               before IS NULL AS opens_key,
               starts <= coalesce(before, -1)
                   OR coalesce(next_start <= greatest(before, ends), false) AS meets,
               starts = coalesce(start_before, -1) AND ends = end_before AS twin
        FROM (
            SELECT *, max(ends) OVER (in_order ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                          AS before,
                   lead(starts) OVER in_order AS next_start,
                   lag(starts) OVER in_order AS start_before, lag(ends) OVER in_order AS end_before
            FROM (
                SELECT id, {OWN_KEY} AS key, shape, (opens - {DAY_ZERO})::INTEGER AS starts,
                       (closes - {DAY_ZERO})::INTEGER AS ends, {_months("opens")} AS first,
                       {_months("closes")} AS last
                FROM ({cells.parts()})
            ) WINDOW in_order AS (PARTITION BY key ORDER BY starts, ends DESC)
        )
        """
    )
    return cells


def bucket(rung: int, month: str) -> str:
    """SQL for the span of a rung of the ladder in which a month lies; days are their own spans."""
    if rung == EVER:
        return "0"
    months, shift = LADDER[rung]
    return f"({month}::INTEGER + {shift}) // {months}" if months else "starts"


def _rung() -> str:
    """SQL for the first rung of the ladder that holds a cell whole."""
    cases = ["WHEN starts = ends THEN 0"]
    for rung in range(1, EVER):
        cases.append(f"WHEN {bucket(rung, 'first')} = {bucket(rung, 'last')} THEN {rung}")
    return f"(CASE {' '.join(cases)} ELSE {EVER} END)::UTINYINT"


def _months(day: str) -> str:
    # Past the year 5461 all months are one: days are compared anyway.
    return f"least(year({day}) * 12 + month({day}) - 1, 65535)::USMALLINT"


def _tree(level: str) -> str:
    return "place" if level in ("origin", "destination") else level
