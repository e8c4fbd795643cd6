"""Dependence through trade: how much of each side's trade is with the other, and with how few."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.economic.concentration import herfindahl


@dataclass(frozen=True, slots=True)
class Dependence:
    """How two sides depend on each other's trade.

    `share_a` and `share_b` are the partner's share in all trade of each, 0 to 1; `mutual` is the
    smaller of them, `asymmetry` share_a less share_b: above 0 side a depends more, and is the
    weaker one in a quarrel. `concentration_a`, `concentration_b`: Hirschman's index of all partners
    of each (root of the sum of squared shares, 1 for one partner). NaN for a side without trade.
    """

    share_a: float
    share_b: float
    mutual: float
    asymmetry: float
    concentration_a: float
    concentration_b: float


def mutual_dependence(trade: ArrayLike, a: int, b: int) -> Dependence:
    """Dependence of sides `a` and `b` in a matrix of trade (from, to) among all partners.

    Sales both ways count; what stays inside a side does not. Partners must be complete, the rest
    of the world as one of them, else shares are too large. ValueError for a matrix that is not
    square, negative or missing trade, or sides that are the same or not in it. Hirschman 1945.
    """
    flows = np.array(trade, dtype=float)
    if flows.ndim != 2 or flows.shape[0] != flows.shape[1]:
        raise ValueError(f"trade is {flows.shape}: give (partners, partners)")
    if a == b or not {a, b} <= set(range(len(flows))):
        raise ValueError(f"sides {a} and {b} of {len(flows)} partners: give two different ones")
    if not np.isfinite(flows).all() or (flows < 0).any():
        raise ValueError("trade is finite and not negative: 0 where there is none")
    np.fill_diagonal(flows, 0.0)
    both_ways = flows + flows.T
    totals = both_ways.sum(axis=1)
    shares = [
        float(both_ways[one, other] / totals[one]) if totals[one] else nan
        for one, other in ((a, b), (b, a))
    ]
    return Dependence(
        shares[0],
        shares[1],
        min(shares) if totals[a] and totals[b] else nan,
        shares[0] - shares[1],
        sqrt(herfindahl(both_ways[a])),
        sqrt(herfindahl(both_ways[b])),
    )
