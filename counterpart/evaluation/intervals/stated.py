"""Bounds of a result from stated bounds of its inputs: exact where extremes are known, else drawn.

Measures that rise or fall in each input are carried exactly by their declaration. Here are the
others: shares, whose part lies in their whole; functions whose extremes lie at corners; and draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Shape = Literal["uniform", "triangular"]
# 65,536 corners: more are no longer looked at one by one.
MOST_INPUTS = 16


@dataclass(frozen=True, slots=True)
class Stated:
    """An input between its stated bounds; None (in an array: NaN) is a bound that is not known.

    Numbers, or arrays of one shape for an input of several figures.
    """

    value: ArrayLike
    low: ArrayLike | None
    high: ArrayLike | None


@dataclass(frozen=True, slots=True)
class Interval:
    """A value between bounds, how these were found, and why one of them is open (None)."""

    value: float | None
    low: float | None
    high: float | None
    method: str
    reason: str = ""


def share_with_rest(part: Stated, rest: Stated) -> Interval:
    """Exact extremes of part / (part + rest): it rises with the part and falls with the rest.

    Both are independent and not negative; part and whole taken as independent would be too wide.
    Where a bound is not known the share may reach 0 or 1. ValueError for negative amounts.
    """
    (one, one_low, one_high), (other, other_low, other_high) = _amounts(part), _amounts(rest)
    return Interval(
        _share(one, other),
        _share(one_low or 0.0, other_high),
        _share(one_high, other_low or 0.0),
        "exact extremes over the stated bounds of the part and of the rest",
    )


def share_of_whole(part: Stated, whole: Stated) -> Interval:
    """Exact extremes of part / whole where the part lies in the whole, so never above 1.

    Both vary within their bounds as far as part <= whole allows. ValueError for negative amounts,
    or where the bounds leave no part that fits into the whole.
    """
    (one, one_low, one_high), (all_, all_low, all_high) = _amounts(part), _amounts(whole)
    if one_low is not None and all_high is not None and one_low > all_high:
        raise ValueError(
            f"the part is at least {one_low:g}, the whole at most {all_high:g}: state both of "
            "the same period and place"
        )
    low = 0.0 if one_low is None or all_high is None else _over(one_low, all_high)
    high = 1.0 if one_high is None or not all_low else min(1.0, one_high / all_low)
    value = None if one is None or all_ is None or one > all_ else _over(one, all_)
    return Interval(value, low, high, "exact extremes over stated bounds, the part in its whole")


def at_corners(function: Callable[..., float | None], inputs: Mapping[str, Stated]) -> Interval:
    """Exact extremes of a function that is monotone in each input, whichever way: at the corners.

    `function` takes the inputs by name as numbers. Open bounds leave both ends open, since the
    direction is not known here. ValueError for more than 16 uncertain inputs.
    """
    method = "exact extremes at the corners of the stated bounds"
    value = _number(function(**{name: float(np.asarray(it.value)) for name, it in inputs.items()}))
    unknown = _open(inputs)
    if unknown:
        return Interval(value, None, None, method, f"no bound of {', '.join(unknown)} is known")
    ends = {
        name: sorted({float(np.asarray(it.low)), float(np.asarray(it.high))})
        for name, it in inputs.items()
    }
    if sum(len(each) > 1 for each in ends.values()) > MOST_INPUTS:
        raise ValueError(f"more than {MOST_INPUTS} uncertain inputs: draw instead")
    found = [
        _number(function(**dict(zip(ends, corner, strict=True))))
        for corner in product(*ends.values())
    ]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        reason = f"no value at {len(found) - len(known)} of {len(found)} corners"
        return Interval(value, None, None, method, reason)
    return Interval(value, min(known), max(known), method)


def drawn(
    function: Callable[..., float | None],
    inputs: Mapping[str, Stated],
    draws: int = 2000,
    seed: int = 0,
    shape: Shape = "uniform",
    coverage: float = 0.95,
) -> Interval:
    """The central `coverage` of results when each input is drawn between its stated bounds.

    "uniform" gives all between the bounds the same weight, "triangular" peaks at the value. Inputs
    are independent, and one that a function uses twice is drawn once. An open bound cannot be drawn
    from: both ends are open then. ValueError for bounds in the wrong order or no such shape.
    JCGM 101:2008 (propagation of distributions).
    """
    if draws < 1 or not 0 < coverage <= 1 or shape not in ("uniform", "triangular"):
        raise ValueError("give 1 draw or more, a coverage over 0 up to 1, uniform or triangular")
    method = f"{draws:,} {shape} draws between stated bounds, central {coverage:.0%}, seed {seed}"
    value = _number(function(**{name: _plain(_array(it.value)) for name, it in inputs.items()}))
    unknown = _open(inputs)
    if unknown:
        return Interval(value, None, None, method, f"no bound of {', '.join(unknown)} is known")
    random = np.random.default_rng(seed)
    found = [_number(function(**each)) for each in _draws(inputs, draws, shape, random)]
    known = np.array([each for each in found if each is not None])
    if not known.size:
        return Interval(value, None, None, method, "no draw gives a value")
    low, high = np.quantile(known, [(1 - coverage) / 2, (1 + coverage) / 2])
    lost = draws - known.size
    reason = f"no value in {lost:,} of {draws:,} draws, which are left out" if lost else ""
    return Interval(value, float(low), float(high), method, reason)


def _draws(
    inputs: Mapping[str, Stated], draws: int, shape: Shape, random: np.random.Generator
) -> Iterator[dict[str, float | NDArray[np.float64]]]:
    ends = {
        name: (_array(it.value), _array(it.low), _array(it.high)) for name, it in inputs.items()
    }
    for name, (value, low, high) in ends.items():
        if (low > high).any() or (shape == "triangular" and ((value < low) | (value > high)).any()):
            raise ValueError(f"bounds of {name}: low, value and high in this order")
    for _ in range(draws):
        one = {}
        for name, (value, low, high) in ends.items():
            where = random.random(value.shape)
            if shape == "uniform":
                drawn_value = low + where * (high - low)
            else:
                rising = low + np.sqrt(where * (high - low) * (value - low))
                falling = high - np.sqrt((1 - where) * (high - low) * (high - value))
                drawn_value = np.where(where * (high - low) < value - low, rising, falling)
            one[name] = _plain(drawn_value)
        yield one


def _array(numbers: ArrayLike | None) -> NDArray[np.float64]:
    return np.asarray(np.nan if numbers is None else numbers, dtype=float)


def _plain(array: NDArray[np.float64]) -> float | NDArray[np.float64]:
    return array if array.ndim else float(array)


def _open(inputs: Mapping[str, Stated]) -> list[str]:
    """The inputs that lack a bound."""
    return [
        name
        for name, it in inputs.items()
        if not (np.isfinite(_array(it.low)).all() and np.isfinite(_array(it.high)).all())
    ]


def _number(result: float | None) -> float | None:
    return None if result is None or not isfinite(result) else float(result)


def _amounts(stated: Stated) -> tuple[float | None, float | None, float | None]:
    found = [_number(float(_array(each))) for each in (stated.value, stated.low, stated.high)]
    if any(each is not None and each < 0 for each in found):
        raise ValueError("a share is of amounts that are not negative: net returns first")
    value, low, high = found
    if low is not None and high is not None and low > high:
        raise ValueError(f"the low bound {low:g} is above the high bound {high:g}: exchange them")
    return value, low, high


def _share(part: float | None, rest: float | None) -> float | None:
    """part / (part + rest), with None as without end."""
    if part is None and rest is None:
        return None
    if part is None:
        return 1.0
    if rest is None:
        return 0.0
    return part / (part + rest) if part + rest else None


def _over(part: float, whole: float) -> float | None:
    return part / whole if whole else None
