"""Weights from data and from people: published answers, closed forms, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation.composite import (
    budget_weights,
    critic_weights,
    entropy_weights,
    equal_weights,
    expert_weights,
)
from tests.evaluation.cases import needs_cases
from tests.evaluation.composite.published import close, numbers

DIRECTION = [1, 1, 1, -1, 1, 1]


@needs_cases
def test_the_fighter_aircraft_have_the_published_weights() -> None:
    matrix = numbers("mcdm_fighter", "decision.csv")
    assert close("mcdm_fighter", "entropy_weights", entropy_weights(matrix))
    critic = critic_weights(matrix, DIRECTION)
    assert close("mcdm_fighter", "critic_weights_minmax_sd1", critic)


def test_entropy_by_hand() -> None:
    # Shares 1/4, 3/4 beside 1/2, 1/2: only the first column says anything.
    weights = entropy_weights([[1, 5], [3, 5]])
    assert weights.tolist() == [1, 0]
    assert weights.notes == ("indicators 2 are constant and weigh 0",)
    # Nothing with one unit is as unequal as can be: 0 ln 0 is 0.
    assert entropy_weights([[0, 1], [4, 3]]).sum() == pytest.approx(1)


def test_critic_by_hand() -> None:
    # The first two go together (r = 1), the third the other way (r = -1): 2, 2 and 4 of 8.
    weights = critic_weights([[0, 0, 3], [1, 2, 2], [3, 6, 0]])
    assert np.asarray(weights) == pytest.approx([0.25, 0.25, 0.5])
    # Turned round the third repeats the others, and nothing is carried by any.
    assert np.isnan(critic_weights([[0, 0, 3], [1, 2, 2], [3, 6, 0]], [1, 1, -1])).all()


def test_what_has_no_weights_says_why() -> None:
    for weights in (entropy_weights([[1, 2]]), critic_weights([[1, 2]], 1)):
        assert np.isnan(weights).all() and "one unit" in weights.notes[-1]
    flat = entropy_weights([[1, 2], [1, 2]])
    assert np.isnan(flat).all() and "no indicator differs" in flat.notes[-1]


def test_units_that_lack_a_value_are_left_out_and_counted() -> None:
    weights = entropy_weights(np.array([[1, 5], [3, 6], [np.nan, 100]]))
    assert np.asarray(weights) == pytest.approx(np.asarray(entropy_weights([[1, 5], [3, 6]])))
    assert weights.notes[0] == "1 units with a missing value are left out"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: entropy_weights([[1, -1], [2, 3]]), "indicators 2 have negative values"),
        (lambda: entropy_weights([1, 2]), "one row a unit"),
        (lambda: entropy_weights([[np.nan], [np.nan]]), "no unit has a value"),
        (lambda: critic_weights([[1, 2], [2, 3]], [1]), "1 directions for 2"),
        (lambda: critic_weights([[1, 2], [2, 3]], "none"), "direction 'none'"),
        (lambda: critic_weights([[1, 2], [2, 3]], [1, 0]), "direction 0"),
        (lambda: budget_weights([[60, 40], [50, 40]]), "rows 2 do not spend 100"),
        (lambda: expert_weights([[0, 0]]), "none at all"),
        (lambda: equal_weights(0), "0 indicators"),
    ],
)
def test_bad_input_is_refused_with_its_place(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]


def test_people_are_averaged_and_their_distance_told() -> None:
    weights = budget_weights([[60, 30, 10], [20, 60, 20]])
    assert np.asarray(weights) == pytest.approx([0.4, 0.45, 0.15])
    assert weights.notes == ("2 experts differ most on indicator 1: 0.283",)
    assert np.asarray(expert_weights([[3, 1]])) == pytest.approx([0.75, 0.25])


@given(
    st.lists(
        st.lists(st.floats(0.1, 100), min_size=3, max_size=3),
        min_size=3,
        max_size=8,
        unique_by=tuple,
    ),
    st.permutations(range(3)),
)
def test_weights_go_with_their_indicators_and_do_not_feel_the_unit(
    rows: list[list[float]], order: list[int]
) -> None:
    matrix = np.array(rows)
    for weigh in (entropy_weights, critic_weights):
        weights = np.asarray(weigh(matrix))
        if np.isnan(weights).any():
            continue
        assert weights.sum() == pytest.approx(1) and (weights >= 0).all()
        moved = np.asarray(weigh(matrix[:, order] * [2.0, 2.0, 2.0]))
        assert moved == pytest.approx(weights[order], abs=1e-6)
