"""Two effects that share columns, solved exactly block by block: origin-year, destination-year.

Each year is a block of its own. The sums of weights by origin and destination are a grid; the
larger side is eliminated and what is left of the smaller one (its Schur complement) is factored by
Cholesky. Rows lie in the order of the grid, so that every pass over them is a pass over memory.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve

from counterpart.evaluation.panel import Codes, Integers, Numbers
from counterpart.evaluation.spatial.projection import factored, parts

# A grid may have so many cells a row; more is a matter for sparse projections.
ROOM = 8
SIDE = 4_000


class Blocks:
    """Two effects over a grid (blocks, left, right); rows are those of `order`."""

    def __init__(self, block: Codes, left: Codes, right: Codes) -> None:
        self._shape = (block.levels, left.levels, right.levels)
        self._turned = left.levels < right.levels
        cell = (block.numbers * left.levels + left.numbers) * right.levels + right.numbers
        self.order = _order(cell, int(np.prod(self._shape)))
        self._cell = cell if self.order is None else cell[self.order]
        self._full = self._cell.size == np.prod(self._shape) and _counts_up(self._cell)

    @staticmethod
    def fits(block: Codes, left: Codes, right: Codes) -> bool:
        """Whether a grid of these is not too empty and not too large."""
        cells = block.levels * left.levels * right.levels
        return cells <= ROOM * block.numbers.size + 1024 and min(left.levels, right.levels) <= SIDE

    def weigh(self, weights: Numbers) -> Numbers:
        grid = self._grid(weights)
        self._weights = grid.transpose(0, 2, 1) if self._turned else grid
        self._large = self._weights.sum(axis=2)
        self._small = self._weights.sum(axis=1)
        self._per = np.divide(1, self._large, out=np.zeros_like(self._large), where=self._large > 0)
        self._factors = []
        for each, per, small in zip(self._weights, self._per, self._small, strict=True):
            scaled = each * np.sqrt(per)[:, None]
            schur = scaled.T @ scaled
            np.negative(schur, out=schur)
            np.einsum("ii->i", schur)[:] += small
            self._factors.append(factored(schur, small))
        return self._joined(self._large, self._small)

    def sums(self, values: Numbers) -> Numbers:
        grid = self._grid(values)
        return np.concatenate([grid.sum(axis=2).ravel(), grid.sum(axis=1).ravel()])

    def solve(self, sums: Numbers) -> Numbers:
        blocks, left, right = self._shape
        middle = blocks * left
        sides = (
            sums[:middle].reshape(blocks, left, -1),
            sums[middle:].reshape(blocks, right, -1),
        )
        large, small = sides[::-1] if self._turned else sides
        above = large * self._per[:, :, None]
        found_large, found_small = np.empty_like(large), np.empty_like(small)
        for number, factor in enumerate(self._factors):
            weights = self._weights[number]
            wanted = small[number] - weights.T @ above[number]
            found_small[number] = cho_solve(factor, wanted, check_finite=False)
            taken = weights @ found_small[number]
            found_large[number] = above[number] - taken * self._per[number][:, None]
        return self._joined(found_large, found_small, sums.shape[1])

    def rows(self, effects: Numbers) -> Numbers:
        blocks, left, right = self._shape
        middle = blocks * left
        grid = (
            effects[:middle].reshape(blocks, left, 1) + effects[middle:].reshape(blocks, 1, right)
        ).ravel()
        return grid if self._full else grid[self._cell]

    def connected(self, rows: Numbers) -> int | None:
        blocks, left, right = self._shape
        there: NDArray[np.bool_] = self._grid(rows) > 0
        active = there.any(axis=2), there.any(axis=1)
        # In a dense block everything is a few steps from its largest place.
        near: NDArray[np.bool_] = np.zeros((blocks, right), dtype=bool)
        near[np.arange(blocks), there.sum(axis=1).argmax(axis=1)] = True
        near = near & active[1]
        for _ in range(4):
            met = np.any(there & near[:, None, :], axis=2)
            near = np.any(there & met[:, :, None], axis=1)
        if (near == active[1]).all() and (met == active[0]).all():
            return int(np.count_nonzero(np.any(active[0], axis=1)))
        block, one, two = np.nonzero(there)
        nodes = blocks * (left + right)
        return parts(block * left + one, blocks * left + block * right + two, nodes)

    def _grid(self, values: Numbers) -> Numbers:
        if self._full:
            return values.reshape(self._shape)
        cells = int(np.prod(self._shape))
        found: Any = np.bincount(self._cell, values, cells)
        return np.asarray(found.reshape(self._shape))

    def _joined(self, large: Numbers, small: Numbers, columns: int = 0) -> Numbers:
        sides = (small, large) if self._turned else (large, small)
        shape = (-1, columns) if columns else -1
        return np.concatenate([each.reshape(shape) for each in sides])


def _order(cell: Integers, cells: int) -> Integers | None:
    """The order of rows in the grid; None where they lie so."""
    if _counts_up(cell, 0):
        return None
    row = np.full(cells, -1)
    row[cell] = np.arange(cell.size)
    found = row[row >= 0]
    return found if found.size == cell.size else np.argsort(cell, kind="stable")


def _counts_up(cell: Integers, least: int = 1) -> bool:
    return bool((np.diff(cell) >= least).all())
