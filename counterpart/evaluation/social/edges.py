"""Edges and layers as they are handed in: pairs, matrices, tables of columns."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pair = tuple[Hashable, Hashable]
# The group of each node by its name or number, or the groups as lists or sets of nodes.
Groups = Mapping[Any, Hashable] | Sequence[Any]


def read_edges(edges: Any, weighted: bool = False) -> tuple[list[Pair], NDArray[np.float64]]:
    """The ends of each tie, and its weight: 1 unless `weighted` and one is given.

    `edges` are pairs, rows (end, end, weight), or columns of a table (a dict, or anything that
    Arrow reads) whose first two are the ends; its weights are the column `weight`, else the third.
    ValueError where there are no two ends, or a weight is no number or negative.
    """
    names, columns = _columns(edges)
    if not columns or not len(columns[0]):
        return [], np.zeros(0)
    if len(columns) < 2:
        raise ValueError("edges have two ends: give pairs, or a table of two columns")
    ends = list(zip(columns[0], columns[1], strict=True))
    place = names.index("weight") if "weight" in names else 2
    if not weighted or place >= len(columns):
        return ends, np.ones(len(ends))
    try:
        weights = np.asarray(columns[place], dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"weights are numbers, not {columns[place][0]!r}: name their column `weight`"
        ) from None
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError(
            "weights of ties are finite and not negative: leave ties without weight out"
        )
    return ends, weights


def read_layers(layers: Any) -> list[tuple[Hashable, Hashable, Hashable]]:
    """Ties of several layers as (end, end, layer).

    `layers` are such rows, a table of these three columns, a dict of layer -> pairs, a list of
    layers that are pairs each (tuples), or matrices of one shape on each other (layers, side a,
    side b) in which what is above 0 is a tie.
    """
    if isinstance(layers, list | tuple) and _are_pairs(layers):
        layers = dict(enumerate(layers))
    if isinstance(layers, np.ndarray) or _are_matrices(layers):
        stack = np.asarray(layers, dtype=float)
        if stack.ndim == 3:
            return [(int(a), int(b), int(layer)) for layer, a, b in np.argwhere(stack > 0)]
    if isinstance(layers, Mapping) and not _is_table(layers):
        return [(*_pair(tie), layer) for layer, ties in layers.items() for tie in ties]
    _, columns = _columns(layers)
    if not columns or not len(columns[0]):
        return []
    if len(columns) < 3:
        raise ValueError("ties of layers are (end, end, layer): name the layer of each")
    return list(zip(*columns[:3], strict=True))


def by_node(groups: Groups) -> Groups:
    """The group of each node; a list of groups with their nodes is turned round."""
    if isinstance(groups, list | tuple) and groups:
        members: Sequence[Any] = groups
        if all(isinstance(each, list | AbstractSet) for each in members):
            return {node: number for number, nodes in enumerate(members) for node in nodes}
    return groups


def group_of(groups: Groups, node: Any) -> Hashable:
    """The group of a node, or ValueError."""
    try:
        if isinstance(groups, Mapping):
            return groups[node]
        # A number below 0 would count from the end.
        group: Hashable = groups[int(node) if int(node) >= 0 else len(groups)]
        return group
    except (KeyError, IndexError, ValueError, TypeError):
        raise ValueError(f"node {node!r} has no group: name the group of every node") from None


def _columns(table: Any) -> tuple[list[str], list[list[Any]]]:
    """Names and values of the columns of a table, or of rows turned round."""
    if hasattr(table, "__arrow_c_stream__"):
        import pyarrow as pa

        table = pa.table(table).to_pydict()
    if isinstance(table, Mapping):
        return [str(name) for name in table], [_listed(column) for column in table.values()]
    rows: Iterable[Any] = _listed(table)
    return [], [list(column) for column in zip(*rows, strict=True)]


def _listed(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)


def _is_table(table: Mapping[Any, Any]) -> bool:
    """Whether the values are columns of single values and not of pairs."""
    firsts = [next(iter(_listed(column)), None) for column in table.values()]
    return len(firsts) > 2 and all(
        isinstance(each, str) or not isinstance(each, Iterable) for each in firsts
    )


def _are_pairs(layers: Sequence[Any]) -> bool:
    """Whether each layer is a list or set of pairs, and any has one."""
    if not all(isinstance(each, list | tuple | AbstractSet) for each in layers):
        return False
    firsts = [next(iter(each)) for each in layers if each]
    return bool(firsts) and all(isinstance(each, tuple) and len(each) == 2 for each in firsts)


def _are_matrices(layers: Any) -> bool:
    return (
        isinstance(layers, list | tuple)
        and bool(layers)
        and all(np.ndim(each) == 2 for each in layers)
    )


def _pair(tie: Any) -> Pair:
    ends = tuple(tie)
    if len(ends) != 2:
        raise ValueError(
            f"tie {ends!r} of a layer has {len(ends)} ends: a layer is a list of pairs, "
            "and matrices are laid on each other, (layers, side a, side b)"
        )
    return ends[0], ends[1]
