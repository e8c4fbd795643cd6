"""What became of people who were helped into work: placed, kept, paid better; of aggregates."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isfinite, log, nan, sqrt

from scipy.stats import norm

from counterpart.evaluation.intervals import Estimate, wilson
from counterpart.evaluation.intervals.estimate import check_count, check_level, check_part, missing


@dataclass(frozen=True, slots=True)
class Retention:
    """The share still in work: of those followed up, and if the others all left or all stayed.

    `least` and `most` are of all who were placed; they meet where everybody was followed up.
    """

    followed: Estimate
    least: float | None
    most: float | None


def retention(kept: int, followed_up: int, placed: int, level: float = 0.95) -> Retention:
    """Share of placements kept at a date, as six or twelve months, with Wilson's interval.

    Only those placed long enough ago belong to `placed`. Who left freely or went home is not kept,
    and no failure: it is recorded beside. ValueError where kept is above followed up, or that above
    placed.
    """
    check_part(kept, followed_up)
    check_part(followed_up, placed)
    if not placed:
        return Retention(missing("nobody was placed"), None, None)
    followed = (
        wilson(kept, followed_up, level) if followed_up else missing("nobody was followed up")
    )
    return Retention(followed, kept / placed, (kept + placed - followed_up) / placed)


def placement_rate(placed: int, seekers: int, level: float = 0.95) -> Estimate:
    """Share of the registered job seekers who were placed, with Wilson's interval."""
    return wilson(placed, seekers, level)


def wage_gain(
    after: float,
    before: float,
    n: int | None = None,
    deviation_after: float | None = None,
    deviation_before: float | None = None,
    correlation: float = 0.0,
    level: float = 0.95,
) -> Estimate:
    """The mean wage after placement over that before, of the same people in one price level.

    1.2 is 20 % more. With the standard deviations of the wages of `n` people the interval is that
    of the log ratio of the means (delta method); `correlation` is that of a person's two wages: 0,
    if it is not known, makes the interval wide. Without them low and high are NaN. NaN without
    wages before. It is no effect: wages rise for others, too. ValueError for what is no wage.
    """
    for name, wage in (("after", after), ("before", before)):
        if not isfinite(wage) or wage < 0:
            raise ValueError(f"the wage {name} is {wage}: give a mean of money, not negative")
    if not -1 <= correlation <= 1:
        raise ValueError(f"the correlation is {correlation}: it lies between -1 and 1")
    if not before:
        return missing("there was no wage before: a gain in money can be told, a ratio not")
    value = after / before
    if n is None or deviation_after is None or deviation_before is None:
        return Estimate(value, nan, nan, "no deviations of wages: no interval")
    if not check_count("n", n) or not after:
        return Estimate(value, nan, nan, "nobody, or no wage after: no interval")
    late, early = deviation_after / after, deviation_before / before
    if min(late, early) < 0:
        raise ValueError("standard deviations are not negative")
    error = sqrt(max(late**2 + early**2 - 2 * correlation * late * early, 0.0) / n)
    half = float(norm.isf((1 - check_level(level)) / 2)) * error
    return Estimate(value, exp(log(value) - half), exp(log(value) + half))
