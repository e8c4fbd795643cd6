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
from numpy.typing import NDArray

from counterpart.evaluation import intervals
from counterpart.evaluation.measure import Answer, Bounds, Measure
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
    """The exact extremes of a function that rises or falls in each input.

    An optional input that is missing is so at both ends.
    """
    asked = {name for name, each in inputs.items() if not _left_out(measure, name, each)}
    ends: list[float | None] = []
    for rising in ("low", "high"):
        falling = "high" if rising == "low" else "low"
        at = {
            name: getattr(each, rising if name in measure.rises else falling)
            for name, each in inputs.items()
        }
        known = None not in [at[name] for name in asked]
        ends.append(value_of(measure.function(**at)) if known else None)
    return ends[0], ends[1]


def drawn(function: Callable[..., Any], inputs: Mapping[str, Input]) -> Bounds:
    """The middle 95 % of the function at DRAWS points between the bounds of its inputs."""
    uncertain = {name: each for name, each in inputs.items() if _spread(each)}
    keys = {name: tuple(each.value) for name, each in uncertain.items() if _parted(each)}

    def at(**points: float | NDArray[np.float64]) -> float | None:
        given = {name: each.value for name, each in inputs.items()}
        for name, point in points.items():
            parts = dict(zip(keys.get(name, ()), np.atleast_1d(point).tolist(), strict=False))
            given[name] = parts if name in keys else point
        return value_of(function(**given))

    found = intervals.drawn(
        at, {name: _stated(each) for name, each in uncertain.items()}, DRAWS, SEED
    )
    return found.low, found.high


def value_of(given: float | Answer | None) -> float | None:
    """The value of what a function gives."""
    return given.value if isinstance(given, Answer) else given


def _left_out(measure: Measure, name: str, given: Input) -> bool:
    return name in measure.optional and given.value is None


def _stated(given: Input) -> intervals.Stated:
    """An input for drawing: a number, or the figures of a dict in the order of its keys."""
    if not _parted(given):
        return intervals.Stated(given.value, given.low, given.high)
    value, low, high = ([of[key] for key in given.value] for of in
                        (given.value, given.low, given.high))  # fmt: skip
    return intervals.Stated(value, low, high)


def _parted(given: Input) -> bool:
    """Whether an input is a dict of figures."""
    value = given.value
    return isinstance(value, Mapping) and all(isinstance(each, float) for each in value.values())


def _spread(given: Input) -> bool:
    """Whether an input has bounds that are not its value, or open ones."""
    if _parted(given):
        return (given.low, given.high) != (given.value, given.value)
    return isinstance(given.value, float) and (given.low, given.high) != (given.value,) * 2


def _open(given: Input) -> bool:
    return given.low is None or given.high is None
