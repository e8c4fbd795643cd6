"""Stated totals against sums of entries, against hand arithmetic."""

from __future__ import annotations

import pytest

from counterpart.evaluation.reconciliation import Reconciliation, reconcile
from counterpart.snapshot import Snapshot
from tests.folders import Folder

TWO_YEARS = {"start_on": "2020-01-01", "end_on": "2021-12-31", "source": "news"}
SECOND = {"start_on": "2021-01-01", "end_on": "2021-12-31"}


def only(folder: Folder) -> Reconciliation:
    """The one total of a folder."""
    (found,) = reconcile(folder.snapshot())
    return found


def reasons(found: Reconciliation) -> list[tuple[str, float | None]]:
    """Codes and amounts of what may lie behind a gap."""
    return [(each.code, each.amount) for each in found.reasons]


def test_parts_that_add_up_leave_no_gap(folder: Folder) -> None:
    total = folder.money(value=250, **TWO_YEARS)
    parts = (folder.money(value=100), folder.money(value=150, **SECOND))
    found = only(folder)
    assert (found.total, found.parts, found.stated, found.sum) == (total, parts, 250, 250)
    assert (found.gap, found.status, found.reasons) == (0, "reconciled", ())


def test_a_gap_within_the_rounding_of_the_figures(folder: Folder) -> None:
    folder.money(value=250, precision="rounded", low=245, high=255, **TWO_YEARS)
    folder.money(value=100)
    folder.money(value=147, **SECOND)
    found = only(folder)
    assert (found.gap, found.low, found.high, found.status) == (3, -2, 8, "reconciled")
    assert reasons(found) == [("rounding", 3)]


def test_a_year_without_an_entry_holds_the_gap(folder: Folder) -> None:
    folder.money(value=250, **TWO_YEARS)
    folder.money(value=100)
    found = only(folder)
    assert (found.gap, found.status) == (150, "short")
    assert reasons(found) == [("period", 150)]
    assert "2021" in found.reasons[0].detail


def test_accounts_and_places_that_are_not_told(folder: Folder) -> None:
    folder.money(value=250, source="news")
    folder.money(value=100, account="city", destination="B1")
    found = only(folder)
    assert reasons(found) == [("account", None), ("scope", None), ("undivided", 150)]


def test_what_shares_days_only_may_hold_a_part(folder: Folder) -> None:
    folder.money(value=250, **TWO_YEARS)
    folder.money(value=100)
    folder.money(value=60, **SECOND)
    folder.money(value=70, start_on="2021-07-01", end_on="2022-06-30")
    assert reasons(only(folder)) == [("period", 70), ("unexplained", 20)]


def test_parts_beyond_their_total_are_unexplained(folder: Folder) -> None:
    folder.money(value=250, **TWO_YEARS)
    folder.money(value=300)
    found = only(folder)
    assert (found.gap, found.status, reasons(found)) == (-50, "exceeded", [("unexplained", 50)])


def test_of_conflicting_parts_one_is_taken_and_parts_of_parts_are_not_added(folder: Folder) -> None:
    folder.money(value=250, **TWO_YEARS)
    folder.money(value=100)
    folder.money(value=90, source="news")
    folder.money(value=40, account="city")
    first, second = reconcile(folder.snapshot())
    assert (first.stated, first.sum) == (250, 100)
    # Of the two totals of the year one stands for the cell.
    assert second.stated in (100, 90)
    assert second.sum == 40


def test_another_currency_is_not_compared(folder: Folder) -> None:
    folder.money(value=250, **TWO_YEARS)
    folder.money(value=100, currency="USD")
    assert reconcile(folder.snapshot()) == []


@pytest.mark.parametrize(
    ("total", "gap", "codes"),
    [
        # 1,264 of 1996 to 2017 less 616, 24.48 and 123.78: nothing is told of seven years.
        ("F032", 499.74, ["rounding", "period"]),
        # The text's own parts, 39.52 and 12.913, add to more than its 51.0712.
        ("F071", -1.3618, ["rounding", "unexplained"]),
        # Two years of budget money less the 1,533 of the second, and 5 of one county.
        ("F039", 1202, ["rounding", "unexplained"]),
    ],
)
def test_the_money_record_of_the_example(
    example_snapshot: Snapshot, total: str, gap: float, codes: list[str]
) -> None:
    found = {each.total: each for each in reconcile(example_snapshot, "zh")}
    assert found[total].gap / 1e6 == pytest.approx(gap)
    assert [each.code for each in found[total].reasons] == codes
    amounts = sum(each.amount or 0 for each in found[total].reasons)
    assert amounts == pytest.approx(abs(found[total].gap))
