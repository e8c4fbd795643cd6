"""How much of a total lies with few: Herfindahl's index, Shannon's entropy, what they amount to.

`shares` may be amounts, shares or per cent: they are taken of their sum. NaN without any share;
ValueError for shares that are negative or missing. Holders of nothing count only where it is said.
"""

from __future__ import annotations

from math import exp, log, nan

import numpy as np
from numpy.typing import ArrayLike, NDArray


def herfindahl(shares: ArrayLike, normalised: bool = False) -> float:
    """The sum of squared shares: 1 for one holder, 1/n for n equal ones; NaN without any share.

    `shares` may be amounts or per cent: they are taken of their sum. `normalised` runs from 0 for
    equal shares to 1, whatever n is (holders of nothing are in n; one holder alone is 1).
    ValueError for negative shares. Hirschman 1945; Herfindahl 1950.
    """
    parts = _parts(shares)
    if not parts.sum():
        return nan
    index = float((parts**2).sum())
    if not normalised:
        return index
    least = 1 / parts.size
    return (index - least) / (1 - least) if parts.size > 1 else 1.0


def effective_number(shares: ArrayLike) -> float:
    """How many equal holders would be as concentrated: one over Herfindahl's index."""
    return 1 / herfindahl(shares)


def shannon(shares: ArrayLike) -> float:
    """Shannon's entropy, natural logarithm: 0 for one holder, ln n for n equal ones.

    Beside Herfindahl's index it gives more weight to small holders. Shannon 1948.
    """
    parts = _parts(shares)
    held = parts[parts > 0]
    return float(-(held * np.log(held)).sum()) + 0.0 if held.size else nan


def entropy_number(shares: ArrayLike) -> float:
    """How many equal holders would have the same entropy: exp of it (Hill's number of order 1)."""
    return exp(shannon(shares))


def evenness(shares: ArrayLike) -> float:
    """Entropy as a share of what equal holders would have, 0 to 1 (Pielou 1966).

    Of those that hold something; NaN for one holder, whose evenness has no meaning.
    """
    parts = _parts(shares)
    holders = int((parts > 0).sum())
    return shannon(shares) / log(holders) if holders > 1 else nan


def _parts(shares: ArrayLike) -> NDArray[np.float64]:
    """Shares of their sum; all zero where there is none."""
    array = np.asarray(shares, dtype=float).ravel()
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("shares are finite and not negative")
    total = array.sum()
    return np.asarray(array / total) if total else array
