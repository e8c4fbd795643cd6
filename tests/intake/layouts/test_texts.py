"""Texts of office sheets one by one: times, figures, units, names of places."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterpart.catalogue import load_catalogue
from counterpart.intake.layouts.formulas import summed_cells
from counterpart.intake.layouts.headings import split_unit
from counterpart.intake.layouts.notes import names_figure
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.spans import span_in, whole_span
from counterpart.intake.layouts.units import read_unit

CATALOGUE = load_catalogue()
EXAMPLE = Path(__file__).parents[3] / "counterpart" / "examples" / "beijing_inner_mongolia"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年3月", "2024-03-01", "2024-03-31"),
        ("2024.02", "2024-02-01", "2024-02-29"),
        ("2024年1-3月", "2024-01-01", "2024-03-31"),
        ("2024年第二季度", "2024-04-01", "2024-06-30"),
        ("2024年上半年", "2024-01-01", "2024-06-30"),
        ("2023年度", "2023-01-01", "2023-12-31"),
        ("March 2024", "2024-03-01", "2024-03-31"),
        ("12 March 2024", "2024-03-12", "2024-03-12"),
        ("Mar 12, 2024", "2024-03-12", "2024-03-12"),
        ("2024/3/5", "2024-03-05", "2024-03-05"),
        ("2024年3月5日", "2024-03-05", "2024-03-05"),
        ("25/3/2024", "2024-03-25", "2024-03-25"),
        ("2024年十一月", "2024-11-01", "2024-11-30"),
    ],
)
def test_times_are_read_as_offices_write_them(text: str, first: str, last: str) -> None:
    span = whole_span(text)
    assert span is not None
    assert span.dates() == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["4/5/2024", "2024-13", "待定", "13月", "2021-2025", "2024-02-30", "第三批"]
)
def test_what_may_be_two_times_or_none_is_none(text: str) -> None:
    span = whole_span(text)
    assert span is None or span.dates() is None


@pytest.mark.parametrize(
    ("text", "starts", "first", "last"),
    [
        ("Q1 2023", 4, "2023-04-01", "2023-06-30"),
        ("Q4 2023/24", 4, "2024-01-01", "2024-03-31"),
        ("FY 2023-24", 4, "2023-04-01", "2024-03-31"),
        ("FY 2011/12", 7, "2011-07-01", "2012-06-30"),
        ("H2 2023", 7, "2024-01-01", "2024-06-30"),
        ("February 2024", 4, "2024-02-01", "2024-02-29"),
    ],
)
def test_years_may_start_in_another_month(text: str, starts: int, first: str, last: str) -> None:
    span = span_in(text)
    assert span is not None
    assert span.dates(starts) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "quantity", "factor", "currency"),
    [
        ("万元", "money", "10000", "CNY"),
        ("单位：亿元", "money", "100000000", "CNY"),
        ("UGX '000", "money", "1000", "UGX"),
        ("£000", "money", "1000", "GBP"),
        ("thousand GBP", "money", "1000", "GBP"),
        ("USD million", "money", "1000000", "USD"),
        ("万千瓦时", "energy", "10000", None),
        ("GWh", "energy", "1000000", None),
        ("人次", "person-times", "1", None),
        ("人", "persons", "1", None),
        ("万人次", "person-times", "10000", None),
        ("units", "=", "1", None),
        ("'000", "=", "1000", None),
        ("例", "*", "1", None),
    ],
)
def test_units_are_read(text: str, quantity: str, factor: str, currency: str | None) -> None:
    unit = read_unit(text, CATALOGUE)
    assert unit is not None
    assert (unit.quantity, str(unit.factor), unit.currency) == (quantity, factor, currency)


@pytest.mark.parametrize("text", ["一期", "含税", "km apples", "合计"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert read_unit(text, CATALOGUE) is None


@pytest.mark.parametrize(
    ("text", "base", "unit"),
    [
        ("手术\n（台次）", "手术", "台次"),
        ("Amount (USD)", "amount", "usd"),
        ("金额，万元", "金额", "万元"),
        ("项目（一期）", "项目(一期)", None),
    ],
)
def test_units_are_split_off_headers(text: str, base: str, unit: str | None) -> None:
    found, said = split_unit(text, CATALOGUE)
    assert (found, said.written if said else None) == (base, unit)


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("敖汉旗", "150430", "name"),
        ("150430", "150430", "code"),
        ("Aohan Banner", "150430", "name"),
        ("察右前旗", "150926", "short"),
        ("海淀", "110108", "short"),
        ("赤峰市敖汉旗", "150430", "joined"),
        ("内蒙古赤峰市敖汉旗", "150430", "joined"),
        ("察右旗", None, "ambiguous"),
        ("京", None, "unknown"),
    ],
)
def test_places_are_found_by_full_short_and_joined_names(
    text: str, code: str | None, how: str
) -> None:
    found = Places.read(EXAMPLE).find(text)
    assert (found.code, found.how) == (code, how)


def test_sums_are_told_from_other_formulas() -> None:
    assert summed_cells("SUM(G6:G8)") == ((5, 6), (6, 6), (7, 6))
    assert summed_cells("G10+$G$15") == ((9, 6), (14, 6))
    assert summed_cells("SUM(A1,B1)+C1") == ((0, 0), (0, 1), (0, 2))
    for formula in ("F9-G9", "N6/J6", "IFERROR(O14-P14,0)", "A1*2+B1", "Other!A1+B1", "A1"):
        assert summed_cells(formula) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("另有资金约50万元", True),
        ("a further GBP 2,000 is due", True),
        ("涉及30人", True),
        ("截至2023年12月31日", False),
        ("见第3条", False),
    ],
)
def test_notes_that_name_figures_are_told(text: str, names: bool) -> None:
    assert names_figure(text) is names
