"""What each row of a block is: data, a total, a cumulative row, a note, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from counterpart.intake.layouts.figures import read_figure
from counterpart.intake.layouts.matched import Matched
from counterpart.intake.layouts.words import plain, without_bracket, words

Kind = Literal["data", "subtotal", "total", "cumulative", "part", "note", "orphan", "other"]


@dataclass(slots=True)
class Rows:
    """Rows (from 0) of a block by what they are, and the labels of those that add up."""

    data: list[int] = field(default_factory=list)
    totals: dict[int, Kind] = field(default_factory=dict)
    cumulative: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    orphans: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    label_cells: dict[int, tuple[int, str]] = field(default_factory=dict)


def sort_rows(found: Matched, own: Mapping[str, tuple[str, ...]]) -> Rows:
    """Every row of the block by what it is; `own` are the layout's words."""
    grid = found.grid
    rows = Rows()
    figures = sorted({column.heading.column for column in found.columns})
    columns = [heading.column for heading in found.headings]
    texts = [column for column in columns if column not in figures] or columns
    remarks = {h.column for h in found.headings if words().has("remarks", h.path[-1])}
    labels = [heading.column for heading in found.labels.values()]
    own_words = {name: {plain(word) for word in listed} for name, listed in own.items()}
    header = [grid.text(found.header[-1], column) for column in columns]
    noted = False
    for row in range(found.first, found.end):
        cells = [(column, grid.at(row, column)) for column in texts]
        filled = [(column, cell) for column, cell in cells if isinstance(cell, str)]
        has_figure = any(read_figure(grid.at(row, column)).number is not None for column in figures)
        if not filled and not has_figure and all(cell is None for _, cell in cells):
            continue
        if filled:
            rows.label_cells[row] = (filled[0][0], str(filled[0][1]))
        kind = _kind(
            [plain(cell) for column, cell in filled if column not in remarks][:2], own_words
        )
        if kind == "note" and has_figure:
            kind = "data"
        below_data = row == found.first or row - 1 in rows.data[-1:]
        if not below_data and _is_header(found, row, figures):
            # Another table begins; its figures are not of these columns.
            noted = True
            rows.notes.append(row)
            continue
        if kind == "note":
            noted = True
            rows.notes.append(row)
        elif [grid.text(row, column) for column in columns] == header:
            continue
        elif kind in ("subtotal", "total"):
            rows.totals[row] = kind
        elif kind == "cumulative":
            rows.cumulative.append(row)
        elif kind == "part":
            rows.parts.append(row)
        elif noted:
            if has_figure:
                rows.late.append(row)
            elif filled:
                rows.notes.append(row)
        elif labels and all(grid.seen(row, column) is None for column in labels):
            if has_figure:
                rows.orphans.append(row)
        elif row in grid.shown.hidden_rows and found.block.hidden_rows == "leave":
            rows.hidden.append(row)
        elif has_figure or (filled and len(_filled(found, row)) > 1):
            rows.data.append(row)
        elif filled and len(_filled(found, row)) == 1 and row > found.first:
            rows.notes.append(row)
    return rows


def _is_header(found: Matched, row: int, figures: list[int]) -> bool:
    """Whether a row has texts, and nothing else, where figures should stand."""
    cells = [cell for column in figures if (cell := found.grid.at(row, column)) is not None]
    texts = [cell for cell in cells if isinstance(cell, str) and read_figure(cell).unreadable]
    return len(texts) == len(cells) and len(texts) > min(1, len(figures) - 1)


def _filled(found: Matched, row: int) -> list[int]:
    return [
        heading.column
        for heading in found.headings
        if found.grid.at(row, heading.column) is not None
    ]


def _kind(texts: list[str], own: Mapping[str, set[str]]) -> Kind:
    known = words()
    for position, text in enumerate(texts):
        bare = without_bracket(text)
        if text in own.get("data", ()):
            return "data"
        if text in own.get("total", ()):
            return "total"
        if text in own.get("note", ()):
            return "note"
        if known.starts("cumulative", bare) or known.ends("cumulative", bare):
            return "cumulative"
        if known.starts("subtotal", bare) or known.ends("subtotal", bare):
            return "subtotal"
        if known.starts("total", bare):
            return "total"
        if known.ends("total", bare):
            # A total with something before it is that of a group, unless it is the last.
            return "subtotal"
        if position == 0 and known.begins("part", text):
            return "part"
        if position == 0 and (known.starts("note", text) or known.signs("note", text)):
            return "note"
    return "data"
