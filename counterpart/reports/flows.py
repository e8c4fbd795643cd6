"""The flows that count, as the measures count them: chosen among conflicts, nothing twice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from counterpart.engine.store import literals
from counterpart.evaluation.measure import PAID, By, Direction
from counterpart.evaluation.reads.flow_totals import FlowTotals
from counterpart.evaluation.reads.input import used
from counterpart.evaluation.select import Row
from counterpart.evaluation.subjects import Subject, prepare_sides, subjects
from counterpart.quantities import total
from counterpart.reports.bundles import Bundle, read_bundles, view_of
from counterpart.reports.figures import Figure, Notes
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record

DIRECTIONS: tuple[Direction, ...] = ("a_to_b", "b_to_a")
STAGES = {"held": PAID, "promised": ("planned", "committed")}
_NUMBERS = itertools.count(1)


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
    _views: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

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
        prepare_sides(self.record.snapshot.store)
        return {each.key: each for each in subjects(self.record.snapshot.store, self.by)}

    def bundles(
        self, subject: str, by: Sequence[str], where: str, standing: bool = False
    ) -> list[Bundle]:
        """The flows of a subject that count, added up by columns of the view, as `read_bundles`.

        Beside those of flows it has direction, stage ("held" or "promised"), family, unit, money,
        period_year, and whether the flow counts in the record as a whole (`ever`) and in its year
        (`yearly`).
        """
        # The place that is a side as a whole is no subject of its own.
        if subject not in self.subjects:
            return []
        store = self.record.snapshot.store
        return read_bundles(store, self._view(subject), by, where, standing)

    def sum_of(self, name: str, bundle: Bundle, unit: str, noted: bool = True) -> Figure:
        """The sum of a bundle; where it is `noted`, with a footnote that lists its rows."""
        kinds, catalogue = self.record.code, self.record.snapshot.catalogue
        rows = [used(row, kinds("kinds", row.kind), catalogue) for row in bundle.rows]
        label = Markup("{}, {}").format(name, self.days(bundle))
        note = self.notes.add_some(label, rows, bundle.n, bundle.digest) if noted else None
        if bundle.hidden:
            return Figure(self.numbers, None, unit, note=note, hidden=True)
        sum_ = bundle.quantity
        return Figure(self.numbers, sum_.value, unit, sum_.low, sum_.high, note=note)

    def days(self, bundle: Bundle) -> Markup:
        """From the first day of any row of a bundle to the last."""
        return period_text(bundle.first, bundle.last, self.numbers.words)

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

    def unit(self, row: Row) -> str:
        """The unit of a flow: its currency where it is money."""
        unit = self.record.snapshot.catalogue.kinds[row.kind].unit
        return row.currency or unit if unit == "money" else unit

    def span(self, rows: Sequence[Row]) -> Markup:
        """From the first day of any of the rows to the last."""
        starts = [row.period.start for row in rows if row.period.start]
        first = min(starts) if len(starts) == len(rows) else None
        return period_text(first, max(row.period.end for row in rows), self.numbers.words)

    def _view(self, subject: str) -> str:
        """The flows of a subject as bundles are made of them; made when first asked for."""
        if subject not in self._views:
            store, catalogue = self.record.snapshot.store, self.record.snapshot.catalogue
            taken = self.totals.taken(self.subjects[subject])
            kinds = [
                (kind, entry.family, entry.unit, entry.aggregation == "stock")
                for kind, entry in catalogue.kinds.items()
            ]
            flows = frozenset(key for table, key in self.hidden if table == "flows")
            name = f"counted_{next(_NUMBERS)}"
            store.connection.execute(
                f"CREATE TABLE {name} AS SELECT v.*, flow IN ({literals(flows)}) AS hidden "
                f"FROM ({view_of(taken, kinds, STAGES)}) v"
            )
            self._views[subject] = name
        return self._views[subject]
