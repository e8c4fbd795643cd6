"""TOPSIS, and how fragile ranks are: published answers, exact shares, what moves them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from counterpart.evaluation.composite import rank_robustness, rank_sensitivity, topsis
from tests.evaluation.cases import needs_cases
from tests.evaluation.composite.published import close, numbers

WEIGHTS = [0.2, 0.1, 0.1, 0.1, 0.2, 0.3]
DIRECTION = [1, 1, 1, -1, 1, 1]


@needs_cases
def test_the_fighter_aircraft_are_as_close_as_published() -> None:
    found = topsis(numbers("mcdm_fighter", "decision.csv"), WEIGHTS, DIRECTION)
    assert close("mcdm_fighter", "closeness", found.closeness)
    assert close("mcdm_fighter", "rank", found.rank)


def test_fixed_ideals_keep_closeness_when_a_unit_is_added() -> None:
    ideal = np.array([[10, 0], [0, 100]])
    two = topsis([[5, 50], [10, 0]], None, [1, -1], ideal)
    assert two.closeness.tolist() == [0.5, 1.0]
    three = topsis([[5, 50], [10, 0], [9, 99]], None, [1, -1], ideal)
    assert three.closeness[:2].tolist() == [0.5, 1.0]
    assert topsis([[5, 50], [10, 1]]).best.tolist() == [10, 50]
    for bad in ([[0, 0], [10, 100]], [[10, 0]], [[10, np.nan], [0, 1]]):
        with pytest.raises(ValueError, match="ideal"):
            topsis([[5, 50]], None, [1, -1], np.array(bad))


def test_several_weightings_are_answered_at_once_and_missing_stays_missing() -> None:
    matrix = np.array([[1.0, 9.0], [9.0, 1.0], [5.0, np.nan]])
    sets = [[1, 0], [0, 1], [1, 1]]
    found = topsis(matrix, sets)
    for weights, row in zip(sets, found.closeness, strict=True):
        assert topsis(matrix, weights).closeness == pytest.approx(row, nan_ok=True)
    assert np.isnan(found.closeness[:, 2]).all() and np.isnan(found.rank[:, 2]).all()
    assert found.rank[:2, :2].tolist() == [[2, 1], [1, 2]]
    # As near as each other: both share the better rank.
    assert found.rank[2, :2].tolist() == [1, 1]
    alone = topsis([[3, 4]])
    assert np.isnan(alone.closeness).all() and "nothing is nearer" in alone.notes[0]


def test_the_share_of_firsts_of_two_indicators_is_exact() -> None:
    # Around equal weights all weightings are as likely: w in (0, 1). The indices are 0.8 w, 1 - w
    # and 0.45: the first leads from w = 0.5625 on, the second up to 0.55, the third in between.
    scores = np.array([[0.8, 0], [0, 1], [0.45, 0.45]])
    found = rank_robustness(scores, draws=20_000, vary=("weights",))
    assert found.share_first == pytest.approx([0.4375, 0.55, 0.0125], abs=0.01)
    assert found.share_first.sum() == pytest.approx(1)
    assert found.rank.tolist() == [3, 1, 2] and found.equal.tolist() == [3, 1, 2]
    assert (found.rank_low[1], found.rank_high[1]) == (1, 3)


def test_a_unit_that_leads_everywhere_is_first_whatever_is_drawn() -> None:
    scores = [[0.9, 0.8, 0.9], [0.5, 0.7, 0.2], [0.1, 0.3, 0.4]]
    found = rank_robustness(scores, [5, 1, 1], draws=500)
    assert (found.share_first[0], found.rank_low[0], found.rank_high[0]) == (1, 1, 1)
    assert found.notes == ("varied: weights, normalisation, aggregation",)
    again = rank_robustness(scores, [5, 1, 1], draws=500)
    assert again.table.equals(found.table)
    assert found.table.column_names[:3] == ["unit", "rank", "equal"]


def test_a_grade_holds_in_the_share_of_weightings_that_keep_it() -> None:
    # The first has w x 0.8 + (1 - w) x 0.4: 0.6 by equal weights, 0.5 or more where w > 1/4.
    found = rank_robustness([[0.8, 0.4], [0.2, 0.2]], draws=20_000, grades=[0.5])
    assert found.grade_holds is not None
    assert found.grade_holds[0] == pytest.approx(0.75, abs=0.015)
    assert found.grade_holds[1] == 1


def test_what_lacks_a_value_has_no_rank_and_others_rank_without_it() -> None:
    found = rank_robustness(np.array([[0.9, 0.9], [np.nan, 1], [0.1, 0.2]]), draws=50)
    assert np.isnan(found.rank[1]) and found.rank[[0, 2]].tolist() == [1, 2]
    assert "1 units lack a value" in found.notes[-1]
    negative = rank_robustness([[-0.1, 0.9], [0.1, 0.2]], draws=50)
    assert "no geometric mean" in negative.notes[1]
    odd: tuple[dict[str, Any], ...] = ({"draws": 0}, {"vary": ("colour",)})
    for options in odd:
        with pytest.raises(ValueError, match="vary"):
            rank_robustness([[1, 2]], **options)


def test_what_moves_ranks_most_is_found() -> None:
    # The two leading units differ in the first indicator alone, so only its weight can matter.
    random = np.random.default_rng(1)
    scores = random.random((12, 2)) * [1, 0.02] + [0, 0.5]
    found = rank_sensitivity(scores, [1, 1], draws=128)
    assert found.names == ("weight 1", "weight 2", "normalisation", "aggregation")
    assert found.names[int(found.total.argmax())] == "normalisation"
    assert found.runs == 128 * 6 and not found.constant
    flat = rank_sensitivity(np.array([[1, 1], [0.5, 0.5]]), draws=16)
    assert flat.constant and flat.total.tolist() == [0, 0, 0, 0]
    for bad in ([[np.nan, 1]], [[-1, 1]]):
        with pytest.raises(ValueError, match="complete scores"):
            rank_sensitivity(np.array(bad))
    with pytest.raises(ValueError, match="power of two"):
        rank_sensitivity([[1, 1]], draws=100)


def test_sensitivity_is_imported_only_where_it_is_asked_for() -> None:
    code = (
        "import sys, counterpart.evaluation.composite; "
        "print('SALib' in sys.modules, 'pandas' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]
