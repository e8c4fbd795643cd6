"""Volumes of hospitals before and after, beside comparison hospitals, and by case mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import chi2, norm

from counterpart.evaluation.intervals import Estimate, rate_ratio, ratio_of_ratios
from counterpart.evaluation.intervals.estimate import check_level, missing


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """The growth of a hospital's volume, that of its comparisons, and the ratio of the two."""

    own: Estimate
    comparison: Estimate
    beyond: Estimate


def volume_ratio(
    before: int,
    after: int,
    comparison: Sequence[tuple[int, int]] = (),
    months: tuple[float, float] = (12.0, 12.0),
    level: float = 0.95,
) -> VolumeChange:
    """How a volume grew, and how much beyond comparison hospitals (before, after) of the same time.

    Ratios of rates a month, so 1.2 is 20 % more; `months` observed (before, after) are those of all
    hospitals. Comparisons are pooled. Intervals are those of Poisson counts: they tell chance of
    counting, not how hospitals differ from each other; for a trend before, see
    `interrupted_series`. NaN with the reason where there is no comparison, or no count.
    """
    spans = {"exposure_after": months[1], "exposure_before": months[0]}
    own = rate_ratio(after, before, level=level, midp=True, **spans)
    if not comparison:
        nothing = missing("there is no comparison hospital: rebound and trend are not told apart")
        return VolumeChange(own, nothing, nothing)
    earlier, later = (sum(each[place] for each in comparison) for place in (0, 1))
    return VolumeChange(
        own,
        rate_ratio(later, earlier, level=level, midp=True, **spans),
        ratio_of_ratios(after, before, later, earlier, level=level),
    )


def mantel_haenszel(
    after: ArrayLike,
    before: ArrayLike,
    exposure_after: ArrayLike,
    exposure_before: ArrayLike,
    level: float = 0.95,
) -> Estimate:
    """The rate ratio common to strata of case mix, after over before; arrays (strata,).

    Strata without exposure on one side carry nothing. NaN where the strata have no counts that
    compare; 0 or infinite without counts on one side, then without interval. A common ratio is
    assumed: look at the strata, too. Mantel & Haenszel 1959; variance of Greenland & Robins 1985.
    """
    a, b, late, early = _strata([after, before], [exposure_after, exposure_before])
    whole = late + early
    there = (late > 0) & (early > 0)
    a, b, late, early, whole = (each[there] for each in (a, b, late, early, whole))
    up, down = float((a * early / whole).sum()), float((b * late / whole).sum())
    if not up or not down:
        if not up and not down:
            return missing("no stratum has counts and exposure before and after")
        ratio = 0.0 if not up else float("inf")
        return Estimate(ratio, nan, nan, "nothing was counted on one side: no interval")
    variance = float(((a + b) * late * early / whole**2).sum()) / (up * down)
    half = float(norm.isf((1 - check_level(level)) / 2)) * sqrt(variance)
    value = up / down
    return Estimate(value, exp(log(value) - half), exp(log(value) + half))


def standardised_rate(
    counts: ArrayLike, exposure: ArrayLike, standard: ArrayLike, level: float = 0.95
) -> Estimate:
    """The rate a hospital would have with the case mix of a `standard`; arrays (strata,).

    Direct standardisation, interval by the gamma distribution, exact for one stratum (Fay & Feuer
    1997). NaN where a stratum of the standard was not observed: its rate is not known.
    """
    events, times, mix = _strata([counts], [exposure, standard])
    if not mix.sum():
        return missing("the standard is empty")
    if (times[mix > 0] == 0).any():
        return missing("a stratum of the standard was not observed: join it to a neighbour")
    used = mix > 0
    weights = mix[used] / mix.sum() / times[used]
    value = float((weights * events[used]).sum())
    variance = float((weights**2 * events[used]).sum())
    tail, largest = (1 - check_level(level)) / 2, float(weights.max())
    low = variance / (2 * value) * float(chi2.ppf(tail, 2 * value**2 / variance)) if value else 0.0
    above, spread = value + largest, variance + largest**2
    high = spread / (2 * above) * float(chi2.isf(tail, 2 * above**2 / spread))
    return Estimate(value, low, high)


def _strata(
    counts: Sequence[ArrayLike], exposures: Sequence[ArrayLike]
) -> list[NDArray[np.float64]]:
    """Counts and exposures as arrays of the same strata, or ValueError."""
    found = [np.atleast_1d(np.asarray(each, dtype=float)) for each in (*counts, *exposures)]
    if len({each.shape for each in found}) != 1 or found[0].ndim != 1:
        raise ValueError("counts and exposures are one array each, of the same strata")
    if not all(np.isfinite(each).all() and (each >= 0).all() for each in found):
        raise ValueError("counts and exposures are finite and not negative")
    if any((each != np.floor(each)).any() for each in found[: len(counts)]):
        raise ValueError("counts are whole: give events, not rates")
    return found
