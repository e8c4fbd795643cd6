"""Sales like for like, and what happens outside the pair after a launch."""

from __future__ import annotations

from math import exp, isnan, log, nan

import numpy as np
import pytest
from scipy.stats import ttest_ind

from counterpart.evaluation.economic import chain_like_for_like, launch_spillover, like_for_like

# Rice is on record in both years, lamb came in March, millet ended after January.
BEFORE: list[list[float]] = [[10, 10, nan], [nan, nan, 20], [5, nan, nan]]
AFTER: list[list[float]] = [[11, 12, 99], [30, 30, 30], [nan, 7, nan]]


def test_only_cells_of_both_years() -> None:
    found = like_for_like(BEFORE, AFTER)
    assert found.growth == pytest.approx((11 + 12 + 30) / (10 + 10 + 20) - 1)
    assert found.raw == pytest.approx(219 / 45 - 1)
    assert found.share_before == pytest.approx(40 / 45)
    assert found.share_after == pytest.approx(53 / 219)
    assert found.products == 2
    # Like for like a thing only grows by itself: more products change nothing.
    more = like_for_like([*BEFORE, [nan] * 3], [*AFTER, [1e6] * 3])
    assert more.growth == found.growth and more.raw > found.raw


def test_sales_that_do_not_compare() -> None:
    assert isnan(like_for_like([nan, 1], [1, nan]).growth)
    assert isnan(like_for_like([], []).growth)
    assert isnan(like_for_like([0], [5]).growth)
    assert like_for_like([0], [5]).products == 1
    assert like_for_like([2], [-1]).growth == -1.5
    assert isnan(like_for_like([-2], [1]).growth)
    with pytest.raises(ValueError, match="same products"):
        like_for_like([1, 2], [1])


def test_a_chain_of_years() -> None:
    sales = np.array([[10, 10, nan], [12, 8, 40], [18, nan, 40], [nan, 1, nan], [1, 1, 1]])
    found = chain_like_for_like(sales)
    assert found.index[:3] == pytest.approx([1, 1, 58 / 52])
    assert np.isnan(found.index[3:]).all() and len(found.links) == 4
    # With everything on record the chain is the plain ratio.
    full = np.random.default_rng(1).uniform(1, 9, (5, 4, 12))
    assert chain_like_for_like(full).index == pytest.approx(full.sum(axis=(1, 2)) / full[0].sum())
    assert chain_like_for_like([[1, 2]]).index.tolist() == [1]
    with pytest.raises(ValueError, match="years, products"):
        chain_like_for_like([1, 2])


def test_spill_over_is_welchs_test_on_logarithms() -> None:
    random = np.random.default_rng(4)
    before, launched = random.lognormal(3, 1, 30), np.arange(30) < 9
    after = before * random.lognormal(0.1, 0.3, 30) * np.where(launched, 1.5, 1)
    found = launch_spillover(before, after, launched)
    growth = np.log(after / before)
    reference = ttest_ind(growth[launched], growth[~launched], equal_var=False)
    interval = reference.confidence_interval(0.95)
    assert found.difference == pytest.approx(growth[launched].mean() - growth[~launched].mean())
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert found.factor == pytest.approx(exp(found.difference))
    assert (found.launched, found.others, found.left_out) == (9, 21, 0)


def test_spill_over_of_few() -> None:
    none = launch_spillover([1, 1], [2, 2], [False, False])
    assert isnan(none.difference) and none.reason
    one = launch_spillover([1, 1, 1], [4, 2, 2], [True, False, False])
    assert (
        one.difference == pytest.approx(log(2)) and isnan(one.low) and "one product" in one.reason
    )
    still = launch_spillover([1] * 4, [2, 2, 1, 1], [True, True, False, False])
    assert still.low == still.high == pytest.approx(log(2))
    # A product that sold nothing before has no growth; it is left out and counted.
    new = launch_spillover([0, 1, 1, 1, 1], [9, 2, 2, 1, 1], [True, True, True, False, False])
    assert (new.launched, new.left_out) == (2, 1)
    assert launch_spillover([nan, 1], [1, 1], [True, False]).left_out == 1
    for arguments, words in [
        (([1], [1, 2], [True]), "same products"),
        (([-1], [1], [True]), "not negative"),
    ]:
        with pytest.raises(ValueError, match=words):
            launch_spillover(*arguments)
    with pytest.raises(ValueError, match="coverage"):
        launch_spillover([1], [1], [True], coverage=1)
