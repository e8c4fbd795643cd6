"""Dated spans: closed on both ends, a stock has an end only, nobody invents dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterpart.errors import InputError, finding

_PART = r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?"
_SPAN = re.compile(rf"^{_PART}(?:\.\.{_PART})?$")
_YEARS = re.compile(r"^(\d{4})-(\d{4})$")


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A closed span of days; `start` None is a stock, known at `end` only."""

    start: date | None
    end: date

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` lies inside; a stock lies inside when its day does."""
        if self.start is None:
            return other.start is None and other.end == self.end
        return self.start <= (other.start or other.end) and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return (self.start or self.end) <= other.end and (other.start or other.end) <= self.end

    @property
    def days(self) -> int:
        """Number of days, both ends counted; 1 for a stock."""
        return 1 if self.start is None else (self.end - self.start).days + 1

    def __str__(self) -> str:
        if self.start is None:
            return f"at {self.end.isoformat()}"
        if (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31):
            if self.start.year == self.end.year:
                return str(self.end.year)
            return f"{self.start.year}-{self.end.year}"
        return f"{self.start.isoformat()}..{self.end.isoformat()}"


def year_period(first: int, last: int | None = None) -> Period:
    """The calendar year `first`, or the years `first` to `last`."""
    return Period(date(first, 1, 1), date(last or first, 12, 31))


def year_spans(years: Iterable[int]) -> str:
    """Years as short as they can be said: 2012, 2014–2016."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(
        str(first) if first == last else f"{first}\N{EN DASH}{last}" for first, last in spans
    )


def parse_period(text: str) -> Period:
    """Read `2023`, `2021-2022`, `2024-01..2024-05`, `2024-03-03` or `..2024-08` (a stock).

    Raises InputError with code unknown_period when `text` is none of these.
    """
    given, text = text, str(text).strip()
    years = _YEARS.match(text)
    if years:
        text = f"{years[1]}..{years[2]}"
    stock = text.startswith("..")
    match = _SPAN.match(text.removeprefix(".."))
    try:
        if not match:
            raise ValueError
        first, last = match.groups()[:3], match.groups()[3:]
        end = _last_day(*(last if last[0] else first))
        period = Period(None if stock else _first_day(*first), end)
        if period.start and period.start > period.end:
            raise ValueError
    except ValueError:
        raise InputError([finding("unknown_period", value=given)]) from None
    return period


def years_between(start: date, end: date) -> int:
    """Completed years from the morning of `start` to the evening of `end`.

    1996-01-01 to 2015-12-31 are 20 years, 1996-09-01 to 2024-12-31 are 28.
    """
    after = end + timedelta(days=1)
    return after.year - start.year - ((after.month, after.day) < (start.month, start.day))


def _first_day(year: str, month: str | None, day: str | None) -> date:
    return date(int(year), int(month or 1), int(day or 1))


def _last_day(year: str, month: str | None, day: str | None) -> date:
    last_month = int(month or 12)
    return date(int(year), last_month, int(day or calendar.monthrange(int(year), last_month)[1]))
