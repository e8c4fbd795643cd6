"""Do places grow alike? Spread by year (sigma), and growth against the level at the start (beta).

With all places and without the paired ones: what pairings may have moved is the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log, log1p, nan, sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Form = Literal["logs", "variation"]
LEAST = 3


@dataclass(frozen=True, slots=True)
class Sigma:
    """Spread of places by year, of all and without the paired (None where no mask was given).

    `units` counts the places with a value in every year: only these enter, so that the spread does
    not move because a place joins.
    """

    all: Numbers
    without: Numbers | None
    units: int


@dataclass(frozen=True, slots=True)
class Beta:
    """Growth a year on the logarithm of the level at the start; negative slope: the poor catch up.

    `error` is the ordinary one of least squares; `speed` a year and `half_life` in years are None
    where the slope is not below 0. `without` is the same without the paired. NaN with `reason`.
    """

    slope: float
    error: float
    speed: float | None
    half_life: float | None
    units: int
    without: Beta | None = None
    reason: str = ""


def sigma_convergence(
    panel: ArrayLike, paired: ArrayLike | None = None, form: Form = "logs"
) -> Sigma:
    """The spread of a panel (units, years) by year, unweighted: it falls where places converge.

    "logs" is the standard deviation of logarithms, "variation" that over the mean; both divide by
    the number of units, which are all there are and no sample. `paired` is a mask (units,). NaN
    (units without a value in some year) are left out whole. A year without units, or of mean zero,
    is NaN. ValueError for shapes, an unknown form, or logarithms of what is not above 0.
    Barro & Sala-i-Martin 1992.
    """
    if form not in ("logs", "variation"):
        raise ValueError(f"there is no form {form!r}; there are logs, variation")
    array, mask = _panel(panel, paired)
    whole = np.isfinite(array).all(axis=1)
    if form == "logs":
        _above_zero(array[whole])
    without = None if mask is None else _spread(array[whole & ~mask], form)
    return Sigma(_spread(array[whole], form), without, int(whole.sum()))


def beta_convergence(panel: ArrayLike, years: ArrayLike, paired: ArrayLike | None = None) -> Beta:
    """The slope of growth a year on the first level, over a panel (units, years).

    `years` are the times of the columns, rising; only the first and the last enter. Units without
    a value in one of these are left out. The speed solves slope = -(1 - exp(-speed T)) / T. Fewer
    than three units, or all of one level, give NaN and the reason. Errors of measurement in the
    first level alone make the slope negative (regression to the mean): set sigma beside it.
    ValueError for shapes, years that do not rise, levels not above 0. Barro & Sala-i-Martin 1992.
    """
    array, mask = _panel(panel, paired)
    when = np.asarray(years, dtype=float)
    if when.shape != array.shape[1:] or when.size < 2 or (np.diff(when) <= 0).any():
        raise ValueError(f"{array.shape[1]} columns, years {when.tolist()}: two or more, rising")
    ends = array[:, [0, -1]]
    known = np.isfinite(ends).all(axis=1)
    _above_zero(ends[known])
    span = float(when[-1] - when[0])
    found = _slope(ends[known], span)
    if mask is None:
        return found
    rest = _slope(ends[known & ~mask], span)
    return Beta(
        *(found.slope, found.error, found.speed, found.half_life, found.units), rest, found.reason
    )


def _slope(ends: Numbers, span: float) -> Beta:
    units = len(ends)
    if units < LEAST:
        return Beta(nan, nan, None, None, units, reason=f"{units} units: {LEAST} are needed")
    start = np.log(ends[:, 0])
    growth = (np.log(ends[:, 1]) - start) / span
    apart = start - start.mean()
    spread = float(apart @ apart)
    if spread <= 1e-24 * units:
        return Beta(nan, nan, None, None, units, reason="all units start from one level")
    slope = float(apart @ growth) / spread
    left = growth - growth.mean() - slope * apart
    error = sqrt(float(left @ left) / (units - 2) / spread)
    if slope >= 0:
        return Beta(slope, error, None, None, units)
    if 1 + slope * span <= 0:
        reason = "the order of units is reversed within the span: no speed of approach"
        return Beta(slope, error, None, None, units, reason=reason)
    speed = -log1p(slope * span) / span
    return Beta(slope, error, speed, log(2) / speed if speed else inf, units)


def _spread(array: Numbers, form: Form) -> Numbers:
    years = np.full(array.shape[1], nan)
    if not len(array):
        return years
    if form == "logs":
        return np.asarray(np.log(array).std(axis=0))
    means = array.mean(axis=0)
    return np.asarray(np.divide(array.std(axis=0), means, out=years, where=means > 0))


def _panel(panel: ArrayLike, paired: ArrayLike | None) -> tuple[Numbers, NDArray[np.bool_] | None]:
    array = np.asarray(panel, dtype=float)
    if array.ndim != 2:
        raise ValueError(f"the panel is {array.shape}: give (units, years)")
    if paired is None:
        return array, None
    mask = np.asarray(paired, dtype=bool)
    if mask.shape != array.shape[:1]:
        raise ValueError(f"the mask is {mask.shape}, the panel {array.shape}: one a unit")
    return array, mask


def _above_zero(levels: Numbers) -> None:
    if (levels <= 0).any():
        raise ValueError("a level is not above 0 and has no logarithm: leave the unit out")
