"""No double counting: conflict, containment and partial overlap of flows, told apart.

Equal in all dimensions, two flows are a conflict (two sources) or a repeat (one source); equal or
containing in all they are a double count, of which roll-ups take one; meeting in time while neither
contains the other, they overlap, a finding of its own, and roll-ups take the wider one. Everything
else adds. See `cells` for the dimensions, `containment` for how pairs are found.
"""

from __future__ import annotations

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
    run(
        "CREATE OR REPLACE TABLE told_containers AS "
        + " UNION ALL ".join(
            f"(SELECT holder, {counted} AS count, {contains} AS contains, "
            f"count(*) OVER () AS all_of FROM containers WHERE {counted} > 0 "
            f"ORDER BY count DESC, holder LIMIT {LISTED})"
            for counted, contains in (("held", "true"), ("shared", "false"))
        )
    )
    return [*_told(store, catalogue, contains=True), *_told(store, catalogue, contains=False)]


def _told(store: Store, catalogue: Catalogue, *, contains: bool) -> list[Finding]:
    """The findings of the containers that are told, in order of the file."""
    code, column = ("double_count", "flow") if contains else ("partial_overlap", "end_on")
    findings = []
    for part, row, flow, kind, currency, count, others, amount, containers in store.rows(
        f"""
        WITH numbered AS (SELECT *, {row_id(store)} AS id FROM flows),
        inside AS (
            SELECT holder, other FROM flow_pairs p JOIN told_containers t
              ON t.holder = {HOLDER} AND t.contains = p.contains WHERE p.contains = {contains}
        ),
        amounts AS (
            SELECT holder, sum(value) AS amount, min(flow, {NAMED}) AS named
            FROM inside JOIN (SELECT id, flow, value FROM numbered) ON id = other GROUP BY holder
        )
        SELECT f._part, f._row, f.flow, f.kind, f.currency, count, named, amount, all_of
        FROM told_containers t JOIN amounts USING (holder) JOIN numbered f ON f.id = holder
        WHERE contains = {contains} ORDER BY 1, 2
        """
    ):
        unit = currency or catalogue.kinds[kind].unit
        words = {
            "kind": kind,
            "count": f"{count:,}",
            "others": ", ".join(others) + (", ..." if count > NAMED else ""),
            "amount": "no stated amount" if amount is None else f"{amount.normalize():,f} {unit}",
        }
        findings.append(finding(code, **store.place(part, row), column=column, value=flow, **words))
        if len(findings) == LISTED and containers > LISTED:
            findings.append(_more(store, part, column, containers - LISTED, code))
    return findings


def _more(store: Store, part: int, column: str, count: int, code: str) -> Finding:
    where = store.place(part, None)
    return finding("more_of_the_same", **where, column=column, value=count, of=code)
