"""Rows that are no facts, and figures that are doubtful: each is said, none is taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.intake.layouts.sheets import HEADER, document, facts, found, read, write

CLEAN: list[list[Any]] = [["甲旗", 10, 5], ["乙旗", 20, 8], ["丙旗", 30, 9]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "money.xlsx"


def test_a_clean_sheet_gives_its_figures_and_no_finding(path: Path) -> None:
    made = read(write(path, [*CLEAN, ["合计", 60, 22], ["注：合成数据"]]))
    assert made.findings == []
    assert facts(made) == {
        "B3": "100000",
        "C3": "50000",
        "B4": "200000",
        "C4": "80000",
        "B5": "300000",
        "C5": "90000",
    }
    assert {each.values["end_on"] for each in made.facts} == {"2023-12-31"}
    assert {each.values["currency"] for each in made.facts} == {"CNY"}


@pytest.mark.parametrize(
    "label", ["合计", "合  计", "总计", "全市合计", "小计", "Total", "Grand Total", "共计（万元）"]
)
def test_rows_that_add_up_are_checked_and_never_taken(path: Path, label: str) -> None:
    made = read(write(path, [*CLEAN, [label, 61, 22]]))
    assert set(facts(made)) == {"B3", "B4", "B5", "C3", "C4", "C5"}
    assert {cell for cell, _ in found(made)} == {"B6"}


def test_a_total_that_does_not_say_so_is_left_out(path: Path) -> None:
    rows: list[list[Any]] = [["全市", 100, 40], *CLEAN, ["丁旗", 40, 18]]
    made = read(write(path, rows))
    assert "B3" not in facts(made)
    assert ("A3", "looks_like_total") in found(made)


def test_a_range_that_ends_short_of_the_last_row_is_found(path: Path) -> None:
    rows = [*CLEAN, ["合计", None, 22]]
    made = read(write(path, rows, formulas={"B6": ("=SUM(B3:B4)", 30)}))
    assert found(made) == {("B6", "total_differs")}


def test_what_stands_in_place_of_nothing_gives_no_fact_and_0_gives_one(path: Path) -> None:
    rows: list[list[Any]] = [["甲旗", "/", 0], ["乙旗", "—", "无"], ["丙旗", "n/a", "-"]]
    made = read(write(path, rows))
    assert facts(made) == {"C3": "0"}
    assert made.findings == []


@pytest.mark.parametrize(
    ("cell", "value", "precision"),
    [
        ("12.50", "125000", None),
        ("1,200", "12000000", None),
        ("（3）", "-30000", None),
        ("约50", "500000", "approximate"),
        ("50余", "500000", "more_than"),
        ("１５", "150000", None),
    ],
)
def test_figures_kept_as_text_are_read_and_said(
    path: Path, cell: str, value: str, precision: str | None
) -> None:
    made = read(write(path, [["甲旗", cell, 0]]))
    assert facts(made)["B3"] == value
    assert next(f for f in made.facts if f.cell == "B3").values.get("precision") == precision
    assert ("B3", "number_as_text") in found(made)


@pytest.mark.parametrize("cell", ["见附件", "1.2.3", "12/15", "10万左右吧"])
def test_text_that_is_no_figure_is_never_guessed_at(path: Path, cell: str) -> None:
    made = read(write(path, [["甲旗", cell, 5]]))
    assert set(facts(made)) == {"C3"}
    assert ("B3", "figure_not_read") in found(made)


def test_hidden_rows_are_left_out_until_the_layout_takes_them(path: Path) -> None:
    write(path, [*CLEAN, ["合计", 60, 22]], hidden=[4])
    left = read(path)
    assert {"B4", "C4"}.isdisjoint(facts(left))
    assert found(left) == {("A4", "hidden_rows")}
    taken = read(path, document(hidden_rows="take"))
    assert {"B4", "C4"} <= set(facts(taken))


def test_rows_without_label_below_notes_or_as_parts_are_left_out(path: Path) -> None:
    rows: list[list[Any]] = [
        ["甲旗", 10, 5],
        [None, 7, 3],
        ["其中：乡镇", 4, 2],
        ["注：见后"],
        ["乙旗", 20, 8],
    ]
    made = read(write(path, rows))
    assert set(facts(made)) == {"B3", "C3"}
    codes = {("A4", "row_without_label"), ("A5", "part_of_row_above"), ("A7", "rows_after_notes")}
    assert found(made) == codes


def test_labels_that_hold_downwards_do_not_reach_rows_without_any(path: Path) -> None:
    rows: list[list[Any]] = [["甲旗", 10, 5], [None, 7, 3], ["乙旗", 20, 8]]
    labels = {"place": {"header": "旗县", "fill": True}}
    made = read(write(path, rows), document(labels=labels))
    assert set(facts(made)) == {"B3", "C3", "B5", "C5"}


def test_a_place_that_nobody_knows_costs_its_rows_only(path: Path) -> None:
    made = read(write(path, [["甲旗", 10, 5], ["不明旗", 20, 8]]))
    assert set(facts(made)) == {"B3", "C3"}
    assert found(made) == {("A4", "place_not_known")}


def test_money_without_a_unit_is_not_taken(path: Path) -> None:
    header = ["旗县", "计划", "到位", "备注"]
    made = read(write(path, CLEAN, header), document(seen=[]))
    assert made.facts == []
    assert {code for _, code in found(made)} == {"unit_not_stated"}
    stated = read(path, document(seen=[], unit="千元"))
    assert facts(stated)["B3"] == "10000"


def test_a_unit_of_something_else_is_not_taken(path: Path) -> None:
    header = ["旗县", "计划（人）", "到位（万元）", "备注"]
    made = read(write(path, CLEAN, header), document(seen=[]))
    assert {cell[0] for cell in facts(made)} == {"C"}
    assert ("B2", "unit_of_other") in found(made)


def test_a_figure_of_unknown_time_is_not_taken(path: Path) -> None:
    made = read(write(path, CLEAN, title="资金情况"))
    assert made.facts == []
    assert {code for _, code in found(made)} == {"period_not_known"}


def test_computed_facts_are_read_and_said(path: Path) -> None:
    rows: list[list[Any]] = [["甲旗", None, 5], ["乙旗", 20, 8]]
    made = read(write(path, rows, formulas={"B3": ("=4*5", 20.0)}))
    assert facts(made)["B3"] == "200000"
    assert found(made) == {("B3", "formula_read")}


def test_figures_in_merged_cells_belong_to_nobody(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("资金")
    sheet.write("A1", "2023年资金（虚构）")
    sheet.write_row("A2", HEADER)
    sheet.write_column("A3", ["甲旗", "乙旗"])
    sheet.merge_range("B3:B4", 30)
    sheet.write_column("C3", [5, 8])
    book.close()
    made = read(path)
    assert set(facts(made)) == {"C3", "C4"}
    assert found(made) == {("B3", "merged_figure")}


def test_another_table_below_is_not_read_as_this_one(path: Path) -> None:
    rows = [*CLEAN, ["合计", 60, 22], [], ["旗县", "人数", "户数"], ["甲旗", 400, 90]]
    made = read(write(path, rows))
    assert set(facts(made)) == {"B3", "B4", "B5", "C3", "C4", "C5"}
    assert found(made) == {("A9", "rows_after_notes")}


def test_hidden_sheets_are_left_out(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("说明").write("A1", "见下表")
    sheet = book.add_worksheet("资金")
    sheet.write("A1", "2023年资金（虚构）")
    sheet.write_row("A2", HEADER)
    sheet.write_row("A3", ["甲旗", 10, 5])
    sheet.hide()
    book.close()
    made = read(path, document(sheets="资金"))
    assert made.facts == []
    assert {each.code for each in made.findings} == {"hidden_sheet", "sheet_left_out"}
    assert len(read(path, document(sheets="资金", hidden_rows="take")).facts) == 2


def test_a_count_is_no_money(path: Path) -> None:
    header = ["旗县", "计划（个）", "到位（万元）", "备注"]
    made = read(write(path, CLEAN, header), document(seen=[]))
    assert {cell[0] for cell in facts(made)} == {"C"}
    assert ("B2", "unit_of_other") in found(made)


def test_shares_shown_as_percent_are_taken_in_percent(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    percent = book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet("就业")
    sheet.write("A1", "2023年第二季度就业（虚构）")
    sheet.write_row("A2", ["旗县", "按时领薪（%）"])
    sheet.write("A3", "甲旗")
    sheet.write("B3", 0.985, percent)
    sheet.write("A4", "乙旗")
    sheet.write("B4", 97)
    book.close()
    column = {"header": "按时领薪", "key": "wages_paid_on_time_share"}
    fact = {"form": "labour_conditions", "set": {"subject": "{place}"}, "columns": [column]}
    made = read(path, document(facts=[fact], seen=[], ignore=[]))
    told = {each.cell: each.values["wages_paid_on_time_share"] for each in made.facts}
    assert told == {"B3": "98.5", "B4": "97"}


def test_odd_workbooks_give_nothing_and_break_nothing(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("资金")
    sheet.merge_range("A1:XFD1", "2023年资金")
    sheet.write_row("A2", HEADER)
    sheet.write_row("A3", ["甲旗", 1e300, True])
    sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
    sheet.write("Z900", 3)
    book.add_worksheet("空")
    book.close()
    made = read(path, document(sheets="资金"))
    assert made.facts == []
    codes = {("B3", "figure_not_read"), ("C3", "figure_not_read")}
    assert codes <= found(made)


def test_a_row_of_remarks_is_not_taken_for_another_header(path: Path) -> None:
    rows: list[list[Any]] = [
        ["甲旗", "见附件", "待定"],
        ["乙旗", 20, 8],
        ["丙旗", "待定", "见附件"],
        ["丁旗", 5, 1],
    ]
    made = read(write(path, rows))
    assert set(facts(made)) == {"B4", "C4", "B6", "C6"}
    assert {code for _, code in found(made)} == {"figure_not_read"}
