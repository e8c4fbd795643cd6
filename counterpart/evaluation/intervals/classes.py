"""Medians and other quantiles of counts by class, as registers publish times."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

from counterpart.evaluation.intervals.estimate import check_level


@dataclass(frozen=True, slots=True)
class GroupedQuantile:
    """A quantile of `n` cases in classes.

    `value` interpolates within the class; `class_low` and `class_high` bound it for certain (of the
    cases counted), `low` and `high` are the sampling interval. NaN with the reason in `note`.
    """

    value: float
    low: float
    high: float
    class_low: float
    class_high: float
    n: float
    note: str = ""


def grouped_quantile(
    bounds: ArrayLike, counts: ArrayLike, quantile: float = 0.5, level: float = 0.95
) -> GroupedQuantile:
    """A quantile (the median) of a quantity of which only counts by class are known.

    `bounds` are the classes' limits, one more than `counts`, rising; the last may be infinite
    (class "over 90 days"). A quantile in such a class has a lower bound and no value. The interval
    is that of order statistics, its ends interpolated like the value. ValueError for limits that do
    not rise or fit, negative counts, a quantile outside 0 to 1. David & Nagaraja 2003, section 7.1.
    """
    limits, cases = np.asarray(bounds, dtype=float), np.asarray(counts, dtype=float)
    if cases.ndim != 1 or limits.shape != (cases.size + 1,):
        raise ValueError(
            f"{cases.size} classes have {cases.size + 1} limits, not {limits.size}: give the lower "
            "limit of the first class and the upper limit of each"
        )
    if not np.isfinite(limits[:-1]).all() or not (np.diff(limits) > 0).all():
        raise ValueError("limits of classes rise, and only the last may be infinite")
    if not np.isfinite(cases).all() or (cases < 0).any() or (cases != np.floor(cases)).any():
        raise ValueError("counts of cases are whole and not negative")
    if not 0 < quantile < 1:
        raise ValueError(f"the quantile lies between 0 and 1, as 0.5; it is {quantile}")
    total = float(cases.sum())
    if not total:
        return GroupedQuantile(nan, nan, nan, nan, nan, 0.0, "no case was counted")
    tail = (1 - check_level(level)) / 2
    ends = float(binom.ppf(tail, total, quantile)), float(binom.isf(tail, total, quantile)) + 1
    number = int(np.searchsorted(np.cumsum(cases), quantile * total))
    value = _at_rank(limits, cases, quantile * total)
    low, high = (_at_rank(limits, cases, min(max(end, 0.0), total)) for end in ends)
    note = "" if isfinite(value) else f"it lies in the open class from {limits[number]:g} on"
    return GroupedQuantile(
        value if isfinite(value) else nan,
        low if isfinite(low) else float(limits[-2]),
        high,
        float(limits[number]),
        float(limits[number + 1]),
        total,
        note,
    )


def _at_rank(limits: NDArray[np.float64], cases: NDArray[np.float64], rank: float) -> float:
    """The quantity up to which `rank` cases lie; infinite inside an open class."""
    upto = np.cumsum(cases)
    # The first class with cases that reaches the rank; rank 0 is the lower end of the first one.
    number = int(np.flatnonzero((upto >= rank) & (cases > 0))[0])
    if limits[number + 1] == inf:
        return inf
    share = (rank - (upto[number] - cases[number])) / cases[number]
    return float(limits[number] + share * (limits[number + 1] - limits[number]))
