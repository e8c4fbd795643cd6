"""How unevenly groups are spread over units: indices of area totals, and nothing of persons.

`counts` is an array (units, groups) of people. Entropies are in natural logarithms. An index that
is not defined (nobody counted, one group alone) is NaN: the caller says why. ValueError for counts
that are negative, not finite or not of two dimensions. `INDICES` take many tables at once, (...,
units, groups), unchecked.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

Numbers = NDArray[np.float64]


def counted(counts: ArrayLike) -> Numbers:
    """Counts as floats (units, groups); ValueError where they are no counts."""
    array = np.asarray(counts, dtype=float)
    if array.ndim != 2:
        raise ValueError(f"counts have {array.ndim} dimensions; give an array (units, groups)")
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("counts are finite and not negative; leave units without counts out")
    return array


def dissimilarity(counts: ArrayLike) -> float:
    """The share of people who would have to move for every unit to be composed alike, 0 to 1.

    Two groups: Duncan & Duncan 1955; more: Morgan 1975 and Sakoda 1981, as a share of what it
    would be if every unit held one group.
    """
    return float(dissimilarities(counted(counts)))


def isolation(counts: ArrayLike, group: int) -> float:
    """The chance that somebody met in the unit of a member of `group` is of it too (Lieberson)."""
    return exposure(counts, group, group)


def exposure(counts: ArrayLike, group: int, to: int) -> float:
    """The chance that somebody met in the unit of a member of `group` is of group `to`.

    Lieberson 1981; groups are columns by number.
    """
    array = counted(counts)
    units = array.sum(axis=1)
    members = array[:, group].sum()
    if not members:
        return nan
    lived = units > 0
    met = array[lived, group] * array[lived, to] / units[lived]
    return float(met.sum() / members)


def diversity(counts: ArrayLike) -> float:
    """The entropy of the composition of all units together: 0 for one group alone."""
    groups = counted(counts).sum(axis=0)
    return float(entropies(groups)) if groups.sum() else nan


def entropy_index(counts: ArrayLike) -> float:
    """Theil's H: how much less diverse units are than the whole, 0 to 1.

    Theil & Finizza 1971; Reardon & Firebaugh 2002. Empty units count for nothing.
    """
    return float(entropy_indices(counted(counts)))


def mutual_information(counts: ArrayLike) -> float:
    """M: what knowing the unit tells about the group; it adds up over nested units.

    Mora & Ruiz-Castillo 2011; M is H times the diversity of the whole.
    """
    return float(mutual_informations(counted(counts)))


def dissimilarities(tables: Numbers) -> Numbers:
    """The dissimilarity of each table (..., units, groups)."""
    units, groups = by_unit(tables), by_group(tables)
    total = groups.sum(axis=-1)
    shares = ratio(groups, total[..., None])
    apart = units[..., None] * shares[..., None, :]
    apart -= tables
    moved = np.abs(apart, out=apart).reshape(*tables.shape[:-2], -1).sum(axis=-1)
    interaction = (shares * (1 - shares)).sum(axis=-1)
    return ratio(moved, 2 * total * interaction)


def mutual_informations(tables: Numbers) -> Numbers:
    """M of each table (..., units, groups): sums of n log n of cells, margins and the whole."""
    units, groups = by_unit(tables), by_group(tables)
    total = groups.sum(axis=-1)
    cells = xlogy(tables, tables).reshape(*tables.shape[:-2], -1).sum(axis=-1)
    margins = xlogy(units, units).sum(axis=-1) + xlogy(groups, groups).sum(axis=-1)
    found = ratio(cells - margins + xlogy(total, total), total)
    # Sums that cancel may fall below nothing, or stay above it, by a rounding.
    return np.where(found < 1e-14, found * 0.0, found)


def entropy_indices(tables: Numbers) -> Numbers:
    """H of each table (..., units, groups)."""
    return ratio(mutual_informations(tables), entropies(by_group(tables)))


def entropies(groups: Numbers) -> Numbers:
    """The entropy of each composition (..., groups); 0 log 0 is 0."""
    shares = ratio(groups, groups.sum(axis=-1, keepdims=True))
    return np.asarray(-xlogy(shares, shares).sum(axis=-1) + 0.0)


def by_unit(tables: Numbers) -> Numbers:
    """Sums over the groups of tables (..., units, groups): a product, as groups are few."""
    return np.asarray(tables @ np.ones(tables.shape[-1]))


def by_group(tables: Numbers) -> Numbers:
    """Sums over the units of tables (..., units, groups)."""
    return np.asarray(np.ones(tables.shape[-2]) @ tables)


def ratio(above: Numbers, below: Numbers) -> Numbers:
    """A ratio that is NaN, without a warning, where there is nothing below."""
    below = np.broadcast_to(below, np.broadcast_shapes(np.shape(above), np.shape(below)))
    found: Numbers = np.divide(above, below, out=np.full(below.shape, nan), where=below > 0)
    return found


INDICES: dict[str, Callable[[Numbers], Numbers]] = {
    "dissimilarity": dissimilarities,
    "entropy_index": entropy_indices,
    "mutual_information": mutual_informations,
}
