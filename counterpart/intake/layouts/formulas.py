"""Formulas that add: which cells `=SUM(G6:G9)` or `=G10+G15` sum; others are left alone."""

from __future__ import annotations

import re
from functools import lru_cache

from counterpart.intake.layouts.sheet_xml import Cell, column_number

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_SUM = re.compile(r"SUM\(([^()]*)\)", re.I)
MOST = 100_000


@lru_cache(maxsize=100_000)
def summed_cells(formula: str) -> tuple[Cell, ...] | None:
    """The cells (from 0) whose sum a formula is; None where it is anything but a sum."""
    text = formula.replace(" ", "").lstrip("=+")
    inner = _SUM.sub(lambda match: match[1].replace(",", "+"), text)
    found: list[Cell] = []
    for term in inner.split("+"):
        match = _RANGE.fullmatch(term.upper())
        if not match:
            return None
        top, left = int(match[2]) - 1, column_number(match[1])
        bottom, right = top, left
        if match[3]:
            bottom, right = int(match[4]) - 1, column_number(match[3])
        if (bottom - top + 1) * (right - left + 1) > MOST:
            return None
        found += [
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]
    return tuple(found) if len(found) > 1 else None
