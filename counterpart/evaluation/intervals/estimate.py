"""A value with its interval, or the reason there is none; what counts and levels must be."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, nan


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value between `low` and `high`; what cannot be computed is NaN, with the reason in `note`.

    `high` is infinite where nothing bounds the value from above.
    """

    value: float
    low: float
    high: float
    note: str = ""


def missing(reason: str) -> Estimate:
    """No value, and why."""
    return Estimate(nan, nan, nan, reason)


def check_level(level: float) -> float:
    """A confidence level, or ValueError."""
    if not 0 < level < 1:
        raise ValueError(f"the level lies between 0 and 1, as 0.95; it is {level}")
    return level


def check_count(name: str, count: float) -> float:
    """A whole count, or ValueError."""
    if not isfinite(count) or count < 0 or count != int(count):
        raise ValueError(f"{name} is {count}: give a whole count, not negative")
    return float(count)


def check_part(part: float, whole: float) -> tuple[float, float]:
    """A count and the whole it is a part of, or ValueError."""
    check_count("the part", part)
    check_count("the whole", whole)
    if part > whole:
        raise ValueError(f"{part} of {whole}: a part is at most the whole; count both in one unit")
    return float(part), float(whole)


def check_exposure(name: str, exposure: float) -> float:
    """A positive exposure (months, persons), or ValueError."""
    if not isfinite(exposure) or exposure <= 0:
        raise ValueError(f"{name} is {exposure}: give the time or the people observed, above 0")
    return float(exposure)
