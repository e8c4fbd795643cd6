"""The surroundings of units: everybody within a bandwidth, weighted by nearness.

Pairs of units are found with a KD-tree, in its order, so that near units lie together in memory.
Where they are too many to hold, they are made for some units at a time and forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_matrix
from scipy.spatial import KDTree

from counterpart.evaluation.spatial.indices import Numbers

Kernel = Literal["triangular", "biweight"]
# So many pairs of units are held at a time: about 300 MB.
PAIRS = 4_000_000
# Weights by the square of distance over bandwidth; a unit's own weight is 1.
KERNELS: dict[str, Callable[[Numbers], Numbers]] = {
    "triangular": lambda square: 1 - np.sqrt(square),
    "biweight": lambda square: (1 - square) ** 2,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of all units in the surroundings of some; `mutual` holds each pair once."""

    matrix: csr_matrix
    mutual: bool

    def of(self, values: Numbers) -> Numbers:
        """Weighted sums of values (units, k) in the surroundings: (some units, k)."""
        found: Numbers = self.matrix @ values
        if self.mutual:
            found += self.matrix.T @ values
            found += values
        return found


class Surroundings:
    """The surroundings of units at each of some bandwidths.

    `coordinates` are (units, 2) in a projection where distances are straight. ValueError: they are
    missing or of another shape, no kernel of this name, a bandwidth that is not positive.
    """

    def __init__(
        self, coordinates: ArrayLike, units: int, bandwidths: Sequence[float], kernel: str
    ) -> None:
        places = _located(coordinates, units)
        self.widths = [_positive(each) for each in bandwidths]
        if kernel not in KERNELS:
            raise ValueError(f"there is no kernel {kernel!r}; there are {', '.join(KERNELS)}")
        self._kernel = KERNELS[kernel]
        self.order = KDTree(places).indices if units else np.arange(0)
        self._places = places[self.order]
        self._held: list[Weights] | None = None
        if units and self.widths:
            self._tree = KDTree(self._places)
            pairs = self._tree.count_neighbors(self._tree, max(self.widths))
            if (pairs - units) // 2 <= PAIRS:
                self._held = self._all()

    def blocks(self) -> Iterator[tuple[slice, list[Weights]]]:
        """Units, numbered in `order`, and their weights at each bandwidth."""
        if self._held is not None:
            yield slice(None), self._held
        elif self.widths and len(self._places):
            for start, stop in self._parts(0, len(self._places)):
                yield slice(start, stop), self._some(start, stop)

    def _all(self) -> list[Weights]:
        pairs = self._tree.query_pairs(max(self.widths), output_type="ndarray")
        one, other = pairs[:, 0].astype(np.int32), pairs[:, 1].astype(np.int32)
        square = np.zeros(len(one))
        for axis in np.ascontiguousarray(self._places.T):
            apart = axis[one]
            apart -= axis[other]
            apart *= apart
            square += apart
        size = len(self._places)
        return [
            Weights(self._matrix(one, other, square, width, (size, size)), True)
            for width in self.widths
        ]

    def _parts(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Units in parts with few enough pairs each."""
        some = KDTree(self._places[start:stop])
        many = some.count_neighbors(self._tree, max(self.widths)) > PAIRS
        if many and stop - start > 1:
            middle = (start + stop) // 2
            yield from self._parts(start, middle)
            yield from self._parts(middle, stop)
        else:
            yield start, stop

    def _some(self, start: int, stop: int) -> list[Weights]:
        some = KDTree(self._places[start:stop])
        pairs = some.sparse_distance_matrix(self._tree, max(self.widths), output_type="ndarray")
        one, other = pairs["i"].astype(np.int32), pairs["j"].astype(np.int32)
        square = pairs["v"] ** 2
        shape = (stop - start, len(self._places))
        return [
            Weights(self._matrix(one, other, square, width, shape), False) for width in self.widths
        ]

    def _matrix(
        self,
        one: np.ndarray[tuple[int], np.dtype[np.int32]],
        other: np.ndarray[tuple[int], np.dtype[np.int32]],
        square: Numbers,
        width: float,
        shape: tuple[int, int],
    ) -> csr_matrix:
        near = square <= width**2
        if not near.all():
            one, other, square = one[near], other[near], square[near]
        return csr_matrix((self._kernel(square / width**2), (one, other)), shape=shape)


def _located(coordinates: ArrayLike, units: int) -> Numbers:
    places = np.asarray(coordinates, dtype=float)
    if places.shape != (units, 2):
        raise ValueError(f"coordinates are {places.shape}; give ({units}, 2), a pair for each unit")
    if missing := int((~np.isfinite(places)).any(axis=1).sum()):
        raise ValueError(f"{missing} units have no coordinates; leave them out and say so")
    return places


def _positive(bandwidth: float) -> float:
    if not bandwidth > 0 or not np.isfinite(bandwidth):
        raise ValueError(f"a bandwidth is a distance above 0, not {bandwidth}")
    return float(bandwidth)
