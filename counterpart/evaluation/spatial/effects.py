"""The effects of a gravity model: which columns each of them crosses.

An effect is a column, or columns joined by `-`. The words origin and destination stand for the
columns that the call names so; every other word is a column as it is called, and so is a joined
name that is itself a column. `pair` is origin by destination where no column is called so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterpart.evaluation.panel import Codes, Columns, compact, crossed


class Crossings:
    """Codes of columns and of their crossings for some rows of a table; each is read once."""

    def __init__(self, flows: Columns, origin: str, destination: str, size: int) -> None:
        self._flows = flows
        self._size = size
        self._roles = {"origin": origin, "destination": destination}
        self._read: dict[str, Codes] = {}
        self._rows: NDArray[np.bool_] | None = None

    def only(self, rows: NDArray[np.bool_]) -> Crossings:
        """The same of the rows that are marked."""
        origin, destination = self._roles.values()
        found = Crossings(self._flows, origin, destination, int(rows.sum()))
        found._rows = rows if self._rows is None else _within(self._rows, rows)
        for name, codes in self._read.items():
            found._read[name] = compact(codes.numbers[rows], codes.levels)
        return found

    def columns(self, effect: str) -> tuple[str, ...]:
        """The columns that an effect crosses."""
        if effect in self._flows.names and effect not in self._roles:
            return (effect,)
        if effect == "pair":
            return (self._roles["origin"], self._roles["destination"])
        return tuple(dict.fromkeys(self._roles.get(part, part) for part in effect.split("-")))

    def codes(self, columns: tuple[str, ...]) -> Codes:
        """The code of each row in columns, one for all in none; ValueError where one is missing."""
        if not columns:
            return Codes(np.zeros(self._size, dtype=np.int64), 1)
        return crossed([self._column(name) for name in columns])

    def _column(self, name: str) -> Codes:
        if name not in self._read:
            codes = self._flows.codes(name)
            if self._rows is not None:
                codes = compact(codes.numbers[self._rows], codes.levels)
            self._read[name] = codes
        return self._read[name]


def _within(outer: NDArray[np.bool_], inner: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = outer.copy()
    found[outer] = inner
    return found
