"""How much of a total lies with few: Herfindahl's index and the number it amounts to."""

from __future__ import annotations

from math import nan

import numpy as np
from numpy.typing import ArrayLike


def herfindahl(shares: ArrayLike, normalised: bool = False) -> float:
    """The sum of squared shares: 1 for one holder, 1/n for n equal ones; NaN without any share.

    `shares` may be amounts or per cent: they are taken of their sum. `normalised` runs from 0 for
    equal shares to 1, whatever n is. ValueError for negative shares.
    """
    array = np.asarray(shares, dtype=float).ravel()
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("shares are finite and not negative")
    total = array.sum()
    if not total:
        return nan
    index = float(((array / total) ** 2).sum())
    if not normalised:
        return index
    least = 1 / array.size
    return (index - least) / (1 - least) if array.size > 1 else 1.0


def effective_number(shares: ArrayLike) -> float:
    """How many equal holders would be as concentrated: one over Herfindahl's index."""
    return 1 / herfindahl(shares)
