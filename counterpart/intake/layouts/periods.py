"""The period of figures: of the sheet, of a row, of a header, each telling what the other lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterpart.intake.layouts.grid import Grid, shown_text
from counterpart.intake.layouts.layout import PeriodRule
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.sheet_xml import place_of
from counterpart.intake.layouts.spans import Span, span_in


@dataclass(frozen=True, slots=True)
class Dates:
    """First and last day, as ISO dates."""

    start: str
    end: str


def sheet_span(rule: PeriodRule, grid: Grid, remarked: Remarked) -> Span | None:
    """What the sheet as a whole says about time; None where it says nothing."""
    span: Span | None = None
    if rule.fixed is not None:
        span = _fixed(rule.fixed)
    elif rule.sheet:
        span = span_in(grid.name)
    elif rule.cell:
        span = span_in(_cell(grid, rule.cell))
    year = _year(rule.year, grid)
    if span is None:
        return Span("year", year, filled=True) if year is not None else None
    span = span.of_year(year)
    if rule.agrees:
        _agree(rule.agrees, span, grid, remarked)
    return span


def refined(base: Span | None, finer: Span | None) -> Span | None:
    """A period that one text tells in part and another completes: 2024 and 3月."""
    if finer is None:
        return base
    if base is None or finer.year is not None:
        return finer
    return finer.of_year(base.year)


def dates_of(span: Span | None, year_starts: int) -> Dates | None:
    """The first and the last day; None while the year is not known."""
    found = span.dates(year_starts) if span else None
    return Dates(found[0].isoformat(), found[1].isoformat()) if found else None


def _fixed(text: str) -> Span | None:
    return span_in(text)


def _cell(grid: Grid, name: str) -> object:
    place = place_of(name)
    return grid.seen(*place) if place else None


def _year(rule: str | None, grid: Grid) -> int | None:
    if rule is None:
        return None
    if rule.isdigit():
        return int(rule)
    span = span_in(_cell(grid, rule))
    return span.year if span else None


def _agree(name: str, span: Span, grid: Grid, remarked: Remarked) -> None:
    """The title must not name another time than the one that is taken."""
    place = place_of(name)
    said = span_in(_cell(grid, name))
    if place is None or said is None:
        return
    other_year = said.year is not None and span.year is not None and said.year != span.year
    plain = replace(said, year=None, filled=False), replace(span, year=None, filled=False)
    other = said.grain == span.grain and plain[0] != plain[1]
    if other or other_year:
        shown = shown_text(_cell(grid, name))
        remarked.at("title_differs", grid, *place, shown, taken=grid.name)
