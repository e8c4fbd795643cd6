"""Concentration, inequality, input and output: printed values, closed forms, laws."""

from __future__ import annotations

from math import isnan, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation.economic import effective_number, herfindahl, leontief, theil
from tests.evaluation.cases import columns, expected, needs_cases

AMOUNTS = st.lists(st.integers(0, 1000), min_size=2, max_size=8)


@needs_cases
def test_the_shares_of_the_guidelines() -> None:
    case = expected("hhi_shannon_doj")
    shares = [float(each) for each in columns("hhi_shannon_doj", "shares.csv")["share"]]
    assert herfindahl(shares) == pytest.approx(case["HHI_fraction"]["value"], abs=1e-12)
    assert herfindahl(shares) * 10_000 == pytest.approx(case["HHI"]["value"])
    assert effective_number(shares) == pytest.approx(case["effective_number"]["value"])
    normalised = herfindahl(shares, normalised=True)
    assert normalised == pytest.approx(case["HHI_normalised"]["value"], abs=1e-12)


def test_the_ends_of_concentration() -> None:
    assert herfindahl([7]) == herfindahl([7], normalised=True) == 1
    assert herfindahl([2, 2, 2, 2]) == 0.25
    assert herfindahl([2, 2, 2, 2], normalised=True) == 0
    assert isnan(herfindahl([0, 0])) and isnan(herfindahl([]))
    with pytest.raises(ValueError, match="negative"):
        herfindahl([1, -1])


@needs_cases
def test_the_textbook_table() -> None:
    case = expected("io_miller_blair")
    z, x = columns("io_miller_blair", "Z.csv"), columns("io_miller_blair", "x.csv")
    table = np.array([z["s1"], z["s2"]], dtype=float).T
    model = leontief(table, np.array(x["x"], dtype=float))
    assert model.coefficients == pytest.approx(np.array(case["A"]["value"]), abs=1e-12)
    assert model.inverse == pytest.approx(np.array(case["L"]["value"]), abs=1e-9)
    assert model.output([600, 1500]) == pytest.approx(case["x_new"]["value"], abs=1e-6)
    assert "2 sectors" in repr(model)


def test_output_meets_demand() -> None:
    random = np.random.default_rng(3)
    table = random.uniform(0, 1, (12, 12))
    output = table.sum(axis=1) + random.uniform(1, 2, 12)
    model = leontief(table, output)
    assert model.output(output - table.sum(axis=1)) == pytest.approx(output)


@pytest.mark.parametrize(
    ("table", "output", "words"),
    [
        ([[1, 2]], [1], "give"),
        ([[-1]], [2], "negative"),
        ([[2]], [2], "use up"),
        ([[float("nan")]], [2], "no numbers"),
    ],
)
def test_tables_that_are_none(table: list[list[float]], output: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        leontief(table, output)


def test_a_sector_without_output_uses_nothing() -> None:
    assert leontief([[0, 0], [0, 0]], [0, 5]).inverse.tolist() == [[1, 0], [0, 1]]


@given(AMOUNTS, st.data())
def test_inequality_adds_up(values: list[int], data: st.DataObject) -> None:
    n = len(values)
    weights = data.draw(st.lists(st.integers(1, 9), min_size=n, max_size=n))
    groups = data.draw(st.lists(st.sampled_from("xyz"), min_size=n, max_size=n))
    found = theil(values, weights, groups)
    if not any(values):
        assert isnan(found.total)
        return
    assert found.total == pytest.approx(found.between + found.within)
    assert -1e-12 <= found.between <= found.total + 1e-12
    assert found.total <= log(sum(weights) / min(weights)) + 1e-9
    # Money of another unit, and a place counted twice at half its people, change nothing.
    assert theil([3 * each for each in values], weights).total == pytest.approx(found.total)
    halved = [each / 2 for each in weights]
    doubled = theil(values + values, halved + halved)
    assert doubled.total == pytest.approx(found.total, abs=1e-12)


def test_inequality_by_hand() -> None:
    assert theil([1, 1, 1]).total == 0
    assert theil([0, 2]).total == pytest.approx(log(2))
    parted = theil([1, 1, 3, 3], groups=["x", "x", "y", "y"])
    assert parted.within == pytest.approx(0)
    with pytest.raises(ValueError, match="negative"):
        theil([-1, 2])
    with pytest.raises(ValueError, match="same places"):
        theil([1, 2], [1])
