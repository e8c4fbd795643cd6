"""Every form: its template opens, is filled in with its example, and comes back as those rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import load_workbook

from counterpart.catalogue import Form
from counterpart.engine.store import quoted
from counterpart.intake.forms import asked_of, check_form, id_column, recognise
from counterpart.intake.forms.asked import entry_name, is_wide
from counterpart.intake.forms.template import FILL_IN, FIRST, READ_ME, SAMPLE, UNITS
from counterpart.intake.forms.units import factor
from tests.intake.forms.filled import (
    CATALOGUE,
    FORMS,
    LISTS,
    REPORTING,
    example,
    fill,
    template,
)

EVERY = pytest.mark.parametrize(
    "form", [pytest.param(each, id=each.code) for each in FORMS.values()]
)


def expected(form: Form, column: str, entry: str | None) -> str | None:
    """What the example says of a contract column, in the unit of the record."""
    if column == "value" and entry:
        row = next((each for each in form.rows if each.entry == entry), None)
        wide = next((each for each in form.columns if each.entry == entry), None)
        unit = wide.unit if wide else row.unit if row else None
        stated = form.example[entry] if wide else form.example["value"]
        return str(Decimal(stated) * factor(CATALOGUE, unit, entry))
    return form.example.get(column, form.fixed.get(column))


@EVERY
def test_the_example_comes_back_as_rows(form: Form, tmp_path: Path) -> None:
    path = fill(template(tmp_path, form.code), example(form))
    checked = check_form(path, form, REPORTING, CATALOGUE)
    assert list(checked.findings) == []
    relation = checked.store.relations[form.table]
    figures = [each for each in form.entries if each in form.example] if is_wide(form) else [None]
    assert relation.rows == len(figures)
    name = entry_name(form)
    names = ", ".join(map(quoted, relation.table.names))
    rows = checked.store.rows(f"SELECT {names} FROM {relation.name}")
    for cells in rows:
        row = dict(zip(relation.table.names, cells, strict=True))
        entry = row[name] if name else None
        assert name is None or entry in form.entries
        for column in relation.table.columns:
            stated = expected(form, column.name, entry)
            if stated is None or (is_wide(form) and column.name == "currency"):
                continue
            if column.type in ("decimal", "number", "integer"):
                assert abs(Decimal(str(row[column.name])) - Decimal(stated)) < Decimal("0.0001")
            else:
                shown = str(row[column.name])
                assert (shown.lower() if column.type == "boolean" else shown) == stated


@EVERY
def test_a_template_says_what_it_is(form: Form, tmp_path: Path) -> None:
    path = template(tmp_path, form.code, lists=LISTS)
    assert recognise(path) == form.code
    assert load_workbook(str(path)).sheet_names[0] == FILL_IN
    book = openpyxl.load_workbook(path)
    sheet = book[FILL_IN]
    assert [book[name].sheet_state for name in ("_form", "_lists")] == ["veryHidden"] * 2
    assert sheet.protection.sheet and sheet.freeze_panes == "C6"
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$2:$5"
    for column, each in enumerate(asked_of(form, CATALOGUE), start=2):
        heads = [str(sheet.cell(row, column).value) for row in range(1, 4)]
        star = " *" if each.required else ""
        assert heads == [each.key, each.title_zh + star, each.title_en + star]
        assert sheet.cell(2, column).comment and sheet.cell(1, column).protection.locked
        assert ("必填 required" in str(sheet.cell(UNITS + 1, column).value)) == each.required
        spans = sheet.column_dimensions.values()
        own = next(each for each in spans if each.min <= column <= each.max)
        assert not own.protection.locked
    assert sheet.column_dimensions["A"].protection.locked
    assert sheet.cell(SAMPLE + 1, 1).value == "示例 example"
    words = " ".join(str(cell.value) for row in book[READ_ME] for cell in row)
    assert form.reporter_zh in words and form.reporter_en in words


def test_long_lists_are_ranges_and_every_list_is_long_enough(tmp_path: Path) -> None:
    places = [(f"p{number}", f"Place {number}", f"地{number}") for number in range(900)]
    book = openpyxl.load_workbook(template(tmp_path, "money_movements", lists={"places": places}))
    rules = {
        str(rule.sqref).split(":")[0]: rule
        for rule in book[FILL_IN].data_validations.dataValidation
    }
    assert rules["C6"].formula1 == "_lists!$E$2:$E$901"
    assert book["_lists"]["E901"].value == "p899 | Place 899 | 地899"
    assert all(len(str(rule.prompt)) <= 255 for rule in rules.values())


def test_text_of_a_prefilled_line_never_becomes_a_formula(tmp_path: Path) -> None:
    line = example(FORMS["projects"]) | {"note": "=1+1", "name_en": "@SUM(A1)", "budget": "-12.5"}
    path = template(tmp_path, "projects", rows=[line])
    sheet = openpyxl.load_workbook(path)[FILL_IN]
    cells = {sheet.cell(1, cell.column).value: cell for cell in sheet[FIRST + 1]}
    assert (cells["note"].value, cells["note"].data_type) == ("=1+1", "s") or (
        cells["note"].data_type != "f"
    )
    assert cells["budget"].value == -12.5
    assert cells["project"].protection.locked and not cells["note"].protection.locked
    assert id_column(FORMS["projects"]) is None
