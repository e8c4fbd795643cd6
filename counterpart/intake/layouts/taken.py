"""The facts of a reading: lines of forms, each with the cell that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterpart.intake.layouts.grid import cell_name
from counterpart.intake.layouts.sheet_xml import column_letters


@dataclass(frozen=True, slots=True)
class Taken:
    """One line of a form: its keys with texts, and the cell (from 0) where its figure stands.

    `written` are the labels as the office wrote them. `since` is the first day of the period that a
    stock at its end was reported for: the stock itself has none.
    """

    block: str
    form: str
    sheet: str
    row: int
    column: int
    values: Mapping[str, str]
    written: Mapping[str, str]
    since: str | None = None

    @property
    def cell(self) -> str:
        """The cell, as G6."""
        return cell_name(self.row, self.column)

    @property
    def letters(self) -> str:
        """The column, as G."""
        return column_letters(self.column)
