"""Economic measures: aid, market, investment, what sustains itself, what was kept of a rule."""

from __future__ import annotations


def self_sustaining_ratio(market: float, aid: float) -> float | None:
    """Market flows as a share of market and aid together, 0 to 1; None when there is neither.

    The "blood transfusion" to "blood-making" test: it rises as sales replace grants.
    """
    both = market + aid
    return market / both if both else None


def fulfilment(paid: float, due: float) -> float | None:
    """Paid as a share of due; above 1 where more was paid than due; None when nothing is due."""
    return paid / due if due else None
