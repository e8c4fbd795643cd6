"""Sums that a sheet states, against what its rows and columns hold: formulas, typed totals."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.amounts import written
from counterpart.intake.layouts.figures import decimals_of
from counterpart.intake.layouts.formulas import summed_cells
from counterpart.intake.layouts.grid import shown_text
from counterpart.intake.layouts.headings import Heading
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.sheet_xml import Cell
from counterpart.intake.layouts.table import Table
from counterpart.intake.layouts.words import words

ZERO = Decimal(0)
CODES = {"subtotal": "subtotal_differs", "total": "total_differs"}


class Sums:
    """The sums of one table, recomputed from its data rows, text numbers and hidden rows too."""

    def __init__(self, table: Table, catalogue: Catalogue) -> None:
        self.table = table
        self.grid = table.found.grid
        self.headings = table.figure_headings()
        self.rows = table.summed_rows
        self.means = _means(table, catalogue)
        self.mapped = {column.heading.column for column in table.found.columns}
        self._covered: dict[int, tuple[int, ...]] = {}
        self._known: dict[Cell, Decimal] = {}
        self.parts = {heading.column: self._parts_of(heading) for heading in self.headings}

    def check(self, remarked: Remarked) -> None:
        """Say where a stated sum differs."""
        told: set[Cell] = set()
        for heading in self.headings:
            column = heading.column
            if self.parts[column]:
                for row in self.rows:
                    stated = self.table.number(row, column)
                    expected = self.expected(row, column)
                    if stated is not None and differ(stated, expected):
                        self._tell("row_sum_differs", row, column, expected, remarked)
        for row, kind in self.table.rows.totals.items():
            if len(self.table.currencies(list(self.covered(row)))) > 1:
                continue
            for heading in self.headings:
                column = heading.column
                stated = self.table.number(row, column)
                if stated is None or not self._is_sum(row, column):
                    continue
                sums = [self._over(rows, column) for rows in self._candidates(row)]
                if all(differ(stated, each) for each in sums):
                    told.add((row, column))
                    self._tell(CODES[kind], row, column, sums[0], remarked)
                elif self.parts[column]:
                    parts = [self.table.number(row, each) or ZERO for each in self.parts[column]]
                    if any(parts) and differ(stated, sum(parts, ZERO)):
                        self._tell(CODES[kind], row, column, sum(parts, ZERO), remarked)

    def expected(self, row: int, column: int) -> Decimal:
        """What a cell of a data row holds, sums along the row recomputed."""
        cell = (row, column)
        if cell not in self._known:
            self._known[cell] = self.table.number(row, column) or ZERO
            parts = self.parts.get(column)
            if parts:
                self._known[cell] = sum((self.expected(row, each) for each in parts), ZERO)
        return self._known[cell]

    def covered(self, row: int) -> tuple[int, ...]:
        """The data rows that a total adds up."""
        if row in self._covered:
            return self._covered[row]
        self._covered[row] = ()
        counted: Counter[tuple[int, ...]] = Counter()
        for heading in self.headings:
            formula = self.grid.shown.formulas.get((row, heading.column))
            cells = summed_cells(formula) if formula else None
            if cells and all(column == heading.column for _, column in cells):
                rows: set[int] = set()
                for each, _ in cells:
                    if each in self.table.rows.totals and each != row:
                        rows.update(self.covered(each))
                    else:
                        rows.add(each)
                counted[tuple(sorted(rows & set(self.rows)))] += 1
        group = self._group(row)
        if counted:
            rows_found = counted.most_common(1)[0][0]
            # A range that ends short of its last row is a mistake, not another total.
            found = group if rows_found and set(rows_found) < set(group) else rows_found
        else:
            found = group if self.table.rows.totals[row] == "subtotal" else tuple(self._before(row))
        self._covered[row] = found
        return found

    def _candidates(self, row: int) -> list[tuple[int, ...]]:
        """What a total may add up: what its formulas say, else any of the usual readings."""
        found = [self.covered(row)]
        by_formula = any(
            (row, heading.column) in self.grid.shown.formulas for heading in self.headings
        )
        if not by_formula:
            found += [self._group(row), tuple(self._before(row)), tuple(self.rows)]
        return found

    def _group(self, row: int) -> tuple[int, ...]:
        """The data rows since the total before this one; where none, those since the first."""
        before = [each for each in self.table.rows.totals if each < row]
        start = max(before, default=-1)
        group = tuple(each for each in self.rows if start < each < row)
        return group or tuple(self._before(row))

    def _before(self, row: int) -> list[int]:
        above = [each for each in self.rows if each < row]
        return above or self.rows

    def _over(self, rows: tuple[int, ...], column: int) -> Decimal:
        return sum((self.expected(row, column) for row in rows), ZERO)

    def _is_sum(self, row: int, column: int) -> bool:
        """Whether the figure of a total row is a sum at all: rates and means are not."""
        if column in self.means:
            return False
        formula = self.grid.shown.formulas.get((row, column))
        if formula:
            return summed_cells(formula) is not None
        return column in self.mapped or bool(self.parts[column])

    def _parts_of(self, heading: Heading) -> tuple[int, ...]:
        """The columns that a column adds up in most data rows; empty for other columns."""
        counted: Counter[tuple[int, ...]] = Counter()
        for row in self.rows[:200]:
            formula = self.grid.shown.formulas.get((row, heading.column))
            cells = summed_cells(formula) if formula else None
            if cells and all(each == row for each, _ in cells):
                counted[tuple(sorted(column for _, column in cells))] += 1
        if counted:
            parts, count = counted.most_common(1)[0]
            return parts if count * 2 > min(len(self.rows), 200) else ()
        if not words().has("sums", heading.path[-1]) or heading.column in self.mapped:
            return ()
        beside = [
            each.column
            for each in self.headings
            if each.path[:-1] == heading.path[:-1]
            and each.column != heading.column
            and not words().has("sums", each.path[-1])
            and not words().contains("derived", each.path[-1])
            and each.unit_text == heading.unit_text
        ]
        fits = [
            row
            for row in self.rows[:200]
            if (stated := self.table.number(row, heading.column)) is not None
            and not differ(stated, sum((self.table.number(row, c) or ZERO for c in beside), ZERO))
        ]
        usual = len(fits) * 10 >= min(len(self.rows), 200) * 6 and len(fits) >= 3
        return tuple(beside) if len(beside) > 1 and usual else ()

    def _tell(
        self, code: str, row: int, column: int, expected: Decimal, remarked: Remarked
    ) -> None:
        shown = shown_text(self.grid.at(row, column))
        remarked.at(code, self.grid, row, column, shown, sum=written(expected))


def differ(stated: Decimal, expected: Decimal) -> bool:
    """Whether two sums differ by more than the rounding that the stated one shows."""
    if decimals_of(stated) < decimals_of(expected):
        return abs(stated - expected) > Decimal("0.5").scaleb(-decimals_of(stated))
    return abs(stated - expected) > max(abs(expected), Decimal(1)) * Decimal("1e-9")


def _means(table: Table, catalogue: Catalogue) -> set[int]:
    """Columns taken for an indicator that never adds up."""
    found = set()
    for column in table.found.columns:
        rule = table.found.block.facts[column.rule]
        name = column.value.key
        if name == "value":
            name = column.value.set.get("indicator") or rule.set.get("indicator") or name
        entry = catalogue.indicators.get(name)
        if entry is not None and not entry.additive:
            found.add(column.heading.column)
    return found
