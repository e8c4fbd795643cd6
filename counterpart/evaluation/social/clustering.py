"""Whether those who are tied to the same one are tied to each other, too."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.social.edges import read_edges


@dataclass(frozen=True, slots=True)
class Clustering:
    """`transitivity`: closed triples in all triples; `average`: mean over nodes of their own.

    In `average` a node with fewer than two ties counts as 0. NaN where there is no triple, or no
    node.
    """

    transitivity: float
    average: float


def clustering(edges: ArrayLike) -> Clustering:
    """Clustering of a network of one kind of node (one mode), without directions or weights.

    `edges` are pairs or a table as of `modularity`; only nodes with a tie are there. A tie told
    twice counts once, a tie to itself not at all. Watts & Strogatz 1998; Newman 2003. Ties that run
    between two sides have no triangles: see `bipartite_clustering`.
    """
    ends, _ = read_edges(edges)
    names = {name: number for number, name in enumerate(dict.fromkeys(n for e in ends for n in e))}
    if not names:
        return Clustering(nan, nan)
    ties = np.zeros((len(names), len(names)))
    for one, other in ends:
        ties[names[one], names[other]] = ties[names[other], names[one]] = one != other
    degrees = ties.sum(axis=1)
    triples = degrees * (degrees - 1)
    closed = ((ties @ ties) * ties).sum(axis=1)
    own = np.divide(closed, triples, out=np.zeros_like(closed), where=triples > 0)
    whole = float(closed.sum() / triples.sum()) if triples.sum() else nan
    return Clustering(whole, float(own.mean()))


def bipartite_clustering(matrix: ArrayLike) -> float:
    """Closed paths of three ties between two sides (rows, columns), 0 to 1; NaN without such paths.

    Four times the four-cycles over the paths of three: how often two institutions that share a
    partner share a second one. Any entry above 0 is a tie. Robins & Alexander 2004.
    """
    ties = np.asarray(matrix, dtype=float) > 0
    if ties.ndim != 2:
        raise ValueError(
            "the matrix has a row for each of one side, a column for each of the other"
        )
    return float(clustered(ties[None].astype(float))[0])


def clustered(stack: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bipartite clustering of each of some matrices of 0 and 1 (matrices, rows, columns)."""
    rows, columns = stack.sum(axis=2), stack.sum(axis=1)
    paths = (stack * (rows - 1)[:, :, None] * (columns - 1)[:, None, :]).sum(axis=(1, 2))
    shared = stack @ stack.transpose(0, 2, 1)
    cycles = (shared * (shared - 1)).sum(axis=(1, 2)) - (rows * (rows - 1)).sum(axis=1)
    # Each pair of rows is there twice, and each pair of shared columns twice.
    return np.asarray(np.divide(cycles, paths, out=np.full(len(stack), nan), where=paths > 0))
