"""Intervals: a result allows everything that its operands allow, and words mean what they say."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.quantities import (
    Quantity,
    bounded,
    change,
    minus,
    point,
    printed_decimals,
    product,
    ratio,
    share,
    total,
)

NUMBERS = st.integers(0, 9999).map(lambda number: Decimal(number) / 4)
Pointed = tuple[Quantity, Decimal]


@st.composite
def pointed(draw: st.DrawFn, smallest: int = 0) -> Pointed:
    """A quantity whose bounds may be open or strict, and a number that it allows."""
    inside = draw(NUMBERS) + smallest
    low = draw(st.none() | NUMBERS.map(lambda step: max(Decimal(smallest), inside - step)))
    high = draw(st.none() | NUMBERS.map(lambda step: inside + step))
    low_strict = low is not None and low < inside and draw(st.booleans())
    high_strict = high is not None and high > inside and draw(st.booleans())
    return Quantity(inside, low, high, low_strict, high_strict), inside


def allows(quantity: Quantity, number: Decimal) -> bool:
    """Whether a number lies in a quantity's interval, to the last digits of the arithmetic."""
    slack = abs(number) * Decimal("1e-20")
    return any(quantity.overlaps(point(each)) for each in (number, number - slack, number + slack))


@given(pointed(), pointed(), pointed())
def test_a_sum_allows_the_sum_of_what_its_parts_allow(
    one: Pointed, two: Pointed, three: Pointed
) -> None:
    parts = (one, two, three)
    result = total([each[0] for each in parts])
    assert result.value == sum(each[1] for each in parts)
    assert result.overlaps(point(one[1] + two[1] + three[1]))


@given(pointed(), pointed())
def test_a_difference_allows_what_its_operands_allow(one: Pointed, two: Pointed) -> None:
    result = minus(one[0], two[0])
    assert result.value == one[1] - two[1]
    assert result.overlaps(point(one[1] - two[1]))


@given(pointed(1), pointed(1))
def test_a_product_allows_what_its_operands_allow(one: Pointed, two: Pointed) -> None:
    result = product(one[0], two[0])
    assert result.value == one[1] * two[1]
    assert result.overlaps(point(one[1] * two[1]))


@given(pointed(1), pointed(1))
def test_a_ratio_allows_what_its_operands_allow(one: Pointed, two: Pointed) -> None:
    assert allows(ratio(one[0], two[0]), one[1] / two[1])


@given(pointed(1), pointed(1), st.integers(1, 5))
def test_a_change_allows_what_its_operands_allow(one: Pointed, two: Pointed, steps: int) -> None:
    growth = ((two[1] / one[1]) ** (Decimal(1) / steps) - 1) * 100
    assert allows(change(one[0], two[0], steps), growth)


@given(pointed(1), pointed(1))
def test_a_share_allows_what_its_operands_allow(part: Pointed, rest: Pointed) -> None:
    whole = total([part[0], rest[0]])
    result = share(part[0], whole)
    assert allows(result, 100 * part[1] / (part[1] + rest[1]))
    assert result.low is not None
    assert result.high is not None
    assert 0 <= result.low <= result.high <= 100


@pytest.mark.parametrize(
    ("result", "attained"),
    [
        (product(bounded(Decimal(40), None, None, "more_than"), point(0)), 0),
        (ratio(point(0), bounded(Decimal(40), None, None, "less_than")), 0),
        # A part of 60 in a whole of more than 40 may be all of it.
        (share(point(60), bounded(Decimal(40), None, None, "more_than")), 100),
    ],
)
def test_a_bound_that_is_attained_is_not_strict(result: Quantity, attained: int) -> None:
    assert result.overlaps(point(attained))


@pytest.mark.parametrize(
    ("precision", "inside", "outside"),
    [
        ("exact", ["40"], ["39.9999", "40.0001"]),
        (None, ["40"], ["39.9999", "40.0001"]),
        ("rounded", ["39.5", "40.5"], ["39.4999", "40.5001"]),
        ("truncated", ["40", "40.9999"], ["39.9999", "41"]),
        ("more_than", ["40.0001", "900"], ["40", "39"]),
        ("at_least", ["40", "900"], ["39.9999"]),
        ("less_than", ["39.9999", "0"], ["40", "41"]),
        ("at_most", ["40", "0"], ["40.0001"]),
        ("approximate", ["1", "900"], []),
        ("estimate", ["1", "900"], []),
    ],
)
def test_a_word_allows_what_it_says(
    precision: str | None, inside: list[str], outside: list[str]
) -> None:
    stated = bounded(Decimal(40), None, None, precision, decimals=0)
    assert stated.value == 40
    assert [text for text in inside if not stated.overlaps(point(text))] == []
    assert [text for text in outside if stated.overlaps(point(text))] == []


@pytest.mark.parametrize("operation", [ratio, product])
def test_a_negative_operand_keeps_its_value_between_the_bounds(
    operation: Callable[[Quantity, Quantity], Quantity],
) -> None:
    # A fall of 4 to 8, as `minus` gives it to a ratio in "times more" readings of claims.
    fall = minus(
        Quantity(Decimal(5), Decimal(4), Decimal(6)),
        Quantity(Decimal(10), Decimal(10), Decimal(12)),
    )
    result = operation(fall, Quantity(Decimal(3), Decimal(2), Decimal(4)))
    assert result.value is not None
    assert result.overlaps(point(result.value))


def test_strict_bounds_stay_strict_through_operations() -> None:
    over_40 = bounded(Decimal(40), None, None, "more_than")
    under_40 = bounded(Decimal(40), None, None, "less_than")
    for result, bound in (
        (total([over_40, point(2)]), 42),
        (minus(over_40, point(2)), 38),
        (minus(point(42), over_40), 2),
        (product(over_40, point(2)), 80),
        (ratio(over_40, point(2)), 20),
        (ratio(point(80), over_40), 2),
        (ratio(point(80), under_40), 2),
        (share(over_40, point(80)), 50),
        (change(point(20), over_40), 100),
    ):
        assert result.value == bound
        assert not result.overlaps(point(bound)), result


def test_stated_bounds_win_over_the_word() -> None:
    assert bounded(Decimal(40), Decimal(38), None, "rounded") == Quantity(
        Decimal(40), Decimal(38), None
    )


def test_a_stated_bound_of_more_than_stays_strict() -> None:
    assert not bounded(Decimal(40), Decimal(40), None, "more_than").overlaps(point(40))


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("24.0491", 4), ("30.60", 1), ("80", -1), ("62500", -2), ("81", 0), ("0", 0), ("0.05", 2)],
)
def test_printed_decimals_end_at_the_last_digit_that_is_not_zero(text: str, decimals: int) -> None:
    assert printed_decimals(Decimal(text)) == decimals


def test_rounding_without_known_decimals_takes_the_last_digit() -> None:
    # 62,500 printed as such may stand for 62,450 to 62,550.
    stated = bounded(Decimal(62500), None, None, "rounded")
    assert stated == Quantity(Decimal(62500), Decimal(62450), Decimal(62550))


@pytest.mark.parametrize(
    ("stated", "precision", "fits"),
    [("24.0491", "truncated", True), ("24.0491", "rounded", False), ("24.0492", "rounded", True)],
)
def test_the_census_figure_is_cut_off_not_rounded(stated: str, precision: str, fits: bool) -> None:
    census = point(24_049_155).scaled(Decimal("1e-6"))
    assert bounded(Decimal(stated), None, None, precision, 4).overlaps(census) == fits


@pytest.mark.parametrize("operation", [ratio, share])
def test_a_quotient_by_zero_has_no_value(
    operation: Callable[[Quantity, Quantity], Quantity],
) -> None:
    assert operation(point(1), point(0)).value is None


def test_an_unknown_part_makes_an_unknown_sum() -> None:
    result = total([point(1), Quantity(None, Decimal(2), None)])
    assert result == Quantity(None, Decimal(3), None)
