"""Conflicts that the record keeps: one figure, several sources, different values, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from counterpart.evaluation.select import compare
from counterpart.reports.figures import Figure, Notes, recorded
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record
from counterpart.rules.conflicts import source_rank

FLOWS = """
    SELECT c.cell, f.flow, f.kind, f.origin || ' → ' || f.destination, f.start_on, f.end_on,
           f.value, f.low, f.high, f.currency, f.source, f.locator, f.note
    FROM flow_conflicts c JOIN flows f USING (flow) LEFT JOIN sources s ON s.source = f.source
    ORDER BY c.cell, {rank}, f.flow
"""
OBSERVATIONS = """
    SELECT concat_ws('|', o.indicator, o.subject, o.start_on, o.end_on, o.role) AS cell,
           o.observation, o.indicator, o.subject, o.start_on, o.end_on, o.value, o.low, o.high,
           o.currency, o.source, o.locator, o.note
    FROM observations o LEFT JOIN sources s ON s.source = o.source
    QUALIFY count(*) OVER (PARTITION BY cell) > 1 ORDER BY cell, {rank}, o.observation
"""


@dataclass(frozen=True, slots=True)
class Stand:
    """What one source says."""

    figure: Figure
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure on which sources differ; the first is the one that the policy takes."""

    name: str
    of: str
    period: Markup
    stands: tuple[Stand, ...]


def conflicts(record: Record, numbers: Numbers, notes: Notes) -> list[Conflict]:
    """Every figure that sources give differently; sources that agree are no conflict."""
    store, catalogue = record.snapshot.store, record.snapshot.catalogue
    rank = source_rank(catalogue, "s")
    cells: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    compare(store, catalogue)
    for row in store.rows(FLOWS.format(rank=rank)):
        cells.setdefault(("flows", row[0]), []).append(row[1:])
    for row in store.rows(OBSERVATIONS.format(rank=rank)):
        cells.setdefault(("observations", row[0]), []).append(row[1:])
    return [
        _conflict(record, numbers, notes, table, rows)
        for (table, _), rows in cells.items()
        if len({row[5:8] for row in rows}) > 1 and len({row[9] for row in rows}) > 1
    ]


def _conflict(
    record: Record, numbers: Numbers, notes: Notes, table: str, rows: list[tuple[Any, ...]]
) -> Conflict:
    kind, of, start, end = rows[0][1:5]
    catalogue = record.snapshot.catalogue
    entry = catalogue.kinds[kind] if table == "flows" else catalogue.indicators[kind]
    name = record.code("kinds" if table == "flows" else "indicators", kind)
    named = " → ".join(record.name(each) for each in of.split(" → "))
    period = period_text(start, end, numbers.words)
    stands = []
    for key, _, _, starts, ends, value, low, high, currency, source, locator, note in rows:
        unit = currency or entry.unit if entry.unit == "money" else entry.unit
        when = "..".join(str(day) for day in (starts, ends) if isinstance(day, date))
        stated = (source, locator, note)
        row = recorded(table, key, name, when, (value, low, high), unit, stated)
        label = Markup("{}, {}, {}").format(name, named, period)
        footnote = notes.add(label, [row])
        figure = Figure(numbers, value, unit, low, high, note=footnote)
        stands.append(Stand(figure, source or ""))
    return Conflict(name, named, period, tuple(stands))
