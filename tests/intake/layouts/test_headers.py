"""Headers that moved, changed or came anew: a figure is never taken by its position."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterpart.catalogue import load_catalogue
from counterpart.intake.layouts import Layout, fingerprint, propose
from tests.intake.layouts.sheets import HEADER, document, facts, found, read, write

ROWS: list[list[Any]] = [["甲旗", 10, 5, "无"], ["乙旗", 20, 8, "无"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "money.xlsx"


def test_swapped_columns_are_said_and_not_taken(path: Path) -> None:
    header = ["旗县", "到位（万元）", "计划（万元）", "备注"]
    made = read(write(path, ROWS, header))
    assert made.facts == []
    assert found(made) == {("B2", "header_changed"), ("C2", "header_changed")}


def test_swapped_columns_are_taken_by_their_header_where_the_layout_says_so(path: Path) -> None:
    header = ["旗县", "到位（万元）", "计划（万元）", "备注"]
    made = read(write(path, ROWS, header), document(order="any"))
    planned = {f.cell for f in made.facts if f.values["money_stage"] == "planned"}
    assert planned == {"C3", "C4"}
    assert {code for _, code in found(made)} == {"paid_exceeds_planned"}


def test_a_renamed_column_is_not_taken(path: Path) -> None:
    made = read(write(path, ROWS, ["旗县", "计划（万元）", "拨付（万元）", "备注"]))
    assert {cell[0] for cell in facts(made)} == {"B"}
    assert ("C2", "header_changed") in found(made)


def test_another_unit_is_an_error_until_it_is_confirmed(path: Path) -> None:
    made = read(write(path, ROWS, ["旗县", "计划（元）", "到位（万元）", "备注"]))
    assert {cell[0] for cell in facts(made)} == {"C"}
    confirmed = document(seen=["旗县", "计划（元）", "到位（万元）", "备注"])
    assert facts(read(path, confirmed))["B3"] == "10"


def test_an_inserted_column_is_said_and_the_others_are_found(path: Path) -> None:
    header = ["旗县", "计划（万元）", "追加（万元）", "到位（万元）", "备注"]
    made = read(write(path, [["甲旗", 10, 99, 5, ""]], header))
    assert facts(made) == {"B3": "100000", "D3": "50000"}
    assert found(made) == {("C2", "column_new")}


def test_a_column_that_is_gone_is_said(path: Path) -> None:
    made = read(write(path, [["甲旗", 10]], ["旗县", "计划（万元）"]))
    assert facts(made) == {"B3": "100000"}
    assert "header_gone" in {code for _, code in found(made)}


def test_one_header_over_two_columns_is_not_taken(path: Path) -> None:
    header = ["旗县", "计划（万元）", "计划（万元）", "到位（万元）"]
    made = read(write(path, [["甲旗", 10, 11, 5]], header), document(seen=[]))
    assert {cell[0] for cell in facts(made)} == {"D"}
    assert "header_twice" in {code for _, code in found(made)}


def test_a_header_further_down_is_found_by_its_texts(path: Path) -> None:
    rows = [HEADER, *ROWS]
    made = read(write(path, rows, header=["填报单位：示例"]))
    assert set(facts(made)) == {"B4", "B5", "C4", "C5"}
    assert {code for _, code in found(made)} == {"header_moved"}


def test_a_sheet_that_is_something_else_gives_nothing(path: Path) -> None:
    made = read(write(path, [["甲", 1]], ["姓名", "年龄"]))
    assert made.facts == []
    assert {each.code for each in made.findings} == {"header_not_found"}


def test_a_remembered_layout_says_what_differs(path: Path) -> None:
    write(path, ROWS, ["旗县", "计划（万元）", "拨付（万元）", "备注"])
    made = propose(path, load_catalogue(), remembered=[Layout.from_document(document())])
    assert made.remembered == "money"
    assert made.likeness == 0.6
    assert made.differs == ["资金: no column is called 到位", "资金: the column 拨付 is new"]
    assert len(made.questions) == 2


def test_the_fingerprint_is_the_headers_without_units(path: Path) -> None:
    assert fingerprint(write(path, ROWS)) == {"资金": ("旗县", "计划", "到位", "备注")}
