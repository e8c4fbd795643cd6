"""Power and trade: shares with bounds, the largest line out, who depends on whom."""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np
import pytest

from counterpart.evaluation.economic import line_loss, mutual_dependence, share_of_demand
from counterpart.evaluation.intervals import Stated


def test_supply_is_part_of_demand() -> None:
    found = share_of_demand(Stated(48, 47.5, 48.5), Stated(120, 115, 125))
    assert found.value == pytest.approx(0.4)
    assert (found.low, found.high) == pytest.approx((47.5 / 125, 48.5 / 115))
    assert share_of_demand(Stated(9, 8, 12), Stated(10, 10, 10)).high == 1


def test_the_largest_line_is_out() -> None:
    found = line_loss([50, 90, 120], [40, 60, 30], own=[10, 10, 20], hours=2)
    assert (found.line, found.remaining) == (1, 70)
    # 50 - 10 fits; 90 - 10 is 10 short, 120 - 20 is 30 short.
    assert (found.peak, found.energy, found.periods) == (30, 80, 2)
    assert found.share == pytest.approx(40 / 260)
    assert line_loss([0], [5]).share is None
    assert line_loss([5], [9]).peak == 5


def test_a_mean_hides_peaks() -> None:
    load = np.random.default_rng(2).uniform(0, 100, 500)
    hourly = line_loss(load, [60, 50])
    assert line_loss([load.mean()], [60, 50]).energy * 500 <= hourly.energy


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([], [1]), "one period or more"),
        (([1], []), "each line"),
        (([-1], [1]), "not negative"),
        (([1, 2], [1], [1, 2, 3]), "one a period"),
    ],
)
def test_power_that_is_none(arguments: tuple[list[float], ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        line_loss(*arguments)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="more than 0"):
        line_loss([1], [1], hours=0)


def test_the_smaller_side_depends_more() -> None:
    trade = [[99, 10, 30], [20, 0, 0], [0, 10, 0]]
    found = mutual_dependence(trade, 0, 1)
    assert found.share_a == pytest.approx(30 / 60)
    assert found.share_b == pytest.approx(30 / 40)
    assert found.mutual == pytest.approx(0.5) and found.asymmetry == pytest.approx(-0.25)
    assert found.concentration_a == pytest.approx(sqrt(0.5))
    assert found.concentration_b == pytest.approx(sqrt(0.75**2 + 0.25**2))
    turned = mutual_dependence(trade, 1, 0)
    assert (turned.share_a, turned.asymmetry) == (found.share_b, -found.asymmetry)


def test_a_side_without_trade() -> None:
    found = mutual_dependence([[0, 0], [0, 5]], 0, 1)
    assert isnan(found.share_a) and isnan(found.mutual) and isnan(found.concentration_a)
    only = mutual_dependence([[0, 5], [0, 0]], 0, 1)
    assert only.mutual == only.concentration_a == 1
    for trade, sides, words in [
        ([[1, 2]], (0, 1), "partners"),
        ([[0, 1], [1, 0]], (0, 0), "two different"),
        ([[0, 1], [1, 0]], (0, 2), "two different"),
        ([[0, -1], [1, 0]], (0, 1), "not negative"),
    ]:
        with pytest.raises(ValueError, match=words):
            mutual_dependence(trade, *sides)
