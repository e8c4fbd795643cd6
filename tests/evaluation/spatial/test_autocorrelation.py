"""Moran's I against printed figures and brute force."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest

from counterpart.evaluation.spatial import moran, neighbours
from tests.evaluation.cases import columns, expected, needs_cases

LINE = neighbours([[0, 1], [1, 0], [1, 2], [2, 1], [2, 3], [3, 2], [3, 4], [4, 3]], 5)


@needs_cases
def test_homicides_around_st_louis() -> None:
    case = expected("moran_stl")
    table, pairs = columns("moran_stl", "values.csv"), columns("moran_stl", "neighbours.csv")
    values = np.array(table["HR8893"], dtype=float)
    number = {name: place for place, name in enumerate(table["id"])}
    ends = [[number[i], number[j]] for i, j in zip(pairs["i"], pairs["j"], strict=True)]
    found = moran(values, neighbours(ends, values.size))
    for key, value in {
        "I": found.value,
        "EI": found.expected,
        "p_norm_two_sided": found.p_normal,
        "z_norm": found.z,
    }.items():
        assert value == pytest.approx(case[key]["value"], abs=case[key]["atol"]), key
    assert found.p < 0.02
    assert found.null_mean == pytest.approx(found.expected, abs=0.01)


@pytest.mark.parametrize("standardise", [True, False])
def test_pair_by_pair_and_order_by_order(standardise: bool) -> None:
    values = np.array([1.0, 2, 4, 3, 9])
    dense = LINE.toarray()
    weights = dense / dense.sum(axis=1, keepdims=True) if standardise else dense

    def index(given: Any) -> float:
        apart = np.array(given) - np.mean(given)
        return float(5 / weights.sum() * (apart @ weights @ apart) / (apart @ apart))

    found = moran(values, LINE, 4000, standardise=standardise)
    assert found.value == pytest.approx(index(values))
    assert moran(values, dense, 9, standardise=standardise).value == found.value
    every = np.array([index(order) for order in permutations(values)])
    assert found.p == pytest.approx((every >= found.value - 1e-12).mean(), abs=0.03)
    assert found.null_mean == pytest.approx(every.mean(), abs=0.02)
    assert every.mean() == pytest.approx(found.expected)


def test_the_same_seed_draws_the_same() -> None:
    values = [1.0, 2, 4, 3, 9]
    assert moran(values, LINE, 99) == moran(values, LINE, 99)
    assert moran(values, LINE, 99).null_mean != moran(values, LINE, 99, seed=1).null_mean


@pytest.mark.parametrize(
    ("words", "values", "weights"),
    [
        ("one finite number", [1, 2, 3, 4, np.nan], LINE),
        ("values that differ", [1, 1, 1, 1, 1], LINE),
        (r"give \(3, 3\)", [1, 2, 3], LINE),
        ("between a unit and itself", [1, 2, 3], np.eye(3)),
        ("some neighbours", [1, 2, 3], np.zeros((3, 3))),
        ("neighbours alike", [1, 2, 3], 1 - np.eye(3)),
    ],
)
def test_what_has_no_index(words: str, values: Any, weights: Any) -> None:
    with pytest.raises(ValueError, match=words):
        moran(values, weights)


def test_pairs_that_are_none() -> None:
    with pytest.raises(ValueError, match="from 0 to 2"):
        neighbours([[0, 3]], 3)
    with pytest.raises(ValueError, match="own neighbour"):
        neighbours([[1, 1]], 3)
