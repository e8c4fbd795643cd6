"""Workbooks damaged as people damage them: nothing false is ever taken, whatever is missed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from counterpart.intake.layouts import Layout, Places, propose
from tests.intake.layouts.offices import OFFICES
from tests.intake.layouts.test_offices import ANSWERS, CATALOGUE, EXAMPLE, key, read

SEEDS = range(5)


def swap(sheet: Any, one: int, other: int, first: int, last: int) -> None:
    """Exchange two columns between two rows, with how their cells are shown."""
    for row in range(first, last + 1):
        left, right = sheet.cell(row, one), sheet.cell(row, other)
        left.value, right.value = right.value, left.value
        left.number_format, right.number_format = right.number_format, left.number_format


def damage(sheet: Any, header: int, how: str, chance: random.Random) -> None:
    """Do one thing to a sheet that somebody may do to it."""
    width, height = sheet.max_column, sheet.max_row
    one, other = chance.sample(range(1, width + 1), 2)
    if how == "columns change places":
        swap(sheet, one, other, header, height)
    elif how == "headers change places":
        swap(sheet, one, other, header, header)
    elif how == "a row is inserted":
        sheet.insert_rows(chance.randint(header + 1, height))
    elif how == "a column is inserted":
        sheet.insert_cols(one)
    elif how == "a column is deleted":
        sheet.delete_cols(one)
    elif how == "a header is renamed":
        sheet.cell(header, one).value = chance.choice(["其他", "数值", "Other"])
    elif how == "a header is emptied":
        sheet.cell(header, one).value = None
    elif how == "a column is copied":
        for row in range(header, height + 1):
            sheet.cell(row, width + 1).value = sheet.cell(row, one).value
    elif how == "a note is written between":
        sheet.insert_rows(header + 2)
        sheet.cell(header + 2, 1).value = "注：下列为更正"
    elif how == "a subtotal is written between":
        sheet.insert_rows(header + 3)
        sheet.cell(header + 3, 1).value = chance.choice(["小计", "Subtotal"])
        for column in range(2, width + 1):
            cells = [sheet.cell(row, column).value for row in (header + 1, header + 2)]
            if all(isinstance(cell, (int, float)) for cell in cells):
                sheet.cell(header + 3, column).value = sum(cells)


DAMAGES = (
    "columns change places",
    "headers change places",
    "a row is inserted",
    "a column is inserted",
    "a column is deleted",
    "a header is renamed",
    "a header is emptied",
    "a column is copied",
    "a note is written between",
    "a subtotal is written between",
)


@pytest.mark.parametrize("name", ["schools", "electricity", "in_kind"])
@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_workbook_gives_no_false_fact(name: str, how: str, tmp_path: Path) -> None:
    path, truth = OFFICES[name](tmp_path)
    document = propose(path, CATALOGUE, places=Places.read(EXAMPLE)).layout.to_document()
    ANSWERS[name](document)
    layout = Layout.from_document(document)
    true = Counter((each[0], *each[2:]) for each in truth)
    for seed in SEEDS:
        book = openpyxl.load_workbook(path)
        damage(book.worksheets[0], layout.blocks[0].header[0], how, random.Random(seed))
        damaged = tmp_path / f"{seed}.xlsx"
        book.save(damaged)
        found = read(damaged, layout)
        told = [key(fact) for fact in found.facts]
        have = Counter((each[0], *each[2:]) for each in told)
        assert have - true == Counter(), (how, seed)
        assert have == true or found.findings, (how, seed)
