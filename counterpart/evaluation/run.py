"""Running measures over a snapshot: inputs are gathered once, functions see small arrays only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counterpart.catalogue.load import near
from counterpart.engine.progress import Progress, silent
from counterpart.errors import InputError, finding
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.computing import compute, needed
from counterpart.evaluation.measure import By, Flows, Measure
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.all_readers import Readers
from counterpart.evaluation.reads.flows import FlowReader
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.results import Explanation, LeftOut, Result, Results, UsedRow
from counterpart.evaluation.subjects import Span, Subject, prepare_sides, spans, subjects
from counterpart.snapshot.read import Snapshot


class Evaluation:
    """One evaluation of a snapshot: measures, subjects, and why each value is what it is."""

    def __init__(
        self,
        snapshot: Snapshot,
        by: By = "programme",
        measures: Sequence[str] | None = None,
        only: Sequence[str] | None = None,
        language: str = "en",
    ) -> None:
        self.snapshot = snapshot
        self._say = say = Phrases(language)
        self.as_of = date.fromisoformat(snapshot.manifest.as_of)
        self.measures = [each for each in chosen(measures) if by in each.by]
        store = snapshot.store
        prepare_sides(store)
        self.subjects = [each for each in subjects(store, by) if only is None or each.key in only]
        self._by = by
        reads = [read for measure in self.measures for read in measure.reads.values()]
        self._readers = Readers(snapshot, by, reads, say)
        self._spans_of: dict[str, list[Span]] = {}

    def results(self, progress: Progress = silent) -> Results:
        """Every measure for every subject: the whole and stages always, years where all inputs are.

        A subject for which none of a measure's inputs was ever recorded has one row that says so.
        """
        rows: list[Result] = []
        for number, subject in enumerate(self.subjects):
            progress(f"evaluating {subject.key}", number, len(self.subjects))
            periods = self._spans(subject)
            for measure in self.measures:
                rows += self._of_subject(measure, subject, periods)
        progress("evaluated", len(self.subjects), len(self.subjects))
        order = {measure.key: position for position, measure in enumerate(self.measures)}
        return Results(tuple(sorted(rows, key=lambda row: order[row.measure])))

    def recorded(self, result: Result) -> frozenset[str]:
        """The inputs of one of the results that rest on any row of the record."""
        subject, span = self._asked(result)
        reads = MEASURES[result.measure].reads.items()
        return frozenset(
            name for name, read in reads if self._readers.of(read).input(read, subject, span).n
        )

    def explain(self, result: Result, *, beside: bool = True) -> Explanation:
        """The arithmetic and exactly the rows behind one of the results.

        With `beside` also the rows that belong to it and were not added, which takes longer.
        """
        measure = MEASURES[result.measure]
        subject, span = self._asked(result)
        rows: list[UsedRow] = []
        left_out: list[LeftOut] = []
        words = []
        for name, read in measure.reads.items():
            reader = self._readers.of(read)
            given = reader.input(read, subject, span)
            words.append(f"{self._say.input(name)}: {given.missing or _shown(given, self._say)}")
            rows += reader.rows(read, subject, span, name)
            if beside and isinstance(read, Flows) and isinstance(reader, FlowReader):
                left_out += reader.left_out(read, subject, span)
        arithmetic = "; ".join([measure.said("method", self._say.language), *words])
        return Explanation(result, arithmetic, tuple(rows), tuple(dict.fromkeys(left_out)))

    def rest_on(self, results: Sequence[Result], rows: frozenset[tuple[str, str]]) -> list[bool]:
        """Whether each of the results was computed from one of these rows (table, key).

        The same as looking for them in what `explain` lists, however many flows there are.
        """
        flows = self._readers.flows
        cells = flows.cells_with(frozenset(key for table, key in rows if table == "flows"))
        subjects_ = {each.key: each for each in self.subjects}
        spans_: dict[tuple[str, str, date | None, date | None], Span] = {
            (each.key, span.scope, span.period.start, span.period.end): span
            for each in self.subjects
            for span in self._spans(each)
        }

        def rests(result: Result) -> bool:
            subject = subjects_[result.subject]
            span = spans_[subject.key, result.scope, result.start, result.end]
            for name, read in MEASURES[result.measure].reads.items():
                if isinstance(read, Flows):
                    found = flows.touches(read, subject, span, cells)
                else:
                    used = self._readers.of(read).rows(read, subject, span, name)
                    found = any((row.table, row.key) in rows for row in used)
                if found:
                    return True
            return False

        return [rests(result) for result in results]

    def _asked(self, result: Result) -> tuple[Subject, Span]:
        """The subject and the span that a result is about."""
        subject = next(each for each in self.subjects if each.key == result.subject)
        at = (result.scope, result.start, result.end)
        return subject, next(
            span
            for span in self._spans(subject)
            if (span.scope, span.period.start, span.period.end) == at
        )

    def _spans(self, subject: Subject) -> list[Span]:
        if subject.key not in self._spans_of:
            years = self._readers.years(subject)
            found = spans(self.snapshot.store, subject.programme, self.as_of, years)
            self._spans_of[subject.key] = found
        return self._spans_of[subject.key]

    def _of_subject(
        self, measure: Measure, subject: Subject, periods: Sequence[Span]
    ) -> list[Result]:
        rows = []
        absent = False
        for span in periods:
            # The whole comes first: what no row of it speaks of is in none of its years.
            if span.scope not in measure.periods or (absent and span.scope == "year"):
                continue
            inputs = self._inputs(measure, subject, span)
            if span.scope == "all":
                absent = any(
                    each.missing and not each.n for each in needed(measure, inputs).values()
                )
            required = needed(measure, inputs).values()
            if span.scope == "year" and any(each.missing for each in required):
                continue
            if self._by != "programme" and all(each.n == 0 for each in inputs.values()):
                continue
            rows.append(compute(measure, subject, span, inputs, self._say))
        if not rows and self._by == "programme":
            rows.append(self._lacking(measure, subject, periods))
        return rows

    def _lacking(self, measure: Measure, subject: Subject, periods: Sequence[Span]) -> Result:
        """What a measure of years lacks that has a value in none: in the whole, or in its last."""
        for span in (periods[0], *reversed(periods)):
            inputs = self._inputs(measure, subject, span)
            if any(each.missing for each in needed(measure, inputs).values()):
                break
        return compute(measure, subject, span, inputs, self._say)

    def _inputs(self, measure: Measure, subject: Subject, span: Span) -> dict[str, Input]:
        return {
            name: self._readers.of(read).input(read, subject, span)
            for name, read in measure.reads.items()
        }


def evaluate(
    snapshot: Snapshot,
    measures: Sequence[str] | None = None,
    by: By = "programme",
    progress: Progress = silent,
) -> Results:
    """The tidy results of `measures` (all by default) for every subject of the kind `by`.

    Raises InputError (unknown_measure) for a name that is in no line of the table.
    """
    return Evaluation(snapshot, by, measures).results(progress)


def chosen(names: Sequence[str] | None) -> list[Measure]:
    """The measures of these names, in the order of the table; a dimension names all of its own."""
    if not names:
        return list(MEASURES.values())
    taken = set()
    findings = []
    for name in names:
        found = {key for key, each in MEASURES.items() if name in (key, each.dimension)}
        if not found:
            findings.append(finding("unknown_measure", value=name, hint=near(name, MEASURES)))
        taken |= found
    if findings:
        raise InputError(findings)
    return [measure for key, measure in MEASURES.items() if key in taken]


def _shown(given: Input, say: Phrases) -> str:
    if isinstance(given.value, float):
        unit = f" {given.currency}" if given.currency else ""
        return f"{given.value:,.4f}".rstrip("0").rstrip(".") + unit
    return say("rows", count=given.n or len(given.value))
