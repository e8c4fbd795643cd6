"""A block in a sheet as it was read: its rows, its period, its facts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from counterpart.intake.layouts.changed import Changes
from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.headings import Heading
from counterpart.intake.layouts.matched import Matched
from counterpart.intake.layouts.rows import Rows
from counterpart.intake.layouts.spans import Span
from counterpart.intake.layouts.taken import Taken
from counterpart.intake.layouts.units import Measure
from counterpart.intake.layouts.words import words


@dataclass(slots=True)
class Table:
    """A block in a sheet as it was read."""

    found: Matched
    rows: Rows
    span: Span | None
    changes: Changes
    taken: list[Taken] = field(default_factory=list)
    measures: dict[int, Measure | None] = field(default_factory=dict)

    def number(self, row: int, column: int) -> Decimal | None:
        """The number in a cell, text numbers included; None where there is none."""
        return read_figure(self.found.grid.at(row, column)).number

    @property
    def summed_rows(self) -> list[int]:
        """The rows that a total of the sheet adds up: hidden ones are in its sums."""
        return sorted([*self.rows.data, *self.rows.hidden])

    def figure_headings(self) -> list[Heading]:
        """Columns that hold figures in some data row, mapped or not; serial numbers left out."""
        rows = self.summed_rows[:200]
        return [
            heading
            for heading in self.found.headings
            if not words().has("serial", heading.path[-1])
            and any(
                isinstance(self.found.grid.at(row, heading.column), (int, float)) for row in rows
            )
        ]

    def currencies(self, rows: list[int]) -> set[str]:
        """The currencies that these rows are in, as far as labels or units tell."""
        named = self.found.labels.get("currency")
        found = {self.measures[row].currency for row in rows if self.measures.get(row)}  # type: ignore[union-attr]
        if named is not None:
            found |= {self.found.grid.text(row, named.column) for row in rows}
        return {each for each in found if each}
