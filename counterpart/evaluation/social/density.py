"""How many of the possible ties there are."""

from __future__ import annotations

from math import nan

import numpy as np
from numpy.typing import ArrayLike


def density(matrix: ArrayLike, one_mode: bool = False) -> float:
    """Ties over possible ties, 0 to 1; any entry above 0 is a tie. NaN where none is possible.

    By default the matrix has a row for each of one side and a column for each of the other. A
    `one_mode` matrix has the same nodes in both, in one order; its ties have no direction, and a
    node has none to itself. ValueError for a matrix that is not one.
    """
    ties = np.asarray(matrix, dtype=float) > 0
    if ties.ndim != 2 or (one_mode and ties.shape[0] != ties.shape[1]):
        raise ValueError(
            f"the matrix is {ties.shape}: give a row and a column to each institution, in one "
            "order where both are of one network"
        )
    if one_mode:
        nodes = len(ties)
        present = np.triu(ties | ties.T, k=1).sum()
        return float(present / (nodes * (nodes - 1) / 2)) if nodes > 1 else nan
    return float(ties.mean()) if ties.size else nan
