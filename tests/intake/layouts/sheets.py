"""Small invented sheets for tests of one thing each, and the layout that reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from counterpart.intake.forms import Reporting
from counterpart.intake.layouts import Extract, Layout, extract

NAMES = {"places": {"甲旗": "P1", "乙旗": "P2", "丙旗": "P3", "丁旗": "P4", "全市": "P0"}}
HEADER = ["旗县", "计划（万元）", "到位（万元）", "备注"]


def document(**block: Any) -> dict[str, Any]:
    """A layout of money by banner; keys of its block may be replaced."""
    usual: dict[str, Any] = {
        "block": "money",
        "sheets": "*",
        "header": [2],
        "period": {"cell": "A1"},
        "labels": {"place": "旗县"},
        "facts": [
            {
                "form": "money_movements",
                "set": {"kind": "assistance_funds", "origin": "110000", "destination": "{place}"},
                "columns": [
                    {"header": "计划", "set": {"money_stage": "planned"}},
                    {"header": "到位", "set": {"money_stage": "paid"}},
                ],
            }
        ],
        "ignore": ["备注"],
        "seen": HEADER,
    }
    return {"layout": "money", "names": NAMES, "blocks": [usual | block]}


def write(
    path: Path,
    rows: Sequence[Sequence[Any]],
    header: Sequence[str] = HEADER,
    title: str = "2023年资金（虚构）",
    formulas: Mapping[str, tuple[str, float]] = {},
    hidden: Sequence[int] = (),
) -> Path:
    """A workbook of one sheet: title, header, rows; `hidden` rows count from 1."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("资金")
    sheet.write("A1", title)
    sheet.write_row("A2", header)
    for number, row in enumerate(rows, start=3):
        sheet.write_row(f"A{number}", row)
    for cell, (formula, value) in formulas.items():
        sheet.write_formula(cell, formula, None, value)
    for number in hidden:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    book.close()
    return path


def read(path: Path, layout: dict[str, Any] | None = None) -> Extract:
    """The facts of a workbook by the layout of this file."""
    how = Layout.from_document(layout or document())
    return extract(path, how, Reporting("example", "office"))


def found(extracted: Extract) -> set[tuple[str, str]]:
    """The findings by cell and code."""
    return {(f"{each.column}{each.row}", each.code) for each in extracted.findings}


def facts(extracted: Extract) -> dict[str, str]:
    """The figures by cell."""
    return {each.cell: each.values["value"] for each in extracted.facts}
