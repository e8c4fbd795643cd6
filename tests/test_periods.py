"""Dated spans: read and written the same, closed on both ends, counted in days and whole years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.errors import InputError
from counterpart.periods import Period, parse_period, year_period, years_between

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SPANS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
STOCKS = DAYS.map(lambda day: Period(None, day))


@given(SPANS)
def test_a_span_is_read_as_it_is_written(period: Period) -> None:
    assert parse_period(str(period)) == period


@given(st.integers(1900, 2099), st.integers(0, 99))
def test_years_are_read_as_they_are_written(first: int, more: int) -> None:
    period = year_period(first, first + more)
    assert parse_period(str(period)) == period
    assert str(period) == (f"{first}-{first + more}" if more else str(first))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2021-2022", "2021-01-01", "2022-12-31"),
        ("2024-01..2024-05", "2024-01-01", "2024-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023..2024-02", "2023-01-01", "2024-02-29"),
        ("2024-03-03", "2024-03-03", "2024-03-03"),
        (" 2024-03-03..2024-03-04 ", "2024-03-03", "2024-03-04"),
        ("..2024-08", None, "2024-08-31"),
        ("..2024", None, "2024-12-31"),
    ],
)
def test_periods_are_completed_to_their_first_and_last_day(
    text: str, start: str | None, end: str
) -> None:
    period = parse_period(text)
    assert period.start == (date.fromisoformat(start) if start else None)
    assert period.end == date.fromisoformat(end)


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "20", "2024-13", "2023-02-29", "2024-02..2024-01", "2024..", "2024-1"),
        "0000",
        "2022-2021",
    ],
)
def test_what_is_no_period_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_period(text)
    (finding,) = caught.value.findings
    assert (finding.code, finding.value) == ("unknown_period", text)
    assert "2024-01..2024-05" in finding.remedy


@given(SPANS | STOCKS, SPANS | STOCKS)
def test_what_is_contained_shares_its_days(one: Period, other: Period) -> None:
    assert one.contains(one)
    assert one.overlaps(other) == other.overlaps(one)
    if one.contains(other):
        assert one.overlaps(other)
        assert one.days >= other.days


@given(SPANS, DAYS)
def test_a_day_lies_inside_between_both_ends(span: Period, day: date) -> None:
    assert span.start is not None
    inside = span.start <= day <= span.end
    assert span.contains(Period(None, day)) == inside
    assert span.overlaps(Period(day, day)) == inside


def test_both_ends_are_counted() -> None:
    assert year_period(2024).days == 366
    assert parse_period("2024-05-01..2024-05-01").days == 1
    assert parse_period("..2024-05").days == 1


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        # From the first day of 1996 to the last of 2015: twenty calendar years.
        ("1996-01-01", "2015-12-31", 20),
        ("1996-01-01", "2015-12-30", 19),
        ("1996-09-01", "2024-12-31", 28),
        # The year is over on the evening before the anniversary, and not a day earlier.
        ("1996-09-01", "2024-08-31", 28),
        ("1996-09-01", "2024-08-30", 27),
        ("2020-02-29", "2021-02-28", 1),
        ("2021-01-01", "2021-01-01", 0),
    ],
)
def test_years_are_counted_when_they_are_over(start: str, end: str, years: int) -> None:
    assert years_between(date.fromisoformat(start), date.fromisoformat(end)) == years


@given(DAYS, st.integers(0, 200))
def test_calendar_years_are_that_many_years(day: date, years: int) -> None:
    if (day.month, day.day) != (2, 29):
        eve = day.replace(year=day.year + years) - timedelta(days=1)
        assert years_between(day, eve) == years
        assert years_between(day, eve - timedelta(days=1)) == years - 1
