"""Capability, volumes and equal treatment: closed forms, enumeration, coverage, ends."""

from __future__ import annotations

from itertools import combinations
from math import exp, inf, isnan, log, sqrt

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, logit
from scipy.stats import fisher_exact

from counterpart.evaluation.intervals import garwood, rate_ratio, ratio_of_ratios, risk_ratio
from counterpart.evaluation.social import (
    equal_treatment,
    learning_curve,
    mantel_haenszel,
    standardised_rate,
    volume_ratio,
)

pytestmark = pytest.mark.filterwarnings("error")


def test_two_times_have_the_trend_of_their_odds() -> None:
    found = learning_curve([2020, 2024], [20, 60], [80, 80])
    slope = (logit(0.75) - logit(0.25)) / 4
    error = sqrt((1 / 20 + 1 / 60 + 1 / 60 + 1 / 20) / 16)
    assert found.trend.value == pytest.approx(slope)
    assert found.trend.high == pytest.approx(slope + 1.959964 * error)
    assert found.fitted == pytest.approx((0.25, 0.75)) and isnan(found.dispersion)
    assert found.independence.note == "not reached" and isnan(found.independence.value)
    assert found.independence.low < 2024 < found.independence.high
    half = learning_curve([2024, 2020], [60, 20], [80, 80], threshold=0.5).independence
    assert half.value == pytest.approx(2022) and half.low < 2022 < half.high


def test_the_trend_is_the_most_likely_one() -> None:
    time = np.arange(8.0)
    local, total = np.array([1, 2, 2, 6, 7, 9, 11, 14]), np.array([12, 14, 9, 15, 12, 14, 13, 15])

    def unlikely(at: np.ndarray) -> float:
        share = expit(at[0] + at[1] * time)
        return -float((local * np.log(share) + (total - local) * np.log1p(-share)).sum())

    best = minimize(unlikely, np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-9}).x
    found = learning_curve(time, local, total)
    assert found.trend.value == pytest.approx(best[1], abs=1e-5)
    assert found.independence.value == pytest.approx((logit(0.8) - best[0]) / best[1], abs=1e-4)
    assert found.table.column("share").to_pylist() == pytest.approx(list(local / total))
    # a time and a threshold that the curve passes there: the test of it is at its limit
    shifted = learning_curve(time * 12 + 24_000, local, total)
    assert shifted.independence.value == pytest.approx(found.independence.value * 12 + 24_000)
    assert shifted.independence.high == pytest.approx(found.independence.high * 12 + 24_000)


def test_the_interval_of_a_trend_covers() -> None:
    random, time, held, reached = np.random.default_rng(2), np.arange(10.0), 0, 0
    total = np.full(10, 30)
    for _ in range(300):
        local = random.binomial(total, expit(-2 + 0.5 * time))
        found = learning_curve(time, local, total)
        held += found.trend.low <= 0.5 <= found.trend.high
        at = (2 + log(4)) / 0.5
        reached += found.independence.low <= at <= found.independence.high
    assert held >= 0.93 * 300 and reached >= 0.93 * 300


def test_where_there_is_no_trend() -> None:
    for local, total, reason in (
        ([0, 0, 0], [5, 6, 7], "none so far"),
        ([5, 6, 7], [5, 6, 7], "all of them"),
        ([0, 0, 7], [5, 6, 7], "no bound"),
        ([1, 0, 0], [5, 0, 0], "fewer than two times"),
    ):
        found = learning_curve([1, 2, 3], local, total)
        assert isnan(found.trend.value) and reason in found.trend.note
        assert found.table.num_rows == 3
    assert "fewer than two" in learning_curve([], [], []).trend.note
    falling = learning_curve([1, 2, 3], [9, 6, 2], [10, 10, 10])
    assert falling.independence.note == "not reached" and falling.independence.high == inf
    with pytest.raises(ValueError, match="same times"):
        learning_curve([1, 2], [1], [2])
    with pytest.raises(ValueError, match="at most the whole"):
        learning_curve([1, 2], [3, 1], [2, 2])
    with pytest.raises(ValueError, match="threshold"):
        learning_curve([1, 2], [1, 1], [2, 2], threshold=80)


def test_a_volume_beyond_its_comparison() -> None:
    found = volume_ratio(100, 163, [(80, 100), (120, 130)], months=(12, 6))
    assert found.own == rate_ratio(163, 100, 6, 12, midp=True)
    assert found.own.value == pytest.approx(3.26)
    assert found.comparison.value == pytest.approx(2 * 230 / 200)
    assert found.beyond == ratio_of_ratios(163, 100, 230, 200)
    assert found.beyond.value == pytest.approx(1.63 / 1.15)
    alone = volume_ratio(100, 163)
    assert isnan(alone.beyond.value) and "rebound" in alone.beyond.note
    assert volume_ratio(0, 5).own.value == inf


def test_strata_of_case_mix() -> None:
    one = mantel_haenszel([30], [12], [2], [3])
    assert one.value == pytest.approx(30 / 12 * 1.5)
    assert one.high == pytest.approx(exp(log(3.75) + 1.959964 * sqrt(1 / 30 + 1 / 12)))
    # within each stratum the rate doubles; the mix shifts to the rare one, so the crude one falls
    after, before = np.array([20, 40]), np.array([90, 2])
    late, early = np.array([100, 1000]), np.array([900, 100])
    crude = (60 / 1100) / (92 / 1000)
    found = mantel_haenszel(after, before, late, early)
    assert crude < 1 < found.low < found.value == pytest.approx(2)
    rates = [standardised_rate(*each, [1, 1]).value for each in ((after, late), (before, early))]
    assert rates[0] / rates[1] == pytest.approx(2)
    assert mantel_haenszel([3], [0], [1], [1]).value == inf
    assert "no stratum" in mantel_haenszel([3, 0], [0, 2], [1, 0], [0, 1]).note
    with pytest.raises(ValueError, match="whole"):
        mantel_haenszel([0.5], [1], [1], [1])
    with pytest.raises(ValueError, match="same strata"):
        mantel_haenszel([1, 2], [1], [1], [1])


def test_a_standardised_rate_of_one_stratum_is_exact() -> None:
    for count in (0, 3, 40):
        found, exact = standardised_rate([count], [8], [5]), garwood(count, 8)
        assert (found.value, found.low, found.high) == pytest.approx(
            (exact.value, exact.low, exact.high)
        )
    assert "not observed" in standardised_rate([1, 0], [4, 0], [1, 1]).note
    assert standardised_rate([1, 0], [4, 0], [1, 0]).value == 0.25
    assert "empty" in standardised_rate([1], [4], [0]).note


def test_equal_treatment_by_all_orders_of_the_cases() -> None:
    classes = {"permit a": (4, 5), "permit b": (1, 4), "permit c": (1, 3)}
    found = equal_treatment(classes, smallest=0)
    labels = np.repeat([0, 1, 2], [5, 4, 3])
    cases = np.array([5, 4, 3])
    extreme = every = 0
    for chosen in combinations(range(12), 6):
        served = np.bincount(labels[list(chosen)], minlength=3)
        chi = ((served - cases / 2) ** 2 / (cases / 4)).sum()
        extreme += chi >= found.chi_square - 1e-9
        every += 1
    assert found.how == "exact" and found.p == pytest.approx(extreme / every)
    pair = {"a": (9, 12), "b": (3, 11)}
    assert equal_treatment(pair, smallest=0).p == pytest.approx(
        fisher_exact([[9, 3], [3, 8]]).pvalue, abs=0.02
    )
    ratio = equal_treatment(pair, "b", smallest=0).classes[0].ratio
    assert ratio == risk_ratio(9, 12, 3, 11)


def test_many_cases_are_drawn_and_agree_with_the_list() -> None:
    few = {"a": (30, 60), "b": (25, 80), "c": (40, 70)}
    listed = equal_treatment(few)
    many = equal_treatment({**few, "d": (300, 600), "e": (310, 620)}, draws=199)
    assert many.how == "199 permutations" and many.p >= 1 / 200 == many.least_p
    from counterpart.evaluation.social.equal_treatment import _chi_square

    served, cases = np.array([30, 25, 40.0]), np.array([60, 80, 70])
    drawn = np.random.default_rng(0).multivariate_hypergeometric(cases, 95, 20_000)
    share = (_chi_square(drawn, cases.astype(float), 95) >= listed.chi_square - 1e-9).mean()
    assert listed.p == pytest.approx(share, abs=0.01) and listed.how == "exact"
    assert _chi_square(served, cases.astype(float), 95) == pytest.approx(listed.chi_square)


def test_small_classes_are_withheld_and_cannot_be_told_from_the_rest() -> None:
    found = equal_treatment({"a": (50, 100), "b": (40, 90), "c": (3, 40), "d": (70, 200)})
    hidden = {each.name for each in found.classes if each.withheld}
    # b goes with c: the total less the others would tell c
    assert hidden == {"b", "c"}
    table = found.table.to_pydict()
    assert table["cases"] == [100, None, None, 200] and table["share_value"][2] is None
    assert table["note"][2].startswith("withheld") and table["note"][3] == "the reference"
    both = equal_treatment({"a": (50, 100), "b": (3, 9), "c": (2, 9)}, reference="b")
    assert "reference is withheld" in both.classes[0].ratio.note


def test_the_ends_of_equal_treatment() -> None:
    assert "fewer than two" in equal_treatment({}).note
    assert equal_treatment({}).table.num_rows == 0
    assert "ended alike" in equal_treatment({"a": (20, 20), "b": (30, 30)}).note
    assert isnan(equal_treatment({"a": (20, 20), "b": (0, 0)}).p)
    weak = equal_treatment({"a": (1, 2), "b": (1, 2)}, smallest=0)
    assert weak.least_p == pytest.approx(1 / 3) and weak.p == pytest.approx(1)
    with pytest.raises(ValueError, match="no class"):
        equal_treatment({"a": (1, 2)}, reference="z")
    with pytest.raises(ValueError, match="at most the whole"):
        equal_treatment({"a": (3, 2)})
