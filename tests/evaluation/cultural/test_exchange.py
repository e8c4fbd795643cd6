"""Balance, volume and reach of an exchange, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from counterpart.evaluation.cultural import (
    Stay,
    coverage_by_side,
    per_head,
    person_days,
    reciprocity,
    reverse_ratio,
    spread,
    spread_by_instrument,
)

pytestmark = pytest.mark.filterwarnings("error")


def test_reciprocity_of_three_parties() -> None:
    flows: list[list[float]] = [[9, 10, 0], [4, 0, 6], [2, 6, 5]]
    # pairs: 10 and 4, 0 and 2, 6 and 6; the diagonal does not count
    assert reciprocity(flows) == pytest.approx(1 - (6 + 2 + 0) / 28)
    assert reciprocity([[5, 0], [0, 3]]) is None
    assert reciprocity([[4]]) is None
    with pytest.raises(ValueError, match="a row and a column to each"):
        reciprocity([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(ValueError, match="nobody counted"):
        reciprocity([[0.0, float("nan")], [1.0, 0.0]])


def test_a_way_that_was_not_counted_is_not_zero() -> None:
    assert reverse_ratio(300, 60) == 0.2
    assert reverse_ratio(300, 0) == 0
    assert reverse_ratio(300, None) is None and reverse_ratio(None, 60) is None
    assert reverse_ratio(0, 60) is None
    with pytest.raises(ValueError, match="not negative"):
        reverse_ratio(-1, 2)


def test_person_days_are_of_the_days_in_the_window() -> None:
    stays = [
        Stay("a_to_b", 10, date(2023, 12, 30), date(2024, 1, 3)),
        Stay("a_to_b", 2, date(2024, 6, 1), date(2024, 6, 1)),
        Stay("a_to_b", 7, date(2022, 1, 1), date(2022, 1, 9)),
    ]
    year = date(2024, 1, 1), date(2024, 12, 31)
    assert person_days(stays, *year) == {"a_to_b": 32, "b_to_a": 0}
    assert person_days([], *year, directions=("a_to_b",)) == {"a_to_b": 0}
    assert per_head(32, 16) == 2 and per_head(32, 0) is None
    with pytest.raises(ValueError, match="is none of"):
        person_days(stays, *year, directions=("b_to_a",))
    with pytest.raises(ValueError, match="before it starts"):
        person_days([], year[1], year[0])


def test_each_side_has_its_own_coverage() -> None:
    found = coverage_by_side([("x", "p"), ("x", "q"), ("z", "p")], {"x", "y"}, {"p", "q", "r", "s"})
    assert (found.side_a, found.side_b) == (0.5, 0.5)
    assert coverage_by_side([], {"x"}, set()).side_a == 0
    assert coverage_by_side([], {"x"}, set()).side_b is None


def test_where_an_instrument_was_first_used_and_how_it_spread() -> None:
    uses = [("n", 2019), ("m", 2017), ("m", 2021), ("o", 2017)]
    found = spread(uses, {"m", "n", "o", "p", "q"}, until=2021)
    assert (found.first_year, found.first_units, found.half_year) == (2017, ("m", "o"), 2019)
    assert found.table.column("adopted").to_pylist() == [2, 2, 3, 3, 3]
    assert found.table.column("new").to_pylist() == [2, 0, 1, 0, 0]
    assert found.curve[-1][3] == 0.6
    never = spread([], {"m"}, 2021)
    assert (never.first_year, never.curve, never.table.num_rows) == (None, (), 0)
    both = spread_by_instrument([("late", "m", 2020), ("early", "n", 2018)], {"m", "n"}, 2021)
    assert list(both) == ["early", "late"]
    with pytest.raises(ValueError, match="raise `until`"):
        spread(uses, {"m", "n", "o"}, until=2020)
    with pytest.raises(ValueError, match="not among those"):
        spread(uses, {"m"})
    with pytest.raises(ValueError, match="no unit"):
        spread([], set())
