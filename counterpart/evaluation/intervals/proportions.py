"""Intervals of a share, of the difference of two shares and of their ratio."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, log, sqrt

from scipy.optimize import brentq
from scipy.stats import beta, norm

from counterpart.evaluation.intervals.estimate import Estimate, check_level, check_part, missing


def wilson(part: float, whole: float, level: float = 0.95) -> Estimate:
    """A share with Wilson's score interval, which stays within 0 and 1; NaN of an empty whole.

    `part` of `whole` are counts. ValueError where they are none. Wilson 1927.
    """
    part, whole = check_part(part, whole)
    if not whole:
        return missing("of nothing there is no share")
    z = float(norm.isf((1 - check_level(level)) / 2))
    share = part / whole
    centre = (share + z**2 / (2 * whole)) / (1 + z**2 / whole)
    half = z / (1 + z**2 / whole) * sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2))
    low = 0.0 if part == 0 else centre - half
    high = 1.0 if part == whole else centre + half
    return Estimate(share, low, high)


def clopper_pearson(part: float, whole: float, level: float = 0.95) -> Estimate:
    """A share with the exact interval, wide but never short of its level; NaN of an empty whole.

    ValueError as of `wilson`. Clopper & Pearson 1934.
    """
    part, whole = check_part(part, whole)
    if not whole:
        return missing("of nothing there is no share")
    tail = (1 - check_level(level)) / 2
    low = float(beta.ppf(tail, part, whole - part + 1)) if part else 0.0
    high = float(beta.isf(tail, part + 1, whole - part)) if part < whole else 1.0
    return Estimate(part / whole, low, high)


def newcombe(
    part: float, whole: float, part_before: float, whole_before: float, level: float = 0.95
) -> Estimate:
    """The difference of two shares of different people, now less before, from -1 to 1.

    The interval joins two of Wilson (Newcombe 1998, method 10). It is not for the same people asked
    twice. NaN where one of the two is empty; ValueError as of `wilson`.
    """
    now, before = wilson(part, whole, level), wilson(part_before, whole_before, level)
    if not whole or not whole_before:
        return missing("one of the two shares is of nothing")
    difference = now.value - before.value
    down = sqrt((now.value - now.low) ** 2 + (before.high - before.value) ** 2)
    up = sqrt((now.high - now.value) ** 2 + (before.value - before.low) ** 2)
    return Estimate(difference, difference - down, difference + up)


def risk_ratio(
    part: float, whole: float, part_other: float, whole_other: float, level: float = 0.95
) -> Estimate:
    """The ratio of two shares with the score interval, which zero counts do not break.

    Infinite where only the other count is 0; NaN where both are, or one whole is empty. ValueError
    as of `wilson`. Koopman 1984.
    """
    part, whole = check_part(part, whole)
    part_other, whole_other = check_part(part_other, whole_other)
    if not whole or not whole_other:
        return missing("one of the two shares is of nothing")
    if not part and not part_other:
        return missing("nobody of either: a ratio of zeros")
    limit = float(norm.isf((1 - check_level(level)) / 2)) ** 2
    value = part / whole / (part_other / whole_other) if part_other else inf

    def beyond(logarithm: float) -> float:
        return _score(part, whole, part_other, whole_other, exp(logarithm)) - limit

    # The score is 0 at the value and grows without bound or to a limit on both sides of it.
    middle = log(value) if 0 < value < inf else 0.0
    low = 0.0 if not part else exp(_crossing(beyond, middle, -1.0))
    high = inf if not part_other else exp(_crossing(beyond, middle, 1.0))
    return Estimate(value, low, high)


def _score(x: float, n: float, y: float, m: float, ratio: float) -> float:
    """The score statistic of a ratio of shares; the shares are fitted under that ratio."""
    a, b, c = (n + m) * ratio, n * ratio + x + m + y * ratio, x + y
    other = 2 * c / (b + sqrt(max(b * b - 4 * a * c, 0.0)))
    return _squared(x, n, min(other * ratio, 1.0)) + _squared(y, m, min(other, 1.0))


def _squared(part: float, whole: float, share: float) -> float:
    """How far a count is from what a share expects, in variances."""
    gap, variance = part - whole * share, whole * share * (1 - share)
    return gap**2 / variance if variance > 0 else (inf if abs(gap) > 1e-9 else 0.0)


def _crossing(function: Callable[[float], float], middle: float, step: float) -> float:
    """Where a function that is below 0 at the middle first crosses 0 on the side of `step`."""
    inner, outer = middle, middle + step
    while function(inner) > 0:
        inner, step = inner - step, step * 2
    while function(outer) < 0:
        inner, outer, step = outer, outer + step, step * 2
    return float(brentq(lambda at: min(function(at), 1e9), inner, outer, xtol=1e-12))
