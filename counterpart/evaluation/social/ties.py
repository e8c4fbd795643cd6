"""Social measures: ties of institutions between the sides, and what became of services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def tie_count(ties: Iterable[tuple[str, str, str]]) -> float:
    """How many pairs of institutions are tied; `ties` are (end, end, layer)."""
    return float(len({(one, other) for one, other, _ in ties}))


def multiplexity(layers: Iterable[tuple[str, str, str]]) -> float | None:
    """Mean number of layers (kinds of tie) per tied pair, at least 1; None without ties.

    `layers` are (end, end, layer); the same tie told twice counts once.
    """
    by_pair: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other, layer in layers:
        by_pair[one, other].add(layer)
    if not by_pair:
        return None
    return sum(len(each) for each in by_pair.values()) / len(by_pair)


def volume_change(stated: Iterable[float]) -> float | None:
    """The stated growth of one institution's volume; None for several, whose levels are needed."""
    values = list(stated)
    return values[0] if len(values) == 1 else None
