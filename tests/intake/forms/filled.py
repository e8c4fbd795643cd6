"""Templates filled in as an office does it: through a saved workbook, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from counterpart.catalogue import Form, load_catalogue
from counterpart.intake import Checked
from counterpart.intake.forms import Lists, Reporting, asked_of, read_form, write_template
from counterpart.intake.forms.template import FILL_IN, FIRST

CATALOGUE = load_catalogue()
FORMS = CATALOGUE.forms
REPORTING = Reporting("programme-ab", "office-b")
LISTS: Lists = {
    "places": [("11", "Beijing", "北京市"), ("15", "Inner Mongolia", "内蒙古自治区")],
    "organisations": [("h1", "First hospital", "第一医院"), ("h2", "First hospital", "一院")],
}
TOP = FIRST + 1


def template(path: Path, code: str, **options: Any) -> Path:
    """A template of a form in the folder `path`."""
    target = path / f"{code}.xlsx"
    write_template(FORMS[code], CATALOGUE, target, **options)
    return target


def fill(path: Path, *lines: Mapping[str, object], first: int = TOP) -> Path:
    """Write lines into the sheet of a template, by the machine keys of its columns."""
    book = openpyxl.load_workbook(path)
    sheet = book[FILL_IN]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, line in enumerate(lines, start=first):
        for key, value in line.items():
            sheet.cell(row, columns[key]).value = value
    book.save(path)
    return path


def filled(path: Path, code: str, *lines: Mapping[str, object], **options: Any) -> Path:
    """A template with lines in it."""
    return fill(template(path, code, **options), *lines)


def read(path: Path, code: str) -> Checked:
    """What intake makes of a file of that form."""
    return read_form(path, FORMS[code], REPORTING, CATALOGUE)


def example(form: Form) -> dict[str, str]:
    """The example of a form, without what it does not ask for."""
    asked = {each.key for each in asked_of(form, CATALOGUE)}
    return {key: value for key, value in form.example.items() if key in asked}


def edit(path: Path, change: Any) -> Path:
    """Change the saved workbook by a function of its openpyxl form."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def ids(checked: Checked, table: str, key: str) -> list[str]:
    """The ids of a table, in the order of the lines."""
    return [row[0] for row in checked.store.rows(f"SELECT {key} FROM {table} ORDER BY _row, {key}")]


def told(checked: Checked) -> list[tuple[str, int | None, str | None]]:
    """Code, row and column of each finding."""
    return [(each.code, each.row, each.column) for each in checked.findings]


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A text file of cells as they are."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
