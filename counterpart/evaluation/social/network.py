"""Networks of institutions: whether ties stay within groups."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from math import nan

from numpy.typing import ArrayLike

from counterpart.evaluation.social.edges import Groups, by_node, group_of, read_edges


def ei_index(edges: ArrayLike | Mapping[str, ArrayLike], groups: Groups) -> float:
    """Ties between groups less ties within, over all: -1 all within, 1 all between; NaN for none.

    `edges` are pairs of nodes (ties, 2), or columns of a table whose first two are the ends;
    `groups` gives the group of each node, or lists the groups with their nodes. Every row is a tie,
    so one told twice counts twice. ValueError for a node without a group. Krackhardt & Stern 1988.
    """
    ends, _ = read_edges(edges)
    if not ends:
        return nan
    groups = by_node(groups)
    apart = sum(group_of(groups, one) != group_of(groups, other) for one, other in ends)
    return (2 * apart - len(ends)) / len(ends)


def modularity(
    edges: ArrayLike | Mapping[str, ArrayLike], communities: Groups, weighted: bool = False
) -> float:
    """Ties within communities beyond what the nodes' ties alone would give; NaN without ties.

    `communities` are as the groups of `ei_index`. Ties have no direction. Their weights (a column
    `weight`, else the third) count only where `weighted`. ValueError for a node without a
    community, a negative weight. Newman & Girvan 2004.
    """
    ends, strength = read_edges(edges, weighted)
    total = float(strength.sum())
    if not total:
        return nan
    communities, within = by_node(communities), 0.0
    by_community: dict[Hashable, float] = {}
    for (one, other), weight in zip(ends, strength, strict=True):
        first, second = group_of(communities, one), group_of(communities, other)
        within += weight if first == second else 0.0
        by_community[first] = by_community.get(first, 0.0) + weight
        by_community[second] = by_community.get(second, 0.0) + weight
    return within / total - sum((each / (2 * total)) ** 2 for each in by_community.values())
