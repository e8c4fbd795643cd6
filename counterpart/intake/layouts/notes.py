"""What stands around a table: hidden columns and rows, notes with figures, rows left out."""

from __future__ import annotations

import re
from functools import cache

from counterpart.intake.layouts.grid import Grid
from counterpart.intake.layouts.remarked import Remarked
from counterpart.intake.layouts.table import Table
from counterpart.intake.layouts.words import plain, words

_DATES = re.compile(
    r"\d{4}\s*年(\s*\d{1,2}\s*月)?(\s*\d{1,2}\s*[日号])?|\d{1,2}\s*月\s*\d{1,2}\s*日"
)


def check_around(table: Table, remarked: Remarked) -> None:
    """Everything that is not data and that a person should look at."""
    grid, rows = table.found.grid, table.rows
    _hidden(table, remarked)
    for row in rows.notes:
        _note(grid, row, remarked)
    for row in range(table.found.header[0]):
        for column in range(grid.width):
            text = grid.at(row, column)
            if isinstance(text, str) and words().contains("provisional", text):
                remarked.at("provisional", grid, row, column, text.strip())
    remarks = [h.column for h in table.found.headings if words().has("remarks", h.path[-1])]
    for row in rows.data:
        for column in remarks:
            text = grid.at(row, column)
            if isinstance(text, str) and names_figure(text):
                remarked.at("figure_in_note", grid, row, column, text.strip())
    for row in rows.parts:
        column, text = rows.label_cells.get(row, (0, ""))
        remarked.at("part_of_row_above", grid, row, column, text)
    for row in rows.orphans:
        column = table.found.headings[0].column
        remarked.at("row_without_label", grid, row, column, row + 1)
    if rows.late:
        row = rows.late[0]
        column = rows.label_cells.get(row, (0, ""))[0]
        remarked.at("rows_after_notes", grid, row, column, row + 1, count=len(rows.late))


def names_figure(text: str) -> bool:
    """Whether a text names a figure with its unit: 约50万元, GBP 2,000; dates are none."""
    return bool(_figures().search(_DATES.sub("", plain(text))))


def _note(grid: Grid, row: int, remarked: Remarked) -> None:
    for column in range(grid.width):
        text = grid.at(row, column)
        if not isinstance(text, str):
            continue
        if words().contains("provisional", text):
            remarked.at("provisional", grid, row, column, text.strip())
        if names_figure(text):
            remarked.at("figure_in_note", grid, row, column, text.strip())


def _hidden(table: Table, remarked: Remarked) -> None:
    grid, rows = table.found.grid, table.rows
    for column in sorted(grid.shown.hidden_columns):
        count = sum(isinstance(grid.at(row, column), (int, float)) for row in rows.data)
        if count:
            top = table.found.header[0]
            title = grid.text(top, column) or grid.text(table.found.header[-1], column)
            remarked.at("hidden_column", grid, top, column, title, count=count)
    hidden = [row for row in sorted(rows.hidden) if row in grid.shown.hidden_rows]
    if hidden:
        column, text = rows.label_cells.get(hidden[0], (0, ""))
        remarked.at("hidden_rows", grid, hidden[0], column, text, count=len(hidden))


@cache
def _figures() -> re.Pattern[str]:
    """A number with a unit behind it or a currency before it."""
    counted = [
        word for word, unit in words().table("units").items() if unit not in ("*", "=", "%", "days")
    ]
    units = "|".join(re.escape(word) for word in sorted(counted, key=len, reverse=True))
    many = "|".join(re.escape(word) for word in words().table("multipliers"))
    return re.compile(
        rf"\d[\d,.]*\s*(?:{many})?\s*(?:{units}|cny|gbp|eur|usd|ugx)(?![a-z])"
        rf"|(?:[¥￥£€$]|\b(?:cny|gbp|eur|usd|ugx|rmb))\s*\d"
    )
