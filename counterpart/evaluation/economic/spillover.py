"""Launch market: do products that entered the partner's market then sell more elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit


@dataclass(frozen=True, slots=True)
class Spillover:
    """The difference of mean growth in logarithms between launched products and the others.

    `factor` is its exponential: 1.2 is a fifth more than the others' growth. `low` and `high` are
    the interval of `difference` over products (Welch). `launched` and `others` count products that
    entered, `left_out` those without sales on one side of the entry, which have no logarithm.
    NaN with the reason where a group is too small.
    """

    difference: float
    low: float
    high: float
    factor: float
    launched: int
    others: int
    left_out: int
    reason: str = ""


def launch_spillover(
    before: ArrayLike, after: ArrayLike, launched: ArrayLike, coverage: float = 0.95
) -> Spillover:
    """Sales outside the pair before and after the entry, launched products against the rest.

    `before` and `after` are mean sales a period outside both sides (products,); `launched` is a
    mask. For products that did not enter, take the same dates. It is a difference in differences:
    an effect only as far as both would have grown alike, and those launched were chosen. ValueError
    for negative sales or arrays that do not fit. Welch 1947 (interval).
    """
    old, new = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    entered = np.asarray(launched, dtype=bool)
    if old.ndim != 1 or old.shape != new.shape or old.shape != entered.shape:
        raise ValueError("before, after and launched are one array each, of the same products")
    if (old < 0).any() or (new < 0).any():
        raise ValueError("sales are not negative: net returns over a longer period")
    if not 0 < coverage < 1:
        raise ValueError(f"the coverage is {coverage}: give a share between 0 and 1")
    known = (old > 0) & (new > 0)
    growth = np.log(new[known]) - np.log(old[known])
    groups = growth[entered[known]], growth[~entered[known]]
    counts = len(groups[0]), len(groups[1]), int((~known).sum())
    if not min(counts[:2]):
        return Spillover(nan, nan, nan, nan, *counts, "no product in one of the groups")
    difference = float(groups[0].mean() - groups[1].mean())
    if min(counts[:2]) < 2:
        reason = "one product in a group: no interval over products"
        return Spillover(difference, nan, nan, exp(difference), *counts, reason)
    half = _error(groups) * float(stdtrit(_freedom(groups), (1 + coverage) / 2))
    return Spillover(difference, difference - half, difference + half, exp(difference), *counts)


def _error(groups: tuple[NDArray[np.float64], ...]) -> float:
    return sqrt(sum(float(each.var(ddof=1)) / len(each) for each in groups))


def _freedom(groups: tuple[NDArray[np.float64], ...]) -> float:
    """Welch and Satterthwaite's degrees of freedom; the plain ones where nothing varies."""
    parts = [float(each.var(ddof=1)) / len(each) for each in groups]
    below = sum(part**2 / (len(each) - 1) for part, each in zip(parts, groups, strict=True))
    plain = sum(len(each) - 1 for each in groups)
    return sum(parts) ** 2 / below if below else float(plain)
