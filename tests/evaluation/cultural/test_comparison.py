"""Samples beyond what was seen, and at one coverage: printed values, enumeration, ends."""

from __future__ import annotations

from itertools import product
from math import factorial, inf, isnan, log, prod

import numpy as np
import pytest

from counterpart.evaluation.cultural import (
    equal_coverage,
    extrapolated,
    extrapolated_coverage,
    hill_numbers,
    rarefied,
    sample_coverage,
)
from counterpart.evaluation.cultural.extrapolation import size_at_coverage

pytestmark = pytest.mark.filterwarnings("error")

# Spiders in two treatments of a forest, as printed in Chao et al. 2014.
GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, 2, 2, 2, 2] + [1] * 12
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2] + [1] * 14


@pytest.mark.parametrize(
    ("sample", "seen", "whole", "coverage"),
    [
        (GIRDLED, (26, 12.060, 7.840), (43.893, 13.826, 8.175), 0.929),
        (LOGGED, (37, 14.421, 6.761), (61.403, 16.337, 6.920), 0.945),
    ],
)
def test_the_spiders(
    sample: list[int], seen: tuple[float, ...], whole: tuple[float, ...], coverage: float
) -> None:
    assert hill_numbers(sample) == pytest.approx(np.array(seen), abs=6e-4)
    assert extrapolated(sample, inf) == pytest.approx(np.array(whole), abs=6e-4)
    assert sample_coverage(sample) == pytest.approx(coverage, abs=6e-4)


def test_one_curve_from_thinned_to_extrapolated() -> None:
    total = sum(GIRDLED)
    assert extrapolated(GIRDLED, total) == pytest.approx(hill_numbers(GIRDLED))
    assert rarefied(GIRDLED, total) == pytest.approx(hill_numbers(GIRDLED))
    sizes = range(40, 2 * total, 16)
    curve = np.array(
        [rarefied(GIRDLED, n) if n <= total else extrapolated(GIRDLED, n) for n in sizes]
    )
    assert (np.diff(curve, axis=0) > 0).all()
    assert extrapolated(GIRDLED, 1e9) == pytest.approx(extrapolated(GIRDLED, inf), rel=1e-6)
    assert extrapolated_coverage(GIRDLED, total) == pytest.approx(sample_coverage(GIRDLED))
    size = size_at_coverage(GIRDLED, 0.96)
    assert extrapolated_coverage(GIRDLED, size) == pytest.approx(0.96)


def test_order_two_is_right_on_average() -> None:
    """All samples of four out of three kinds, each with its chance."""
    shares, mean = (0.5, 0.3, 0.2), 0.0
    for counts in product(range(5), repeat=3):
        if sum(counts) == 4:
            ways = factorial(4) / prod(factorial(each) for each in counts)
            chance = ways * prod(p**n for p, n in zip(shares, counts, strict=True))
            mean += chance / float(extrapolated(counts, inf, (2,))[0])
    assert mean == pytest.approx(sum(p**2 for p in shares))


def test_entropy_as_the_paper_writes_it() -> None:
    counts = np.array([6, 3, 2, 1, 1, 1])
    n, f1, f2 = 14, 3, 1
    first = sum(x / n * sum(1 / k for k in range(x, n)) for x in counts)
    a = 2 * f2 / ((n - 1) * f1 + 2 * f2)
    tail = -log(a) - sum((1 - a) ** r / r for r in range(1, n))
    expected = np.exp(first + f1 / n * (1 - a) ** (1 - n) * tail)
    assert extrapolated(counts, inf, (1,))[0] == pytest.approx(expected)


def test_samples_at_one_coverage() -> None:
    found = equal_coverage([GIRDLED, LOGGED])
    doubled = extrapolated_coverage(GIRDLED, 336), extrapolated_coverage(LOGGED, 504)
    assert found.coverage == pytest.approx(min(doubled))
    assert found.how == ("extrapolated", "extrapolated")
    assert found.values[0] == pytest.approx(extrapolated(GIRDLED, 336))
    at = equal_coverage([GIRDLED, LOGGED], coverage=sample_coverage(GIRDLED))
    assert at.how == ("observed", "thinned")
    assert at.values[1] == pytest.approx(hill_numbers(LOGGED, coverage=at.coverage))
    assert at.table.column("order_0").to_pylist() == pytest.approx(list(at.values[:, 0]))


def test_samples_of_one_exchange_are_alike_at_one_coverage() -> None:
    random = np.random.default_rng(2)
    shares = random.dirichlet(np.ones(50) / 2)
    apart, alike = [], []
    for _ in range(30):
        small, large = random.multinomial(150, shares), random.multinomial(6000, shares)
        apart.append(hill_numbers(large, (0,))[0] / hill_numbers(small, (0,))[0])
        alike.append(np.divide(*equal_coverage([large, small], (0,)).values[:, 0]))
    assert abs(np.log(alike).mean()) < 0.1 < 0.3 < np.log(apart).mean()


def test_what_has_no_coverage_takes_no_part() -> None:
    found = equal_coverage([GIRDLED, [], [1], [3, 4]])
    assert np.isnan(found.values[1:3]).all() and not np.isnan(found.values[[0, 3]]).any()
    assert (found.how[1], "seen once" in found.how[2]) == ("nothing was counted", True)
    assert found.coverage == pytest.approx(extrapolated_coverage(GIRDLED, 336))
    assert equal_coverage([]).table.num_rows == 0 and isnan(equal_coverage([]).coverage)
    beyond = equal_coverage([[1, 2, 5]], coverage=1)
    assert "no sample" in beyond.how[0] and np.isnan(beyond.values).all()
    assert np.isnan(extrapolated([], 5)).all() and np.isnan(rarefied([], 5)).all()
    assert extrapolated([1], 9, (0, 1)) == pytest.approx([1, 1])
    for call in (
        lambda: extrapolated([3, 1], 2),
        lambda: rarefied([3, 1], 5),
        lambda: extrapolated([3, 1], 9, (3,)),
        lambda: extrapolated([1.5], 9),
        lambda: equal_coverage([[3]], (0.5,)),  # type: ignore[arg-type]
        lambda: equal_coverage([[3]], coverage=2),
    ):
        with pytest.raises(ValueError, match=r"take|only|whole|orders|share"):
            call()
