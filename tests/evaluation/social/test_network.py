"""Ties within and between groups, and nestedness: printed values, brute force, ends."""

from __future__ import annotations

from itertools import combinations
from math import isnan
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from counterpart.evaluation.social import ei_index, modularity, nodf
from tests.evaluation.cases import columns, expected, needs_cases


@needs_cases
def test_the_karate_club() -> None:
    case, nodes = expected("net_karate"), columns("net_karate", "nodes.csv")
    edges = columns("net_karate", "edges.csv")
    clubs = dict(zip(nodes["node"], nodes["club"], strict=True))
    table: dict[str, Any] = {
        "u": edges["u"],
        "v": edges["v"],
        "weight": [float(w) for w in edges["weight"]],
    }
    value = case["modularity.club_split_unweighted"]["value"]
    assert modularity(table, clubs) == pytest.approx(value, abs=1e-9)
    assert modularity(pa.table(table), clubs) == pytest.approx(value, abs=1e-9)
    assert modularity(table, clubs, weighted=True) != pytest.approx(value, abs=1e-3)
    pairs = np.array([edges["u"], edges["v"]], dtype=int).T
    assert ei_index(pairs, nodes["club"]) == pytest.approx(case["EI_index.club"]["value"])


def test_two_triangles_and_a_tie() -> None:
    edges = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    groups = ["x", "x", "x", "y", "y", "y"]
    assert modularity(edges, groups) == pytest.approx(6 / 7 - 0.5)
    assert modularity(edges, ["x"] * 6) == pytest.approx(0)
    assert ei_index(edges, groups) == pytest.approx((1 - 6) / 7)
    assert isnan(ei_index([], groups)) and isnan(modularity([], groups))
    with pytest.raises(ValueError, match="no group"):
        ei_index([(0, 9)], groups)
    with pytest.raises(ValueError, match="two ends"):
        ei_index({"u": [1]}, groups)


def pairwise_nodf(ties: np.ndarray) -> float:
    """NODF of the rows as it is written in the paper."""
    shares = []
    for one, other in combinations(ties, 2):
        more, less = sorted((one, other), key=lambda row: -row.sum())
        nested = more.sum() > less.sum() > 0
        shares.append(100 * (more & less).sum() / less.sum() if nested else 0.0)
    return float(np.mean(shares))


@pytest.mark.parametrize("seed", range(6))
def test_nestedness_pair_by_pair(seed: int) -> None:
    ties = np.random.default_rng(seed).random((5 + seed, 7)) < 0.2 + seed / 10
    found = nodf(ties)
    assert found.rows == pytest.approx(pairwise_nodf(ties))
    assert found.columns == pytest.approx(pairwise_nodf(ties.T))
    pairs = len(ties) * (len(ties) - 1) / 2, 21
    both = (found.rows * pairs[0] + found.columns * pairs[1]) / sum(pairs)
    assert found.total == pytest.approx(both)


def test_the_ends_of_nestedness() -> None:
    assert nodf(np.tri(5)).total == 100
    assert nodf(np.eye(4)).total == nodf(np.ones((3, 3))).total == 0
    assert isnan(nodf([[1]]).total)
