"""What roll-ups must know of a flow: whether its cell is taken, and what wider cells hold it.

Whether a held flow counts depends on the question: a month inside a two-year total still counts for
its year. So each held flow carries a number that stands for the set of its holders, described by
what a question can tell apart: how deep they are, and in which years and stages they lie. There are
few such sets, however many flows there are.
"""

from __future__ import annotations

from datetime import date, timedelta

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literals
from counterpart.rules.cells import make_cells, row_id
from counterpart.rules.conflicts import settle_conflicts
from counterpart.rules.containment import DEPTHS, HOLDER, SPANNING, compare_cells, make_edges

BITS = 62


def compare_flows(store: Store, catalogue: Catalogue) -> None:
    """Compare all flows of a store; leaves `flow_conflicts`, `flow_pairs`, `flow_marks`, `holders`.

    `flow_marks` (id, cell, place, sources, spread_low, spread_high, holders) has a row for each
    flow that is in conflict or held; `holders` (holders, *DEPTHS, *SPANNING) a row for each
    kind of wider cell in a set. `held_flows` (id, kinds, near) keeps the nearest container.
    """
    flows = f"(SELECT *, {row_id(store)} AS id FROM flows)"
    cells = make_cells(store, catalogue, flows, "flow_cells")
    make_edges(store, cells)
    settle_conflicts(store, catalogue, cells, flows)
    days = [day.toordinal() - 1 for day in stage_days(store)]
    compare_cells(store, cells, days, "flow_pairs")
    _mark(store)


def held_among(
    store: Store, catalogue: Catalogue, flows: frozenset[str]
) -> dict[str, tuple[str, bool]]:
    """Of some flows, those that others hold -> the widest of those, whether it contains them.

    What holds a flow in the whole record need not be among the rows that answer one question.
    """
    asked = (
        f"(SELECT *, row_number() OVER (ORDER BY flow)::UINTEGER AS id FROM flows "
        f"WHERE flow IN ({literals(flows)}))"
    )
    _pairs_of(store, catalogue, asked)
    pairs = store.rows(
        "SELECT inside.flow, wider.flow, contains FROM ("
        "SELECT other, min(near) AS near, arg_min(contains, near) AS contains FROM asked_pairs "
        f"GROUP BY other) JOIN {asked} inside ON inside.id = other "
        f"JOIN {asked} wider ON wider.id = {HOLDER}"
    )
    return {flow: (wider, contains) for flow, wider, contains in pairs}


def nearest_holders(store: Store, catalogue: Catalogue, most: int) -> dict[str, frozenset[str]]:
    """Flows that contain others -> what lies directly in each, the doubtful ones first.

    Of many the `most` whose values differ most from the plain sums of what they contain.
    """
    flows = f"(SELECT *, {row_id(store)} AS id FROM flows)"
    _pairs_of(store, catalogue, flows)
    pairs = store.rows(
        "WITH direct AS (SELECT wider.flow AS whole, inside.flow AS part, wider.value AS said, "
        "sum(inside.value) OVER (PARTITION BY wider.flow) AS plain FROM ("
        "SELECT other, max(near) AS near FROM asked_pairs WHERE contains GROUP BY other) "
        f"JOIN {flows} inside ON inside.id = other JOIN {flows} wider ON wider.id = {HOLDER}) "
        "SELECT whole, part FROM direct "
        f"QUALIFY dense_rank() OVER (ORDER BY abs(said - plain) DESC NULLS LAST, whole) <= {most} "
        "ORDER BY abs(said - plain) DESC NULLS LAST, whole, part"
    )
    found: dict[str, set[str]] = {}
    for whole, part in pairs:
        found.setdefault(whole, set()).add(part)
    return {whole: frozenset(parts) for whole, parts in found.items()}


def _pairs_of(store: Store, catalogue: Catalogue, flows: str) -> None:
    """Make `asked_pairs` of the flows that SQL gives, beside what is kept of the whole record."""
    cells = make_cells(store, catalogue, flows, "asked_cells")
    make_edges(store, cells)
    compare_cells(store, cells, [], "asked_pairs")


def stage_days(store: Store) -> list[date]:
    """The days on which a stage begins or is over, oldest first."""
    days = set()
    for start, end in store.rows("SELECT start_on, end_on FROM stages"):
        days |= {start} if end is None else {start, end + timedelta(days=1)}
    return sorted(days)


def _mark(store: Store) -> None:
    """Number the sets of holders that occur; one pass over the pairs."""
    run = store.connection.execute
    kinds = store.row("SELECT count(*) FROM holder_kinds")[0]
    # A set is a number with a bit for each kind: of 64 bits while they suffice.
    short = kinds <= BITS
    kept = "bit_or(1::BIGINT << kind)" if short else f"bitstring_agg(kind, 0, {kinds})"
    holds = "kinds & (1::BIGINT << kind) <> 0" if short else "get_bit(kinds, kind) = 1"
    run(
        "CREATE OR REPLACE TABLE held_flows AS "
        f"SELECT other AS id, {kept} AS kinds, max(near) FILTER (contains) AS near "
        "FROM flow_pairs GROUP BY other"
    )
    run(
        "CREATE OR REPLACE TABLE holder_sets AS "
        "SELECT kinds, row_number() OVER (ORDER BY kinds)::INTEGER AS holders "
        "FROM (SELECT DISTINCT kinds FROM held_flows)"
    )
    run(
        "CREATE OR REPLACE TABLE holders AS "
        f"SELECT DISTINCT holders, {', '.join([*DEPTHS, *SPANNING])} "
        f"FROM holder_sets JOIN holder_kinds ON {holds}"
    )
    run(
        """
        CREATE OR REPLACE VIEW flow_marks AS
        SELECT id, cell, place, sources, spread_low, spread_high, holders
        FROM conflict_cells
        FULL JOIN (SELECT id, holders FROM held_flows JOIN holder_sets USING (kinds)) USING (id)
        """
    )
