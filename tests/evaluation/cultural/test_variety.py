"""Effective numbers of kinds, and thinning to equal coverage, against brute force."""

from __future__ import annotations

from itertools import combinations
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation.cultural import hill_numbers, sample_coverage
from tests.evaluation.cases import columns, expected, needs_cases


@needs_cases
def test_the_shares_of_the_guidelines() -> None:
    case = expected("hhi_shannon_doj")
    found = hill_numbers(
        [float(each) for each in columns("hhi_shannon_doj", "shares.csv")["share"]]
    )
    assert found[0] == 4
    assert np.log(found[1]) == pytest.approx(case["shannon"]["value"], abs=1e-12)
    assert found[2] == pytest.approx(case["effective_number"]["value"], abs=1e-12)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_orders_fall_and_equal_kinds_count_fully(counts: list[int]) -> None:
    found = hill_numbers(counts, (0, 0.5, 1, 2, 3))
    if not any(counts):
        assert np.isnan(found).all()
        return
    assert (np.diff(found) <= 1e-9).all()
    assert found[0] == sum(each > 0 for each in counts)
    assert hill_numbers([4] * len(counts)) == pytest.approx(len(counts))


def test_thinning_is_the_mean_over_all_parts_of_the_sample() -> None:
    counts = [3, 2, 1, 1]
    people = [kind for kind, count in enumerate(counts) for _ in range(count)]
    parts = list(combinations(people, 4))
    kinds = np.mean([len(set(part)) for part in parts])
    shares = np.array(counts) / len(people)
    # The chance that the next one taken is of a kind that the part holds, of what is left.
    left = [[people.count(each) - part.count(each) for each in range(4)] for part in parts]
    unseen = np.mean([sum(n for k, n in enumerate(row) if k not in part) / 3
                      for row, part in zip(left, parts, strict=True)])  # fmt: skip
    coverage = sample_coverage(counts, 4)
    assert coverage == pytest.approx(1 - unseen)
    assert hill_numbers(counts, (0,), coverage=coverage)[0] == pytest.approx(kinds)
    assert shares.sum() == pytest.approx(1)


def test_equal_coverage_makes_samples_of_one_kind_of_exchange_alike() -> None:
    random = np.random.default_rng(5)
    shares = random.dirichlet(np.ones(60))
    small, large = random.multinomial(200, shares), random.multinomial(5000, shares)
    level = 0.9 * min(sample_coverage(small), sample_coverage(large))
    apart = hill_numbers(large, (0,))[0] / hill_numbers(small, (0,))[0]
    alike = hill_numbers(large, (0,), level)[0] / hill_numbers(small, (0,), level)[0]
    assert abs(alike - 1) < 0.12 < abs(apart - 1)
    whole = hill_numbers(small, coverage=sample_coverage(small, 199))
    assert whole == pytest.approx(hill_numbers(small), rel=0.02)


def test_the_ends() -> None:
    assert isnan(sample_coverage([]))
    assert (sample_coverage([5, 5]), sample_coverage([1])) == (1, 0)
    with pytest.raises(ValueError, match="not between"):
        hill_numbers([1, 1, 4], coverage=0.99)
    with pytest.raises(ValueError, match="whole"):
        hill_numbers([1.5, 4.0], coverage=0.5)
    with pytest.raises(ValueError, match="negative"):
        hill_numbers([-1])
