"""Unevenness by distance: units are compared with their surroundings, not with their borders.

Reardon & O'Sullivan 2004: the composition of a unit's surroundings is that of all people within a
bandwidth, weighted by nearness; how far the index falls as the bandwidth grows tells whether what
is uneven is small or large (Lee et al. 2008). Only the surroundings' shares are smoothed: unit
totals, the whole and its composition are those counted, and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_matrix, csr_matrix, vstack
from scipy.spatial import KDTree

from counterpart.evaluation.spatial.indices import Numbers, counted, entropies, ratio

Kernel = Literal["triangular", "biweight"]
SpatialIndex = Literal["entropy", "dissimilarity"]
BLOCK = 20_000
# Weights inside the bandwidth; a unit's own weight is 1.
KERNELS: dict[str, Callable[[Numbers], Numbers]] = {
    "triangular": lambda near: 1 - near,
    "biweight": lambda near: (1 - near**2) ** 2,
}


def spatial_profile(
    counts: ArrayLike,
    coordinates: ArrayLike,
    bandwidths: Sequence[float],
    index: SpatialIndex = "entropy",
    kernel: Kernel = "biweight",
) -> NDArray[np.float64]:
    """The spatial index at each bandwidth (in the unit of the coordinates): array (bandwidths,).

    `counts` is (units, groups), `coordinates` (units, 2) in a projection where distances are
    straight. At a bandwidth below every distance it is the index of the units themselves. NaN
    where there is one group alone. ValueError: names that are not known, coordinates missing, a
    bandwidth that is not positive.
    """
    array = counted(counts)
    places = located(coordinates, len(array))
    measure = spatial_index(index)
    found = []
    for bandwidth in bandwidths:
        parts = [
            weights @ array
            for weights in _blocks(places, positive(bandwidth), kernel_named(kernel))
        ]
        found.append(float(measure(np.concatenate(parts), array)))
    return np.array(found)


def spatial_index(name: str) -> Callable[[Numbers, Numbers], Numbers]:
    """The index of surroundings (..., units, groups) of units with these counts."""
    found = {"entropy": _entropy, "dissimilarity": _dissimilarity}.get(name)
    if found is None:
        raise ValueError(f"there is no spatial index {name!r}; there are entropy, dissimilarity")
    return found


def kernel_named(name: str) -> Callable[[Numbers], Numbers]:
    """The weights of a kernel by distance over bandwidth."""
    if name not in KERNELS:
        raise ValueError(f"there is no kernel {name!r}; there are {', '.join(KERNELS)}")
    return KERNELS[name]


def located(coordinates: ArrayLike, units: int) -> Numbers:
    """Coordinates (units, 2); ValueError where one is missing."""
    places = np.asarray(coordinates, dtype=float)
    if places.shape != (units, 2):
        raise ValueError(f"coordinates are {places.shape}; give ({units}, 2), a pair for each unit")
    if missing := int((~np.isfinite(places)).any(axis=1).sum()):
        raise ValueError(f"{missing} units have no coordinates; leave them out and say so")
    return places


def positive(bandwidth: float) -> float:
    """A bandwidth; ValueError where it is none."""
    if not bandwidth > 0 or not np.isfinite(bandwidth):
        raise ValueError(f"a bandwidth is a distance above 0, not {bandwidth}")
    return float(bandwidth)


def nearness(places: Numbers, bandwidth: float, kernel: Callable[[Numbers], Numbers]) -> csr_matrix:
    """The weights of all units in the surroundings of each: sparse (units, units)."""
    return csr_matrix(vstack(list(_blocks(places, bandwidth, kernel)), format="csr"))


def _blocks(
    places: Numbers, bandwidth: float, kernel: Callable[[Numbers], Numbers]
) -> Iterator[csr_matrix]:
    """The weights for some units at a time, so that memory does not grow with their square."""
    tree = KDTree(places)
    for start in range(0, len(places), BLOCK):
        some = places[start : start + BLOCK]
        pairs = KDTree(some).sparse_distance_matrix(tree, bandwidth, output_type="ndarray")
        weights = kernel(pairs["v"] / bandwidth)
        shape = (len(some), len(places))
        yield coo_matrix((weights, (pairs["i"], pairs["j"])), shape=shape).tocsr()


def _entropy(surroundings: Numbers, counts: Numbers) -> Numbers:
    units = counts.sum(axis=-1)
    local = np.nan_to_num(entropies(surroundings))
    whole = entropies(counts.sum(axis=-2))
    return 1 - ratio((units * local).sum(axis=-1), units.sum(axis=-1) * whole)


def _dissimilarity(surroundings: Numbers, counts: Numbers) -> Numbers:
    units, groups = counts.sum(axis=-1), counts.sum(axis=-2)
    total = units.sum(axis=-1)
    shares = ratio(groups, total[..., None])
    near = ratio(surroundings, surroundings.sum(axis=-1, keepdims=True))
    apart = np.nan_to_num(np.abs(near - shares[..., None, :])).sum(axis=-1)
    interaction = (shares * (1 - shares)).sum(axis=-1)
    return ratio((units * apart).sum(axis=-1), 2 * total * interaction)
