"""What functions of composites take: matrices, directions, weights; and arrays that carry notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
HIGHER = ("higher", "max", "benefit")
LOWER = ("lower", "min", "cost")


class Noted(np.ndarray[Any, np.dtype[np.float64]]):
    """An array of numbers that carries `notes`: what was found and how it was treated."""

    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: ArrayLike, notes: Sequence[str] = ()) -> Noted:
        """The values with notes."""
        made = np.asarray(values, dtype=float).view(cls)
        made.notes = tuple(notes)
        return made

    def __array_finalize__(self, obj: Any) -> None:
        # What is computed from noted numbers has notes of its own, or none.
        self.notes = ()


def matrix_of(matrix: ArrayLike, what: str = "matrix") -> Numbers:
    """A matrix (units, indicators), NaN where a value is missing; ValueError for other shapes."""
    values = np.array(matrix, dtype=float, ndmin=0)
    if values.ndim != 2 or 0 in values.shape:
        raise ValueError(f"{what} {values.shape}: give one row a unit and one column an indicator")
    if np.isinf(values).any():
        raise ValueError(f"{what} holds infinite values: give numbers, or NaN where one is missing")
    return values


def signs_of(direction: object, indicators: int) -> Numbers:
    """+1 where higher is better, -1 where lower is, from one direction for all or one for each.

    A direction is +1, -1, "higher" or "lower". ValueError for others, among them measures for which
    neither is better.
    """
    given: list[Any]
    if isinstance(direction, str) or np.ndim(direction) == 0:  # type: ignore[arg-type]
        given = [direction] * indicators
    else:
        given = list(direction)  # type: ignore[call-overload]
    if len(given) != indicators:
        raise ValueError(f"{len(given)} directions for {indicators} indicators: give one to each")
    return np.array([_sign(each) for each in given])


def _sign(direction: Any) -> float:
    if isinstance(direction, str):
        if direction in HIGHER:
            return 1.0
        if direction in LOWER:
            return -1.0
    elif direction in (1, -1):
        return float(direction)
    raise ValueError(f"direction {direction!r}: give 1 or 'higher', -1 or 'lower'")


def weights_of(weights: ArrayLike | None, indicators: int) -> Numbers:
    """Weights (..., indicators) that sum to one: they are relative; None: equal ones.

    ValueError where there are not as many as indicators, one is negative or missing, or all are 0.
    """
    if weights is None:
        return np.full(indicators, 1 / indicators)
    given = np.asarray(weights, dtype=float)
    if given.ndim == 0 or given.shape[-1] != indicators:
        raise ValueError(f"weights {given.shape} for {indicators} indicators: give one to each")
    if not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("a weight is negative or missing: give 0 or more to each indicator")
    sums = given.sum(axis=-1, keepdims=True)
    if (sums == 0).any():
        raise ValueError("all weights are 0: give at least one indicator some")
    return np.asarray(given / sums)


def listed(places: ArrayLike) -> str:
    """The places of a mask in words, counted from 1."""
    return ", ".join(str(place + 1) for place in np.flatnonzero(np.asarray(places)))
