"""A workbook read with its layout: the facts of every sheet, and everything doubtful about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.errors import Finding
from counterpart.intake.forms import Reporting
from counterpart.intake.layouts.cells_of import Names
from counterpart.intake.layouts.changed import Changes, changes, reference_of
from counterpart.intake.layouts.checks import check_tables
from counterpart.intake.layouts.facts import Maker
from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.fits import misfits
from counterpart.intake.layouts.grid import Book, Grid, read_book
from counterpart.intake.layouts.headings import BETWEEN
from counterpart.intake.layouts.layout import Block, Layout
from counterpart.intake.layouts.matched import Matched, find_block
from counterpart.intake.layouts.periods import sheet_span
from counterpart.intake.layouts.places import Places
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.rows import Rows, sort_rows
from counterpart.intake.layouts.table import Table
from counterpart.intake.layouts.taken import Taken


@dataclass(slots=True)
class Extract:
    """All facts of a workbook with their cells, and all findings."""

    file: str
    facts: list[Taken]
    findings: list[Finding]


def extract(
    path: Path | str,
    layout: Layout,
    reporting: Reporting,
    catalogue: Catalogue | None = None,
    places: Places | None = None,
    progress: Progress = silent,
) -> Extract:
    """The facts of a workbook, before they become rows; nothing is raised for bad input."""
    path = Path(path)
    catalogue = catalogue or load_catalogue()
    wrong = misfits(layout, catalogue)
    progress(f"reading {path.name}", 0, 3)
    book, found = read_book(path)
    if book is None or wrong:
        return Extract(path.name, [], [*wrong, *found])
    remarked = Remarked(book.file)
    tables = _tables(book, layout, catalogue, remarked)
    names = Names(layout, places)
    progress("reading the cells", 1, 3)
    for table in tables:
        _sort(table, layout, tables)
        maker = Maker(
            table.found,
            layout,
            catalogue,
            reporting,
            names,
            table.span,
            table.changes.affected,
            remarked,
        )
        data = without_totals(table, remarked)
        table.taken = list(maker.lines(data))
        table.measures = maker.row_measures(data)
    progress("checking sums", 2, 3)
    check_tables(book, tables, catalogue, remarked)
    progress("read", 3, 3)
    facts = [each for table in tables for each in table.taken]
    return Extract(book.file, facts, remarked.all())


def matches(block: Block, sheet: str) -> bool:
    """Whether a block is about sheets of this name."""
    name = sheet.strip()
    wanted = any(fnmatchcase(name, pattern.strip()) for pattern in block.sheets)
    return wanted and not any(fnmatchcase(name, pattern.strip()) for pattern in block.but)


def _tables(book: Book, layout: Layout, catalogue: Catalogue, remarked: Remarked) -> list[Table]:
    """Every block found in every sheet it is about, with what changed in their headers."""
    tables: list[Table] = []
    listed: set[str] = set()
    for block in layout.blocks:
        grids = [grid for grid in book.grids if matches(block, grid.name)]
        listed.update(grid.name for grid in grids)
        if block.hidden_rows == "leave":
            for grid in grids:
                if not grid.shown.visible:
                    remarked.sheet("hidden_sheet", grid.name, grid.name)
            grids = [grid for grid in grids if grid.shown.visible]
        if not any(matches(block, grid.name) for grid in book.grids):
            remarked.sheet("sheet_absent", None, " or ".join(block.sheets))
        found = []
        for grid in grids:
            matched = find_block(block, grid, catalogue, layout.units)
            if matched is None:
                words = {"block": block.name}
                remarked.sheet("header_not_found", grid.name, _first_header(block), **words)
            else:
                found.append(matched)
        reference = reference_of(found, catalogue)
        for matched in found:
            changed = changes(reference, matched.headings, block.order == "any")
            _tell_changes(matched, changed, remarked)
            span = sheet_span(block.period, matched.grid, remarked)
            tables.append(Table(matched, Rows(), span, changed))
    for grid in book.grids:
        ignored = any(fnmatchcase(grid.name.strip(), each.strip()) for each in layout.ignore)
        if grid.name not in listed and not ignored and grid.rows:
            remarked.sheet("sheet_left_out", grid.name, grid.name)
    return tables


def _first_header(block: Block) -> str:
    labels = [text for label in block.labels.values() for text in label.header[:1]]
    values = [text for fact in block.facts for each in fact.columns for text in each.header[:1]]
    return ", ".join([*labels, *values][:4])


def _tell_changes(found: Matched, changed: Changes, remarked: Remarked) -> None:
    row, grid = found.header[-1], found.grid
    stated = found.block.header[0]
    if found.header[0] + 1 != stated:
        where = {"row_found": found.header[0] + 1}
        remarked.at("header_moved", grid, row, found.headings[0].column, stated, **where)
    told: set[int] = set()
    replaced = set()
    for heading, before in (*changed.renamed, *changed.moved, *changed.remeasured):
        if heading.column not in told:
            told.add(heading.column)
            words = {"before": before}
            remarked.at("header_changed", grid, row, heading.column, heading.written, **words)
        replaced.add(before.partition("(")[0])
    for heading in changed.new:
        if any(each.column == heading.column for each in found.other):
            remarked.at("column_new", grid, row, heading.column, heading.written)
    for text, heading in found.twice:
        remarked.at("header_twice", grid, row, heading.column, text)
    for text in found.absent:
        base = BETWEEN.join(path for path in [text.partition("（")[0].partition("(")[0].strip()])
        if base not in replaced:
            remarked.at("header_gone", grid, row, found.headings[0].column, text)
    if not changed.new and not found.block.seen:
        for heading in found.other:
            if _has_figures(grid, found, heading.column):
                remarked.at("column_new", grid, row, heading.column, heading.written)


def _has_figures(grid: Grid, found: Matched, column: int) -> bool:
    return any(
        isinstance(grid.at(row, column), (int, float))
        for row in range(found.first, min(found.end, found.first + 200))
    )


def _sort(table: Table, layout: Layout, tables: Sequence[Table]) -> None:
    """Let each table end where the next begins below it in the same columns, and sort its rows."""
    mine = table.found
    columns = {heading.column for heading in mine.headings}
    for other in tables:
        below = other.found.header[0]
        below_mine = other.found.grid is mine.grid and mine.header[-1] < below < mine.end
        if below_mine and columns & {heading.column for heading in other.found.headings}:
            mine.end = below
    table.rows = sort_rows(mine, layout.words)


def without_totals(table: Table, remarked: Remarked) -> list[int]:
    """The data rows without one that holds the sum of all others and does not say so."""
    grid, rows = table.found.grid, table.rows.data
    columns = sorted({column.heading.column for column in table.found.columns})
    if len(rows) < 4 or not columns:
        return rows
    figures = {
        row: [read_figure(grid.at(row, column)).number or 0 for column in columns] for row in rows
    }
    sums = [sum(each) for each in zip(*figures.values(), strict=True)]
    if sum(1 for each in sums if each) < 2 and not any(each >= 1000 for each in sums):
        return rows
    found = [
        row
        for row, numbers in figures.items()
        if any(numbers) and all(2 * own == whole for own, whole in zip(numbers, sums, strict=True))
    ]
    for row in found:
        label = table.rows.label_cells.get(row, (columns[0], ""))
        remarked.at("looks_like_total", grid, row, label[0], label[1])
        table.rows.data.remove(row)
        table.rows.totals[row] = "total"
    return rows
