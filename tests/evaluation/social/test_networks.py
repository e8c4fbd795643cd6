"""Networks of two sides: dated ties, density, clustering, null models, against brute force."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations, product
from math import isnan
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import chisquare

from counterpart.evaluation.social import (
    bipartite_clustering,
    clustering,
    dated_network,
    density,
    ei_index,
    fixed_margins,
    modularity,
    multiplexity,
    network_test,
    nodf,
)
from counterpart.evaluation.social.nulls import checkerboards
from tests.evaluation.cases import columns, expected, needs_cases

pytestmark = pytest.mark.filterwarnings("error")


@needs_cases
def test_the_karate_club_is_dense_and_clustered_as_printed() -> None:
    case, edges = expected("net_karate"), columns("net_karate", "edges.csv")
    pairs = np.array([edges["u"], edges["v"]], dtype=int).T
    matrix = np.zeros((34, 34))
    matrix[pairs[:, 0], pairs[:, 1]] = 1
    found = clustering(pairs)
    assert density(matrix, one_mode=True) == pytest.approx(case["density"]["value"])
    assert found.transitivity == pytest.approx(case["transitivity"]["value"])
    assert found.average == pytest.approx(case["average_clustering"]["value"])


def test_layers_in_every_form() -> None:
    rows = [
        ("a", "x", "school"),
        ("a", "x", "hospital"),
        ("a", "x", "school"),
        ("b", "x", "school"),
    ]
    table = dict(zip(("one", "other", "layer"), map(list, zip(*rows, strict=True)), strict=True))
    by_layer = {"school": [("a", "x"), ("b", "x")], "hospital": {("a", "x")}}
    stack = [[[1, 0], [1, 0]], [[3, 0], [0, 0]]]
    listed = [[("a", "x"), ("b", "x")], {("a", "x")}, []]
    forms = rows, iter(rows), table, pa.table(table), by_layer, listed, stack, np.array(stack)
    for form in forms:
        assert multiplexity(form) == 1.5
    assert multiplexity({}) is multiplexity([]) is multiplexity(np.zeros((2, 3, 3))) is None
    with pytest.raises(ValueError, match="name the layer"):
        multiplexity([("a", "x")])
    with pytest.raises(ValueError, match="list of pairs"):
        multiplexity({"school": [("a", "x", "y")]})


def test_a_layer_is_no_weight() -> None:
    edges: dict[str, list[Any]] = {"a": ["p", "q"], "b": ["x", "x"], "layer": ["s", "h"]}
    groups = {"p": 1, "q": 1, "x": 1}
    assert modularity(edges, groups) == 0 and ei_index(edges, groups) == -1
    with pytest.raises(ValueError, match="name their column"):
        modularity(edges, groups, weighted=True)
    weighted = edges | {"weight": [3.0, 1.0]}
    halves = {"p": 1, "x": 1, "q": 2}
    # three of four within; the first community holds seven of the eight ends, the second one
    assert modularity(weighted, halves, weighted=True) == pytest.approx(3 / 4 - (49 + 1) / 64)
    listed = [{"p", "x"}, {"q"}]
    assert modularity(weighted, listed, weighted=True) == pytest.approx(3 / 4 - 50 / 64)
    assert ei_index([("p", "x"), ("q", "x")], [["p", "x"], ["q"]]) == 0
    with pytest.raises(ValueError, match="not negative"):
        modularity([("p", "x", -1.0)], halves, weighted=True)
    with pytest.raises(ValueError, match="no group"):
        ei_index([(-1, 0)], ["m", "n"])


def test_clustering_of_two_sides_path_by_path() -> None:
    random = np.random.default_rng(4)
    for _ in range(20):
        ties = random.random((4, 5)) < 0.5
        cycles = sum(
            ties[a, c] and ties[a, d] and ties[b, c] and ties[b, d]
            for a, b in combinations(range(4), 2)
            for c, d in combinations(range(5), 2)
        )
        paths = sum(
            ties[a, c] and ties[b, c] and ties[b, d]
            for a, b in product(range(4), repeat=2)
            for c, d in product(range(5), repeat=2)
            if a != b and c != d
        )
        found = bipartite_clustering(ties)
        assert found == pytest.approx(4 * cycles / paths) if paths else isnan(found)


def test_ends_of_small_networks() -> None:
    assert density([[1, 0], [1, 1]]) == 0.75 and isnan(density(np.zeros((0, 3))))
    assert density([[1, 1], [1, 1]], one_mode=True) == 1 and isnan(density([[0]], one_mode=True))
    assert bipartite_clustering([[1, 1], [1, 1]]) == 1
    assert isnan(bipartite_clustering([[1, 0], [0, 1]]))
    assert isnan(clustering([]).average)
    pair = clustering([(1, 2), (1, 2), (3, 3)])
    assert isnan(pair.transitivity) and pair.average == 0
    with pytest.raises(ValueError, match="row and a column"):
        density([1, 2])


def all_with_margins(ties: np.ndarray) -> list[bytes]:
    """Every matrix of 0 and 1 with these row and column sums."""
    return [
        each.tobytes()
        for each in (
            np.array(b, bool).reshape(ties.shape) for b in product((0, 1), repeat=ties.size)
        )
        if (each.sum(0) == ties.sum(0)).all() and (each.sum(1) == ties.sum(1)).all()
    ]


@pytest.mark.parametrize(
    "ties",
    [
        [[1, 0], [0, 1]],
        [[1, 0, 1], [0, 1, 0], [1, 1, 0]],
        [[1, 0, 1, 1], [0, 1, 0, 0], [1, 1, 0, 0]],
        [[1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]],
        [[1, 0], [0, 1], [1, 0], [0, 0], [1, 1]],
    ],
)
def test_all_networks_with_these_margins_are_equally_likely(ties: list[list[int]]) -> None:
    array = np.array(ties, dtype=bool)
    every = all_with_margins(array)
    drawn = Counter(each.tobytes() for each in fixed_margins(array, draws=6000, seed=7))
    assert set(drawn) <= set(every)
    assert len(every) == 1 or chisquare([drawn[each] for each in every]).pvalue > 1e-3


def test_large_networks_forget_where_they_started() -> None:
    blocks = np.kron(np.eye(6), np.ones((6, 6)))
    # Any cell is as likely as any other, for all rows and columns have six ties of 36.
    kept = fixed_margins(blocks, draws=60, seed=3)[:, blocks > 0].mean()
    assert kept == pytest.approx(1 / 6, abs=0.02)


def test_the_p_of_a_network_is_that_of_all_networks() -> None:
    ties = np.array([[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]], dtype=bool)
    every = [np.frombuffer(each, bool).reshape(4, 4) for each in all_with_margins(ties)]
    totals = np.array([nodf(each).total for each in every])
    exact = (totals >= nodf(ties).total - 1e-9).mean()
    found = network_test(ties, "nodf", draws=4000, seed=1)
    assert found.value == pytest.approx(nodf(ties).total)
    assert found.p == pytest.approx(exact, abs=0.03) and found.p < 1
    assert found.null_mean == pytest.approx(totals.mean(), abs=1)
    less = network_test(ties, "nodf", draws=4000, seed=1, alternative="less")
    assert found.p + less.p > 1
    own = network_test(ties, lambda stack: stack[:, 3, 3], draws=400)
    assert own.value == 1 and own.null_mean < 1
    again = network_test(ties, "nodf", draws=4000, seed=1)
    assert again == found


def test_a_p_is_never_zero_and_a_fixed_pattern_says_nothing() -> None:
    blocks = np.kron(np.eye(4), np.ones((4, 4)))
    found = network_test(blocks, "clustering", draws=99)
    assert (found.p, found.draws) == (0.01, 99) and found.score > 5
    assert network_test(blocks, "checkerboards", draws=99, alternative="both").p == 0.02
    perfect = network_test(np.tri(5), draws=19)
    assert (perfect.p, perfect.null_std) == (1, 0) and isnan(perfect.score)
    nothing = network_test(np.zeros((3, 3)), "clustering")
    assert isnan(nothing.p) and nothing.draws == 0
    assert fixed_margins(np.zeros((0, 3)), draws=2).shape == (2, 0, 3)
    for call in (
        lambda: network_test(blocks, "degree"),
        lambda: network_test(blocks, draws=0),
        lambda: network_test(blocks, alternative="two"),
        lambda: network_test([1, 2]),
        lambda: fixed_margins(blocks, 0),
    ):
        with pytest.raises(ValueError, match=r"there is no|at least one|has a row"):
            call()


def test_checkerboards_as_counted() -> None:
    ties = np.random.default_rng(1).random((4, 6)) < 0.4
    pairs = [(one & ~other).sum() * (other & ~one).sum() for one, other in combinations(ties, 2)]
    assert checkerboards(ties[None].astype(float))[0] == pytest.approx(np.mean(pairs))


def test_a_dated_network_year_by_year() -> None:
    ties = [
        ("a", "x", "school", date(2019, 9, 1), date(2021, 6, 30)),
        ("a", "x", "hospital", date(2020, 2, 1), None),
        ("b", "y", "school", None, date(2020, 1, 1)),
        ("b", "x", "school", date(2021, 1, 1), None),
        ("a", "y", "school", date(2021, 1, 1), None),
    ]
    network = dated_network(ties, side_a=["c"], side_b=["z"])
    assert (network.side_a, network.side_b) == (("a", "b", "c"), ("x", "y", "z"))
    assert network.matrix(date(2020, 1, 1), date(2020, 12, 31)).tolist() == [
        [2, 0, 0], [0, 1, 0], [0, 0, 0]
    ]  # fmt: skip
    found = network.by_year([2022, 2019, 2020, 2021]).to_pydict()
    assert found["year"] == [2019, 2020, 2021, 2022]
    assert found["pairs"] == [2, 2, 3, 3]
    assert found["density"] == pytest.approx([2 / 9, 2 / 9, 1 / 3, 1 / 3])
    assert found["multiplexity"] == pytest.approx([1, 1.5, 4 / 3, 1])
    assert found["continuity"] == [None, 1, 0.5, 1]
    assert found["new"] == [None, 0, 2, 0]
    assert found["clustering"] == [None, None, 0, 0]
    empty = dated_network([]).by_year([2020]).to_pydict()
    assert empty["pairs"] == [0] and empty["density"] == empty["multiplexity"] == [None]
    with pytest.raises(ValueError, match="both sides"):
        dated_network([("a", "a", "school", None, None)])
    with pytest.raises(ValueError, match="ends on"):
        dated_network([("a", "x", "school", date(2020, 1, 2), date(2020, 1, 1))])
