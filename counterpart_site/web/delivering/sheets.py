"""The sheets of a handed-in file as tables, and the cells that findings speak of in their place."""

from __future__ import annotations

import csv
import io
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.errors import Finding
from counterpart.intake.layouts.grid import read_book, shown_text
from counterpart.intake.layouts.sheet_xml import column_letters
from counterpart.intake.layouts.words import plain
from counterpart.intake.readers import WORKBOOKS
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.reading import safe_name

# Rows shown above and below a row with findings, and the most columns shown of a sheet.
AROUND = 1
MOST_COLUMNS = 40
# Rows in which the head of a column is looked for.
HEADS = 8
LARGEST = 16 << 20

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as shown, with what was found in it."""

    text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row by its number in the file; `gap` where rows before it are left out.

    `findings` are those of the row that name no cell of it.
    """

    number: int
    cells: tuple[Cell, ...]
    gap: bool
    findings: tuple[Finding, ...]

    @property
    def marked(self) -> list[Finding]:
        """All that was found in the row, said under it."""
        return [*(f for cell in self.cells for f in cell.findings), *self.findings]


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """The part of a sheet around findings."""

    file: str
    sheet: str
    letters: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def sheets_of(delivery: Delivery) -> dict[str, Rows]:
    """Sheet name -> rows of text; one sheet without a name for a CSV, none for other files."""
    content = delivery.payload.content
    name = safe_name(delivery.file_name)
    if content is None or delivery.payload.size > LARGEST:
        return {}
    return sheets_in(name, bytes(content))


def sheets_in(name: str, content: bytes) -> dict[str, Rows]:
    """The sheets of a file by its name and bytes."""
    ending = Path(name).suffix.lower()
    if ending == ".csv":
        try:
            text = content.decode("utf-8-sig")
            return {"": [list(row) for row in csv.reader(io.StringIO(text, newline=""))]}
        except (UnicodeDecodeError, csv.Error):
            return {}
    if ending not in WORKBOOKS:
        return {}
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        book, _ = read_book(path)
    if book is None:
        return {}
    return {
        grid.name: [[shown_text(cell) for cell in row] for row in grid.rows] for grid in book.grids
    }


def around(sheets: Mapping[str, Rows], findings: Sequence[Finding]) -> list[ShownSheet]:
    """The rows around findings, each finding at its cell; findings without a row stay out."""
    by_sheet: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        if each.row is not None and (each.sheet or "") in sheets:
            by_sheet[each.sheet or ""].append(each)
    return [_shown(name, sheets[name], found) for name, found in by_sheet.items()]


def _shown(name: str, rows: Rows, findings: Sequence[Finding]) -> ShownSheet:
    heads = {plain(text): column for row in reversed(rows[:HEADS]) for column, text in _told(row)}
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for each in findings:
        by_row[each.row or 0].append(each)
    first = next((number for number, row in enumerate(rows, start=1) if any(row)), 1)
    wanted = {first} | {
        row
        for number in by_row
        for row in range(number - AROUND, number + AROUND + 1)
        if 1 <= row <= len(rows)
    }
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    shown, before = [], first - 1
    for number in sorted(wanted):
        shown.append(_row(number, rows[number - 1], by_row[number], heads, width, before))
        before = number
    letters = tuple(column_letters(column) for column in range(width))
    return ShownSheet(findings[0].file or "", name, letters, tuple(shown))


def _row(
    number: int,
    row: list[str],
    findings: Sequence[Finding],
    heads: Mapping[str, int],
    width: int,
    before: int,
) -> ShownRow:
    at: dict[int, list[Finding]] = defaultdict(list)
    loose: list[Finding] = []
    for each in findings:
        column = _column(each, row, heads)
        (loose if column is None or column >= width else at[column]).append(each)
    cells = tuple(
        Cell(row[column] if column < len(row) else "", tuple(at[column])) for column in range(width)
    )
    return ShownRow(number, cells, number > before + 1, tuple(loose))


def _column(found: Finding, row: Sequence[str], heads: Mapping[str, int]) -> int | None:
    """The column that a finding means: by its head, its letters, or what stands in it."""
    name = found.column or ""
    if plain(name) in heads:
        return heads[plain(name)]
    for head, column in heads.items():
        # Forms call their columns by both titles.
        if head and len(head) > 2 and head in plain(name):
            return column
    for column in range(len(row)):
        if column_letters(column) == name:
            return column
    same = [column for column, text in _told(row) if found.value and text == found.value]
    return same[0] if len(same) == 1 else None


def _told(row: Sequence[str]) -> list[tuple[int, str]]:
    return [(column, text) for column, text in enumerate(row) if text]
