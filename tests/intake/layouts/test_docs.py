"""The document on layouts: its examples are layouts, and every finding stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import xlsxwriter
import yaml

from counterpart.catalogue import load_catalogue
from counterpart.errors import KINDS
from counterpart.intake.layouts import Layout
from counterpart.intake.layouts.fits import misfits
from counterpart.intake.layouts.layout import Block, Fact, Label, PeriodRule, Value
from tests.intake.layouts.sheets import facts, found, read

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "layouts.md").read_text("utf-8")
EXAMPLES = [yaml.safe_load(each) for each in re.findall(r"```yaml\n(.*?)```", TEXT, re.S)]


def test_every_example_is_a_layout_that_fits_the_catalogue() -> None:
    assert len(EXAMPLES) == 4
    for each in EXAMPLES:
        assert misfits(Layout.from_document(each), load_catalogue()) == []


def test_the_first_example_gives_what_its_text_says(tmp_path: Path) -> None:
    path = tmp_path / "aid.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2031")
    sheet.write("A1", "2031年援助资金")
    sheet.write("D2", "单位：万元")
    sheet.write_row("A3", ["受援县", "支援区", "计划", "到位"])
    sheet.write_row("A4", ["甲县", "子区", 120, 80])
    sheet.write_row("A5", ["乙县", "丑区", 95.5, "/"])
    sheet.write_row("A6", ["合计", "", 215.5, 80])
    sheet.write("A7", "注：另有约20万元未列入")
    book.close()
    names = {"甲县": "X1", "乙县": "X2", "子区": "X3", "丑区": "X4"}
    made = read(path, EXAMPLES[0] | {"names": {"places": names}})
    assert facts(made) == {"C4": "1200000", "D4": "800000", "C5": "955000"}
    assert found(made) == {("A7", "figure_in_note")}


def test_every_finding_of_layouts_stands_in_the_document() -> None:
    listed = list(KINDS)
    own = listed[listed.index("layout_unknown_key") :]
    own = own[: own.index("key_empty") + 1]
    assert [code for code in own if f"`{code}`" not in TEXT] == []


def test_every_key_of_the_language_stands_in_the_document() -> None:
    renamed = {"name": "block", "but": "except"}
    for kind in (Layout, Block, Label, Fact, Value, PeriodRule):
        for name in kind.__slots__:
            key = renamed.get(name, name)
            assert f"`{key}" in TEXT or f"{key}:" in TEXT, key
