"""Ratios of two figures: what sustains itself, what depends on grants, what a million buys.

Each is None where the figure below is missing, zero or negative: over nothing there is no ratio,
and over a net repayment none with a meaning. Above, a negative figure (a return) stays what it is.
"""

from __future__ import annotations

from math import isfinite

MILLION = 1e6


def ratio(part: float, whole: float) -> float | None:
    """`part` over `whole`, in the unit of the one per unit of the other."""
    if not (isfinite(part) and isfinite(whole)) or whole <= 0:
        return None
    return part / whole


def self_sustaining_ratio(market: float, aid: float) -> float | None:
    """Market flows as a share of market and aid together, 0 to 1; None when there is neither.

    The "blood transfusion" to "blood-making" test: it rises as sales replace grants. None too where
    one of them is negative (more was returned than moved): no share of a whole then.
    """
    return None if min(market, aid) < 0 else ratio(market, market + aid)


def fulfilment(paid: float, due: float) -> float | None:
    """Paid as a share of due; above 1 where more was paid than due; None when nothing is due."""
    return ratio(paid, due)


def grant_dependence(aid: float, own_revenue: float) -> float | None:
    """Aid as a multiple of the receiver's own revenue; None without revenue. Above 1 aid leads."""
    return ratio(aid, own_revenue)


def leverage(private: float, public: float) -> float | None:
    """Private money for each unit of public money; None without public money.

    It says what stands beside public money, not what it caused: what would have come anyway is in.
    """
    return ratio(private, public)


def absorption(paid: float, committed: float) -> float | None:
    """Paid as a share of committed; above 1 where payments run ahead; None without commitments."""
    return ratio(paid, committed)


def after_exit(
    own: float, grants: float, matched: float = 0.0, leaving: float = 1.0
) -> float | None:
    """The share of revenue that remains if grants stop, and `leaving` of the matched money with it.

    All in money a year: `own` revenue, `grants`, and `matched` money that came because of grants.
    `leaving` from 0 (all of it stays) to 1. An accounting answer: nobody replaces a grant here.
    None without revenue or with a negative part. ValueError for a share outside 0 to 1.
    """
    if not 0 <= leaving <= 1:
        raise ValueError(f"the share that leaves is {leaving}: give 0 to 1")
    if min(own, grants, matched) < 0:
        return None
    return ratio(own + matched * (1 - leaving), own + matched + grants)


def per_million(count: float, money: float) -> float | None:
    """A count (jobs, output, projects) for each million of money; None without money.

    Comparable in real money of one currency only; a stock of jobs is not a sum over years.
    """
    return ratio(count * MILLION, money)


def price_premium(price: float, generic: float) -> float | None:
    """How much dearer the named product is than the generic one, as a share: 0.2 is 20 % dearer."""
    found = ratio(price, generic)
    return None if found is None else found - 1


def trade_share(bilateral: float, total: float) -> float | None:
    """Trade with the partner as a share of all trade of one side; None without trade."""
    return ratio(bilateral, total)


def avoided_emissions(energy: float, grid_factor: float, own_factor: float = 0.0) -> float:
    """Tonnes of CO2 that `energy` (kWh) avoids where it replaces the grid's (factors in gCO2/kWh).

    By the grid's average factor: what a further kWh really replaces is the marginal plant. Only
    delivered energy counts, and none whose green certificate was sold to others.
    """
    return energy * (grid_factor - own_factor) / MILLION
