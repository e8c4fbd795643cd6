"""Bounds of a measure from the bounds of its inputs: exact where that can be, otherwise drawn.

A monotone function takes its extremes at the ends of its inputs. Where a measure gives its own
`extremes` they are exact as well. Any other function is asked at random points between the stated
bounds, inputs taken as independent and every value between its bounds as equally likely: that is a
convention, not knowledge, and the result says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from counterpart.evaluation.measure import Bounds, Estimate, Measure
from counterpart.evaluation.reads.input import Input

DRAWS = 200
SEED = 0
STATED, DRAWN = "stated bounds", "drawn within stated bounds"


def bounds(measure: Measure, inputs: Mapping[str, Input]) -> tuple[Bounds, str | None]:
    """Low and high of a value, and what they are; (None, None), None where there are none.

    A bound is None where an input that it needs is open.
    """
    if not set(inputs) - {*measure.rises, *measure.falls}:
        return monotone(measure, inputs), STATED
    if measure.extremes:
        ends = {name: (each.low, each.high) for name, each in inputs.items()}
        return measure.extremes(**ends), STATED
    uncertain = [name for name, each in inputs.items() if _spread(each)]
    if not uncertain:
        return (None, None), None
    if any(_open(inputs[name]) for name in uncertain):
        return (None, None), None
    return drawn(measure.function, inputs), DRAWN


def monotone(measure: Measure, inputs: Mapping[str, Input]) -> Bounds:
    """The exact extremes of a function that rises or falls in each input."""
    ends: list[float | None] = []
    for rising in ("low", "high"):
        falling = "high" if rising == "low" else "low"
        at = {
            name: getattr(each, rising if name in measure.rises else falling)
            for name, each in inputs.items()
        }
        known = None not in at.values()
        ends.append(value_of(measure.function(**at)) if known else None)
    return ends[0], ends[1]


def drawn(function: Callable[..., Any], inputs: Mapping[str, Input]) -> Bounds:
    """The middle 95 % of the function at DRAWS points between the bounds of its inputs."""
    chance = np.random.default_rng(SEED)
    found = []
    for _ in range(DRAWS):
        points = {name: _point(each, chance) for name, each in inputs.items()}
        value = value_of(function(**points))
        if value is not None:
            found.append(value)
    if not found:
        return None, None
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def value_of(given: float | Estimate | None) -> float | None:
    """The value of what a function gives."""
    return given.value if isinstance(given, Estimate) else given


def _point(given: Input, chance: np.random.Generator) -> Any:
    if not _spread(given):
        return given.value
    if isinstance(given.value, Mapping):
        return {key: float(chance.uniform(given.low[key], given.high[key])) for key in given.value}
    return float(chance.uniform(given.low, given.high))


def _spread(given: Input) -> bool:
    """Whether an input has bounds that are not its value, or open ones."""
    if isinstance(given.value, Mapping):
        if not all(isinstance(each, float) for each in given.value.values()):
            return False
        return given.low is not None and given.high is not None and given.low != given.high
    return isinstance(given.value, float) and (given.low, given.high) != (given.value,) * 2


def _open(given: Input) -> bool:
    if isinstance(given.value, Mapping):
        return False
    return given.low is None or given.high is None
