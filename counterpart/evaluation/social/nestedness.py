"""Nestedness: whether who has few ties has them with those who have many."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Nestedness:
    """NODF from 0 to 100: of all pairs (`total`), of pairs of rows, of pairs of columns."""

    total: float
    rows: float
    columns: float


def nodf(matrix: ArrayLike) -> Nestedness:
    """Nestedness by overlap and decreasing fill of ties (rows of one side, columns of the other).

    Any entry above 0 is a tie. A pair of equally many ties counts as not nested, as does one with
    none. NaN where there are no two rows or columns. Almeida-Neto et al. 2008.
    """
    ties = np.asarray(matrix, dtype=float) > 0
    if ties.ndim != 2:
        raise ValueError(
            "the matrix has a row for each of one side, a column for each of the other"
        )
    stack = ties[None].astype(float)
    rows, row_pairs = overlap(stack), _pairs(ties.shape[0])
    columns, column_pairs = overlap(stack.transpose(0, 2, 1)), _pairs(ties.shape[1])
    pairs = row_pairs + column_pairs
    return Nestedness(
        float(rows[0] + columns[0]) / pairs if pairs else nan,
        float(rows[0]) / row_pairs if row_pairs else nan,
        float(columns[0]) / column_pairs if column_pairs else nan,
    )


def nested(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    """The total of NODF of each of some matrices of 0 and 1 (matrices, rows, columns)."""
    pairs = _pairs(stack.shape[1]) + _pairs(stack.shape[2])
    if not pairs:
        return np.full(len(stack), nan)
    return (overlap(stack) + overlap(stack.transpose(0, 2, 1))) / pairs


def overlap(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum over pairs of rows of the share of the smaller that lies in the larger, per cent."""
    degrees = stack.sum(axis=2)
    shared = stack @ stack.transpose(0, 2, 1)
    smaller = degrees[:, None, :]
    counted = (degrees[:, :, None] > smaller) & (smaller > 0)
    share = np.divide(shared, smaller, out=np.zeros_like(shared), where=counted)
    return np.asarray(100 * share.sum(axis=(1, 2)))


def _pairs(number: int) -> int:
    return number * (number - 1) // 2
