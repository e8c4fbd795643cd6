"""The filled-in sheet of a form: its lines as text, and what is wrong with its cells as cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineSheet

from counterpart.catalogue import Catalogue, Form
from counterpart.errors import Finding, finding
from counterpart.intake.archive import Sheet, column_letters
from counterpart.intake.forms.asked import asked_of
from counterpart.intake.forms.choices import BETWEEN
from counterpart.intake.forms.heads import Heads, find_heads, plain
from counterpart.intake.forms.machine import EXAMPLE, HEADS, first_column
from counterpart.intake.marked import Marked
from counterpart.intake.workbook import text_of

MARKS = {plain(each) for each in HEADS}
SHOWN = 12


@dataclass(slots=True)
class FormSheet:
    """The lines of a sheet: (row as a person counts, cells of the sheet's row)."""

    name: str
    heads: Heads
    rows: list[tuple[int, list[str]]]
    findings: list[Finding] = field(default_factory=list)


def read_form_sheet(
    sheet: CalamineSheet,
    form: Form,
    catalogue: Catalogue,
    file: str,
    marked: Marked,
    looked: Sheet,
) -> FormSheet | None:
    """The lines of a sheet that has the columns of the form; None where it has not."""
    rows = list(_padded(sheet))
    heads = find_heads(rows, form, catalogue, file, sheet.name)
    if heads is None:
        return None
    mark = heads.positions.get(first_column(form))
    findings = list(heads.findings)
    lines: list[tuple[int, list[str]]] = []
    taken = list(heads.positions.values())
    for index, row in enumerate(rows):
        if index <= heads.row or index in heads.above:
            continue
        if mark is not None and row[mark] != "" and plain(row[mark]) in MARKS:
            findings += _changed(form, catalogue, heads, row, file, sheet.name, index)
            continue
        cells = [cell if isinstance(cell, str) else text_of(cell) for cell in row]
        if any(cells[position] for position in taken if position != mark) or (
            mark is not None and cells[mark]
        ):
            lines.append((index + 1, cells))
    findings += _marked(heads, marked, file, sheet.name)
    for (first, left), (last, right) in sheet.merged_cell_ranges or []:
        if last >= heads.row:
            span = f"{_cell(first, left)}:{_cell(last, right)}"
            code = "merged_header" if first in heads.above else "merged_cells"
            findings.append(finding(code, file=file, sheet=sheet.name, row=first + 1, value=span))
    findings += _hidden(heads, looked, lines, file, sheet.name)
    return FormSheet(sheet.name, heads, lines, findings)


def _padded(sheet: CalamineSheet) -> Iterator[list[object]]:
    """All rows from the first on, each from the first column on, without building a second copy."""
    start = sheet.start
    if start is None:
        return
    top, left = start
    for _ in range(top):
        yield [""] * sheet.total_width
    for row in sheet.iter_rows():
        yield [*([""] * left), *row] if left else list(row)


def _changed(
    form: Form,
    catalogue: Catalogue,
    heads: Heads,
    row: list[object],
    file: str,
    sheet: str,
    index: int,
) -> list[Finding]:
    """An example that is not the form's: someone wrote into it, and must know it is not read."""
    mark = heads.positions[first_column(form)]
    if plain(row[mark]) != plain(EXAMPLE):
        return []
    for each in asked_of(form, catalogue):
        cell = row[heads.positions[each.key]] if each.key in heads.positions else ""
        given = text_of(cell).split(BETWEEN)[0].strip()
        if given and given != form.example.get(each.key, "").split(BETWEEN)[0]:
            where: dict[str, Any] = {"file": file, "sheet": sheet, "row": index + 1}
            return [finding("example_changed", **where, column=heads.titles[each.key], value=given)]
    return []


def _marked(heads: Heads, marked: Marked, file: str, sheet: str) -> Iterator[Finding]:
    """Formulas and spreadsheet errors in cells that are read."""
    names = {position: heads.titles[key] for key, position in heads.positions.items()}
    for code, cells, sign in (
        ("formula_cell", marked.formulas, " ="),
        ("error_cell", marked.errors, " "),
    ):
        for (row, column), content in cells.items():
            if row > heads.row and row not in heads.above and column in names:
                # A formula without a stored result leaves its line empty; it is told all the same.
                yield finding(
                    code,
                    file=file,
                    sheet=sheet,
                    row=row + 1,
                    column=names[column],
                    value=f"{_cell(row, column)}{sign}{content}",
                )


def _hidden(
    heads: Heads, looked: Sheet, lines: list[tuple[int, list[str]]], file: str, sheet: str
) -> list[Finding]:
    """A note where cells that are read cannot be seen."""
    findings = []
    read = {number for number, _ in lines}
    rows = [number for number in looked.hidden_rows if number in read]
    if rows:
        shown = ", ".join(map(str, rows[:SHOWN])) + (", ..." if len(rows) > SHOWN else "")
        findings.append(
            finding(
                "hidden_figures", file=file, sheet=sheet, row=rows[0], value=f"the rows {shown}"
            )
        )
    for first, last in looked.hidden_columns:
        for key, position in heads.positions.items():
            if first <= position + 1 <= last and any(cells[position] for _, cells in lines):
                told = f"the cells of column {column_letters(position + 1)}"
                findings.append(
                    finding(
                        "hidden_figures",
                        file=file,
                        sheet=sheet,
                        column=heads.titles[key],
                        value=told,
                    )
                )
    return findings


def _cell(row: int, column: int) -> str:
    return f"{column_letters(column + 1)}{row + 1}"
