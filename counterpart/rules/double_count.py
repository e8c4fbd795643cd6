"""No double counting: conflict, containment and partial overlap of flows, told apart.

Equal in all dimensions, two flows are a conflict (two sources) or a repeat (one source); equal or
containing in all they are a double count, of which roll-ups take one; meeting in time while neither
contains the other, they overlap, a finding of its own, and roll-ups take the wider one. Everything
else adds. See `cells` for the dimensions, `containment` for how pairs are found.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store
from counterpart.errors import Finding, InputError, finding
from counterpart.rules.cells import row_id
from counterpart.rules.containment import HOLDER
from counterpart.rules.marks import compare_flows

LISTED = 1_000
NAMED = 6


def check_double_counts(store: Store, catalogue: Catalogue) -> list[Finding]:
    """Findings per cell or container, not per pair; of very many the largest LISTED are told."""
    if not store.relations["flows"].rows:
        return []
    try:
        compare_flows(store, catalogue)
    except InputError as error:
        return list(error.findings)
    return [*_same_cell(store), *_wider(store, catalogue)]


def _same_cell(store: Store) -> list[Finding]:
    """One finding per cell that several rows give: a conflict, or one source that repeats."""
    findings = []
    for part, row, kind, count, flows, taken, sources, cells in store.rows(
        f"""
        WITH numbered AS (SELECT *, {row_id(store)} AS id FROM flows),
        listed AS (
            SELECT cell, count(*) AS rows, count(*) OVER () AS cells FROM conflict_cells
            GROUP BY cell ORDER BY rows DESC, cell LIMIT {LISTED}
        )
        SELECT min(_part), min(_row), any_value(kind), any_value(rows), list(flow ORDER BY flow),
               min_by(flow, (place, flow)), any_value(sources), any_value(cells)
        FROM (SELECT * FROM listed JOIN conflict_cells USING (cell)) JOIN numbered USING (id)
        GROUP BY cell ORDER BY 1, 2
        """
    ):
        code = "conflict" if sources > 1 else "repeated_entry"
        words = {"kind": kind, "count": count, "taken": taken}
        findings.append(
            finding(code, **store.place(part, row), column="flow", value=", ".join(flows), **words)
        )
        if len(findings) == LISTED and cells > LISTED:
            findings.append(_more(store, part, "flow", cells - LISTED, "conflict"))
    return findings


def _wider(store: Store, catalogue: Catalogue) -> list[Finding]:
    """One finding for each flow that contains or overlaps others: how many, and how much."""
    run = store.connection.execute
    run(
        f"CREATE OR REPLACE TABLE containers AS SELECT {HOLDER} AS holder, "
        "count(*) FILTER (contains) AS held, count(*) FILTER (NOT contains) AS shared "
        "FROM flow_pairs GROUP BY holder"
    )
    largest = " UNION ALL ".join(
        f"(SELECT holder, {counted} AS count, {contains} AS contains, count(*) OVER () AS all_of "
        f"FROM containers WHERE {counted} > 0 ORDER BY count DESC, holder LIMIT {LISTED})"
        for counted, contains in (("held", "true"), ("shared", "false"))
    )
    run(
        f"""
        CREATE OR REPLACE TABLE told_containers AS
        SELECT holder, t.contains, any_value(count) AS count, any_value(all_of) AS all_of,
               sum(value) AS amount, min(other, {NAMED}) AS named
        FROM ({largest}) t JOIN flow_pairs p ON holder = {HOLDER} AND t.contains = p.contains
        JOIN (SELECT {row_id(store)} AS id, value FROM flows) ON id = other GROUP BY 1, 2
        """
    )
    told = "SELECT holder FROM told_containers UNION SELECT unnest(named) FROM told_containers"
    rows = store.rows(
        f"SELECT id, _part, _row, flow, kind, currency FROM "
        f"(SELECT *, {row_id(store)} AS id FROM flows) WHERE id IN ({told})"
    )
    flows = {row[0]: row[1:] for row in rows}
    return [
        *_told(store, catalogue, flows, "contains", ("double_count", "flow")),
        *_told(store, catalogue, flows, "NOT contains", ("partial_overlap", "end_on")),
    ]


def _told(
    store: Store,
    catalogue: Catalogue,
    flows: dict[int, tuple[Any, ...]],
    relation: str,
    tells: tuple[str, str],
) -> list[Finding]:
    """The findings of the containers that are told, in order of the file; `flows` by number."""
    code, column = tells
    findings = []
    rows = store.rows(
        "SELECT holder, count, amount, named, all_of FROM told_containers "
        f"WHERE {relation} ORDER BY holder"
    )
    for holder, held, amount, named, _ in rows:
        part, row, flow, kind, currency = flows[holder]
        words = _words(held, amount, currency or catalogue.kinds[kind].unit)
        others = ", ".join(flows[other][2] for other in named)
        words |= {"kind": kind, "others": others + (", ..." if held > NAMED else "")}
        place = store.place(part, row)
        findings.append(finding(code, **place, column=column, value=flow, **words))
    if rows and rows[0][-1] > LISTED:
        part = flows[rows[0][0]][0]
        findings.append(_more(store, part, column, rows[0][-1] - LISTED, code))
    return findings


def _words(held: int, amount: Decimal | None, unit: str) -> dict[str, Any]:
    """How many and how much, as a message says it."""
    much = "no stated amount" if amount is None else f"{amount.normalize():,f} {unit}"
    return {"count": f"{held:,}", "amount": much}


def _more(store: Store, part: int, column: str, count: int, code: str) -> Finding:
    where = store.place(part, None)
    return finding("more_of_the_same", **where, column=column, value=count, of=code)
