"""The flows that count, as the measures count them: chosen among conflicts, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from counterpart.engine.store import literals
from counterpart.evaluation.measure import PAID, By, Direction, Flows
from counterpart.evaluation.reads.flow_totals import FlowTotals
from counterpart.evaluation.reads.input import used
from counterpart.evaluation.select import Row, read_flows
from counterpart.evaluation.subjects import Span, Subject, prepare_sides, subjects
from counterpart.periods import Period, year_period
from counterpart.quantities import total
from counterpart.reports.figures import Figure, Notes
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record

DIRECTIONS: tuple[Direction, ...] = ("a_to_b", "b_to_a")
PROMISED = ("planned", "committed")


@dataclass(frozen=True)
class Counted:
    """Reads the flows of programmes, pairings or places (`by`) that go into their sums.

    A figure that rests on one of the rows `hidden` (table, key) is not shown.
    """

    record: Record
    numbers: Numbers
    notes: Notes
    by: By = "programme"
    hidden: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def totals(self) -> FlowTotals:
        """The engine's pass over all kinds of flow."""
        snapshot = self.record.snapshot
        kinds = tuple(snapshot.catalogue.kinds)
        prepare_sides(snapshot.store)
        return FlowTotals(snapshot.store, snapshot.catalogue, self.by, kinds)

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """The programmes, pairings or places as evaluation knows them."""
        return {each.key: each for each in subjects(self.record.snapshot.store, self.by)}

    def rows(
        self,
        subject: str,
        family: str,
        direction: Direction,
        stages: Sequence[str | None] = PAID,
        year: int | None = None,
    ) -> list[Row]:
        """The flows of a family that count in a year, or in the record as a whole."""
        catalogue, store = self.record.snapshot.catalogue, self.record.snapshot.store
        span = Span("all", "", EVER) if year is None else Span("year", str(year), year_period(year))
        keys: list[str] = []
        for unit in dict.fromkeys(
            catalogue.kinds[kind].unit for kind in catalogue.kinds_of(family)
        ):
            read = Flows((family,), direction, unit, tuple(stages))
            # The totals are at hand; the rows behind them are looked up only where there are any.
            if self.totals.sum(read, self.subjects[subject], span).n:
                keys += self.totals.keys(read, self.subjects[subject], span)
        if not keys:
            return []
        return read_flows(store, f"flow IN ({literals(frozenset(keys))})")

    def figure(self, name: str, rows: Sequence[Row]) -> Figure:
        """The sum of flows of one unit, with a footnote that lists them."""
        sum_ = total([row.quantity for row in rows])
        catalogue = self.record.snapshot.catalogue
        label = Markup("{}, {}").format(name, self.span(rows))
        note = self.notes.add(
            label, [used(row, self.record.code("kinds", row.kind), catalogue) for row in rows]
        )
        unit = self.unit(rows[0])
        if any((row.table, row.key) in self.hidden for row in rows):
            return Figure(self.numbers, None, unit, note=note, hidden=True)
        return Figure(self.numbers, sum_.value, unit, sum_.low, sum_.high, note=note)

    def standing(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that add up: of a stock, counted again and again, those of its last day."""
        kinds = self.record.snapshot.catalogue.kinds
        last: dict[str, date] = {}
        for row in rows:
            last[row.kind] = max(last.get(row.kind, row.period.end), row.period.end)
        return [
            row
            for row in rows
            if kinds[row.kind].aggregation != "stock" or row.period.end == last[row.kind]
        ]

    def unit(self, row: Row) -> str:
        """The unit of a flow: its currency where it is money."""
        unit = self.record.snapshot.catalogue.kinds[row.kind].unit
        return row.currency or unit if unit == "money" else unit

    def span(self, rows: Sequence[Row]) -> Markup:
        """From the first day of any of the rows to the last."""
        starts = [row.period.start for row in rows if row.period.start]
        first = min(starts) if len(starts) == len(rows) else None
        return period_text(first, max(row.period.end for row in rows), self.numbers.words)


EVER = Period(None, year_period(9999).end)
