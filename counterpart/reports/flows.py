"""The flows that count, as the measures count them: chosen among conflicts, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from counterpart.engine.store import literals
from counterpart.evaluation.measure import PAID, Direction, Flows
from counterpart.evaluation.reads.flow_totals import FlowTotals
from counterpart.evaluation.reads.input import used
from counterpart.evaluation.select import Row, read_flows
from counterpart.evaluation.subjects import Span, Subject, subjects
from counterpart.periods import Period, year_period
from counterpart.quantities import total
from counterpart.reports.figures import Figure, Notes
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record

DIRECTIONS: tuple[Direction, ...] = ("a_to_b", "b_to_a")
PROMISED = ("planned", "committed")


@dataclass(frozen=True)
class Counted:
    """Reads the flows of a programme that go into its sums, and makes figures of them."""

    record: Record
    numbers: Numbers
    notes: Notes

    @cached_property
    def totals(self) -> FlowTotals:
        """The engine's pass over all kinds of flow."""
        snapshot = self.record.snapshot
        kinds = tuple(snapshot.catalogue.kinds)
        return FlowTotals(snapshot.store, snapshot.catalogue, "programme", kinds)

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """The programmes as evaluation knows them."""
        return {each.key: each for each in subjects(self.record.snapshot.store, "programme")}

    def rows(
        self,
        programme: str,
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
            keys += self.totals.keys(read, self.subjects[programme], span)
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
        return Figure(self.numbers, sum_.value, self.unit(rows[0]), sum_.low, sum_.high, note=note)

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
