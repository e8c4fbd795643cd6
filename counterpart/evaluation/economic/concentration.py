"""How much of a total lies with few: Herfindahl's index, Shannon's entropy, what they amount to.

`shares` may be amounts, shares or per cent: they are taken of their sum. NaN without any share;
ValueError for shares that are negative or missing. Holders of nothing count only where it is said.
"""

from __future__ import annotations

from math import exp, isnan, log, nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.intervals import MOST_INPUTS, Interval, Stated


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


def herfindahl_interval(amounts: Stated) -> Interval:
    """Exact extremes of Herfindahl's index over the stated bounds of each amount (holders,).

    It is not monotone: more for a large holder concentrates, more for a small one does not. The
    least has every amount as near as its bounds allow to one level, the most lies at a corner; for
    more than 16 uncertain holders corners are not tried and the high bound is open. Open bounds
    leave both open. ValueError for negative amounts or bounds in the wrong order.
    """
    method = "exact extremes over the stated bounds of each amount"
    value = _known(herfindahl(amounts.value))
    low, high = (np.asarray(each, dtype=float) for each in (amounts.low, amounts.high))
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        return Interval(value, None, None, method, "an amount has a bound that is not known")
    if (low < 0).any() or low.shape != high.shape or (low > high).any():
        raise ValueError("bounds are not negative, the low one of each amount at most the high one")
    uncertain = np.flatnonzero(low < high)
    least = _known(herfindahl(_levelled(low, high)))
    if uncertain.size > MOST_INPUTS:
        reason = f"{uncertain.size} uncertain amounts: over {MOST_INPUTS} no corners are tried"
        return Interval(value, least, None, method, reason)
    corners = np.tile(low, (2**uncertain.size, 1))
    chosen = np.arange(2**uncertain.size)[:, None] >> np.arange(uncertain.size) & 1 == 1
    corners[:, uncertain] = np.where(chosen, high[uncertain], low[uncertain])
    totals = corners.sum(axis=1)
    some = totals > 0
    indices = (corners[some] ** 2).sum(axis=1) / totals[some] ** 2
    return Interval(value, least, float(indices.max()) if indices.size else None, method)


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


def _levelled(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.float64]:
    """The amounts within bounds nearest to one level m, that level being sum x^2 / sum x.

    sum x (x - m) does not rise along m and is straight between bounds, so its last zero is
    interpolated (the last, since where all low bounds are 0 nothing at all would do too).
    """
    levels = np.unique(np.concatenate([low, high]))
    amounts = np.clip(levels[:, None], low, high)
    apart = (amounts * (amounts - levels[:, None])).sum(axis=1)
    if not levels.size:
        return low
    last = int(np.flatnonzero(apart >= 0).max())
    level = levels[last]
    if last + 1 < levels.size:
        level += (levels[last + 1] - level) * apart[last] / (apart[last] - apart[last + 1])
    return np.asarray(np.clip(level, low, high))


def _known(number: float) -> float | None:
    return None if isnan(number) else number


def _parts(shares: ArrayLike) -> NDArray[np.float64]:
    """Shares of their sum; all zero where there is none."""
    array = np.asarray(shares, dtype=float).ravel()
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("shares are finite and not negative")
    total = array.sum()
    return np.asarray(array / total) if total else array
