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

    Any entry above 0 is a tie. A pair of equally many ties counts as not nested. NaN where there
    are no two rows or columns. Almeida-Neto et al. 2008.
    """
    ties = np.asarray(matrix, dtype=float) > 0
    if ties.ndim != 2:
        raise ValueError(
            "the matrix has a row for each of one side, a column for each of the other"
        )
    rows, row_pairs = _overlap(ties)
    columns, column_pairs = _overlap(ties.T)
    pairs = row_pairs + column_pairs
    return Nestedness(
        (rows + columns) / pairs if pairs else nan,
        rows / row_pairs if row_pairs else nan,
        columns / column_pairs if column_pairs else nan,
    )


def _overlap(ties: NDArray[np.bool_]) -> tuple[float, int]:
    """The sum over pairs of rows of the share of the smaller that lies in the larger, per cent."""
    degrees = ties.sum(axis=1)
    shared = ties.astype(float) @ ties.T.astype(float)
    larger = degrees[:, None] > degrees[None, :]
    nested = larger & (degrees[None, :] > 0)
    share = np.divide(shared, degrees[None, :], out=np.zeros_like(shared), where=nested)
    return float(100 * share.sum()), len(ties) * (len(ties) - 1) // 2
