"""Structure, concentration and inequality beside each other: hand arithmetic, laws, brute force."""

from __future__ import annotations

from itertools import permutations, product
from math import exp, isnan, log, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation import economic
from counterpart.evaluation.intervals import Stated
from tests.evaluation.cases import columns, expected, needs_cases

SECTORS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6)


def test_quotients_by_hand() -> None:
    found = economic.location_quotients([30, 10, 0], [100, 200, 100])
    assert found.tolist() == [3, 0.5, 0]
    assert np.isnan(economic.location_quotients([1, 1], [1, 0])).tolist() == [False, True]
    assert np.isnan(economic.location_quotients([0, 0], [1, 1])).all()
    assert economic.sector_shares([1, 3]).tolist() == [0.25, 0.75]
    assert economic.location_quotients([2, 3], [20, 30]).tolist() == [1, 1]


def test_difference_of_structures() -> None:
    assert economic.structural_difference([1, 2], [10, 20]) == 0
    assert economic.structural_difference([1, 0], [0, 1]) == 2
    assert economic.structural_difference([3, 1], [1, 1]) == pytest.approx(0.5)
    assert isnan(economic.structural_difference([0], [1]))
    assert isnan(economic.structural_difference([], []))


def test_funds_in_what_a_place_is_good_at() -> None:
    assert economic.share_in_specialised([6, 3, 1], [30, 10, 0], [100, 200, 100]) == 0.6
    assert economic.share_in_specialised([6, 4], [1, 1], [1, 1]) == 0
    # A sector that only the place has cannot be compared: not specialised.
    assert economic.share_in_specialised([6, 4], [1, 1], [0, 1]) == 0
    assert isnan(economic.share_in_specialised([0, 0], [1, 2], [1, 1]))


def test_a_share_that_rises_by_contraction() -> None:
    found = economic.contraction_check([20, 80], [18, 42])
    assert found.by_contraction.tolist() == [True, False]
    assert found.change[0] == pytest.approx(0.1)
    assert found.own[0] < 0 < found.others[0]
    grown = economic.contraction_check([20, 80], [40, 80])
    assert not grown.by_contraction.any()
    assert grown.own[0] == pytest.approx(grown.change[0]) and grown.others[0] == pytest.approx(0)
    empty = economic.contraction_check([0, 0], [1, 1])
    assert np.isnan(empty.change).all() and not empty.by_contraction.any()


@given(SECTORS)
def test_the_two_parts_of_a_change(sectors: list[tuple[int, int]]) -> None:
    before, after = np.array(sectors, dtype=float).T
    found = economic.contraction_check(before, after)
    if not before.sum() or not after.sum():
        return
    assert found.own + found.others == pytest.approx(found.change)
    assert found.change.sum() == pytest.approx(0, abs=1e-12)
    # A sector that keeps its size moves nothing by itself.
    assert np.abs(found.own[before == after]).max(initial=0) == pytest.approx(0, abs=1e-12)
    assert (np.sign(found.own) * np.sign(after - before) >= 0)[np.abs(found.own) > 1e-12].all()


def test_the_parts_are_the_mean_of_both_orders() -> None:
    before, after = {"own": 20.0, "rest": 80.0}, {"own": 30.0, "rest": 50.0}
    moved = {"own": 0.0, "rest": 0.0}
    for order in permutations(moved):
        now = dict(before)
        for name in order:
            was = now["own"] / sum(now.values())
            now[name] = after[name]
            moved[name] += (now["own"] / sum(now.values()) - was) / 2
    found = economic.contraction_check([20, 80], [30, 50])
    assert found.own[0] == pytest.approx(moved["own"])
    assert found.others[0] == pytest.approx(moved["rest"])


@needs_cases
def test_the_entropy_of_the_guidelines() -> None:
    case = expected("hhi_shannon_doj")
    shares = [float(each) for each in columns("hhi_shannon_doj", "shares.csv")["share"]]
    assert economic.shannon(shares) == pytest.approx(case["shannon"]["value"], abs=1e-12)
    assert economic.evenness(shares) == pytest.approx(case["pielou"]["value"], abs=1e-12)
    assert economic.entropy_number(shares) == pytest.approx(exp(case["shannon"]["value"]))


def test_the_ends_of_entropy() -> None:
    assert economic.shannon([7]) == 0 and economic.entropy_number([7]) == 1
    assert economic.shannon([2, 2, 0]) == pytest.approx(log(2))
    assert economic.evenness([2, 2, 0]) == pytest.approx(1)
    assert isnan(economic.evenness([7])) and isnan(economic.shannon([]))
    assert isnan(economic.effective_number([0])) and isnan(economic.entropy_number([0, 0]))
    with pytest.raises(ValueError, match="negative"):
        economic.shannon([-1, 2])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), min_size=1, max_size=3)
)
def test_extremes_of_concentration(bounds: list[list[int]]) -> None:
    low, high = np.array(bounds, dtype=float).T
    found = economic.herfindahl_interval(Stated((low + high) / 2, low, high))
    if not high.any():
        assert found.low is found.high is None
        return
    grid = [np.linspace(*each, 25) for each in zip(low, high, strict=True)]
    amounts = np.array([each for each in product(*grid) if sum(each)])
    reached = (amounts**2).sum(axis=1) / amounts.sum(axis=1) ** 2
    assert found.low is not None and found.high is not None
    assert found.high == pytest.approx(reached.max())
    # A grid comes near the least, which lies inside; it never goes below it.
    assert reached.min() - 0.01 <= found.low <= reached.min() + 1e-12


def test_concentration_between_bounds() -> None:
    found = economic.herfindahl_interval(Stated([4, 6], [3, 6], [8, 6]))
    assert found.value == pytest.approx(0.52)
    assert (found.low, found.high) == pytest.approx((0.5, 45 / 81))
    opened = economic.herfindahl_interval(Stated([4, 6], [3, nan], [8, 6]))
    assert (opened.low, opened.high) == (None, None) and "not known" in opened.reason
    many = economic.herfindahl_interval(Stated([1] * 17, [0] * 17, [2] * 17))
    assert many.low == pytest.approx(1 / 17) and many.high is None and "17 uncertain" in many.reason
    with pytest.raises(ValueError, match="not negative"):
        economic.herfindahl_interval(Stated([1], [2], [1]))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), min_size=1, max_size=6))
def test_gini_is_half_the_mean_difference(places: list[tuple[int, int]]) -> None:
    values, heads = zip(*places, strict=True)
    people = np.repeat(values, heads).astype(float)
    found = economic.gini(values, heads)
    if not people.any():
        assert isnan(found)
        return
    apart = np.abs(people[:, None] - people).mean()
    assert found == pytest.approx(apart / people.mean() / 2, abs=1e-12)


def test_inequality_without_places() -> None:
    assert isnan(economic.gini([])) and isnan(economic.theil([]).total)
    assert economic.gini([5]) == 0 and economic.gini([0, 0, 0, 9]) == 0.75
    with pytest.raises(ValueError, match="negative"):
        economic.gini([-1, 2])
    with pytest.raises(ValueError, match="a group to each place"):
        economic.theil([1, 2], groups=["x"])


@pytest.mark.parametrize("wrong", [([1], [1, 2]), ([-1], [1]), ([nan], [1]), ([[1]], [[1]])])
def test_sectors_that_do_not_fit(wrong: tuple[list[float], list[float]]) -> None:
    for each in (
        economic.location_quotients,
        economic.structural_difference,
        economic.contraction_check,
    ):
        with pytest.raises(ValueError, match=r"same sectors|not negative"):
            each(*wrong)
