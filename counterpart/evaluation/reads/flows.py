"""Reading flows: sums by subject and span."""

from __future__ import annotations

from dataclasses import replace

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literals
from counterpart.evaluation.measure import By, Flows
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.flow_totals import Cell, FlowTotals
from counterpart.evaluation.reads.input import Input, used
from counterpart.evaluation.results import LeftOut, UsedRow
from counterpart.evaluation.select import read_flows
from counterpart.evaluation.subjects import Span, Subject
from counterpart.rules.marks import held_among


class FlowReader:
    """Answers `Flows` reads."""

    def __init__(
        self, store: Store, catalogue: Catalogue, by: By, kinds: frozenset[str], say: Phrases
    ) -> None:
        self._say = say
        self._store = store
        self._catalogue = catalogue
        self._totals = FlowTotals(store, catalogue, by, sorted(kinds))
        self._used: dict[tuple[str, ...], list[UsedRow]] = {}

    def years(self, subject: Subject) -> set[int]:
        """The years in which the subject has flows."""
        return self._totals.years(subject.key)

    def input(self, read: Flows, subject: Subject, span: Span) -> Input:
        """The sum over the kinds of the read, in its unit and direction, or its parts."""
        total = self._totals.sum(read, subject, span)
        missing = None
        if not total.n:
            missing = in_words(read, self._catalogue, self._say)
        elif len(total.currencies) > 1:
            missing = self._say("one currency", names=", ".join(total.currencies))
        currency = total.currencies[0] if len(total.currencies) == 1 else None
        # Parts by both ends say themselves what they are parts of.
        whole = total.whole > 0 if total.n and read.split != "pair" else None
        if read.split:
            parts = self._totals.split(read, subject, span)
            return Input(
                parts or None, None, None, total.n, currency,
                missing or (None if parts else in_words(read, self._catalogue, self._say)),
                total.left_out, whole,
            )  # fmt: skip
        return Input(
            total.value, total.low, total.high, total.n, currency, missing, total.left_out, whole
        )

    def rows(self, read: Flows, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The flows in that sum."""
        # Many measures read the same flows of the same years.
        asked = (read.direction, *self._totals.kinds(read), *map(str, read.stages))
        at = (*asked, subject.key, span.scope, span.name)
        if at not in self._used:
            keys = frozenset(self._totals.keys(read, subject, span))
            rows = read_flows(self._store, f"flow IN ({literals(keys)})") if keys else []
            self._used[at] = [used(row, "", self._catalogue) for row in rows]
        return [replace(row, role=role) for row in self._used[at]]

    def cells_with(self, flows: frozenset[str]) -> set[Cell]:
        """The cells of sums that one of these flows went into, for `touches`."""
        return self._totals.cells_with(flows)

    def touches(self, read: Flows, subject: Subject, span: Span, cells: set[Cell]) -> bool:
        """Whether one of the cells went into a sum."""
        at = (subject.key, span.scope, span.name, read.direction)
        return any(
            (*at, kind, stage) in cells
            for kind in self._totals.kinds(read)
            for stage in read.stages
        )

    def left_out(self, read: Flows, subject: Subject, span: Span) -> list[LeftOut]:
        """The flows that belong to that sum and were not added, with the flow taken instead."""
        taken = self._totals.keys(read, subject, span)
        held = self._totals.keys(read, subject, span, held=True)
        reasons: dict[str, tuple[str, str]] = {}
        if held:
            found = held_among(self._store, self._catalogue, frozenset([*taken, *held]))
            for flow, (wider, contains) in found.items():
                reasons[flow] = wider, "contained" if contains else "overlaps"
        # Of a cell that several sources give, the rows of the others are in no sum at all.
        for other, flow in self._store.rows(
            "SELECT o.flow, min(t.flow) FROM flow_conflicts t JOIN flow_conflicts o USING (cell) "
            f"WHERE t.flow IN ({literals(frozenset([*taken, *held]))}) AND t.place = 1 "
            "AND o.place > 1 GROUP BY 1"
        ):
            reasons[other] = flow, "another source"
        rows = read_flows(self._store, f"flow IN ({literals(frozenset(reasons))})")
        shown = [used(row, "", self._catalogue) for row in rows]
        return [
            LeftOut(row.key, row.value, row.unit, row.source, *reasons[row.key]) for row in shown
        ]
