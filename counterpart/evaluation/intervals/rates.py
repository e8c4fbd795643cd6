"""Intervals of counts of events, of the ratio of two rates, and of the ratio of two ratios."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import betainc, gammaln, xlogy
from scipy.stats import chi2

from counterpart.evaluation.intervals.estimate import (
    Estimate,
    check_count,
    check_exposure,
    check_level,
    missing,
)


def garwood(count: float, exposure: float = 1.0, level: float = 0.95) -> Estimate:
    """A rate, events over exposure, with the exact interval of a Poisson count (Garwood 1936).

    ValueError for a count that is not whole and not negative, or no exposure.
    """
    check_count("the count", count)
    check_exposure("the exposure", exposure)
    tail = (1 - check_level(level)) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    high = float(chi2.isf(tail, 2 * count + 2)) / 2
    return Estimate(count / exposure, low / exposure, high / exposure)


def rate_ratio(
    after: float,
    before: float,
    exposure_after: float = 1.0,
    exposure_before: float = 1.0,
    level: float = 0.95,
    midp: bool = False,
) -> Estimate:
    """The rate after over the rate before, of Poisson counts, with an exact conditional interval.

    Given their sum, the count after is binomial (Przyborowski & Wilenski 1940). `midp` counts the
    observed value half in each tail: narrower, and its level holds on average only. Infinite where
    nothing was counted before, NaN where nothing was counted at all. Visits vary more than Poisson
    counts do: where years differ by more than chance the interval is too short.
    """
    check_count("the count after", after)
    check_count("the count before", before)
    scale = check_exposure("the exposure before", exposure_before)
    scale /= check_exposure("the exposure after", exposure_after)
    tail, total = (1 - check_level(level)) / 2, after + before
    if not total:
        return missing("nothing was counted before or after")

    def more(odds: float) -> float:
        """How likely this many or more are after, at these log odds."""
        share = 1 / (1 + exp(-odds))
        above = float(betainc(after, before + 1, share)) if after else 1.0
        return above - _half(after, before, share) if midp else above

    def less(odds: float) -> float:
        share = 1 / (1 + exp(-odds))
        below = float(betainc(before, after + 1, 1 - share)) if before else 1.0
        return below - _half(after, before, share) if midp else below

    low, high = _interval(more, less, after > 0, before > 0, tail, _middle(after, before))
    value = after / before * scale if before else inf
    return Estimate(value, low * scale, high * scale)


def ratio_of_ratios(
    after: float,
    before: float,
    comparison_after: float,
    comparison_before: float,
    exposure: tuple[float, float] = (1.0, 1.0),
    comparison_exposure: tuple[float, float] = (1.0, 1.0),
    level: float = 0.95,
    midp: bool = True,
) -> Estimate:
    """How much more a rate grew than that of a comparison: the difference in differences of counts.

    (after / before) / (comparison_after / comparison_before). Given the margins of the four Poisson
    counts, the first follows the noncentral hypergeometric distribution, of which the interval is
    taken (Fisher 1935; mid-p as in Hirji 2006). Exposures are (after, before). Infinite or 0 where
    one count is 0, NaN where two are that leave no ratio. The comparison must have had the same
    growth but for the event, and counts the same kind of thing.
    """
    counts = after, before, comparison_after, comparison_before
    for name, count in zip(("after", "before", "of the comparison after", "before"), counts,
                           strict=True):  # fmt: skip
        check_count(f"the count {name}", count)
    times = [check_exposure("an exposure", each) for each in (*exposure, *comparison_exposure)]
    scale = times[1] / times[0] * times[2] / times[3]
    if not after + before or not comparison_after + comparison_before:
        return missing("one of the two has no counts")
    if not after + comparison_after or not before + comparison_before:
        return missing("one of the two periods has no counts")
    own, other, late = (
        after + before,
        comparison_after + comparison_before,
        after + comparison_after,
    )
    first, last = max(0.0, late - other), min(own, late)
    support = np.arange(first, last + 1)
    weights = _log_choose(own, support) + _log_choose(other, late - support)

    def tails(odds: float) -> tuple[float, float]:
        chances = weights + support * odds
        chances = np.exp(chances - chances.max())
        chances /= chances.sum()
        at = chances[support == after].sum() * (0.5 if midp else 0.0)
        return (
            float(chances[support >= after].sum() - at),
            float(chances[support <= after].sum() - at),
        )

    low, high = _interval(
        lambda odds: tails(odds)[0],
        lambda odds: tails(odds)[1],
        after > first,
        after < last,
        (1 - check_level(level)) / 2,
        _middle(after, before) - _middle(comparison_after, comparison_before),
    )
    under = before * comparison_after
    value = after * comparison_before / under if under else inf
    return Estimate(value * scale, low * scale, high * scale)


def _middle(after: float, before: float) -> float:
    """Log odds near the observed ones, finite for zeros too."""
    return log(after + 0.5) - log(before + 0.5)


def _half(after: float, before: float, share: float) -> float:
    """Half the chance of exactly this many after."""
    chance = xlogy(after, share) + xlogy(before, 1 - share)
    chance += gammaln(after + before + 1) - gammaln(after + 1) - gammaln(before + 1)
    return 0.5 * exp(float(chance))


def _log_choose(whole: float, part: NDArray[np.float64]) -> NDArray[np.float64]:
    rest: NDArray[np.float64] = gammaln(part + 1) + gammaln(whole - part + 1)
    return np.asarray(gammaln(whole + 1) - rest, dtype=float)


def _interval(
    more: Callable[[float], float],
    less: Callable[[float], float],
    bounded_below: bool,
    bounded_above: bool,
    tail: float,
    middle: float,
) -> tuple[float, float]:
    """The odds at which the observed count or more, and it or less, have the chance `tail`."""
    low = _solve(lambda odds: more(odds) - tail, middle, rising=True) if bounded_below else 0.0
    high = _solve(lambda odds: less(odds) - tail, middle, rising=False) if bounded_above else inf
    return low, high


def _solve(function: Callable[[float], float], middle: float, rising: bool) -> float:
    step, left, right = 0.5, middle, middle
    while (function(left) > 0) == rising:
        left, step = left - step, step * 2
    step = 0.5
    while (function(right) < 0) == rising:
        right, step = right + step, step * 2
    return exp(float(brentq(function, left, right, xtol=1e-13)))
