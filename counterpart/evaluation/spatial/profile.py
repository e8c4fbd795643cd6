"""Unevenness by distance: units are compared with their surroundings, not with their borders.

Reardon & O'Sullivan 2004: the composition of a unit's surroundings is that of all people within a
bandwidth, weighted by nearness; how far the index falls as the bandwidth grows tells whether what
is uneven is small or large (Lee et al. 2008). Only the surroundings' shares are smoothed: unit
totals, the whole and its composition are those counted, and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.spatial.indices import (
    Numbers,
    by_group,
    by_unit,
    counted,
    entropies,
    ratio,
)
from counterpart.evaluation.spatial.surroundings import Kernel, Surroundings

SpatialIndex = Literal["entropy", "dissimilarity"]
# Names of functions stand for their spatial form as well.
NAMES = {
    "entropy": "entropy",
    "entropy_index": "entropy",
    "spatial_profile": "entropy",
    "dissimilarity": "dissimilarity",
}
TINY = np.finfo(float).tiny


def spatial_profile(
    counts: ArrayLike,
    coordinates: ArrayLike,
    bandwidths: Sequence[float],
    index: SpatialIndex = "entropy",
    kernel: Kernel = "biweight",
) -> NDArray[np.float64]:
    """The spatial index at each bandwidth (in the unit of the coordinates): array (bandwidths,).

    `counts` is (units, groups), `coordinates` (units, 2) in a projection where distances are
    straight. At a bandwidth below every distance it is the index of the units themselves; units
    at one place share their surroundings. NaN where the index is not defined: nobody, or one
    group alone. ValueError: names that are not known, coordinates missing, a bandwidth that is
    not positive.
    """
    array = counted(counts)
    surroundings = Surroundings(coordinates, len(array), bandwidths, kernel)
    return spatial_indices(array[None], surroundings, index)[:, 0]


def macro_micro_ratio(
    counts: ArrayLike,
    coordinates: ArrayLike,
    micro: float,
    macro: float,
    index: SpatialIndex = "entropy",
    kernel: Kernel = "biweight",
) -> float:
    """The index at a large bandwidth over that at a small one. Lee et al. 2008.

    Near 1: what is uneven is large (whole quarters differ); near 0: neighbours differ. NaN where
    nothing is uneven or the index is not defined. ValueError as `spatial_profile`, and where macro
    is not above micro.
    """
    if not macro > micro:
        raise ValueError(f"the large bandwidth is above the small one, not {macro} and {micro}")
    small, large = spatial_profile(counts, coordinates, (micro, macro), index, kernel)
    return float(ratio(large, small))


def spatial_indices(tables: Numbers, surroundings: Surroundings, index: str) -> Numbers:
    """The spatial index of tables (tables, units, groups) of the same units: (bandwidths, tables).

    Surroundings come some units at a time; the index is the mean over people of how far their
    surroundings are from the whole, over the most that this could be.
    """
    if index not in NAMES:
        raise ValueError(f"there is no spatial index {index!r}; there are entropy, dissimilarity")
    apart, most = MEASURES[NAMES[index]]
    number, units, groups = tables.shape
    beside = tables[:, surroundings.order].transpose(1, 0, 2)
    values = np.ascontiguousarray(beside).reshape(units, number * groups)
    totals = by_unit(beside)
    whole = by_group(tables)
    shares = ratio(whole, whole.sum(axis=1, keepdims=True))
    found = np.zeros((len(surroundings.widths), number))
    for some, weights in surroundings.blocks():
        for place, each in enumerate(weights):
            near = each.of(values).reshape(-1, number, groups)
            found[place] += (totals[some] * apart(near, shares)).sum(axis=0)
    return ratio(found, whole.sum(axis=1) * most(shares))


def _entropies_below(near: Numbers, shares: Numbers) -> Numbers:
    """The entropy of the whole less that of surroundings (..., groups); nobody there: 0."""
    people = by_unit(near)
    # xlogy does the same at several times the cost.
    logs = np.maximum(near, TINY)
    np.log(logs, out=logs)
    logs *= near
    there = np.maximum(people, TINY)
    local = np.log(there) - by_unit(logs) / there
    return np.where(people > 0, entropies(shares) - local, 0)


def _shares_apart(near: Numbers, shares: Numbers) -> Numbers:
    """How far shares of surroundings (..., groups) are from those of the whole."""
    people = by_unit(near)
    apart = near / np.maximum(people, TINY)[..., None]
    apart -= shares
    return np.where(people > 0, by_unit(np.abs(apart, out=apart)), 0)


MEASURES: dict[str, tuple[Callable[[Numbers, Numbers], Numbers], Callable[[Numbers], Numbers]]] = {
    "entropy": (_entropies_below, entropies),
    "dissimilarity": (
        _shares_apart,
        lambda shares: 2 * (shares * (1 - shares)).sum(axis=-1),
    ),
}
