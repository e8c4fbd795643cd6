"""What effects take out of rows: sums by effect, and the weighted regression on all effects.

A projection knows the effects of rows as numbers one after another. `weigh` sets the weights of the
rows; `solve` gives the numbers whose weighted sums by effect are those asked. Where effects overlap
(a constant may move from one to the other) any solution will do: rows only ever see their sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from counterpart.evaluation.panel import Codes, Integers, Numbers, compact

# A share of each sum added to it, so that overlapping effects have one solution of many.
RIDGE = 1e-12
# Up to so many numbers are solved for exactly; more are found by conjugate gradients.
EXACT = 500
# How near gradients come: as a share of where they start, or in effects as such.
PRECISION = 1e-11
ROUNDING = 1e-13
PATIENCE = 2_000


class Projection(Protocol):
    """The effects of rows."""

    def weigh(self, weights: Numbers) -> Numbers:
        """Set the weights (rows,); gives their sums (effects,)."""

    def sums(self, values: Numbers) -> Numbers:
        """Sums of values (rows,) by effect: (effects,)."""

    def solve(self, sums: Numbers) -> Numbers:
        """The effects (effects, k) that have these weighted sums (effects, k)."""

    def rows(self, effects: Numbers) -> Numbers:
        """What effects (effects,) add up to in each row: (rows,)."""

    def connected(self, rows: Numbers) -> int | None:
        """How many parts rows of weight above 0 fall into; None where that is not known."""


def sums_by(effects: Projection, values: Iterable[Numbers]) -> Numbers:
    """Sums by effect of several values, (rows,) each: (effects, k)."""
    return np.stack([effects.sums(each) for each in values], axis=1)


def freed(covariates: Numbers, effects: Projection | None, weights: Numbers) -> Numbers:
    """Covariates (covariates, rows) less their weighted regression on the effects."""
    if effects is None or not len(covariates):
        return covariates
    effects.weigh(weights)
    slopes = effects.solve(sums_by(effects, (each * weights for each in covariates)))
    found = np.empty_like(covariates)
    for each, slope, free in zip(covariates, slopes.T, found, strict=True):
        np.subtract(each, effects.rows(slope), out=free)
    return found


class ManyWay:
    """Any effects. The largest is eliminated, the others are solved for.

    Up to 500 of the others by Cholesky, more by preconditioned conjugate gradients, which are
    alternating projections with the best acceleration that there is for them.
    """

    def __init__(self, effects: list[Codes]) -> None:
        order = sorted(effects, key=lambda each: -each.levels)
        self._codes = [each.numbers for each in order]
        self._levels = [each.levels for each in order]
        self._starts = np.cumsum([0, *self._levels])
        self._cells: dict[tuple[int, int], tuple[Codes, Integers, Integers]] = {}
        for one in range(len(order)):
            for two in range(one + 1, len(order)):
                joint = order[one].numbers * order[two].levels + order[two].numbers
                codes = compact(joint, order[one].levels * order[two].levels)
                of = np.empty(codes.levels, dtype=np.int64)
                of[codes.numbers] = joint
                self._cells[one, two] = (codes, of // order[two].levels, of % order[two].levels)

    def weigh(self, weights: Numbers) -> Numbers:
        own = self.sums(weights)
        self._first = np.maximum(own[: self._starts[1]], np.finfo(float).tiny)
        others = own[self._starts[1] :]
        beside: list[tuple[Numbers, Integers, Integers]] = []
        across = []
        for (one, two), (cells, left, right) in self._cells.items():
            shared: Any = np.bincount(cells.numbers, weights, cells.levels)
            below = self._starts[two] - self._starts[1]
            if one == 0:
                across.append((shared, left, right + below))
            else:
                beside.append((shared, left + self._starts[one] - self._starts[1], right + below))
        here = np.arange(others.size)
        beside += [(values, right, left) for values, left, right in beside]
        beside.append((others, here, here))
        self._across = _sparse(across, (self._first.size, others.size))
        self._beside = _sparse(beside, (others.size, others.size))
        self._total = float(others.sum())
        squares = self._across.multiply(self._across).T @ (1 / self._first)
        left_over = others - np.asarray(squares)
        self._scale = np.where(left_over > RIDGE * others, left_over, np.inf)
        if others.size <= EXACT:
            scaled = self._across.multiply((1 / self._first)[:, None]).tocsr()
            dense = (self._beside - self._across.T @ scaled).toarray()
            self._factor = factored(dense, others)
        return own

    def sums(self, values: Numbers) -> Numbers:
        return np.concatenate(
            [
                np.bincount(codes, values, levels)
                for codes, levels in zip(self._codes, self._levels, strict=True)
            ]
        )

    def solve(self, sums: Numbers) -> Numbers:
        first, others = sums[: self._starts[1]], sums[self._starts[1] :]
        above = first / self._first[:, None]
        wanted = others - self._across.T @ above
        if len(others) <= EXACT:
            found = cho_solve(self._factor, wanted, check_finite=False) if len(others) else wanted
        else:
            found = self._descended(wanted)
        return np.concatenate([above - (self._across @ found) / self._first[:, None], found])

    def rows(self, effects: Numbers) -> Numbers:
        found = effects[self._codes[0]]
        for start, codes in zip(self._starts[1:], self._codes[1:], strict=False):
            found += effects[start:][codes]
        return found

    def connected(self, rows: Numbers) -> int | None:
        if len(self._codes) > 2:
            return None
        if len(self._codes) == 1:
            return int(np.count_nonzero(self.sums(rows)))
        cells, left, right = self._cells[0, 1]
        there = np.bincount(cells.numbers, rows, cells.levels) > 0
        return parts(left[there], right[there] + self._levels[0], int(self._starts[-1]))

    def _descended(self, wanted: Numbers) -> Numbers:
        """Conjugate gradients for all columns side by side, each with its own steps."""
        found = np.zeros_like(wanted)
        rest = wanted.copy()
        near = rest / self._scale[:, None]
        way = near.copy()
        gain = (rest * near).sum(axis=0)
        enough = np.maximum(PRECISION**2 * gain, ROUNDING**2 * self._total)
        for _ in range(PATIENCE):
            if (gain <= enough).all():
                return found
            ahead = self._beside @ way
            ahead -= self._across.T @ ((self._across @ way) / self._first[:, None])
            bend = (way * ahead).sum(axis=0)
            step = np.divide(
                gain, bend, out=np.zeros_like(gain), where=(gain > enough) & (bend > 0)
            )
            found += step * way
            rest -= step * ahead
            near = rest / self._scale[:, None]
            before, gain = gain, (rest * near).sum(axis=0)
            way = near + np.divide(gain, before, out=np.zeros_like(gain), where=before > 0) * way
        raise ValueError(
            f"the effects were not taken out in {PATIENCE} steps: the flows hang together by a few "
            "rows; take fewer effects, or leave out places with hardly any flows"
        )


def parts(left: Integers, right: Integers, nodes: int) -> int:
    """How many parts of a graph have an edge."""
    edges = coo_matrix((np.ones(left.size, dtype=np.int8), (left, right)), shape=(nodes, nodes))
    _, label = connected_components(edges, directed=False)
    return int(np.unique(label[left]).size)


def _sparse(cells: list[tuple[Numbers, Integers, Integers]], shape: tuple[int, int]) -> csr_matrix:
    if not cells:
        return csr_matrix(shape)
    values, left, right = (np.concatenate(each) for each in zip(*cells, strict=True))
    return csr_matrix((values, (left, right)), shape=shape)


def factored(matrix: Numbers, scale: Numbers) -> tuple[Numbers, bool] | None:
    if not matrix.size:
        return None
    diagonal = np.einsum("ii->i", matrix)
    diagonal += RIDGE * scale
    diagonal[scale <= 0] = 1
    factor: tuple[Numbers, bool] = cho_factor(matrix, overwrite_a=True, check_finite=False)
    return factor
