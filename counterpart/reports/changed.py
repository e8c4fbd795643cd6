"""What changed since an earlier snapshot, with names and figures, for reports and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.since import STEPS, Difference
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record
from counterpart.reports.words import Words
from counterpart.snapshot.moves import CHANGES, Counted


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a difference: its name, what it moves, or that it has no value alone."""

    step: str
    name: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A value before and after, what it differs by, and the steps that make the difference."""

    of: Difference
    name: str
    subject: str
    period: Markup
    before: Figure
    after: Figure
    change: Figure | None
    parts: tuple[Part, ...]
    said: str


@dataclass(frozen=True, slots=True)
class MovedRows:
    """How many rows of a table were added, changed or withdrawn, by each of CHANGES in words."""

    table: str
    how: str
    counted: tuple[tuple[str, int], ...]


def is_headline(each: Difference) -> bool:
    """Whether it is of the whole or the newest year, and there is something to say."""
    return each.scope in ("all", "latest") and each.status not in ("same", "missing")


def changed(record: Record, numbers: Numbers, found: Iterable[Difference]) -> list[Changed]:
    """Differences as they are shown."""
    return [_changed(record, numbers, each) for each in found]


def moved_rows(counts: Counted, words: Words) -> list[MovedRows]:
    """The rows that differ, counted by table and by what happened to them."""
    return [
        MovedRows(
            name,
            words.of("moved", how),
            tuple((words.of("step", each), counts.get((name, how, each), 0)) for each in CHANGES),
        )
        for name, how in dict.fromkeys((name, how) for name, how, _ in counts)
    ]


def change_names(words: Words, steps: Sequence[str] = CHANGES) -> list[str]:
    """The kinds of change in words."""
    return [words.of("step", each) for each in steps]


def _changed(record: Record, numbers: Numbers, of: Difference) -> Changed:
    words = numbers.words
    parts = tuple(
        Part(name, words.of("step", name), None if each is None else Figure(numbers, each, of.unit))
        for name, each in zip(STEPS, of.steps, strict=True)
        if of.change is not None and each != 0
    )
    said = words.of("since", "within") if of.within else ""
    if of.status in ("new", "gone", "another unit"):
        said = words.of("since", of.status)
        said = f"{said}: {of.note}" if of.note else said
    return Changed(
        of,
        MEASURES[of.measure].name(words.language),
        record.name(of.subject),
        _period(of, words),
        Figure(numbers, of.before, of.unit, of.low_before, of.high_before),
        Figure(numbers, of.after, of.unit, of.low, of.high),
        None if of.change is None else Figure(numbers, of.change, of.unit),
        parts,
        said,
    )


def _period(of: Difference, words: Words) -> Markup:
    if of.scope == "all":
        return Markup("{}").format(words("whole_period"))
    now = period_text(of.start or of.start_before, of.end or of.end_before, words)
    if of.scope == "latest" and (of.start_before, of.end_before) != (of.start, of.end):
        before = period_text(of.start_before, of.end_before, words)
        return Markup("{} → {}").format(before, now)
    return now
