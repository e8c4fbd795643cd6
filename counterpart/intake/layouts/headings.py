"""Header texts: one path of parts a column, units split off, merged cells spread."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.grid import Grid
from counterpart.intake.layouts.sheet_xml import column_letters
from counterpart.intake.layouts.units import Measure, read_unit
from counterpart.intake.layouts.words import plain

BETWEEN = " > "
_BRACKET = re.compile(r"^(.+?)\s*[(\[【]([^()\[\]【】]*)[)\]】]$", re.S)
_TAIL = re.compile(r"^(.+?)\s*[,:/]\s*([^,:/]+)$", re.S)


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of one column: its parts from top to bottom as compared, without units.

    `written` is the header as it stands, `unit` what its brackets say.
    """

    column: int
    path: tuple[str, ...]
    written: str
    unit: Measure | None

    @property
    def key(self) -> str:
        """The path in one text."""
        return BETWEEN.join(self.path)

    @property
    def letters(self) -> str:
        """The column as people call it."""
        return column_letters(self.column)

    @property
    def unit_text(self) -> str:
        """The unit as compared; empty without one."""
        return plain(self.unit.written) if self.unit else ""


def split_unit(
    text: str, catalogue: Catalogue, own: Mapping[str, str] = {}
) -> tuple[str, Measure | None]:
    """A header text as compared, and the unit at its end: `手术（台）` -> 手术 and 台.

    What stands in a bracket and is no unit stays in the text.
    """
    folded = plain(text)
    for pattern in (_BRACKET, _TAIL):
        match = pattern.match(folded)
        if match:
            unit = read_unit(match[2], catalogue, own)
            if unit is not None:
                return match[1].strip(), unit
    return folded, None


def path_of(
    text: str, catalogue: Catalogue, own: Mapping[str, str] = {}
) -> tuple[tuple[str, ...], Measure | None]:
    """A header as a layout writes it (`计划资金 > 市级（万元）`) as a path and a unit."""
    parts, unit = [], None
    for part in text.split(BETWEEN.strip()):
        base, found = split_unit(part, catalogue, own)
        unit = found or unit
        parts.append(base)
    return tuple(parts), unit


def read_headings(
    grid: Grid,
    rows: Sequence[int],
    columns: range,
    catalogue: Catalogue,
    own: Mapping[str, str] = {},
    spread: bool = False,
) -> list[Heading]:
    """The headings of header rows (from 0) over some columns; columns without any are left out.

    With `spread` a text in an upper row holds for the empty cells on its right that have a text
    below them, as where nobody merged the cells.
    """
    found = []
    carried: dict[int, str] = {}
    for column in columns:
        texts = []
        for row in rows:
            text = grid.text(row, column)
            if spread and row != rows[-1]:
                if text:
                    carried[row] = text
                elif grid.text(rows[-1], column):
                    text = carried.get(row, "")
            texts.append(text)
        path: list[str] = []
        unit = None
        written: list[str] = []
        for text in texts:
            if not text or (written and text == written[-1]):
                continue
            base, said = split_unit(text, catalogue, own)
            unit = said or unit
            path.append(base)
            written.append(text)
        if path:
            shown = BETWEEN.join(" ".join(each.split()) for each in written)
            found.append(Heading(column, tuple(path), shown, unit))
    return found
