"""A part of one side over the whole of the other is a ratio of nothing, and is not computed."""

from __future__ import annotations

from counterpart.evaluation.results import Result
from counterpart.evaluation.run import evaluate
from tests.folders import Folder

RATIO = "economic.self_sustaining_ratio"
DAYS = {"start_on": "2023-01-01", "end_on": "2023-12-31"}
SALES: dict[str, object] = {"kind": "product_sales", "value": 86, **DAYS}


def of_year(folder: Folder, measure: str) -> Result:
    """The measure's one value for 2023."""
    return next(row for row in evaluate(folder.snapshot(), [measure]) if row.scope == "year")


def test_sales_of_one_district_are_not_set_against_aid_to_the_whole_region(folder: Folder) -> None:
    folder.money(flow="aid", value=1730, **DAYS)
    folder.money(flow="sales", origin="B11", destination="A1", **SALES)
    ratio = of_year(folder, RATIO)
    assert ratio.value is None
    assert "market of the two sides as a whole" in ratio.note
    market = of_year(folder, "economic.market")
    assert market.value == 86
    assert "perhaps not all" in market.note


def test_like_is_set_against_like(folder: Folder) -> None:
    folder.money(flow="aid", value=14, origin="A1", destination="B11", **DAYS)
    folder.money(flow="sales", origin="B11", destination="A1", **SALES)
    # 86 of 86 + 14
    assert of_year(folder, RATIO).value == 0.86


def test_whole_sides_are_set_against_each_other(folder: Folder) -> None:
    folder.money(flow="aid", value=14, **DAYS)
    folder.money(flow="sales", origin="B", destination="A", **SALES)
    ratio = of_year(folder, RATIO)
    assert ratio.value == 0.86
    assert ratio.note == ""
