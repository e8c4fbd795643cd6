"""Capability left behind: the share that local teams do, and when they are independent."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, log, nan, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit
from scipy.stats import norm

from counterpart.evaluation.intervals import Estimate, wilson
from counterpart.evaluation.intervals.estimate import check_level, missing

if TYPE_CHECKING:
    import pyarrow as pa

NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """The share by local teams over time, and the logit trend through it.

    `trend` is the rise of the log odds per unit of time. `independence` is when the fitted share
    reaches the threshold, within the time seen: else NaN with `note` "not reached"; its interval
    holds the times that the data do not exclude, infinite where they do not say that it ever comes.
    `dispersion` is how much more the counts vary than binomial ones; intervals are widened by it.
    """

    times: tuple[float, ...]
    shares: tuple[Estimate, ...]
    fitted: tuple[float, ...]
    trend: Estimate
    independence: Estimate
    dispersion: float

    @property
    def table(self) -> pa.Table:
        """A row a time: the share with Wilson's interval, and the fitted share."""
        import pyarrow as pa

        return pa.table(
            {
                "time": self.times,
                "share": [each.value for each in self.shares],
                "low": [each.low for each in self.shares],
                "high": [each.high for each in self.shares],
                "fitted": self.fitted,
            }
        )


def learning_curve(
    time: ArrayLike,
    by_local: ArrayLike,
    procedures: ArrayLike,
    threshold: float = 0.8,
    level: float = 0.95,
) -> LearningCurve:
    """Share of procedures by local teams at each time, and its trend by logistic regression.

    `by_local` of `procedures` are counts (times,). The trend is NaN, with the reason, for fewer
    than two times with procedures, and where local teams did none or all of them throughout, or
    went from none to all at once: then the odds have no finite slope. The time to independence is
    where the curve passes the `threshold`, its interval by Fieller's theorem. Mix and difficulty
    may change at the same time: a rising share of easier procedures is no capability. ValueError
    for counts that are none, or arrays that do not fit. McCullagh & Nelder 1989, chapter 4.
    """
    times, local, total = (np.asarray(each, dtype=float) for each in (time, by_local, procedures))
    if times.ndim != 1 or local.shape != times.shape or total.shape != times.shape:
        raise ValueError("time, by_local and procedures are one array each, of the same times")
    if not np.isfinite(times).all():
        raise ValueError("each time is a number, as a year or a month since the start")
    if not 0 < threshold < 1:
        raise ValueError(f"the threshold is a share between 0 and 1, as 0.8; it is {threshold}")
    order = np.argsort(times, kind="stable")
    times, local, total = times[order], local[order], total[order]
    shares = tuple(wilson(part, whole, level) for part, whole in zip(local, total, strict=True))
    reason = _no_trend(times, local, total)
    if reason:
        return LearningCurve(
            tuple(times), shares, (nan,) * times.size, missing(reason), missing(reason), nan
        )
    seen = total > 0
    middle = float(np.average(times[seen], weights=total[seen]))
    (start, slope), spread = _fit(times[seen] - middle, local[seen], total[seen])
    fitted = expit(start + slope * (times - middle))
    dispersion = _dispersion(local[seen], total[seen], fitted[seen])
    spread = spread * max(1.0, dispersion if isfinite(dispersion) else 1.0)
    z = float(norm.isf((1 - check_level(level)) / 2))
    half = z * sqrt(spread[1, 1])
    last = float(times[seen].max())
    independence = _reached(start, slope, spread, z, log(threshold / (1 - threshold)), middle)
    if not (isfinite(independence.value) and slope > 0 and independence.value <= last):
        independence = Estimate(nan, independence.low, independence.high, NOT_REACHED)
    return LearningCurve(
        tuple(times),
        shares,
        tuple(float(each) for each in fitted),
        Estimate(float(slope), float(slope - half), float(slope + half)),
        independence,
        dispersion,
    )


def _no_trend(
    times: NDArray[np.float64], local: NDArray[np.float64], total: NDArray[np.float64]
) -> str | None:
    seen = total > 0
    if np.unique(times[seen]).size < 2:
        return "procedures at fewer than two times: no trend"
    if not local.sum():
        return "local teams did none so far"
    if local.sum() == total.sum():
        return "local teams did all of them throughout"
    with_local, with_others = times[local > 0], times[local < total]
    if with_others.max() <= with_local.min() or with_local.max() <= with_others.min():
        return "none and all lie apart in time: the slope has no bound"
    return None


def _fit(
    at: NDArray[np.float64], local: NDArray[np.float64], total: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Start and slope of the log odds by Newton's method, with their covariance."""
    design = np.column_stack([np.ones_like(at), at])
    scale = np.array([1.0, max(float(np.abs(at).max()), 1e-300)])
    design = design / scale
    found = np.zeros(2)
    information = np.eye(2)
    for _ in range(100):
        share = expit(design @ found)
        information = design.T @ (design * (total * share * (1 - share))[:, None])
        step = np.linalg.solve(information, design.T @ (local - total * share))
        found = found + step * min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < 1e-12:
            break
    spread = np.linalg.inv(information) / np.outer(scale, scale)
    return found / scale, spread


def _dispersion(
    local: NDArray[np.float64], total: NDArray[np.float64], share: NDArray[np.float64]
) -> float:
    """Pearson's statistic over its degrees of freedom; NaN for two times, which always fit."""
    if local.size < 3:
        return nan
    expected = total * share * (1 - share)
    return float(((local - total * share) ** 2 / np.maximum(expected, 1e-12)).sum()) / (
        local.size - 2
    )


def _reached(
    start: float, slope: float, spread: NDArray[np.float64], z: float, goal: float, middle: float
) -> Estimate:
    """When the log odds pass the goal; the times at which a test does not exclude it."""
    value = (goal - start) / slope if slope else inf
    gap = start - goal
    a = slope**2 - z**2 * spread[1, 1]
    b = 2 * (gap * slope - z**2 * spread[0, 1])
    c = gap**2 - z**2 * spread[0, 0]
    root = b * b - 4 * a * c
    if a <= 0 or root < 0:
        return Estimate(value + middle, -inf, inf)
    ends = sorted((-b + sign * sqrt(root)) / (2 * a) for sign in (-1, 1))
    if slope < 0:
        return Estimate(value + middle, -inf, inf)
    return Estimate(value + middle, ends[0] + middle, ends[1] + middle)
