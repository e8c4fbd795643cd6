"""Sheets that say again what others say, and totals that add several currencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.grid import Book, Grid, shown_text
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.sums import Sums, differ
from counterpart.intake.layouts.table import Table
from counterpart.intake.layouts.words import plain, without_bracket, words

LEAST, SHARE = 5, 0.8


def check_repeated(book: Book, tables: Sequence[Table], remarked: Remarked) -> None:
    """Sheets from which nothing is taken, whose figures are those of the sheets that are."""
    taken = {table.found.grid.name: figures_of(table.found.grid) for table in tables}
    for grid in book.grids:
        if grid.name in taken:
            continue
        own = figures_of(grid)
        for name, numbers in taken.items():
            if len(own) >= LEAST and len(own & numbers) >= SHARE * len(own):
                row, column = _top(grid)
                remarked.at(
                    "figures_repeated", grid, row, column, grid.text(row, column), other=name
                )
                break
        _added(grid, remarked)


def check_mixed(table: Table, sums: Sums, remarked: Remarked) -> None:
    """The last total of a table whose rows are in several currencies."""
    for row in reversed(list(table.rows.totals)):
        covered = list(sums.covered(row))
        if len(table.currencies(covered)) < 2:
            continue
        column, text = table.rows.label_cells.get(row, (table.found.headings[0].column, ""))
        for heading in sums.headings:
            stated = table.number(row, heading.column)
            plain_sum = sum(
                (table.number(each, heading.column) or Decimal(0) for each in covered), Decimal(0)
            )
            if stated and not differ(stated, plain_sum):
                shown = shown_text(table.found.grid.at(row, heading.column))
                remarked.at("currencies_added", table.found.grid, row, heading.column, shown)
                return
        remarked.at("currencies_mixed", table.found.grid, row, column, text)
        return


def figures_of(grid: Grid) -> set[Decimal]:
    """The figures of a sheet that are not likely to stand elsewhere by chance."""
    return set(_numbers(grid))


def _numbers(grid: Grid) -> Iterable[Decimal]:
    """Figures that mean something: small whole numbers and years repeat by chance."""
    for row in grid.rows:
        for cell in row:
            number = read_figure(cell).number
            if number is None or isinstance(cell, str):
                continue
            whole = number == number.to_integral_value()
            if (not whole or abs(number) >= 100) and not 1990 <= number <= 2040:
                yield number


def _top(grid: Grid) -> tuple[int, int]:
    """The first cell of the first row with several texts: the header, most likely."""
    for number, row in enumerate(grid.rows):
        texts = [column for column, cell in enumerate(row) if isinstance(cell, str)]
        if len(texts) > 1:
            return number, texts[0]
    return 0, 0


def _added(grid: Grid, remarked: Remarked) -> None:
    """A total over rows of several currencies, in a sheet from which nothing is taken."""
    top, _ = _top(grid)
    header = {column: plain(grid.text(top, column)) for column in range(grid.width)}
    named = [c for c, text in header.items() if text in words().set_of("roles.currency")]
    if not named:
        return
    found: dict[int, list[Decimal]] = {}
    currencies: set[str] = set()
    for row in range(top + 1, len(grid.rows)):
        text = next((plain(cell) for cell in grid.rows[row] if isinstance(cell, str)), "")
        bare = without_bracket(text)
        is_total = words().starts("total", bare) or words().ends("total", bare)
        for column in range(grid.width):
            number = read_figure(grid.at(row, column)).number
            if number is None:
                continue
            if not is_total:
                found.setdefault(column, []).append(number)
            elif len(currencies) > 1 and not differ(number, sum(found.get(column, ()), Decimal(0))):
                shown = shown_text(grid.at(row, column))
                remarked.at("currencies_added", grid, row, column, shown)
        if not is_total and grid.text(row, named[0]):
            currencies.add(grid.text(row, named[0]))
