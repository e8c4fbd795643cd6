"""Prices, ratios, plan against outturn, delay: hand arithmetic and brute force."""

from __future__ import annotations

from datetime import date
from math import inf, isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation import economic

MONEY = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6)


def test_prices_of_one_year() -> None:
    level = {2010: 80.0, 2015: 100.0, 2020: 125.0}
    assert economic.real([8, 10, nan], [2010, 2020, 1900], level, 2015) == pytest.approx(
        [10, 8, nan], nan_ok=True
    )
    # The level's own unit does not matter, and the base year keeps its money.
    doubled = {year: 2 * each for year, each in level.items()}
    assert economic.real([8, -3], [2010, 2015], doubled, 2015).tolist() == [10, -3]
    assert economic.real([], [], {}, 2015).size == 0


def test_a_missing_index_is_named() -> None:
    with pytest.raises(ValueError, match=r"of 2011, 2012: add it"):
        economic.real([1, 2, 3], [2012, 2011, 2010], {2010: 100}, 2010)
    with pytest.raises(ValueError, match="of 2015"):
        economic.real([1], [2010], {2010: 100}, 2015)
    with pytest.raises(ValueError, match="index of 2010 is 0"):
        economic.real([1], [2010], {2010: 0}, 2010)
    with pytest.raises(ValueError, match="a year to each"):
        economic.real([1, 2], [2010], {2010: 1}, 2010)


def test_a_level_from_changes() -> None:
    level = economic.price_level({2009: 110, 2010: 102, 2011: 105, 2013: 101}, 2010)
    assert level == pytest.approx({2008: 100 / 1.02 / 1.1, 2009: 100 / 1.02, 2010: 100, 2011: 105})
    assert economic.price_level({}, 2010) == {2010: 100}
    with pytest.raises(ValueError, match="year before is 100"):
        economic.price_level({2011: -2.1}, 2010)


def test_ratios_have_no_value_over_nothing() -> None:
    for two in (
        economic.ratio,
        economic.fulfilment,
        economic.grant_dependence,
        economic.leverage,
        economic.absorption,
        economic.trade_share,
    ):
        assert two(3, 4) == 0.75
        assert two(0, 4) == 0
        assert two(3, 0) is two(3, -1) is two(nan, 4) is two(3, inf) is None
    assert economic.self_sustaining_ratio(30, 10) == 0.75
    assert economic.self_sustaining_ratio(0, 0) is None
    assert economic.self_sustaining_ratio(30, -10) is None
    assert economic.per_million(50, 2_000_000) == 25
    assert economic.per_million(50, 0) is None
    assert economic.price_premium(12, 10) == pytest.approx(0.2)
    assert economic.price_premium(12, 0) is None
    # 1 GWh of wind against 600 g of the grid and 11 g of its own.
    assert economic.avoided_emissions(1e6, 600, 11) == pytest.approx(589)


def test_what_remains_if_grants_stop() -> None:
    assert economic.after_exit(60, 40) == 0.6
    assert economic.after_exit(60, 20, matched=20) == 0.6
    assert economic.after_exit(60, 20, matched=20, leaving=0.5) == 0.7
    assert economic.after_exit(60, 20, matched=20, leaving=0) == 0.8
    assert economic.after_exit(0, 0) is None and economic.after_exit(-1, 2) is None
    with pytest.raises(ValueError, match="0 to 1"):
        economic.after_exit(1, 1, 1, leaving=2)


def test_plan_and_outturn() -> None:
    assert economic.outturn_deviation(100, 90) == pytest.approx(-0.1)
    assert economic.outturn_deviation(0, 90) is None
    # A tenth less for all is another total, and the same composition.
    assert economic.composition_variance([60, 40], [54, 36]) == pytest.approx(0)
    assert economic.composition_variance([60, 40], [40, 60]) == pytest.approx(0.4)
    assert economic.composition_variance([1, 0], [0, 1]) == pytest.approx(2)
    assert isnan(economic.composition_variance([], []))
    assert isnan(economic.composition_variance([1], [0]))
    with pytest.raises(ValueError, match="same items"):
        economic.composition_variance([1], [1, 2])
    with pytest.raises(ValueError, match="no amount"):
        economic.composition_variance([nan], [1])
    with pytest.raises(ValueError, match="negative"):
        economic.composition_variance([-1], [1])


def test_delay_by_hand() -> None:
    found = economic.payment_delay(
        [100, 50],
        [date(2020, 1, 1), date(2020, 3, 1)],
        [60, 60],
        [date(2020, 1, 31), date(2020, 4, 30)],
    )
    # 60 after 30 days, 40 after 120, 20 of March's after 60.
    assert found.mean == pytest.approx((60 * 30 + 40 * 120 + 20 * 60) / 120)
    assert (found.matched, found.outstanding, found.ahead) == (120, 30, 0)
    early = economic.payment_delay([10], [2021.0], [15], [2020.5])
    assert (early.mean, early.matched, early.ahead) == (-0.5, 10, 5)
    assert economic.payment_delay([], [], [5], [2020]).mean is None
    assert economic.payment_delay([0], [2020], [0], [2020]).mean is None


@given(MONEY, MONEY)
def test_delay_unit_by_unit(committed: list[tuple[int, int]], paid: list[tuple[int, int]]) -> None:
    """Every single unit of money: when it was committed, when it was paid."""
    due = [when for when, amount in sorted(committed) for _ in range(amount)]
    out = [when for when, amount in sorted(paid) for _ in range(amount)]
    found = economic.payment_delay(*_turned(committed), *_turned(paid))
    apart = [later - sooner for sooner, later in zip(due, out, strict=False)]
    assert found.mean == (pytest.approx(np.mean(apart)) if apart else None)
    assert found.outstanding - found.ahead == len(due) - len(out)


def _turned(rows: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [amount for _, amount in rows], [when for when, _ in rows]


def test_delay_of_what_is_no_ledger() -> None:
    for arguments, words in [
        (([1], [], [], []), "a time to each"),
        (([], [], [nan], [1]), "payments: an amount or a time is missing"),
        (([-1], [1], [], []), "negative"),
    ]:
        with pytest.raises(ValueError, match=words):
            economic.payment_delay(*arguments)
