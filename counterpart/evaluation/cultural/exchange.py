"""How balanced an exchange is: what comes back for what is given."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def reciprocity(matrix: ArrayLike) -> float | None:
    """Balance of a flow matrix (from, to): 1 when every flow is returned in full, 0 when none is.

    1 - sum |f_ab - f_ba| / sum (f_ab + f_ba) over pairs, self-loops removed; None without flows. A
    flow that nobody counted is no 0: leave such pairs out. ValueError for a matrix that is not
    square, or an entry that is negative or missing. The unweighted idea is Garlaschelli & Loffredo
    2004; the weighted form follows Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013.
    """
    flows = np.array(matrix, dtype=float)
    if flows.ndim != 2 or flows.shape[0] != flows.shape[1]:
        raise ValueError(
            f"the matrix is {flows.shape}: give a row and a column to each party, in one order"
        )
    np.fill_diagonal(flows, 0.0)
    if not np.isfinite(flows).all() or (flows < 0).any():
        raise ValueError(
            "flows are counted and not negative: turn a negative one round, and leave parties with "
            "flows that nobody counted out"
        )
    total = flows.sum()
    if not total:
        return None
    upper = np.triu_indices_from(flows, k=1)
    return float(1 - np.abs(flows - flows.T)[upper].sum() / total)


def balance(a_to_b: float, b_to_a: float) -> float | None:
    """Reciprocity of two sides."""
    return reciprocity([[0.0, a_to_b], [b_to_a, 0.0]])


def reverse_ratio(a_to_b: float | None, b_to_a: float | None) -> float | None:
    """What comes back per unit given, b to a over a to b: 0 when nothing does, 1 when as much does.

    None is a way that nobody counted, and makes the ratio None: not counted is not 0. None, too,
    where nothing was given. ValueError for negative numbers.
    """
    if a_to_b is None or b_to_a is None:
        return None
    if not a_to_b >= 0 or not b_to_a >= 0:
        raise ValueError(f"{a_to_b} and {b_to_a}: what was exchanged is counted, not negative")
    return b_to_a / a_to_b if a_to_b else None
