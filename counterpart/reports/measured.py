"""The tables of measures: by dimension, the newest value and the value of every stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from counterpart.evaluation.measure import Measure
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import Evaluation
from counterpart.reports.figures import Figure, Note, Notes
from counterpart.reports.numbers import Numbers, Shown, period_text
from counterpart.reports.record import Programme, Stage

ARROWS = {"higher": "↑", "lower": "↓", "none": "–"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a measure in a period, or what is missing for it."""

    figure: Figure | None
    n: Shown | None
    period: Markup
    missing: str
    note: Note


@dataclass(frozen=True, slots=True)
class Line:
    """A measure: its newest cell and a cell a stage (None where it was not asked for).

    `read` is False where an input that it needs was never recorded, in any period.
    """

    name: str
    arrow: str
    better: str
    method: str
    newest: Cell
    stages: tuple[Cell | None, ...]
    read: bool = True

    @property
    def known(self) -> bool:
        """Whether there is any value."""
        return any(cell.figure is not None for cell in (self.newest, *self.stages) if cell)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension with its measures; those without any value stand in their place."""

    key: str
    name: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> list[Line]:
        """The measures that have a line in the table."""
        return [line for line in self.lines if line.known or line.read]

    @property
    def folded(self) -> list[Line]:
        """The measures without a value that wait for an input that this record never had."""
        return [line for line in self.lines if not (line.known or line.read)]


def dimensions(
    results: Sequence[Result],
    measures: Mapping[str, Measure],
    programme: Programme,
    evaluation: Evaluation,
    numbers: Numbers,
    notes: Notes,
) -> list[Dimension]:
    """The measures of a programme by dimension, in the order of the table of measures."""
    by_measure: dict[str, list[Result]] = {}
    for result in results:
        if result.subject == programme.key:
            by_measure.setdefault(result.measure, []).append(result)
    lining = _Lining(programme, evaluation, numbers, notes)
    found: dict[str, list[Line]] = {}
    for key, measure in measures.items():
        if key in by_measure:
            line = lining.line(measure, by_measure[key])
            found.setdefault(measure.dimension, []).append(line)
    catalogue = numbers.catalogue
    language = numbers.words.language
    return [
        Dimension(key, catalogue.name("dimension", key, language), tuple(lines))
        for key, lines in found.items()
    ]


@dataclass(frozen=True, slots=True)
class _Lining:
    programme: Programme
    evaluation: Evaluation
    numbers: Numbers
    notes: Notes

    def line(self, measure: Measure, results: Sequence[Result]) -> Line:
        """One measure as a line of its table."""
        language = self.numbers.words.language
        known = [result for result in results if _known(result)]
        years = [result for result in known if _is_year(result)]
        whole = [result for result in known if self._scope(result) == "all"]
        newest = max(years or whole or known or results, key=lambda each: each.end or date.max)
        stages = [_of_stage(results, stage) for stage in self.programme.stages]
        return Line(
            measure.name(language),
            ARROWS[measure.better],
            self.numbers.catalogue.name("better", measure.better, language),
            f"{measure.said('method', language)} ({measure.source})",
            self._cell(measure, newest),
            tuple(
                # A measure without any value says what is missing once.
                self._cell(measure, result) if result and known else None
                for result in stages
            ),
            bool(known) or self._is_read(measure, results),
        )

    def _is_read(self, measure: Measure, results: Sequence[Result]) -> bool:
        """Whether every input that it needs has a row in some period, and any at all."""
        needed = set(measure.reads) - set(measure.optional)
        roles: set[str] = set()
        for result in results:
            roles |= self.evaluation.recorded(result)
            if roles and roles >= needed:
                return True
        return False

    def _scope(self, result: Result) -> str:
        if _is_year(result):
            return "year"
        stages = self.programme.stages
        return "stage" if any(_of_stage([result], stage) for stage in stages) else "all"

    def _cell(self, measure: Measure, result: Result) -> Cell:
        words = self.numbers.words
        period = period_text(result.start, result.end, words)
        if self._scope(result) == "all":
            period = escape(words("whole_period"))
        if not _known(result):
            missing = result.note.replace(Phrases(words.language)("missing", what=""), "") or words(
                "missing"
            )
            note = self.notes.add(
                Markup("{}").format(measure.name(words.language)), (), "", missing
            )
            return Cell(None, None, period, missing, note)
        explained = self.evaluation.explain(result, beside=False)
        label = Markup("{}, {}").format(measure.name(words.language), period)
        note = self.notes.add(label, explained.rows, explained.arithmetic, result.note)
        figure = Figure(
            self.numbers,
            result.value,
            result.unit,
            result.low,
            result.high,
            result.interval or "",
            note,
        )
        return Cell(figure, self.numbers.count(result.n), period, "", note)


def _known(result: Result) -> bool:
    return any(each is not None for each in (result.value, result.low, result.high))


def _is_year(result: Result) -> bool:
    return (
        result.start is not None
        and result.end is not None
        and (result.start.month, result.start.day, result.end.month, result.end.day)
        == (1, 1, 12, 31)
        and result.start.year == result.end.year
    )


def _of_stage(results: Sequence[Result], stage: Stage) -> Result | None:
    """The result of a stage; an open stage ends where the record does."""
    for result in results:
        if result.start != stage.start:
            continue
        if result.end == stage.end or (stage.end is None and not _is_year(result)):
            return result
    return None
