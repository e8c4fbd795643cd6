"""Where tables stand in a sheet that nobody has described: header rows, data rows, parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.grid import Grid
from counterpart.intake.layouts.headings import Heading, read_headings
from counterpart.intake.layouts.spans import whole_span
from counterpart.intake.layouts.words import plain

MOST_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Sketch:
    """A table as it seems: header rows (from 0), headings, first row of data, first row below."""

    grid: Grid
    header: tuple[int, ...]
    headings: tuple[Heading, ...]
    end: int
    part: int | None
    spread: bool
    after: str | None

    @property
    def first(self) -> int:
        """The first row of data."""
        return self.header[-1] + 1

    @property
    def signature(self) -> tuple[str, ...]:
        """The headers from left to right."""
        return tuple(heading.key for heading in self.headings)


def sketch(grid: Grid, catalogue: Catalogue) -> list[Sketch]:
    """The tables of a sheet, from top to bottom and left to right; empty where there is none."""
    tops = _headers(grid)
    found: list[Sketch] = []
    for number, bottom in enumerate(tops):
        header, spread = _upwards(grid, bottom)
        end = tops[number + 1] if number + 1 < len(tops) else len(grid.rows)
        headings = read_headings(grid, header, range(grid.width), catalogue, spread=spread)
        after = _title(grid, header[0]) if number else None
        groups = _groups(grid, headings, range(bottom + 1, end))
        for part, group in enumerate(groups, start=1):
            if len(group) > 1:
                side = part if len(groups) > 1 else None
                found.append(Sketch(grid, header, tuple(group), end, side, spread, after))
    return found


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and read_figure(cell).unreadable


def _headers(grid: Grid) -> list[int]:
    """The last header row of each table: texts, right above a row that has figures."""
    found: list[int] = []
    waiting: int | None = None
    for row in range(len(grid.rows)):
        cells = [(column, cell) for column, cell in enumerate(grid.rows[row]) if cell is not None]
        if not cells:
            continue
        texts = [column for column, cell in cells if _is_text(cell) or _names_time(cell)]
        if len(texts) > 1 and len(texts) == len(cells):
            waiting = row
            continue
        figures = [column for column, cell in cells if read_figure(cell).number is not None]
        if figures and waiting is not None and row - waiting == 1:
            over = {
                column for column in range(grid.width) if grid.seen(waiting, column) is not None
            }
            if any(column in over for column in figures) and (
                not found or _differs(grid, waiting, found[-1])
            ):
                found.append(waiting)
        waiting = None
    return found


def _names_time(cell: object) -> bool:
    if isinstance(cell, str):
        return whole_span(cell) is not None
    return isinstance(cell, float) and cell.is_integer() and 1990 <= cell <= 2050


def _differs(grid: Grid, row: int, other: int) -> bool:
    """Whether a row of texts below a table is a header: it stands where figures stood above."""
    columns = [c for c, cell in enumerate(grid.rows[row]) if _is_text(cell)]
    above = [
        column
        for column in columns
        if any(isinstance(grid.at(each, column), (int, float)) for each in range(other + 1, row))
    ]
    return bool(above)


def _upwards(grid: Grid, bottom: int) -> tuple[tuple[int, ...], bool]:
    """The rows above that belong to the header, and whether their texts must be spread."""
    rows, spread = [bottom], False
    for row in range(bottom - 1, max(-1, bottom - MOST_HEADER_ROWS), -1):
        if row < 0:
            break
        texts = [column for column in range(grid.width) if grid.at(row, column) is not None]
        below = {
            column
            for column in range(grid.width)
            if any(grid.at(each, column) is not None for each in rows)
        }
        merged = [
            column
            for column in texts
            if grid.spread.get((row, column + 1)) == (row, column)
            and len(texts) > 1
            and {column, column + 1} <= below
        ]
        beside = [column for column in texts if column not in below]
        times = [column for column in texts if _names_time(grid.at(row, column))]
        if len(texts) < 2 or not (merged or len(beside) > 1 or len(times) > 1):
            break
        if not merged and not beside:
            spread = True
        rows.insert(0, row)
    return tuple(rows), spread


def _title(grid: Grid, top: int) -> str | None:
    """The text of the row right above a header, by which a lower table is found again."""
    for row in range(top - 1, max(-1, top - 3), -1):
        texts = [plain(cell) for cell in grid.rows[row] if isinstance(cell, str)]
        if len(texts) == 1:
            return texts[0]
    return None


def _groups(grid: Grid, headings: Sequence[Heading], rows: range) -> list[list[Heading]]:
    """Headings of tables side by side: parted by a column that holds nothing at all."""
    groups: list[list[Heading]] = []
    for heading in headings:
        before = groups[-1][-1].column if groups else heading.column - 1
        apart = any(
            all(grid.at(row, column) is None for row in rows)
            for column in range(before + 1, heading.column)
        )
        if not groups or apart:
            groups.append([])
        groups[-1].append(heading)
    return groups
