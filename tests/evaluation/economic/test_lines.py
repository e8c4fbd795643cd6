"""Economic lines where the record is uneven: what is refused, what is compared, what has bounds."""

from __future__ import annotations

import pytest

from counterpart.evaluation.results import Result
from counterpart.evaluation.run import evaluate
from tests.folders import Folder

YEAR = {"start_on": "2020-01-01", "end_on": "2020-12-31"}


def whole(folder: Folder, key: str) -> Result:
    """The value of the whole programme."""
    rows = evaluate(folder.snapshot(), [f"economic.{key}"]).rows
    return next(row for row in rows if row.scope == "all")


def test_a_plan_is_compared_with_what_the_same_ends_paid(folder: Folder) -> None:
    folder.money(value=100, money_stage="planned", destination="B1")
    folder.money(value=90, money_stage="paid", destination="B1")
    folder.money(value=5000, money_stage="paid", destination="B2")
    assert whole(folder, "outturn_deviation").value == pytest.approx(-10)


def test_a_plan_of_others_is_no_plan_of_what_was_paid(folder: Folder) -> None:
    folder.money(value=100, money_stage="planned", destination="B1")
    folder.money(value=5000, money_stage="paid", destination="B2")
    found = whole(folder, "outturn_deviation")
    assert found.value is None
    assert found.note.startswith("missing: both sums of the same origin and destination")


def test_changes_in_per_cent_are_no_index_of_prices(folder: Folder) -> None:
    folder.money()
    folder.observe(indicator="consumer_prices", value=2.1, **YEAR)
    found = whole(folder, "aid_real")
    assert found.value is None
    assert "the year before as 100; of 2020 it is 2.1" in found.note


def test_a_broken_chain_of_prices_names_its_years(folder: Folder) -> None:
    for year in (2017, 2018, 2020):
        folder.money(start_on=f"{year}-01-01", end_on=f"{year}-12-31")
    for year in (2018, 2020):
        days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
        folder.observe(indicator="consumer_prices", value=102, **days)
    found = whole(folder, "aid_real")
    assert found.value is None
    assert found.note == "missing: the consumer price index of the years that follow 2017, 2018"


def test_aid_that_names_few_places_tells_nothing_of_its_concentration(folder: Folder) -> None:
    folder.money(value=40, destination="B1")
    folder.money(value=60, start_on="2019-01-01", end_on="2019-12-31")
    found = whole(folder, "fund_concentration")
    assert found.value is None
    assert "40 % of it does, half is needed" in found.note


def test_a_milestone_without_its_day_is_neither_late_nor_in_time(folder: Folder) -> None:
    folder.put("projects", {"project": "p", "programme": "ab", "name_en": "P"})
    days = ("2020-05-01", "2020-07-01", "")
    folder.put(
        "milestones",
        *(
            {"project": "p", "milestone": number, "due": "2020-06-01", "done_on": day}
            for number, day in enumerate(days)
        ),
    )
    found = whole(folder, "milestones_on_time")
    assert (found.value, found.interval) == (0.5, "sensitivity")
    assert (found.low, found.high) == pytest.approx((1 / 3, 2 / 3))
    for row in folder.tables["milestones"]:
        row["done_on"] = ""
    assert "milestones with a day of completion" in whole(folder, "milestones_on_time").note


def test_a_part_that_is_larger_than_its_whole_is_refused(folder: Folder) -> None:
    folder.money(kind="product_sales", origin="B", destination="A", value=100)
    folder.observe(indicator="sales_unsubsidised", value=120, currency="CNY", **YEAR)
    found = whole(folder, "unsubsidised_share")
    assert found.value is None
    assert "the part on record is larger" in found.note


def test_bounds_of_a_share_keep_the_part_in_its_whole(folder: Folder) -> None:
    folder.flow(kind="electricity", origin="B", destination="A", value=40, low=30, high=60)
    folder.observe(
        indicator="electricity_consumption", subject="A", value=60, low=50, high=80, **YEAR
    )
    found = whole(folder, "power_share")
    assert found.value == pytest.approx(40 / 60)
    # 60 of 50 cannot be: at most all of it comes from the partner
    assert (found.low, found.high) == pytest.approx((30 / 80, 1.0))


def test_an_optional_input_that_is_missing_opens_no_bound(folder: Folder) -> None:
    cost = {"indicator": "helper_cost", "subject": "A", "currency": "CNY", **YEAR}
    folder.observe(value=15, low=12, high=20, **cost)
    found = whole(folder, "helper_cost")
    assert (found.value, found.low, found.high) == (15, 12, 20)


def test_bounds_of_a_change_are_drawn_and_said_to_be(folder: Folder) -> None:
    for end, value in ((2019, 100), (2020, 110)):
        days = {"start_on": f"{end}-01-01", "end_on": f"{end}-12-31"}
        folder.observe(indicator="crop_yield", value=value, low=value - 5, high=value + 5, **days)
    found = whole(folder, "yield_change")
    assert found.value == pytest.approx(10)
    assert found.low is not None and found.high is not None
    # the corners are 105 of 105 and 115 of 95
    assert 0 < found.low < 10 < found.high < 100 * (115 / 95 - 1)
    assert found.interval == "drawn within stated bounds"


def test_a_channel_counted_in_parts_of_a_side_is_a_channel(folder: Folder) -> None:
    folder.money()
    folder.money(kind="product_sales", origin="B", destination="A")
    folder.flow(kind="farm_goods", origin="B1", destination="A")
    assert whole(folder, "channels_returned").value == pytest.approx(1 / 2)


def test_sellers_in_one_year_only_are_no_growth(folder: Folder) -> None:
    for place, year in (("B1", 2019), ("B2", 2020)):
        folder.money(
            kind="product_sales", origin=place, destination="A",
            start_on=f"{year}-01-01", end_on=f"{year}-12-31",
        )  # fmt: skip
    found = whole(folder, "sales_growth")
    assert found.value is None
    assert "places that sold in 2020 and in the year before" in found.note
