"""Periods as offices write them: 1月, 第二季度, Q3, FY 2023-24, 2024年1-3月, 2023.06."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from counterpart.intake.layouts.words import plain, words

_DAY = re.compile(
    r"(\d{4})\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?"
    r"|([-./])\s*(\d{1,2})\s*\4\s*(\d{1,2}))(?!\d)"
)
_NAMED_DAY = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})(?!\d)"
    r"|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)"
)
_TURNED = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_MONTHS = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月?\s*(?:-|~|至|到|—|–)\s*(\d{1,2})\s*月")
_MONTH = re.compile(r"(?<!\d)(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?(?!\d)")
_SPAN = re.compile(r"(?<!\d)(\d{1,2})\s*月?\s*(?:-|~|至|到|—|–)\s*(\d{1,2})\s*月")
_ONE = re.compile(r"(?<!\d)(\d{1,2})\s*月(?:份)?")
_FISCAL = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*[-/–]\s*(\d{2}|\d{4})(?!\d)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*[-/–—~至到.]\s*\d")
_BOOK_YEAR = re.compile(r"\bfy|financial|fiscal|academic|学年|财年|年度")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
GRAINS = ("day", "month", "quarter", "half", "year")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time as far as a text tells it; `year` may be missing.

    `grain` is what was named: a quarter and a half count from the first month of the year that the
    layout states, so they keep their number until `dates` is asked.
    """

    grain: str
    year: int | None = None
    first: int = 1
    last: int = 12
    day: int | None = None
    filled: bool = False

    def of_year(self, year: int | None) -> Span:
        """The same span with the year filled in where it has none."""
        if self.year is not None or year is None:
            return self
        return replace(self, year=year, filled=True)

    def dates(self, year_starts: int = 1) -> tuple[date, date] | None:
        """First and last day; None while the year is not known or the text is no date."""
        if self.year is None:
            return None
        try:
            if self.grain == "day":
                one = date(self.year, self.first, self.day or 1)
                return one, one
            first, last = self.first, self.last
            if self.grain == "quarter":
                first, last = 3 * first - 2, 3 * first
            elif self.grain == "half":
                first, last = 6 * first - 5, 6 * first
            shift = 0
            if self.grain in ("quarter", "half", "year"):
                shift = year_starts - 1
            start_year, start = _moved(self.year, first + shift)
            end_year, end = _moved(self.year, last + shift)
            if self.grain == "month" and self.filled and first < year_starts:
                # A month before the first of the financial year lies in the next calendar year.
                start_year, end_year = start_year + 1, end_year + 1
            opened = date(start_year, start, 1)
            return opened, date(end_year, end, calendar.monthrange(end_year, end)[1])
        except ValueError:
            return None


def _moved(year: int, month: int) -> tuple[int, int]:
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def span_in(value: object) -> Span | None:
    """The first stretch of time that a cell, a title or a name of a sheet tells of."""
    if isinstance(value, (date, datetime)):
        return Span("day", value.year, value.month, value.month, value.day)
    if isinstance(value, float) and value.is_integer() and 1900 <= value <= 2100:
        return Span("year", int(value))
    if not isinstance(value, str):
        return None
    return _span_in(value)


@cache
def _span_in(value: str) -> Span | None:
    text = plain(value)
    fiscal = _FISCAL.search(text)
    if fiscal and (int(fiscal[1]) + 1) % 100 != int(fiscal[2]) % 100:
        fiscal = None
    if fiscal and _BOOK_YEAR.search(text) and "q" not in text:
        return Span("year", int(fiscal[1]))
    if match := _DAY.search(text):
        month, day = int(match[2] or match[5]), int(match[3] or match[6])
        return Span("day", int(match[1]), month, month, day)
    if match := _MONTHS.search(text):
        return _within(Span("month", int(match[1]), int(match[2]), int(match[3])))
    if match := _NAMED_DAY.search(text):
        number = words().table("months").get(match[2] or match[4])
        if number:
            whole = int(match[3] or match[6])
            return Span("day", whole, number, number, int(match[1] or match[5]))
    if match := _TURNED.match(text):
        return _turned(int(match[1]), int(match[2]), int(match[3]))
    year = int(match[1]) if (match := _YEAR.search(text)) else None
    for name, grain in (("quarters", "quarter"), ("halves", "half")):
        for word, number in words().table(name).items():
            if re.search(rf"(?<![a-z0-9十]){re.escape(word)}(?![a-z0-9])", text):
                return Span(grain, year, number, number)
    if match := _SPAN.search(text):
        return _within(Span("month", year, int(match[1]), int(match[2])))
    if match := _MONTH.search(text):
        found = _within(Span("month", int(match[1]), int(match[2]), int(match[2])))
        if found:
            return found
    if match := _ONE.search(text):
        return _within(Span("month", year, int(match[1]), int(match[1])))
    for word, number in words().table("months").items():
        if re.search(rf"(?<![a-z十]){re.escape(word)}(?![a-z])", text):
            return Span("month", year, number, number)
    if fiscal:
        return Span("year", int(fiscal[1]))
    # 2021-2025 are five years and 2024-13 is none.
    return Span("year", year) if year and not _YEARS.search(text) else None


def whole_span(value: object) -> Span | None:
    """A cell that is nothing but a stretch of time: `1月`, `Q2 2024`; None for `1月培训班`."""
    if not isinstance(value, str):
        return span_in(value)
    text = plain(value)
    found = _span_in(value)
    if found is None:
        return None
    for name in ("months", "quarters", "halves"):
        for word in words().table(name):
            text = re.sub(rf"(?<![a-z]){re.escape(word)}(?![a-z])", "", text)
    rest = re.sub(r"[\d\s./~\-—–年月日号份至到度第fy,'()]", "", text)
    return found if not rest else None


def _turned(one: int, other: int, year: int) -> Span | None:
    """25/3/2024 is a day; 4/5/2024 may be two, and nobody guesses which."""
    if one == other or other > 12 >= one:
        return Span("day", year, one, one, other)
    return Span("day", year, other, other, one) if one > 12 >= other else None


def _within(span: Span) -> Span | None:
    return span if 1 <= span.first <= span.last <= 12 else None
