"""No double counting: conflict, containment and partial overlap of flows, told apart.

A flow is a cell in many dimensions: places, organisations, period, account, batch, project,
pairing; an empty account, batch, project or pairing means the whole. Two flows of one kind, money
stage (paid, where a row does not say) and currency are compared: equal in all dimensions they are a
conflict (two sources) or a repeat (one source); equal or containing in all they are a double count,
of which roll-ups take one; meeting in time while neither contains the other, they overlap, a
finding of its own, and roll-ups take the wider one. Everything else adds.

The comparison is left in the tables `flow_pairs` (flow, other, relation) and `flow_conflicts`,
which evaluation reads.
"""

from __future__ import annotations

from datetime import date

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal, literals
from counterpart.errors import Finding, finding

# Dimensions in which an empty value stands for the whole.
WHOLES = ("origin_organisation", "destination_organisation", "batch", "project", "pairing")
LIMIT = "double_count_limit"


def check_double_counts(store: Store, catalogue: Catalogue) -> list[Finding]:
    """Findings per container or cell, not per pair; a note when there are too many flows."""
    flows = store.relations["flows"]
    limit = comparison_limit(catalogue)
    if flows.rows > limit:
        compare_nothing(store)
        place = store.place(store.row("SELECT min(_part) FROM flows")[0], None)
        return [finding("double_count_not_run", **place, value=flows.rows, limit=limit)]
    compare_flows(store, catalogue)
    rank_conflicts(store, catalogue)
    return [
        *_same_cell(store),
        *_held(store, "contains", "double_count", "flow"),
        *_held(store, "overlaps", "partial_overlap", "end_on"),
    ]


def comparison_limit(catalogue: Catalogue) -> int:
    """The most flows that are compared with each other."""
    return int(catalogue.parameters[LIMIT].on(date.today()))


def compare_nothing(store: Store) -> None:
    """Leave the two tables empty: no flow is known to contain, overlap or repeat another."""
    store.connection.execute(
        "CREATE OR REPLACE TABLE flow_pairs (flow VARCHAR, other VARCHAR, relation VARCHAR)"
    )
    store.connection.execute(
        "CREATE OR REPLACE TABLE flow_conflicts "
        "(flow VARCHAR, cell VARCHAR, value DECIMAL(20,4), sources BIGINT, place BIGINT)"
    )


def compare_flows(store: Store, catalogue: Catalogue) -> None:
    """Make `flow_pairs`: relation is `same`, `contains` or `overlaps`; `flow` is the wider one."""
    stocks = frozenset(
        name for name, kind in catalogue.kinds.items() if kind.aggregation == "stock"
    )
    parts = catalogue.parts_of("account").items()
    pairs = ", ".join(f"({literal(part)}, {literal(whole)})" for part, whole in parts)
    part_of = f"(b.account, a.account) IN ({pairs})" if parts else "false"
    whole = " AND ".join(f"(a.{name} IS NULL OR a.{name} = b.{name})" for name in WHOLES)
    whole += f" AND (a.account IS NULL OR a.account = b.account OR {part_of})"
    same = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in (*WHOLES, "account"))
    store.connection.execute(
        f"""
        CREATE OR REPLACE TABLE flow_pairs AS
        WITH RECURSIVE above AS (
            SELECT place, place AS ancestor FROM places
            UNION
            SELECT above.place, places.parent FROM above
            JOIN places ON places.place = above.ancestor WHERE places.parent IS NOT NULL
        ),
        dated AS (
            -- a flow without a start is known up to its end only; a stock is a moment
            SELECT *, CASE WHEN kind IN ({literals(stocks)}) THEN end_on
                           ELSE coalesce(start_on, DATE '0001-01-01') END AS starts
            FROM flows
        ),
        -- every pair whose places are equal or contain each other, found by hash joins
        nested AS (
            SELECT a.flow AS flow, b.flow AS other,
                   a.origin = b.origin AND a.destination = b.destination AS same_places,
                   a.starts <= b.starts AND a.end_on >= b.end_on AS spans,
                   a.starts >= b.starts AND a.end_on <= b.end_on AS within,
                   a.starts <= b.end_on AND b.starts <= a.end_on AS touches,
                   {whole} AS wholes, {same} AS same_wholes,
                   (a.end_on - a.starts, a.flow) > (b.end_on - b.starts, b.flow) AS longer
            FROM dated b
            JOIN above up_origin ON up_origin.place = b.origin
            JOIN above up_destination ON up_destination.place = b.destination
            JOIN dated a ON a.origin = up_origin.ancestor
                        AND a.destination = up_destination.ancestor
                        AND a.kind = b.kind AND a.flow <> b.flow
                        AND a.currency IS NOT DISTINCT FROM b.currency
                        AND coalesce(a.money_stage, 'paid') = coalesce(b.money_stage, 'paid')
        )
        SELECT flow, other,
               CASE WHEN same_places AND same_wholes AND spans AND within THEN 'same'
                    WHEN wholes AND spans THEN 'contains'
                    ELSE 'overlaps' END AS relation
        FROM nested
        WHERE wholes AND touches
          -- of two flows that differ in time only, the longer one is the wider
          AND (spans OR NOT (same_places AND same_wholes) OR (NOT within AND longer))
        """
    )


def source_rank(catalogue: Catalogue, alias: str, last: str | None = None) -> str:
    """SQL that orders sources by the policy; rows of the source `last` come after all others."""
    order = catalogue.parameters["resolution_order"].on(date.today())
    ranks = ", ".join(literal(kind) for kind in order)
    own = f"{alias}.source = {literal(last)}, " if last else ""
    return (
        f"{own}coalesce(list_position([{ranks}], {alias}.source_kind), 99), "
        f"{alias}.published_on DESC NULLS LAST, {alias}.source"
    )


def rank_conflicts(store: Store, catalogue: Catalogue) -> None:
    """Make `flow_conflicts` (flow, cell, place, sources): cells given by several rows, in order.

    The resolution policy of the catalogue orders the sources of a cell: kind of source, newest
    publication, source key; `place` 1 is the source that roll-ups take.
    """
    store.connection.execute(
        f"""
        CREATE OR REPLACE TABLE flow_conflicts AS
        WITH cells AS (
            SELECT flow, least(flow, min(other)) AS cell FROM flow_pairs
            WHERE relation = 'same' GROUP BY flow
        )
        SELECT flow, cell, f.value, count(DISTINCT f.source) OVER (PARTITION BY cell) AS sources,
               dense_rank() OVER (PARTITION BY cell ORDER BY {source_rank(catalogue, "s")}) AS place
        FROM cells JOIN flows f USING (flow) LEFT JOIN sources s ON s.source = f.source
        """
    )


def _same_cell(store: Store) -> list[Finding]:
    """One finding per cell that several rows give: a conflict, or one source that repeats."""
    findings = []
    for part, row, kind, flows, taken, sources in store.rows(
        """
        SELECT min(_part), min(_row), any_value(kind), list(flow ORDER BY flow),
               min_by(flow, (place, flow)), any_value(sources)
        FROM flow_conflicts JOIN flows USING (flow) GROUP BY cell ORDER BY 1, 2
        """
    ):
        code = "conflict" if sources > 1 else "repeated_entry"
        words = {"kind": kind, "count": len(flows), "taken": taken}
        findings.append(
            finding(code, **store.place(part, row), column="flow", value=", ".join(flows), **words)
        )
    return findings


def _held(store: Store, relation: str, code: str, column: str) -> list[Finding]:
    """One finding for each flow that contains, or overlaps, others."""
    findings = []
    for part, row, flow, kind, others in store.rows(
        f"""
        SELECT any_value(f._part), any_value(f._row), p.flow, any_value(f.kind),
               list(p.other ORDER BY p.other)
        FROM flow_pairs p JOIN flows f USING (flow) WHERE p.relation = {literal(relation)}
        GROUP BY p.flow ORDER BY 1, 2
        """
    ):
        listed = ", ".join(others[:6]) + (", ..." if len(others) > 6 else "")
        words = {"kind": kind, "count": len(others), "others": listed}
        findings.append(finding(code, **store.place(part, row), column=column, value=flow, **words))
    return findings
