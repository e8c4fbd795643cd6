"""Breaks against every segmentation there is, against chance, and against claimed dates."""

from __future__ import annotations

from functools import cache
from math import log, nan

import numpy as np
import pytest
import ruptures

from counterpart.evaluation.economic import stage_breaks
from counterpart.evaluation.economic.segments import pelt


def best_of_all(values: np.ndarray, penalty: float) -> tuple[float, tuple[int, ...]]:
    """The cheapest segmentation into stages of two points or more, all of them tried."""

    @cache
    def cheapest(end: int) -> tuple[float, tuple[int, ...]]:
        found: list[tuple[float, tuple[int, ...]]] = [(cost(0, end), ())] if end >= 2 else []
        for start in range(2, end - 1):
            before, cuts = cheapest(start)
            found.append((before + penalty + cost(start, end), (*cuts, start)))
        return min(found)

    def cost(start: int, end: int) -> float:
        part = values[start:end]
        return float(((part - part.mean()) ** 2).sum())

    return cheapest(len(values))


def noisy(seed: int) -> tuple[np.ndarray, float]:
    """A series of some levels under noise, and a penalty."""
    random = np.random.default_rng(seed)
    size = int(random.integers(8, 40))
    levels = np.repeat(random.normal(0, 3, size // 4 + 1), 4)[:size]
    return random.normal(size=size) + levels, float(random.uniform(0.2, 12))


# At 417 and 1240 the cheapest cut is missed where a start is dropped as soon as it has lost.
@pytest.mark.parametrize("seed", [*range(30), 417, 1240])
def test_no_segmentation_is_cheaper(seed: int) -> None:
    values, penalty = noisy(seed)
    assert tuple(pelt(values, penalty)) == best_of_all(values, penalty)[1]
    assert stage_breaks(values, penalty=penalty, permutations=1).breaks == tuple(
        pelt(values, penalty)
    )


def test_as_the_reference_does() -> None:
    """With segments of any length its pruning is exact; with longer ones it is never cheaper."""

    def cost(values: np.ndarray, penalty: float, cuts: list[int]) -> float:
        parts = np.split(values, cuts)
        return penalty * len(cuts) + sum(float(((part - part.mean()) ** 2).sum()) for part in parts)

    for seed in range(60):
        values, penalty = noisy(seed)
        for shortest in (1, 2, 3):
            model = ruptures.Pelt(model="l2", min_size=shortest, jump=1)
            theirs = model.fit_predict(values, pen=penalty)[:-1]
            ours = pelt(values, penalty, shortest)
            if shortest == 1:
                assert ours == theirs
            assert cost(values, penalty, ours) <= cost(values, penalty, theirs) + 1e-9


def test_stages_that_are_there() -> None:
    random = np.random.default_rng(1)
    years = np.arange(1996, 2024)
    series = np.where(years < 2016, 20.0, np.where(years < 2021, 60, 90)) + random.normal(0, 2, 28)
    found = stage_breaks(series, years, claimed=[2016, 2022])
    assert list(found.breaks) == [2016, 2021]
    assert found.levels == pytest.approx((20, 60, 90), abs=3)
    assert list(found.distances or ()) == list(found.missed or ()) == [0, 1]
    assert found.p == 0.001 and found.p_near is not None and found.p_near < 0.05
    steps = np.diff(series)
    spread = np.median(np.abs(steps - np.median(steps))) / 0.67449 / 2**0.5
    assert found.penalty == pytest.approx(2 * spread**2 * log(28), rel=1e-4)


def test_breaks_without_noise() -> None:
    found = stage_breaks([1, 1, 1, 1, 5, 5, 5, 5, 5])
    assert list(found.breaks) == [4] and list(found.levels) == [1, 5]
    assert found.distances is None and found.missed is None and found.p_near is None
    flat = stage_breaks([3] * 10, claimed=[4])
    assert not flat.breaks and flat.p == 1 and list(flat.levels) == [3] and flat.distances is None


def test_a_trend_is_told_from_stages() -> None:
    random = np.random.default_rng(9)
    noise, years = random.normal(0, 1, 28), np.arange(1996, 2024)
    assert stage_breaks(np.arange(20), permutations=1).steady
    rising = stage_breaks(1.5 * (years - 1996) + noise, years, permutations=1)
    assert rising.breaks and rising.steady
    stepped = stage_breaks(np.where(years < 2010, 0, 9) + noise, years, permutations=1)
    assert list(stepped.breaks) == [2010] and stepped.steady is False
    assert stage_breaks([3] * 10).steady is False


def test_pure_noise_is_rarely_a_stage() -> None:
    """Of shuffled noise a p of 0.05 or less comes in about one case of twenty."""
    random = np.random.default_rng(7)
    ps = [stage_breaks(random.normal(size=20), penalty=1e9, permutations=99).p for _ in range(400)]
    low = sum(p is not None and p <= 0.05 for p in ps)
    assert 6 <= low <= 36  # 20 expected, the limits are beyond three deviations


def test_the_chance_to_be_near() -> None:
    series, times = [0.0] * 10 + [9.0] * 10, np.arange(20)
    near = stage_breaks(series, times, claimed=[10])
    far = stage_breaks(series, times, claimed=[2])
    # One of 17 places is as near as 0; all but those farther than 8 are as near as 8.
    assert near.p_near == pytest.approx(1 / 17, abs=0.04)
    assert far.p_near == pytest.approx(9 / 17, abs=0.08)
    assert list(far.distances or ()) == list(far.missed or ()) == [8]


def test_series_that_cannot_be_judged() -> None:
    short = stage_breaks([1, 2, 3])
    assert short.reason == "too short: 3 points, 8 are needed"
    assert short.p is None and short.breaks == ()
    assert stage_breaks([]).reason.startswith("too short")
    gap = stage_breaks([1, nan, 3, 4, 5, 6, 7, 8], times=range(2000, 2008))
    assert gap.reason == "no value at 2001"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"series": [[1, 2]]}, "a time to each"),
        ({"series": [1, 2], "times": [1]}, "a time to each"),
        ({"series": [1, 2], "times": [2, 1]}, "do not rise"),
        ({"series": [1, 2], "penalty": -1}, "0 or more"),
        ({"series": [1, 2], "permutations": 0}, "one permutation"),
    ],
)
def test_arguments_that_are_none(arguments: dict[str, list[float]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        stage_breaks(**arguments)  # type: ignore[arg-type]
