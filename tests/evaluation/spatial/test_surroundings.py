"""Spatial profiles and null models against brute force and closed forms."""

from __future__ import annotations

from math import comb, isnan

import numpy as np
import pytest

from counterpart.evaluation.spatial import (
    dissimilarity,
    entropy_index,
    macro_micro_ratio,
    segregation_test,
    spatial_profile,
)
from counterpart.evaluation.spatial.indices import entropies

RANDOM = np.random.default_rng(11)
COUNTS = RANDOM.integers(0, 60, (80, 3)).astype(float)
PLACES = RANDOM.uniform(0, 10, (80, 2))


def by_hand(bandwidth: float, kernel: str, index: str) -> float:
    """The spatial index, each pair of units looked at."""
    apart = np.hypot(*(PLACES[:, None] - PLACES[None, :]).transpose(2, 0, 1)) / bandwidth
    weights = np.where(
        apart <= 1, (1 - apart) if kernel == "triangular" else (1 - apart**2) ** 2, 0
    )
    near = weights @ COUNTS
    totals, shares = COUNTS.sum(axis=1), COUNTS.sum(axis=0) / COUNTS.sum()
    if index == "entropy":
        local = entropies(near)
        return float(1 - (totals * local).sum() / (COUNTS.sum() * entropies(COUNTS.sum(axis=0))))
    moved = np.abs(near / near.sum(axis=1, keepdims=True) - shares).sum(axis=1)
    return float((totals * moved).sum() / (2 * COUNTS.sum() * (shares * (1 - shares)).sum()))


@pytest.mark.parametrize("kernel", ["triangular", "biweight"])
@pytest.mark.parametrize("index", ["entropy", "dissimilarity"])
@pytest.mark.parametrize("pairs", [40, 1_000_000])
def test_a_profile_pair_by_pair(
    kernel: str, index: str, pairs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterpart.evaluation.spatial import surroundings

    monkeypatch.setattr(surroundings, "PAIRS", pairs)
    found = spatial_profile(COUNTS, PLACES, (0.5, 2, 30), index, kernel)  # type: ignore[arg-type]
    assert found == pytest.approx([by_hand(each, kernel, index) for each in (0.5, 2, 30)])


def test_without_neighbours_it_is_the_index_of_the_units() -> None:
    found = spatial_profile(COUNTS, PLACES, [1e-9])
    assert found[0] == pytest.approx(entropy_index(COUNTS))
    found = spatial_profile(COUNTS, PLACES, [1e-9], "dissimilarity")
    assert found[0] == pytest.approx(dissimilarity(COUNTS))
    # One place for all: every unit's surroundings are the whole.
    assert spatial_profile(COUNTS, np.zeros((80, 2)), [1])[0] == pytest.approx(0)
    assert isnan(spatial_profile([[3, 0], [4, 0]], [[0, 0], [1, 1]], [1])[0])


def test_evenness_has_the_mean_of_the_hypergeometric() -> None:
    counts = np.array([[2, 2], [1, 3], [3, 1]])
    found = segregation_test(counts, "dissimilarity", "evenness", 4000, seed=1)
    # One unit of four out of 6 and 6: the mean distance of its share from a half, by counting.
    chances = [comb(6, k) * comb(6, 4 - k) / comb(12, 4) for k in range(5)]
    mean = sum(chance * abs(k - 2) for k, chance in enumerate(chances)) * 3 * 2 / (2 * 12 * 0.5)
    assert found.null_mean == pytest.approx(mean, abs=0.01)
    assert found.value == pytest.approx(dissimilarity(counts))
    three = segregation_test(COUNTS, "entropy_index", "evenness", 20)
    assert 0 < three.null_mean < three.value


def test_systematic_corrects_for_small_units() -> None:
    random = np.random.default_rng(4)
    chance = random.multinomial(12, [0.7, 0.3], 300)
    found = segregation_test(chance, "dissimilarity", permutations=199)
    assert found.value > 0.1
    assert abs(found.corrected) < 3 * found.null_std
    assert found.p > 0.02
    apart = segregation_test([[50, 0]] * 5 + [[0, 50]] * 5, "dissimilarity", permutations=99)
    assert (apart.value, apart.p) == (1, 0.01)
    same = segregation_test(chance, "dissimilarity", permutations=199)
    assert same == found
    assert segregation_test(chance, "dissimilarity", permutations=199, seed=1) != found


def test_location_finds_what_is_placed_together() -> None:
    grid = np.array([(x, y) for x in range(8) for y in range(8)], dtype=float)
    halves = np.where(grid[:, :1] < 4, [[90, 10]], [[10, 90]])
    near = segregation_test(halves, "entropy", "location", 99, coordinates=grid, bandwidth=2)
    assert near.p == 0.01
    assert near.value == pytest.approx(spatial_profile(halves, grid, [2])[0])
    mixed = np.random.default_rng(2).permutation(halves)
    chance = segregation_test(mixed, "entropy", "location", 99, coordinates=grid, bandwidth=2)
    assert chance.p > 0.05
    assert near.null_mean == pytest.approx(chance.null_mean, abs=0.05)


@pytest.mark.parametrize("pairs", [40, 1_000_000])
@pytest.mark.parametrize("index", ["entropy_index", "dissimilarity"])
def test_spatial_indices_under_every_null(
    index: str, pairs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterpart.evaluation.spatial import surroundings

    monkeypatch.setattr(surroundings, "PAIRS", pairs)
    where = {"coordinates": PLACES, "bandwidth": 1.5, "kernel": "triangular"}
    kind = index.removesuffix("_index")
    for null in ("systematic", "evenness", "location"):
        found = segregation_test(COUNTS, index, null, 9, **where)  # type: ignore[arg-type]
        assert found.value == pytest.approx(by_hand(1.5, "triangular", kind))
        assert found == segregation_test(COUNTS, index, null, 9, **where)  # type: ignore[arg-type]
    # The draws of locations are those of the generator, each looked at by itself.
    random = np.random.default_rng(0)
    moved = [COUNTS[random.permutation(80)] for _ in range(9)]
    values = [spatial_profile(each, PLACES, [1.5], kind, "triangular")[0] for each in moved]  # type: ignore[arg-type]
    assert found.null_mean == pytest.approx(np.mean(values))
    assert found.p == (1 + sum(each >= found.value for each in values)) / 10


def test_units_that_are_all_alike_are_where_they_are_by_chance() -> None:
    alike = segregation_test(
        [[5, 7]] * 6, "entropy", "location", 19, coordinates=PLACES[:6], bandwidth=4
    )
    assert alike.p == 1
    none = segregation_test([[0, 0]] * 2, "entropy", "location", 9, coordinates=PLACES[:2],
                            bandwidth=4)  # fmt: skip
    assert isnan(none.value) and isnan(none.p)


def test_large_against_small() -> None:
    quarters = np.array([(x, y) for x in range(10) for y in range(10)], dtype=float)
    halves = np.where(quarters[:, :1] < 5, [[90, 10]], [[10, 90]])
    checks = np.where(quarters.sum(axis=1, keepdims=True) % 2 == 0, [[90, 10]], [[10, 90]])
    large, small = (macro_micro_ratio(each, quarters, 0.5, 2.5) for each in (halves, checks))
    assert 0.5 < large < 1
    assert small < 0.05
    profile = spatial_profile(halves, quarters, (0.5, 2.5))
    assert large == pytest.approx(profile[1] / profile[0])
    assert isnan(macro_micro_ratio([[5, 0]] * 100, quarters, 0.5, 2.5))
    with pytest.raises(ValueError, match="above the small one"):
        macro_micro_ratio(halves, quarters, 2, 1)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("no index", {"index": "gini"}),
        ("no null", {"null": "chance"}),
        ("coordinates and a bandwidth", {"null": "location", "index": "entropy"}),
        ("at least one", {"permutations": 0}),
        ("whole counts", {"counts": [[0.5, 1]]}),
    ],
)
def test_what_does_not_fit(words: str, given: dict[str, object]) -> None:
    call: dict[str, object] = {"counts": [[1, 2], [2, 1]], "index": "dissimilarity", **given}
    with pytest.raises(ValueError, match=words):
        segregation_test(**call)  # type: ignore[arg-type]


def test_places_and_bandwidths_that_are_none() -> None:
    with pytest.raises(ValueError, match="1 units have no coordinates"):
        spatial_profile([[1, 2], [2, 1]], np.array([[0, 0], [np.nan, 1]]), [1])
    with pytest.raises(ValueError, match="above 0"):
        spatial_profile([[1, 2]], [[0, 0]], [0])
    with pytest.raises(ValueError, match="a pair for each"):
        spatial_profile([[1, 2]], [[0, 0, 0]], [1])
    with pytest.raises(ValueError, match="no kernel"):
        spatial_profile([[1, 2]], [[0, 0]], [1], kernel="gauss")  # type: ignore[arg-type]
