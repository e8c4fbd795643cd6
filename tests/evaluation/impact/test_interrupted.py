"""Interrupted series: exact lines, errors by the formula, what the interval covers, ends."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pytest

from counterpart.evaluation.impact import interrupted_series

pytestmark = pytest.mark.filterwarnings("error")

TIME = np.arange(24)
AFTER = TIME >= 14


def line(level: float, trend: float) -> np.ndarray:
    return np.asarray(10 + 0.5 * TIME + level * AFTER + trend * (TIME - 14) * AFTER)


def test_a_jump_and_a_bend_without_noise() -> None:
    found = interrupted_series(line(6, 0.25), TIME, 14)
    assert (found.level, found.trend) == pytest.approx((6, 0.25))
    assert found.table.column("term").to_pylist() == ["intercept", "slope", "level", "trend"]
    assert found.table.column("estimate").to_pylist() == pytest.approx([17, 0.5, 6, 0.25])
    without = found.counterfactual.column("without").to_pylist()
    assert without == pytest.approx(list(10 + 0.5 * TIME))
    shuffled = np.random.default_rng(0).permutation(24)
    again = interrupted_series(line(6, 0.25)[shuffled], TIME[shuffled], 14)
    assert again.level == pytest.approx(6)


def test_seasons_and_a_comparison_are_taken_out() -> None:
    season = np.array([0, 4, -3, 1])[TIME % 4]
    common = np.sin(TIME) * 3 + 2 * TIME
    found = interrupted_series(line(6, 0.25) + season, TIME, 14, season=4)
    assert (found.level, found.trend) == pytest.approx((6, 0.25))
    labels = np.array(["spring", "summer", "autumn", "winter"])[TIME % 4]
    assert interrupted_series(
        line(6, 0.25) + season, TIME, 14, season=labels
    ).level == pytest.approx(6)
    beyond = interrupted_series(line(6, 0.25) + common, TIME, 14, comparison=common + 7)
    assert (beyond.level, beyond.trend) == pytest.approx((6, 0.25))
    several = np.column_stack([common + 7, common * 1.0 - 3])
    assert interrupted_series(
        line(6, 0.25) + common, TIME, 14, comparison=several
    ).level == pytest.approx(6)
    assert abs(interrupted_series(line(0, 0) + common, TIME, 14).level) > 0.5


def test_the_interactions_of_two_series_are_the_same() -> None:
    """Linden's regression of both series at once, against that of their difference."""
    random = np.random.default_rng(8)
    own, other = line(5, 0.3) + random.normal(size=24), 3 + 0.2 * TIME + random.normal(size=24)
    since = TIME - 14.0
    one = np.column_stack([np.ones(24), since, AFTER, since * AFTER])
    design = np.block([[one, one], [one, np.zeros_like(one)]])
    joint = np.linalg.lstsq(design, np.concatenate([own, other]), rcond=None)[0]
    found = interrupted_series(own, TIME, 14, comparison=other)
    assert (found.level, found.trend) == pytest.approx(tuple(joint[6:]))


def test_errors_as_newey_and_west_write_them() -> None:
    random = np.random.default_rng(5)
    outcome = line(2, 0) + random.normal(size=24)
    found = interrupted_series(outcome, TIME, 14, lags=3)
    since = TIME - 14.0
    design = np.column_stack([np.ones(24), since, AFTER, since * AFTER])
    beta = np.linalg.lstsq(design, outcome, rcond=None)[0]
    left = outcome - design @ beta
    middle = np.zeros((4, 4))
    for s in range(24):
        for t in range(24):
            weight = max(0.0, 1 - abs(s - t) / 4)
            middle += weight * left[s] * left[t] * np.outer(design[s], design[t])
    bread = np.linalg.inv(design.T @ design)
    errors = np.sqrt(np.diag(bread @ middle @ bread) * 24 / 20)
    assert found.table.column("error").to_pylist() == pytest.approx(list(errors))
    assert found.lags == 3 and interrupted_series(outcome, TIME, 14).lags == 2
    white = interrupted_series(outcome, TIME, 14, lags=0)
    plain = bread @ (design.T * left**2 @ design) @ bread * 24 / 20
    assert white.terms[2].error == pytest.approx(np.sqrt(plain[2, 2]))


def test_the_interval_covers_when_errors_go_on() -> None:
    random, held, runs = np.random.default_rng(6), 0, 300
    time = np.arange(120)
    for _ in range(runs):
        noise = np.zeros(120)
        for at in range(1, 120):
            noise[at] = 0.3 * noise[at - 1] + random.normal()
        outcome = 2 + 0.1 * time + 3 * (time >= 70) + noise
        term = interrupted_series(outcome, time, 70).terms[2]
        held += term.low <= 3 <= term.high
    assert held / runs > 0.87


def test_dates_count_in_months_or_days() -> None:
    months = [date(2022 + at // 12, 1 + at % 12, 1) for at in range(24)]
    found = interrupted_series(line(6, 0.25), months, date(2023, 3, 1), season=12)
    assert isnan(found.level) is False and found.trend == pytest.approx(0.25)
    days = [date(2024, 1, 1 + at) for at in range(24)]
    assert interrupted_series(line(6, 0.25), days, date(2024, 1, 15)).trend == pytest.approx(0.25)


def test_what_a_series_does_not_tell() -> None:
    outcome = line(1, 0)
    short = interrupted_series(outcome[:15], TIME[:15], 14)
    assert isnan(short.level) and "fewer than two points" in short.note
    assert short.table.num_rows == short.counterfactual.num_rows == 0
    assert "fewer than two" in interrupted_series([], [], 3).note
    crowded = interrupted_series(outcome[10:18], TIME[10:18], 14, season=12)
    assert isnan(crowded.trend) and "do not tell" in crowded.note
    holes = np.where(TIME % 5 == 0, np.nan, outcome)
    assert interrupted_series(holes, TIME, 14).level == pytest.approx(1)
    assert interrupted_series(holes, TIME, 14).n == 19
    exact = interrupted_series(np.zeros(24), TIME, 14)
    assert exact.level == 0
    wrong: list[tuple[Any, Any, int | str, dict[str, Any]]] = [
        (outcome, TIME[:5], 3, {}),
        (outcome, np.zeros(24), 3, {}),
        (outcome, TIME, 14, {"comparison": [1, 2]}),
        (outcome, TIME, 14, {"season": 1}),
        (outcome, TIME, 14, {"season": ["a"]}),
        (outcome, TIME, 14, {"lags": -1}),
        (outcome, ["x"] * 24, "y", {}),
        (np.full(24, np.inf), TIME, 14, {}),
    ]
    for values, times, start, options in wrong:
        with pytest.raises(ValueError, match=r"give|numbers or dates|logarithms|twice"):
            interrupted_series(values, times, start, **options)
