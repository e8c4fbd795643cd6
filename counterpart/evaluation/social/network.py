"""Networks of institutions: whether ties stay within groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Groups = Mapping[Any, Hashable] | Sequence[Hashable]


def ei_index(edges: ArrayLike | Mapping[str, ArrayLike], groups: Groups) -> float:
    """Ties between groups less ties within, over all: -1 all within, 1 all between; NaN for none.

    `edges` are pairs of nodes (ties, 2), or columns of a table whose first two are the ends;
    `groups` gives the group of each node. Krackhardt & Stern 1988.
    """
    ends, _ = _edges(edges)
    if not len(ends):
        return nan
    apart = sum(_group(groups, one) != _group(groups, other) for one, other in ends)
    return (2 * apart - len(ends)) / len(ends)


def modularity(
    edges: ArrayLike | Mapping[str, ArrayLike], communities: Groups, weighted: bool = False
) -> float:
    """Ties within communities beyond what the nodes' ties alone would give; NaN without ties.

    Ties have no direction. Their weights, the third column, count only where `weighted`. Newman &
    Girvan 2004.
    """
    ends, weights = _edges(edges)
    strength = weights if weighted else np.ones(len(ends))
    total = float(strength.sum())
    if not total:
        return nan
    within = 0.0
    by_community: dict[Hashable, float] = {}
    for (one, other), weight in zip(ends, strength, strict=True):
        first, second = _group(communities, one), _group(communities, other)
        within += weight if first == second else 0.0
        by_community[first] = by_community.get(first, 0.0) + weight
        by_community[second] = by_community.get(second, 0.0) + weight
    return within / total - sum((each / (2 * total)) ** 2 for each in by_community.values())


def _edges(
    edges: ArrayLike | Mapping[str, ArrayLike],
) -> tuple[list[tuple[Hashable, Hashable]], NDArray[np.float64]]:
    """The ends of each tie, and its weight: 1 where none is given."""
    table: Any = edges.to_pydict() if hasattr(edges, "to_pydict") else edges
    listed = table.values() if isinstance(table, Mapping) else zip(*table, strict=True)
    columns = [list(column) for column in listed]
    if not columns:
        return [], np.zeros(0)
    if len(columns) < 2:
        raise ValueError("edges have two ends: give pairs, or a table of two columns")
    ends = list(zip(columns[0], columns[1], strict=True))
    weights = columns[2] if len(columns) > 2 else np.ones(len(ends))
    return ends, np.asarray(weights, dtype=float)


def _group(groups: Groups, node: Any) -> Hashable:
    try:
        return groups[node if isinstance(groups, Mapping) else int(node)]
    except (KeyError, IndexError):
        raise ValueError(f"node {node!r} has no group") from None
