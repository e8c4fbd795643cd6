"""Intervals of shares and counts: printed values, scipy, brute force, what they cover, ends."""

from __future__ import annotations

from math import inf, isnan

import numpy as np
import pytest
from scipy.stats import binom, binomtest, norm
from scipy.stats.contingency import odds_ratio

from counterpart.evaluation.intervals import (
    clopper_pearson,
    garwood,
    grouped_quantile,
    newcombe,
    rate_ratio,
    ratio_of_ratios,
    risk_ratio,
    wilson,
)

pytestmark = pytest.mark.filterwarnings("error")


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (0, 20), (7, 20), (20, 20), (3, 997)])
def test_shares_as_scipy_has_them(part: int, whole: int) -> None:
    test = binomtest(part, whole)
    for ours, method in ((wilson, "wilson"), (clopper_pearson, "exact")):
        found, theirs = ours(part, whole), test.proportion_ci(method=method)
        assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
        assert found.value == part / whole


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe 1998, table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
    ],
)
def test_differences_as_newcombe_prints_them(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    found = newcombe(*counts)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)
    back = newcombe(*counts[2:], *counts[:2])
    assert (-back.high, -back.low) == pytest.approx((found.low, found.high))


def likely(x: int, n: int, y: int, m: int, ratio: float) -> float:
    """The score statistic with the shares found by trying them all."""
    shares = np.linspace(1e-6, 1 - 1e-6, 400_001)
    other = shares / ratio
    shares, other = shares[other < 1], other[other < 1]
    fit = x * np.log(shares) + (n - x) * np.log1p(-shares)
    fit += y * np.log(other) + (m - y) * np.log1p(-other)
    p, q = shares[fit.argmax()], other[fit.argmax()]
    return float((x - n * p) ** 2 / (n * p * (1 - p)) + (y - m * q) ** 2 / (m * q * (1 - q)))


@pytest.mark.parametrize(
    "counts", [(36, 40, 16, 80), (3, 20, 20, 20), (10, 10, 30, 31), (7, 10, 30, 30), (0, 20, 5, 20)]
)
def test_the_ends_of_a_risk_ratio_have_the_score_of_the_level(
    counts: tuple[int, int, int, int],
) -> None:
    found = risk_ratio(*counts)
    for end in (found.low, found.high):
        if end:
            assert likely(*counts, end) == pytest.approx(norm.isf(0.025) ** 2, rel=2e-3)


def test_a_risk_ratio_with_zeros_and_wholes() -> None:
    # 2.94 and 7.15: Koopman 1984
    assert risk_ratio(36, 40, 16, 80).low == pytest.approx(2.94, abs=5e-3)
    assert risk_ratio(36, 40, 16, 80).high == pytest.approx(7.15, abs=5e-3)
    none, back = risk_ratio(0, 20, 5, 20), risk_ratio(5, 20, 0, 20)
    assert (none.value, none.low, back.value, back.high) == (0, 0, inf, inf)
    assert back.low == pytest.approx(1 / none.high)
    every = risk_ratio(20, 20, 20, 20)
    assert every.low == pytest.approx(1 / every.high) and every.value == 1
    assert isnan(risk_ratio(0, 3, 0, 4).value) and "zeros" in risk_ratio(0, 3, 0, 4).note


@pytest.mark.parametrize("count", [0, 1, 10, 250])
def test_garwoods_ends_leave_the_tails(count: int) -> None:
    from scipy.stats import poisson

    found = garwood(count, 4)
    assert found.value == count / 4
    assert poisson.cdf(count, found.high * 4) == pytest.approx(0.025)
    assert (
        found.low == 0
        if count == 0
        else poisson.sf(count - 1, found.low * 4) == pytest.approx(0.025)
    )


@pytest.mark.parametrize(("after", "before"), [(30, 12), (1, 9), (7, 7), (100_000, 90_000)])
def test_a_rate_ratio_is_the_share_after_given_the_sum(after: int, before: int) -> None:
    theirs = binomtest(after, after + before).proportion_ci(method="exact")
    found = rate_ratio(after, before, exposure_after=2, exposure_before=3)
    expected = [1.5 * end / (1 - end) for end in (theirs.low, theirs.high)]
    assert [found.low, found.high] == pytest.approx(expected, rel=1e-8)
    assert found.value == pytest.approx(1.5 * after / before)
    middle = rate_ratio(after, before, midp=True)
    share = middle.low / (1 + middle.low)
    tail = binom.sf(after, after + before, share) + binom.pmf(after, after + before, share) / 2
    assert tail == pytest.approx(0.025, rel=1e-6)


def test_the_interval_of_a_rate_ratio_covers() -> None:
    """All counts that two Poisson means of 6 and 4 give, each with its chance."""
    from scipy.stats import poisson

    for midp, least in ((False, 0.95), (True, 0.94)):
        covered = 0.0
        for after in range(25):
            for before in range(20):
                found = rate_ratio(after, before, midp=midp)
                held = isnan(found.value) or found.low <= 1.5 <= found.high
                covered += held * poisson.pmf(after, 6) * poisson.pmf(before, 4)
        assert covered >= least


@pytest.mark.parametrize("table", [(30, 12, 40, 35), (3, 1, 2, 5), (0, 5, 40, 35), (30, 0, 4, 3)])
def test_a_ratio_of_ratios_is_the_conditional_odds_ratio(table: tuple[int, int, int, int]) -> None:
    after, before, late, early = table
    theirs = odds_ratio([[after, before], [late, early]]).confidence_interval()
    found = ratio_of_ratios(*table, midp=False)
    assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), rel=1e-6)
    narrow = ratio_of_ratios(*table)
    assert found.low <= narrow.low <= narrow.value <= narrow.high <= found.high
    scaled = ratio_of_ratios(*table, exposure=(2, 1), comparison_exposure=(1, 3), midp=False)
    assert scaled.low == pytest.approx(found.low / 6)


def test_ratios_without_counts_say_so() -> None:
    assert "nothing was counted" in rate_ratio(0, 0).note
    assert (rate_ratio(0, 9).value, rate_ratio(0, 9).low, rate_ratio(9, 0).high) == (0, 0, inf)
    assert "periods" in ratio_of_ratios(0, 5, 0, 6).note
    assert "one of the two has no counts" in ratio_of_ratios(0, 0, 4, 6).note
    assert isnan(wilson(0, 0).value) and isnan(newcombe(1, 2, 0, 0).value)
    for wrong in ((-1, 3), (1.5, 3), (4, 3), (1, inf)):
        with pytest.raises(ValueError, match=r"whole count|a part is at most"):
            wilson(*wrong)
    with pytest.raises(ValueError, match="above 0"):
        garwood(3, 0)
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level=95)


def test_a_median_of_classes() -> None:
    found = grouped_quantile([0, 7, 30, 90, inf], [10, 20, 30, 5])
    # 32.5 of 65 cases: 2.5 of the 30 between 30 and 90 days
    assert found.value == pytest.approx(30 + 60 * 2.5 / 30)
    assert (found.class_low, found.class_high, found.n) == (30, 90, 65)
    assert found.low < 30 < found.value < found.high < 90
    open_ended = grouped_quantile([0, 7, inf], [3, 9])
    assert isnan(open_ended.value) and open_ended.high == inf and open_ended.class_low == 7
    assert "open class from 7" in open_ended.note
    assert "no case" in grouped_quantile([0, 1], [0]).note
    assert grouped_quantile([0, 1, 2, 3], [5, 0, 5]).value == 1
    with pytest.raises(ValueError, match="rise"):
        grouped_quantile([0, 7, 7], [1, 1])
    with pytest.raises(ValueError, match="2 classes have 3 limits"):
        grouped_quantile([0, 7], [1, 1])


def test_the_interval_of_a_median_covers() -> None:
    random = np.random.default_rng(3)
    bounds = np.linspace(0, 12, 241)
    held = 0
    for _ in range(400):
        counts, _ = np.histogram(random.exponential(1.0, 45).clip(max=11.9), bounds)
        found = grouped_quantile(bounds, counts)
        held += found.low <= np.log(2) <= found.high
    assert 0.93 <= held / 400 <= 1
