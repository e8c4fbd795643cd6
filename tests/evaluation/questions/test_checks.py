"""The checks on arrays: planted patterns found, honest records left alone, chances by hand."""

from __future__ import annotations

from math import factorial, isnan

import numpy as np
import pytest
from scipy.stats import binom

from counterpart.evaluation.questions.checks import (
    attainment,
    heaping,
    holm,
    last_month,
    never_falls,
    same_values,
)

WORLDS = 200


def test_heaped_digits_by_hand() -> None:
    # Nine of ten end in 0 or 5, with two in ten by chance.
    values = [20, 25, 30, 35, 40, 45, 50, 55, 60, 61]
    p, round_, count = heaping(values, 20, 10)
    assert (round_, count) == (9, 10)
    assert p == pytest.approx(0.2**10 + 10 * 0.2**9 * 0.8)
    # Small values are not looked at, and too few are not asked.
    assert isnan(heaping([*values[:-1], 5, 10], 20, 10)[0])


def monthly(years: int, seed: int, growth: float = 0.01) -> tuple[np.ndarray, np.ndarray]:
    """Months with a trend, a smooth season and noise."""
    month = np.arange(12 * years)
    season = 1 + 0.3 * np.sin(2 * np.pi * month / 12)
    noise = np.random.default_rng(seed).normal(1, 0.05, month.size)
    return 100 * (1 + growth) ** month * season * noise, month % 12 + 1


def test_a_december_that_stands_out_is_found_and_a_trend_or_season_is_not() -> None:
    values, months = monthly(6, 1)
    assert last_month(values, months)[0] == 1.0
    values[months == 12] *= 2
    p, times = last_month(values, months)
    assert p <= 0.001 and times == pytest.approx(2, rel=0.1)
    assert isnan(last_month(values[:36], months[:36])[0]), "two Decembers between two months"
    assert isnan(last_month(np.where(months == 3, 0, values), months)[0])


def test_two_that_report_the_same_are_found() -> None:
    random = np.random.default_rng(0)
    one = random.integers(100, 900, 24)
    two = np.where(np.arange(24) % 2 == 0, one, random.integers(100, 900, 24))
    p, alike = same_values(one, two, 10)
    assert alike >= 12 and p == pytest.approx(1 / 10_000)
    # The same constant everywhere is no pattern of periods.
    assert same_values(np.full(12, 50), np.full(12, 50), 10) == (1.0, 12)
    assert isnan(same_values(one[:9], one[:9], 10)[0])


def test_a_count_since_the_beginning_is_found_and_growth_is_not() -> None:
    yearly = np.array([90, 110, 105, 95, 120, 100, 98])
    assert never_falls(np.cumsum(yearly)) == pytest.approx(1 / factorial(7))
    assert never_falls(yearly) == 1.0
    assert never_falls(100 * 1.2 ** np.arange(10)) == 1.0
    assert isnan(never_falls([1, 2, 3, 4, 5]))


def test_targets_that_are_just_met_by_hand() -> None:
    targets = np.full(12, 100)
    p, met, near = attainment(targets, [100] * 11 + [99], 10)
    assert (met, near) == (11, 12) and p == pytest.approx(13 / 2**12)
    # Far off and without a target are neither near nor met.
    assert isnan(attainment(targets, [200] * 12, 10)[0])
    assert attainment([0, *targets], [5, *[100] * 12], 10)[2] == 12


def test_holm_by_hand() -> None:
    chances = [0.01, np.nan, 0.04, 0.03, 0.005]
    # 0.005 <= 0.05/4, 0.01 <= 0.05/3, 0.03 > 0.05/2: what comes after is not asked either.
    assert holm(chances, 0.05).tolist() == [True, False, False, False, True]
    assert holm([], 0.05).tolist() == []
    assert holm([np.nan], 0.05).tolist() == [False]
    assert holm([0.001, 0.002], 0.05).tolist() == [True, True]


def asked_of_honest(check: object) -> int:
    """In how many of many honest worlds a check asks anything at 0.05."""
    return sum(bool(check(seed) <= 0.05) for seed in range(WORLDS))  # type: ignore[operator]


@pytest.mark.parametrize(
    "check",
    [
        lambda seed: heaping(np.random.default_rng(seed).integers(100, 900, 40), 20, 10)[0],
        lambda seed: last_month(*monthly(6, seed))[0],
        lambda seed: same_values(
            np.random.default_rng(seed).integers(20, 60, 24),
            np.random.default_rng(seed + WORLDS).integers(20, 60, 24),
            10,
        )[0],
        lambda seed: never_falls(np.random.default_rng(seed).poisson(100, 8)),
        lambda seed: attainment(
            np.full(40, 100), np.random.default_rng(seed).normal(100, 9, 40), 10
        )[0],
    ],
    ids=["heaping", "last month", "same values", "never falls", "attainment"],
)  # fmt: skip
def test_honest_records_are_asked_no_more_often_than_said(check: object) -> None:
    # More than this would come about once in a thousand runs if the level were kept exactly.
    assert asked_of_honest(check) <= binom.ppf(0.999, WORLDS, 0.05)
