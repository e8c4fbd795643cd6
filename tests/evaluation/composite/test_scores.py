"""Goalposts, treatment and aggregation: closed forms, nesting, what is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.errors import InputError
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.composite import (
    aggregate,
    directions_of,
    normalise,
    per_denominator,
    winsorise,
)


def test_goalposts_are_kept_and_what_lies_beyond_is_flagged_not_cut() -> None:
    scores = normalise(np.array([[5, 10], [12, 30], [np.nan, 20]]), [(0, 10), (10, 30)], [1, -1])
    assert np.asarray(scores[:2]).tolist() == [[0.5, 1.0], [1.2, 0.0]]
    assert np.isnan(scores[2, 0]) and scores[2, 1] == 0.5
    assert scores.outside.tolist() == [[False, False], [True, False], [False, False]]
    assert scores.goalposts.tolist() == [[0, 10], [10, 30]] and scores.direction.tolist() == [1, -1]
    assert len(scores.notes) == 2


def test_fixed_goalposts_show_growth_that_goalposts_of_each_year_erase() -> None:
    first = np.array([[10.0], [20.0], [30.0]])
    fixed = [normalise(first * growth, [(0, 100)], "higher") for growth in (1.0, 1.05)]
    assert (np.asarray(fixed[1]) > np.asarray(fixed[0])).all()
    own = [normalise(year, [(year.min(), year.max())], 1) for year in (first, first * 1.05)]
    assert np.asarray(own[0]) == pytest.approx(np.asarray(own[1]))


def test_goalposts_come_as_pairs_or_as_two_rows() -> None:
    matrix = [[5, 10, 3]]
    pairs = normalise(matrix, [(0, 10), (0, 20), (0, 4)])
    assert (
        np.asarray(pairs).tolist()
        == np.asarray(normalise(matrix, [(0, 0, 0), (10, 20, 4)])).tolist()
    )


@pytest.mark.parametrize(
    ("posts", "direction", "words"),
    [
        ([(0, 10)], 1, "give a low and a high to each"),
        ([(0, 10), (3, 3)], 1, "goalposts of 2"),
        ([(0, 10), (0, np.nan)], 1, "give a low and a high to each"),
        ([(0, 10), (0, 1)], "none", "direction 'none'"),
    ],
)
def test_goalposts_that_are_none_are_refused(posts: object, direction: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        normalise([[1, 2], [3, 4]], posts, direction)  # type: ignore[arg-type]


def test_denominators_and_outliers_are_steps_that_say_what_they_did() -> None:
    per = per_denominator([[10, 4], [6, 2], [5, 1]], [2, 3, 0], per=100)
    assert np.asarray(per[:2]) == pytest.approx(np.array([[500, 200], [200, 200 / 3]]))
    assert np.isnan(per[2]).all() and per.notes == ("1 units have no denominator",)
    drawn = winsorise(np.array([[0.0], *[[value] for value in range(10, 19)], [1000.0]]), 0.1)
    assert (drawn.min(), drawn.max()) == (10, 18)
    assert drawn.notes == ("2 values of indicators 1 were drawn in",)
    assert winsorise([[1.0], [2.0]], 0).notes == ()
    for bad in (0.5, -0.1):
        with pytest.raises(ValueError, match="share"):
            winsorise([[1.0]], bad)


def test_means_by_hand() -> None:
    scores = [[1, 4], [0, 9], [2, 2]]
    assert np.asarray(aggregate(scores, [1, 3])) == pytest.approx([3.25, 6.75, 2])
    assert np.asarray(aggregate(scores, None, "geometric")) == pytest.approx([2, 0, 2])
    assert np.asarray(aggregate(scores, [1, 3], "geometric"))[0] == pytest.approx(4**0.75)
    # What weighs nothing does not make an index 0.
    assert np.asarray(aggregate(scores, [0, 1], "geometric")) == pytest.approx([4, 9, 2])


def test_nested_levels_by_hand() -> None:
    scores = [[1, 3, 10, 20, 6]]
    pillars = ["a", "a", "b", "b", "c"]
    # Pillars 2, 15, 6; sides (2 + 15) / 2 and 6.
    for sides in (["x", "x", "y"], {"a": "x", "b": "x", "c": "y"}, ["x", "x", "x", "x", "y"]):
        index = aggregate(scores, None, "arithmetic", [pillars, sides])
        assert index.tolist() == [7.25]
        assert [part.names for part in index.parts] == [("a", "b", "c"), ("x", "y")]
        assert index.parts[0].values.tolist() == [[2, 15, 6]]
        assert index.parts[1].values.tolist() == [[8.5, 6]]
    weighted = aggregate(
        scores, [[3, 1, 1, 1, 1], {"a": 1, "b": 2, "c": 7}, [1, 3]], "arithmetic",
        [pillars, ["x", "x", "y"]],
    )  # fmt: skip
    assert weighted.tolist() == [pytest.approx(((1.5 + 30) / 3 + 3 * 6) / 4)]
    assert aggregate(scores, [1, 1, 1, 1, 1], levels=[pillars]).tolist() == [pytest.approx(23 / 3)]


def test_a_unit_that_lacks_a_value_has_no_index_unless_it_is_declared() -> None:
    scores = np.array([[1, 3], [np.nan, 4]])
    index = aggregate(scores)
    assert index[0] == 2 and np.isnan(index[1])
    assert index.notes == ("1 units lack a value and have no index",)
    assert np.asarray(aggregate(scores, [1, 3], least_share=0.7)).tolist() == [2.5, 4]
    assert np.isnan(aggregate(scores, [1, 3], least_share=0.8)[1])
    assert np.isnan(aggregate([[np.nan, np.nan]], least_share=0.1)).all()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"weights": [1]}, "one to each"),
        ({"weights": [0, 0]}, "all weights are 0"),
        ({"weights": [1, -1]}, "negative or missing"),
        ({"how": "harmonic"}, "how 'harmonic'"),
        ({"levels": [["a"]]}, "1 groups for 2 parts"),
        ({"levels": [["a", "b"], {"a": "x"}]}, "no group for b"),
        ({"levels": [["a", "b"]], "weights": [None, {"a": 1}]}, "no weight for b"),
        ({"levels": [["a", "a"], ["x", "y"]]}, "a is in x and in y"),
        ({"least_share": 0}, "least_share"),
    ],
)
def test_what_cannot_be_aggregated_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        aggregate([[1, 2]], **options)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="indicators 1 have negative"):
        aggregate([[-1, 2]], how="geometric")


def test_measures_without_a_direction_are_no_part_of_a_composite() -> None:
    assert directions_of(["economic.self_sustaining_ratio", "economic.grant_dependence"]) == [1, -1]
    none = next(key for key, each in MEASURES.items() if each.better == "none")
    with pytest.raises(InputError) as error:
        directions_of([none, "economic.nothing", "economic.self_sustaining_ratio"])
    assert [each.code for each in error.value.findings] == [
        "composite_undirected",
        "unknown_measure",
    ]


@given(
    st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=1, max_size=5),
    st.lists(st.floats(0.01, 5), min_size=4, max_size=4),
)
def test_the_geometric_mean_lies_between_the_least_and_the_arithmetic(
    rows: list[list[float]], weights: list[float]
) -> None:
    matrix = np.array(rows)
    one = np.asarray(aggregate(matrix, weights))
    two = np.asarray(aggregate(matrix, weights, "geometric"))
    assert (two <= one + 1e-9).all() and (two >= matrix.min(axis=1) - 1e-9).all()
    assert np.asarray(aggregate(matrix * 3, weights, "geometric")) == pytest.approx(two * 3)
