"""Findings of one reading, at cells; what repeats without end is counted instead of listed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from counterpart.errors import Finding, finding
from counterpart.intake.layouts.grid import Grid, cell_name
from counterpart.intake.layouts.sheet_xml import column_letters

LISTED = 50


class Remarked:
    """Collects findings; of one code in one column of a sheet the first 50 are listed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Finding] = []
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._said: set[tuple[object, ...]] = set()

    def at(self, code: str, grid: Grid, row: int, column: int, value: Any, **words: Any) -> None:
        """A finding at a cell (from 0)."""
        letters = column_letters(column)
        key = (code, grid.name, letters)
        self._counts[key] += 1
        if self._counts[key] <= LISTED:
            words.setdefault("cell", cell_name(row, column))
            place: dict[str, Any] = {"file": self.file, "sheet": grid.name}
            self.found.append(
                finding(code, **place, row=row + 1, column=letters, value=value, **words)
            )

    def once(
        self, about: object, code: str, grid: Grid, row: int, column: int, value: Any, **words: Any
    ) -> None:
        """A finding that is said once about something, however often it is met."""
        key = (code, about)
        if key not in self._said:
            self._said.add(key)
            self.at(code, grid, row, column, value, **words)

    def sheet(self, code: str, sheet: str | None, value: Any, **words: Any) -> None:
        """A finding about a sheet or the whole file."""
        self.found.append(finding(code, file=self.file, sheet=sheet, value=value, **words))

    def all(self) -> list[Finding]:
        """Every finding, with a note for each code of which more were met than listed."""
        more = [
            finding(
                "more_of_the_same",
                file=self.file,
                sheet=sheet,
                column=letters,
                value=count - LISTED,
                of=code,
            )
            for (code, sheet, letters), count in self._counts.items()
            if count > LISTED
        ]
        return [*self.found, *more]
