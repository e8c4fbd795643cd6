"""Excel and OpenDocument workbooks: a sheet is a contract table when its name says so.

Cells are read as people see them: whole floats as whole numbers, dates as ISO dates. Merged cells
and formulas are findings, since what they mean is not in the cell.
"""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.etree.ElementTree import ParseError

import duckdb
from defusedxml import DefusedXmlException
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, load_workbook

from counterpart.engine.store import Part
from counterpart.errors import Finding, finding
from counterpart.intake.archive import column_letters, look_into
from counterpart.intake.header import read_header
from counterpart.intake.marked import Marked, marked_cells
from counterpart.intake.raw import RawTable, Source
from counterpart.intake.text_rows import load_rows
from counterpart.tables import TABLES


def read(
    connection: duckdb.DuckDBPyConnection, source: Source, number: int
) -> tuple[list[RawTable], list[Finding]]:
    """Read each sheet that is a contract table into `raw_<number>_<sheet>`."""
    if not source.path.stat().st_size:
        return [], [finding("empty_file", file=source.shown)]
    archive = look_into(source.path, source.shown)
    if archive.findings:
        return [], archive.findings
    try:
        workbook = load_workbook(str(source.path))
        chosen = _tables_of(workbook, source)
        marked = marked_cells(source.path, archive)
    except (CalamineError, zipfile.BadZipFile, DefusedXmlException, ParseError, OSError) as error:
        detail = (str(error) or type(error).__name__).splitlines()[0]
        return [], [
            finding("unreadable_file", file=source.shown, value="a workbook", detail=detail)
        ]
    tables: list[RawTable] = []
    findings: list[Finding] = []
    for name in workbook.sheet_names:
        if name not in chosen:
            if len(workbook.sheet_names) > len(chosen) and not source.table:
                findings.append(
                    finding("unknown_table", file=source.shown, sheet=name, value=f"sheet {name}")
                )
            continue
        sheet = workbook.get_sheet_by_name(name)
        header, rows, found = _read_sheet(sheet, source.shown, marked.get(name, Marked()))
        findings += found
        if not header:
            continue
        relation = f"raw_{number}_{len(tables)}"
        load_rows(connection, relation, header, rows)
        columns = {column: column for column in header}
        tables.append(
            RawTable(chosen[name], Part(source.shown, name), relation, columns, typed=False)
        )
    return tables, findings


def _tables_of(workbook: CalamineWorkbook, source: Source) -> dict[str, str]:
    """Sheet name -> contract table; a lone unnamed sheet takes the name of the file."""
    named = {name: name.strip().lower() for name in workbook.sheet_names}
    chosen = {name: table for name, table in named.items() if table in TABLES}
    if not chosen and source.table and workbook.sheet_names:
        return {workbook.sheet_names[0]: source.table}
    return chosen


def _read_sheet(
    sheet: CalamineSheet, file: str, marked: Marked
) -> tuple[dict[str, int], list[tuple[int, list[str]]], list[Finding]]:
    """Header, numbered rows of text, and what is wrong with cells as cells."""
    rows = sheet.to_python(skip_empty_area=False)
    top = next((index for index, row in enumerate(rows) if any(cell != "" for cell in row)), None)
    if top is None:
        return {}, [], [finding("empty_file", file=file, sheet=sheet.name)]
    header, findings = read_header(rows[top], file, sheet.name, top + 1)
    for (first, left), (last, right) in sheet.merged_cell_ranges or []:
        span = f"{_cell(first, left)}:{_cell(last, right)}"
        code = "merged_header" if first <= top else "merged_cells"
        findings.append(finding(code, file=file, sheet=sheet.name, row=first + 1, value=span))
    positions = {index: name for name, index in header.items()}
    for code, cells, sign in (
        ("formula_cell", marked.formulas, " ="),
        ("error_cell", marked.errors, " "),
    ):
        for (row, column), content in cells.items():
            if row > top and column in positions:
                findings.append(
                    finding(
                        code,
                        file=file,
                        sheet=sheet.name,
                        row=row + 1,
                        column=positions[column],
                        value=f"{_cell(row, column)}{sign}{content}",
                    )
                )
    body = [
        (number, [text_of(cell) for cell in row])
        for number, row in enumerate(rows[top + 1 :], start=top + 2)
    ]
    return header, body, findings


def text_of(cell: object) -> str:
    """A cell as text, the way the office sees it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        # A spreadsheet keeps 15 digits; more are noise of binary fractions.
        return format(Decimal(format(cell, ".15g")), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return str(cell)


def _cell(row: int, column: int) -> str:
    return f"{column_letters(column + 1)}{row + 1}"
