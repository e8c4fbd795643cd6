"""Indices of unevenness: printed values of others, closed forms, laws."""

from __future__ import annotations

from itertools import product
from math import isnan, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.spatial import (
    dissimilarity,
    diversity,
    entropy_index,
    exposure,
    isolation,
    mutual_information,
)
from tests.evaluation.cases import columns, expected, needs_cases

ALL = (dissimilarity, entropy_index, mutual_information)
COUNTS = arrays(float, st.tuples(st.integers(1, 6), st.integers(2, 4)), elements=st.integers(0, 50))


@needs_cases
@pytest.mark.parametrize("name", ["m0", "m1", "m2", "m3"])
def test_the_toy_matrices(name: str) -> None:
    case = expected("seg_dissim_toy")[name]
    table = list(columns("seg_dissim_toy", f"{name}.csv").values())[-2:]
    found = dissimilarity(np.array(table, dtype=float).T)
    assert found == pytest.approx(case["value"], abs=case["atol"])


def pupils(year: str, level: str) -> NDArray[np.float64]:
    """Pupils (units of a level, groups) of the case's schools."""
    table = columns("seg_schools00_05", f"schools{year}.csv")
    units, unit = np.unique(table[level], return_inverse=True)
    groups, group = np.unique(table["race"], return_inverse=True)
    cells = np.zeros((units.size, groups.size))
    np.add.at(cells, (unit, group), np.array(table["n"], dtype=float))
    return cells


@needs_cases
def test_two_thousand_schools() -> None:
    case = {key: each["value"] for key, each in expected("seg_schools00_05").items()}
    schools, states = pupils("00", "school"), pupils("00", "state")
    found = {
        "M.school.2000": mutual_information(schools),
        "H.school.2000": entropy_index(schools),
        "M.state.2000": mutual_information(states),
        "H.state.2000": entropy_index(states),
        "M.school_within_state.2000": mutual_information(schools) - mutual_information(states),
        "M.school.2005": mutual_information(pupils("05", "school")),
        "MultiDissim.2000": dissimilarity(schools),
    }
    assert found == pytest.approx({key: case[key] for key in found}, abs=1e-9)


def test_exposure_by_hand() -> None:
    counts = [[10, 30], [20, 0], [0, 0]]
    assert exposure(counts, 0, 1) == pytest.approx((10 * 30 / 40) / 30)
    assert isolation(counts, 0) == pytest.approx((10 * 10 / 40 + 20 * 20 / 20) / 30)
    assert exposure(counts, 0, 0) + exposure(counts, 0, 1) == pytest.approx(1)
    assert diversity([[1, 1], [2, 2]]) == pytest.approx(log(2))


@given(COUNTS)
def test_laws(counts: np.ndarray) -> None:
    for index, factor in product(ALL, (1, 3)):
        value = index(counts)
        if isnan(value):
            assert (counts.sum(axis=0) > 0).sum() < 2
            continue
        assert -1e-12 <= value <= max(1, log(counts.shape[1])) + 1e-12
        # Order, empty units, and equal growth of all do not matter.
        grown = np.vstack([counts[::-1] * factor, np.zeros(counts.shape[1])])
        assert index(grown[:, ::-1]) == pytest.approx(value, abs=1e-9)
        # Splitting every unit alike changes nothing.
        assert index(np.repeat(counts / 2, 2, axis=0)) == pytest.approx(value, abs=1e-9)


def test_the_ends() -> None:
    for index in (dissimilarity, entropy_index):
        assert index([[5, 0, 0], [0, 7, 0], [0, 0, 2]]) == pytest.approx(1)
        assert index([[5, 10], [1, 2]]) == pytest.approx(0)
        assert isnan(index([[3, 0], [4, 0]]))
        assert isnan(index([[0, 0]]))
    assert isnan(isolation([[0, 4]], 0))


@pytest.mark.parametrize("wrong", [[[1, -1]], [[1, float("nan")]], [1, 2]])
def test_what_are_no_counts(wrong: ArrayLike) -> None:
    for index in ALL:
        with pytest.raises(ValueError, match="counts"):
            index(wrong)
