"""Bounds: exact extremes against a grid, draws against closed forms, open bounds stay open."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation.economic import herfindahl
from counterpart.evaluation.intervals import (
    Shape,
    Stated,
    at_corners,
    drawn,
    share_of_whole,
    share_with_rest,
)

BOUNDS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


def stated(bounds: list[int]) -> Stated:
    return Stated(sum(bounds) / 2, *bounds)


@given(BOUNDS, BOUNDS)
def test_shares_reach_their_bounds(part: list[int], rest: list[int]) -> None:
    found = share_with_rest(stated(part), stated(rest))
    grid = [np.linspace(low, high, 7) for low, high in (part, rest)]
    reached = [one / (one + other) for one, other in product(*grid) if one + other]
    if found.low is not None and found.high is not None and part[0] + rest[0]:
        assert (found.low, found.high) == pytest.approx((min(reached), max(reached)))


@given(BOUNDS, BOUNDS)
def test_a_part_stays_in_its_whole(part: list[int], whole: list[int]) -> None:
    if part[0] > whole[1]:
        with pytest.raises(ValueError, match="the part is at least"):
            share_of_whole(stated(part), stated(whole))
        return
    found = share_of_whole(stated(part), stated(whole))
    steps = [np.linspace(low, high, 5) for low, high in (part, whole)]
    grid = np.unique(np.concatenate(steps))
    reached = [
        one / all_
        for one, all_ in product(grid, grid)
        if part[0] <= one <= part[1] and whole[0] <= all_ <= whole[1] and 0 < all_ >= one
    ]
    if reached and whole[0]:
        assert (found.low, found.high) == pytest.approx((min(reached), max(reached)))


def test_shares_with_open_bounds() -> None:
    over = share_with_rest(Stated(40, 40, None), Stated(60, 55, 60))
    assert (over.value, over.low, over.high) == (0.4, 0.4, 1)
    assert share_with_rest(Stated(40, None, 40), Stated(60, 60, None)).low == 0
    assert share_with_rest(Stated(0, 0, 0), Stated(0, 0, 0)).value is None
    assert share_of_whole(Stated(4, 4, None), Stated(10, 10, None)).low == 0
    assert share_of_whole(Stated(4, 4, None), Stated(10, 9, 10)).high == 1
    for wrong in (Stated(-1, -1, 0), Stated(1, 2, 1)):
        with pytest.raises(ValueError, match=r"negative|exchange"):
            share_with_rest(wrong, Stated(1, 1, 1))


def test_corners_of_functions_that_run_one_way() -> None:
    inputs = {"a": Stated(2, 1, 3), "b": Stated(4, 2, 5)}
    found = at_corners(lambda a, b: a / b, inputs)
    assert (found.value, found.low, found.high) == (0.5, 0.2, 1.5)
    falling = at_corners(lambda a, b: b - a * b, inputs)
    assert (falling.low, falling.high) == (-10, 0)
    hole = at_corners(lambda a, b: None if a == 3 else a / b, inputs)
    assert (hole.value, hole.low, hole.high) == (0.5, None, None) and "2 of 4" in hole.reason
    opened = at_corners(lambda a, b: a + b, inputs | {"b": Stated(4, 2, None)})
    assert (opened.value, opened.low) == (6, None) and opened.reason == "no bound of b is known"
    many = {f"x{number}": Stated(0, 0, 1) for number in range(17)}
    with pytest.raises(ValueError, match="draw instead"):
        at_corners(lambda **given: sum(given.values()), many)


def triangular(share: float) -> float:
    """Over 0 to 10 with its peak at 4: up to it F = x^2 / 40, beyond it 1 - (10 - x)^2 / 60."""
    return float((40 * share) ** 0.5 if share < 0.4 else 10 - (60 * (1 - share)) ** 0.5)


@pytest.mark.parametrize(
    ("shape", "quantile"),
    [
        ("uniform", lambda share: 10 * share),
        ("triangular", triangular),
    ],
)
def test_draws_have_the_shape_they_should(shape: Shape, quantile: Callable[[float], float]) -> None:
    for coverage in (0.95, 0.5):
        found = drawn(
            lambda x: x,
            {"x": Stated(4, 0, 10)},
            20_000,
            1,
            shape,
            coverage,
        )
        ends = [quantile((1 - coverage) / 2), quantile((1 + coverage) / 2)]
        assert [found.low, found.high] == pytest.approx(ends, abs=0.15)
        assert found.value == 4 and f"{shape} draws" in found.method and "seed 1" in found.method


def test_draws_of_a_function_that_turns_back() -> None:
    # x(1 - x) peaks inside: corners would say 0 to 0.09.
    found = drawn(lambda x: x * (1 - x), {"x": Stated(0.5, 0, 0.9)}, coverage=1)
    assert found.high == pytest.approx(0.25, abs=1e-4) and found.low == pytest.approx(0, abs=0.01)
    shares = Stated([30, 30, 40], [25, 25, 40], [35, 35, 40])
    several = drawn(lambda shares: herfindahl(shares), {"shares": shares}, 500)
    assert several.low is not None and several.high is not None and several.value is not None
    assert 1 / 3 < several.low < several.value < several.high < 0.37
    again = drawn(lambda shares: herfindahl(shares), {"shares": shares}, 500)
    assert again == several
    fixed = drawn(lambda x: x, {"x": Stated(2, 2, 2)}, 10, shape="triangular")
    assert fixed.low == fixed.high == 2


def test_draws_that_have_no_value() -> None:
    opened = drawn(lambda x: x, {"x": Stated(4, 4, None)})
    assert (opened.value, opened.low, opened.high) == (4, None, None) and "of x" in opened.reason
    some = Stated([1, 2], [1, nan], [1, 3])
    assert drawn(lambda x: float(np.sum(x)), {"x": some}).low is None
    half = drawn(lambda x: None if x < 1 else x, {"x": Stated(1, 0, 2)}, 1000)
    assert half.low is not None and half.low >= 1 and "draws, which are left out" in half.reason
    assert drawn(lambda x: None, {"x": Stated(1, 0, 2)}, 5).reason == "no draw gives a value"
    for inputs, shape, words in [
        ({"x": Stated(1, 2, 0)}, "uniform", "bounds of x"),
        ({"x": Stated(9, 0, 2)}, "triangular", "bounds of x"),
        ({"x": Stated(1, 0, 2)}, "normal", "triangular"),
    ]:
        with pytest.raises(ValueError, match=words):
            drawn(lambda x: x, inputs, shape=shape)  # type: ignore[arg-type]
