"""Reading another read year by year, and the claimed beginnings of stages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from counterpart.engine.store import Store, literal
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import Read, Stages, Yearly
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.subjects import Span, Subject
from counterpart.periods import year_period


class Reader(Protocol):
    """What answers the reads of one kind."""

    def years(self, subject: Subject) -> set[int]: ...
    def input(self, read: Any, subject: Subject, span: Span) -> Input: ...
    def rows(self, read: Any, subject: Subject, span: Span, role: str) -> list[UsedRow]: ...


class YearlyReader:
    """Answers `Yearly` reads by asking the reader of what is read, once a year."""

    def __init__(self, reader_of: Callable[[Read], Reader], say: Phrases) -> None:
        self._reader_of = reader_of
        self._say = say

    def years(self, subject: Subject) -> set[int]:
        """It has no years but those of what it reads."""
        return set()

    def input(self, read: Yearly, subject: Subject, span: Span) -> Input:
        """Year -> value of the years that have one."""
        reader = self._reader_of(read.read)
        given = {
            year.period.end.year: reader.input(read.read, subject, year)
            for year in self._years(read, subject, span)
        }
        known = {year: each for year, each in given.items() if each.value is not None}
        currencies = {each.currency for each in known.values() if each.currency}
        missing = None
        if not known:
            what = reader.input(read.read, subject, span).missing or ""
            missing = self._say("yearly missing", what=what)
        elif len(currencies) > 1:
            missing = self._say("one currency", names=", ".join(sorted(currencies)))
        return Input(
            {year: each.value for year, each in known.items()} or None,
            _all({year: each.low for year, each in known.items()}),
            _all({year: each.high for year, each in known.items()}),
            n=sum(each.n for each in known.values()),
            currency=next(iter(currencies), None),
            missing=missing,
            left_out=sum(each.left_out for each in known.values()),
        )

    def rows(self, read: Yearly, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The rows of every year that has a value."""
        reader = self._reader_of(read.read)
        return [
            row
            for year in self._years(read, subject, span)
            if reader.input(read.read, subject, year).value is not None
            for row in reader.rows(read.read, subject, year, role)
        ]

    def _years(self, read: Yearly, subject: Subject, span: Span) -> list[Span]:
        """The years that lie in the span as a whole, or are its last one."""
        start = span.period.start or date.min
        years = sorted(self._reader_of(read.read).years(subject))
        return [
            Span("year", str(year), year_period(year))
            for year in years
            if start <= date(year, 1, 1) and date(year, 1, 1) <= span.period.end
        ]


class StageReader:
    """Answers `Stages` reads."""

    def __init__(self, store: Store, say: Phrases) -> None:
        self._store = store
        self._say = say

    def years(self, subject: Subject) -> set[int]:
        """Stages make no years."""
        return set()

    def input(self, read: Stages, subject: Subject, span: Span) -> Input:
        """The first days of the stages that begin inside the span, the first one left out."""
        days = [row[1] for row in self._rows(subject, span)]
        return Input(days, n=len(days))

    def rows(self, read: Stages, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """Those stages."""
        return [
            UsedRow("stages", f"{subject.programme}+{row[0]}", role, str(row[1]), *(1.0, 1.0, 1.0),
                    "stages", *row[2:])
            for row in self._rows(subject, span)
        ]  # fmt: skip

    def _rows(self, subject: Subject, span: Span) -> list[tuple[Any, ...]]:
        found = self._store.rows(
            "SELECT stage, start_on, source, locator, note FROM stages "
            f"WHERE programme = {literal(subject.programme)} ORDER BY start_on"
        )
        return [row for row in found[1:] if row[1] <= span.period.end]


def _all(values: dict[int, Any]) -> dict[int, Any] | None:
    """The values, or None where one is not known."""
    return None if None in values.values() or not values else values
