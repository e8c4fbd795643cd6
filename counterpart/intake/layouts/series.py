"""Sheets of one kind beside each other: cumulative rows, columns that fail, figures left empty."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from counterpart.intake.layouts.amounts import written
from counterpart.intake.layouts.grid import shown_text
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.sums import differ
from counterpart.intake.layouts.table import Table

ZERO = Decimal(0)
USUAL, LEAST = 0.85, 6


def check_cumulative(tables: Sequence[Table], remarked: Remarked) -> None:
    """Cumulative rows against the sums of the sheets up to theirs, column by column."""
    dated = []
    for table in tables:
        dates = table.span.dates(table.found.block.year_starts) if table.span else None
        if dates and table.rows.cumulative and dates[1].month - dates[0].month < 6:
            dated.append((dates, table))
    dated.sort(key=lambda each: each[0])
    running: dict[tuple[str, ...], tuple[tuple[int, int], Decimal]] = {}
    for (start, end), table in dated:
        first = start.month == table.found.block.year_starts
        # The month before, of the same year: the sheets must follow each other without a gap.
        before = (start.year, start.month - 1) if start.month > 1 else (start.year - 1, 12)
        for heading in table.found.headings:
            column = heading.column
            stated = table.number(table.rows.cumulative[-1], column)
            if stated is None:
                continue
            here = sum((table.number(row, column) or ZERO for row in table.summed_rows), ZERO)
            known = running.get(heading.path)
            if first:
                expected = here
            elif known and known[0] == before:
                expected = known[1] + here
            else:
                expected = stated
            running[heading.path] = ((end.year, end.month), expected)
            if differ(stated, expected):
                row = table.rows.cumulative[-1]
                shown = shown_text(table.found.grid.at(row, column))
                remarked.at(
                    "cumulative_differs", table.found.grid, row, column, shown,
                    sum=written(expected),
                )  # fmt: skip


def check_gaps(tables: Sequence[Table], remarked: Remarked) -> None:
    """Columns that other sheets have and this one lacks: said at the total of the sheet."""
    for table in tables:
        mapped = {
            column.heading.path
            for other in tables
            if other.found.block is table.found.block
            for column in other.found.columns
        }
        for path in table.changes.gone:
            if path in mapped:
                grid, rows = table.found.grid, table.rows
                row = next(iter(rows.totals), table.found.header[-1])
                column = rows.label_cells.get(row, (table.found.headings[0].column, ""))[0]
                remarked.at("series_gap", grid, row, column, " > ".join(path))


def check_empty(tables: Sequence[Table], remarked: Remarked) -> None:
    """Cells left empty in a column where nearly every row has a figure."""
    counts: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    empty: list[tuple[tuple[str, tuple[str, ...]], Table, int, int]] = []
    for table in tables:
        for column in table.found.columns:
            key = (table.found.block.name, column.heading.path)
            count = counts.setdefault(key, [0, 0])
            for row in table.rows.data:
                place = (row, column.heading.column)
                if table.number(*place) is not None:
                    count[0] += 1
                elif table.found.grid.seen(*place) is None:
                    count[1] += 1
                    empty.append((key, table, *place))
    for key, table, row, position in empty:
        filled, left = counts[key]
        if filled + left >= LEAST and filled >= USUAL * (filled + left):
            remarked.at("value_left_empty", table.found.grid, row, position, None)
