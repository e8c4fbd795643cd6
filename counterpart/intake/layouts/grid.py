"""A workbook as people see it: sheets of cells with what is merged, hidden and computed."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from python_calamine import CalamineError, load_workbook

from counterpart.errors import Finding, finding
from counterpart.intake.layouts.sheet_xml import Cell, Shown, column_letters, shown_sheets
from counterpart.intake.raw import MAX_UNPACKED_BYTES


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows` holds what stands in each cell (None where empty), from A1 on.

    `spread` leads a cell inside a merged range to the cell that holds its value.
    """

    file: str
    name: str
    rows: Sequence[Sequence[object]]
    spread: dict[Cell, Cell]
    shown: Shown

    def at(self, row: int, column: int) -> object:
        """What stands in a cell; None where it is empty or outside."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def seen(self, row: int, column: int) -> object:
        """What a reader takes a cell to hold: a merged range holds its value everywhere."""
        value = self.at(row, column)
        if value is None and (row, column) in self.spread:
            return self.at(*self.spread[row, column])
        return value

    def text(self, row: int, column: int) -> str:
        """A cell as text, dates as ISO dates; empty where it is empty."""
        return shown_text(self.seen(row, column))

    @property
    def width(self) -> int:
        """Number of columns."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its name in findings, and its sheets in order."""

    file: str
    grids: tuple[Grid, ...]


def cell_name(row: int, column: int) -> str:
    """(5, 6) -> G6."""
    return f"{column_letters(column)}{row + 1}"


def shown_text(value: object) -> str:
    """A value as an office sees it: whole floats without point, dates as ISO dates."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def read_book(path: Path) -> tuple[Book | None, list[Finding]]:
    """Read a workbook (.xlsx, .xlsm, .xls, .ods); None with findings where it cannot be read."""
    file = path.name
    if not path.exists():
        return None, [finding("path_not_found", file=file, value=str(path))]
    if not path.stat().st_size:
        return None, [finding("empty_file", file=file)]
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                size = sum(entry.file_size for entry in archive.infolist())
            if size > MAX_UNPACKED_BYTES:
                large, limit = f"{size / 1e9:.1f} GB", f"{MAX_UNPACKED_BYTES / 1e9:.1f} GB"
                return None, [finding("file_too_large", file=file, value=large, limit=limit)]
        workbook = load_workbook(str(path))
        shown = shown_sheets(path)
        grids = []
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = [
                [None if cell == "" or _blank(cell) else cell for cell in row]
                for row in sheet.to_python(skip_empty_area=False)
            ]
            spread: dict[Cell, Cell] = {}
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
                for row in range(top, min(bottom, len(rows)) + 1):
                    for column in range(left, min(right, left + 1000) + 1):
                        if (row, column) != (top, left):
                            spread[row, column] = (top, left)
            grids.append(Grid(file, name, rows, spread, shown.get(name, Shown())))
    except (CalamineError, zipfile.BadZipFile, DefusedXmlException, ParseError, OSError) as error:
        detail = (str(error) or type(error).__name__).splitlines()[0]
        words: dict[str, Any] = {"value": "a workbook", "detail": detail}
        return None, [finding("unreadable_file", file=file, **words)]
    return Book(file, tuple(grids)), []


def _blank(cell: object) -> bool:
    return isinstance(cell, str) and not cell.strip()
