"""Social measures: ties of institutions between the sides, and what became of services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

from counterpart.evaluation.social.edges import read_layers


def tie_count(ties: Iterable[tuple[str, str, str]]) -> float:
    """How many pairs of institutions are tied; `ties` are (end, end, layer)."""
    return float(len({(one, other) for one, other, _ in ties}))


def multiplexity(layers: Any) -> float | None:
    """Mean number of layers (kinds of tie) per tied pair, at least 1; None without ties.

    `layers` are (end of side a, end of side b, layer), a table of these columns, a dict of layer ->
    pairs, a list of layers of pairs, or matrices on each other (layers, side a, side b). The same
    tie told twice counts once. ValueError for ties without a layer.
    """
    by_pair: dict[tuple[Hashable, Hashable], set[Hashable]] = defaultdict(set)
    for one, other, layer in read_layers(layers):
        by_pair[one, other].add(layer)
    if not by_pair:
        return None
    return sum(len(each) for each in by_pair.values()) / len(by_pair)


def volume_change(stated: Iterable[float]) -> float | None:
    """The stated growth of one institution's volume; None for several, whose levels are needed."""
    values = list(stated)
    return values[0] if len(values) == 1 else None
