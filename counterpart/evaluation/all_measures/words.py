"""What the lines of the table share: two directions, two sides, a total as its own measure."""

from __future__ import annotations

from counterpart.evaluation.measure import Direction, Side

ARROWS: tuple[tuple[Direction, str], ...] = (("a_to_b", "A → B"), ("b_to_a", "B → A"))
SIDES: tuple[tuple[Side, str], ...] = (("a", "A"), ("b", "B"))


def same(amount: float) -> float:
    """The input itself: a total is its own measure."""
    return amount
