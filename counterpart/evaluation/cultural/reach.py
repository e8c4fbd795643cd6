"""How far an exchange reaches: the share of the units of each side that take part."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """The share of the units of each side that have a tie; None of a side without units."""

    side_a: float | None
    side_b: float | None


def coverage(reached: AbstractSet[str], possible: AbstractSet[str]) -> float | None:
    """Share of the units that could be reached and were, 0 to 1; None without units."""
    return len(reached & possible) / len(possible) if possible else None


def coverage_by_side(
    ties: Iterable[tuple[str, str]], side_a: AbstractSet[str], side_b: AbstractSet[str]
) -> Reach:
    """Coverage of each side by ties (unit of side a, unit of side b).

    Units that are not in the list of their side do not count: the lists say which could be reached.
    """
    pairs = list(ties)
    return Reach(
        coverage({one for one, _ in pairs}, side_a), coverage({other for _, other in pairs}, side_b)
    )
