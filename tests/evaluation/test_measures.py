"""Functions of the four dimensions against arithmetic by hand, with their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from counterpart.evaluation import cultural, economic, social, spatial
from counterpart.evaluation.due import Commitment, due_by_year

RULE = Commitment(
    commitment="rule",
    reading="one",
    chosen=True,
    kind="assistance_funds",
    rule="growth",
    base=Decimal(100),
    base_year=2011,
    first_step=2013,
    rate=0.1,
    start_on=date(2011, 1, 1),
    end_on=date(2014, 12, 31),
    origin="A",
    destination="B",
    account=None,
    currency="CNY",
    source=None,
)


def test_retention_is_who_stayed_among_who_moved() -> None:
    assert spatial.retention(80, 100) == 0.8
    assert spatial.retention(0, 100) == 0
    assert spatial.retention(0, 0) is None


def test_mobility_rate_is_movers_among_residents() -> None:
    assert spatial.mobility_rate(25, 100) == 0.25
    assert spatial.mobility_rate(0, 0) is None


def test_concentration_is_the_share_of_the_largest() -> None:
    # (40 + 30 + 20) / 100, in whatever order they come
    assert spatial.concentration([10, 40, 20, 30]) == pytest.approx(0.9)
    assert spatial.concentration([10, 40, 20, 30], top=1) == pytest.approx(0.4)
    assert spatial.concentration([5, 5]) == 1
    assert spatial.concentration([0, 0]) is None
    assert spatial.concentration([]) is None


def test_reciprocity_of_a_matrix_by_hand() -> None:
    # pairs: |10 - 6|, |0 - 4|, |3 - 3| = 8 of 26 in all; the diagonal does not count
    matrix = [[99, 10, 0], [6, 99, 3], [4, 3, 99]]
    assert cultural.reciprocity(matrix) == pytest.approx(1 - 8 / 26)


SQUARES = arrays.arrays(float, (4, 4), elements=st.integers(0, 1000).map(float))


@given(SQUARES)
def test_reciprocity_is_one_for_symmetric_and_zero_for_one_way_flows(matrix: np.ndarray) -> None:
    found = cultural.reciprocity(matrix)
    off = matrix - np.diag(np.diag(matrix))
    if not off.any():
        assert found is None
        return
    assert found is not None
    assert 0 <= found <= 1
    assert cultural.reciprocity(matrix.T) == pytest.approx(found)
    assert cultural.reciprocity(3 * matrix) == pytest.approx(found)
    assert cultural.reciprocity(off + off.T) == pytest.approx(1)
    one_way = np.triu(off)
    if one_way.any():
        assert cultural.reciprocity(one_way) == pytest.approx(0)


def test_reciprocity_leaves_its_matrix_as_it_was() -> None:
    matrix = np.ones((2, 2))
    cultural.reciprocity(matrix)
    assert matrix.tolist() == [[1, 1], [1, 1]]


def test_balance_of_two_sides() -> None:
    assert cultural.balance(30, 30) == 1
    assert cultural.balance(30, 0) == 0
    # 1 - |122 - 176| / (122 + 176)
    assert cultural.balance(122, 176) == pytest.approx(1 - 54 / 298)
    assert cultural.balance(0, 0) is None


def test_coverage_counts_only_what_could_be_reached() -> None:
    assert cultural.coverage({"a", "b", "z"}, {"a", "b", "c", "d"}) == 0.5
    assert cultural.coverage(set(), {"a"}) == 0
    assert cultural.coverage({"a"}, set()) is None


def test_continuity_is_what_was_kept_of_the_year_before() -> None:
    assert cultural.continuity({"a", "b", "c", "d"}, {"a", "e"}) == 0.25
    assert cultural.continuity(set(), {"a"}) is None


def test_self_sustaining_ratio_is_market_in_market_and_aid() -> None:
    assert economic.self_sustaining_ratio(30, 70) == 0.3
    assert economic.self_sustaining_ratio(0, 70) == 0
    assert economic.self_sustaining_ratio(0, 0) is None


def test_fulfilment_is_paid_in_due() -> None:
    assert economic.fulfilment(108, 90) == pytest.approx(1.2)
    assert economic.fulfilment(5, 0) is None


def test_ties_and_layers_are_counted_once() -> None:
    ties = [
        ("a", "x", "school"),
        ("a", "x", "hospital"),
        ("a", "x", "school"),
        ("b", "x", "school"),
    ]
    assert social.tie_count(ties) == 2
    # two layers for a-x, one for b-x
    assert social.multiplexity(ties) == 1.5
    assert social.tie_count([]) == 0
    assert social.multiplexity([]) is None


def test_growth_of_several_institutions_is_no_number() -> None:
    assert social.volume_change([63.4]) == 63.4
    assert social.volume_change([63.4, 60.7]) is None
    assert social.volume_change([]) is None


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        # 100 in 2011 and 2012, then ten percent more each year
        (RULE, {2011: 100, 2012: 100, 2013: 110, 2014: 121}),
        (replace(RULE, first_step=None), {2011: 100, 2012: 110, 2013: 121, 2014: Decimal("133.1")}),
        (replace(RULE, base_year=2013, first_step=2014), {2013: 100, 2014: 110}),
        (replace(RULE, rule="fixed"), {2011: 100, 2012: 100, 2013: 100, 2014: 100}),
        (replace(RULE, rule="floor"), {2011: 100, 2012: 100, 2013: 100, 2014: 100}),
        (replace(RULE, rule="share"), {}),
        (replace(RULE, rule="not_below_previous"), {}),
        (replace(RULE, base=None), {}),
    ],
)
def test_what_a_rule_makes_due_each_year(rule: Commitment, due: dict[int, Decimal]) -> None:
    assert {year: amount.value for year, amount in due_by_year(rule).items()} == due
