"""The checks: how likely a pattern is in an honest record.

Each takes arrays and gives a probability, NaN where there is too little to ask. Small ones are
questions; none of them is a proof of anything.
"""

from __future__ import annotations

from math import factorial, nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

DRAWS = 9_999
# Decembers that stand out by less are nobody's question.
SURGE = 1.2
# A target is met closely within so much of it.
NEAR = 0.05


def heaping(values: ArrayLike, least_value: float, least: int) -> tuple[float, int, int]:
    """How likely as many last digits 0 or 5 are where digits are even: p, how many, of how many.

    Of values of `least_value` or more; two in ten end so by chance (exact binomial, one-sided).
    Whipple 1919; Beber & Scacco 2012 on last digits.
    """
    given = np.asarray(values, dtype=float)
    counted = given[given >= least_value]
    round_ = int((counted % 5 == 0).sum())
    if counted.size < least:
        return nan, round_, counted.size
    return float(binom.sf(round_ - 1, counted.size, 0.2)), round_, counted.size


def last_month(values: ArrayLike, months: ArrayLike, seed: int = 0) -> tuple[float, float]:
    """How likely Decembers stand out as much from their neighbours, if any month could: p, times.

    `values` of months that follow each other, `months` their numbers 1 to 12. Each is taken of the
    geometric mean of the months before and after, which leaves neither trend nor a smooth season;
    the month that stands for a year is drawn from that year (permutation, one-sided). `times` is
    how far Decembers stand out; 1 where that is by less than SURGE. NaN with fewer than three
    Decembers between two months, and where a value is not above 0.
    """
    given, named = np.asarray(values, dtype=float), np.asarray(months)
    if given.size < 25 or (given <= 0).any():
        return nan, nan
    logs = np.log(given)
    apart = logs[1:-1] - (logs[:-2] + logs[2:]) / 2
    inner = named[1:-1]
    last = np.flatnonzero(inner == 12)
    # A year is the eleven months before a December and the December itself.
    last = last[last >= 11]
    if last.size < 3:
        return nan, nan
    seen = apart[last].sum()
    times = float(np.exp(seen / last.size))
    if times < SURGE:
        return 1.0, times
    random = np.random.default_rng(seed)
    drawn = apart[last - random.integers(12, size=(DRAWS, last.size))].sum(axis=1)
    return float((1 + (drawn >= seen - 1e-12).sum()) / (1 + DRAWS)), times


def same_values(one: ArrayLike, two: ArrayLike, least: int, seed: int = 0) -> tuple[float, int]:
    """How likely two reporters give the same value as often, if periods had nothing to do with it.

    Values of the same periods; those of the second change places (permutation): p, and how often.
    """
    first, second = (np.asarray(each, dtype=float) for each in (one, two))
    alike = int((first == second).sum())
    if first.size < least:
        return nan, alike
    random = np.random.default_rng(seed)
    order = random.permuted(np.tile(np.arange(second.size), (DRAWS, 1)), axis=1)
    drawn = (second[order] == first).sum(axis=1)
    return float((1 + (drawn >= alike).sum()) / (1 + DRAWS)), alike


def never_falls(values: ArrayLike) -> float:
    """How likely yearly values of a flow all rise, if years come in any order: 1 / n!.

    A count that is told from its beginning on rises each year by about what its first year was; one
    that grows does so by less. 1 where it falls once, or where the middle rise is less than half or
    more than twice the first value; NaN for fewer than six years. A count that began long before
    the record is not found.
    """
    given = np.asarray(values, dtype=float)
    rises = np.diff(given)
    if given.size < 6:
        return nan
    if given[0] <= 0 or (rises <= 0).any() or not 0.5 <= np.median(rises) / given[0] <= 2:
        return 1.0
    return 1 / factorial(given.size)


def attainment(targets: ArrayLike, actual: ArrayLike, least: int) -> tuple[float, int, int]:
    """How likely as many targets are just met rather than just missed: p, just met, near in all.

    Within 5 % of the target, either side is as likely (exact binomial, one-sided). The idea is that
    of a break in a density at a threshold: McCrary 2008; Camacho & Conover 2011.
    """
    aims, got = (np.asarray(each, dtype=float) for each in (targets, actual))
    there = aims > 0
    ratio = got[there] / aims[there]
    met = int(((ratio >= 1) & (ratio < 1 + NEAR)).sum())
    near = met + int(((ratio < 1) & (ratio >= 1 - NEAR)).sum())
    if near < least:
        return nan, met, near
    return float(binom.sf(met - 1, near, 0.5)), met, near


def holm(chances: ArrayLike, level: float) -> NDArray[np.bool_]:
    """Which of several p, NaN left out, are below the level that keeps all of them to it together.

    Holm 1979: the share of honest records of which anything is asked is at most `level`.
    """
    given = np.asarray(chances, dtype=float)
    asked = np.flatnonzero(~np.isnan(given))
    order = asked[np.argsort(given[asked], kind="stable")]
    limits = level / np.arange(order.size, 0, -1)
    below = given[order] <= limits
    kept = order[: int(np.argmin(below)) if not below.all() else order.size]
    found = np.zeros(given.size, dtype=bool)
    found[kept] = True
    return found
