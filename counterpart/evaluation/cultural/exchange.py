"""Cultural measures: exchange in both directions, how far it reaches, whether it goes on."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import ArrayLike


def reciprocity(matrix: ArrayLike) -> float | None:
    """Balance of a flow matrix (from, to): 1 when every flow is returned in full, 0 when none is.

    1 - sum |f_ab - f_ba| / sum (f_ab + f_ba) over pairs, self-loops removed; None without flows.
    The unweighted idea is Garlaschelli & Loffredo 2004; the weighted form follows Squartini,
    Picciolo, Ruzzenenti & Garlaschelli 2013.
    """
    flows = np.array(matrix, dtype=float)
    np.fill_diagonal(flows, 0.0)
    total = flows.sum()
    if not total:
        return None
    upper = np.triu_indices_from(flows, k=1)
    return float(1 - np.abs(flows - flows.T)[upper].sum() / total)


def balance(a_to_b: float, b_to_a: float) -> float | None:
    """Reciprocity of two sides."""
    return reciprocity([[0.0, a_to_b], [b_to_a, 0.0]])


def coverage(reached: AbstractSet[str], possible: AbstractSet[str]) -> float | None:
    """Share of the units that could be reached and were, 0 to 1; None without units."""
    return len(reached & possible) / len(possible) if possible else None


def continuity(before: AbstractSet[str], after: AbstractSet[str]) -> float | None:
    """Share of the ties alive before that are still alive, 0 to 1; None without ties before."""
    return len(before & after) / len(before) if before else None
