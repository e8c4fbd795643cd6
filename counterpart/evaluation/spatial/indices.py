"""How unevenly groups are spread over units: indices of area totals, and nothing of persons.

`counts` is an array (units, groups) of people. Entropies are in natural logarithms. An index that
is not defined (nobody counted, one group alone) is NaN: the caller says why. ValueError for counts
that are negative, not finite or not of two dimensions.
"""

from __future__ import annotations

from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

Counts = NDArray[np.float64]


def counted(counts: ArrayLike) -> Counts:
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
    array = counted(counts)
    units, groups, total = _margins(array)
    interaction = _interaction(groups, total)
    if not interaction:
        return nan
    expected = np.outer(units, groups / total)
    return float(np.abs(array - expected).sum() / (2 * total * interaction))


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
    _, groups, total = _margins(counted(counts))
    return entropy(groups / total) if total else nan


def entropy_index(counts: ArrayLike) -> float:
    """Theil's H: how much less diverse units are than the whole, 0 to 1.

    Theil & Finizza 1971; Reardon & Firebaugh 2002. Empty units count for nothing.
    """
    array = counted(counts)
    whole = diversity(array)
    return mutual_information(array) / whole if whole else nan


def mutual_information(counts: ArrayLike) -> float:
    """M: what knowing the unit tells about the group; it adds up over nested units.

    Mora & Ruiz-Castillo 2011; M is H times the diversity of the whole.
    """
    array = counted(counts)
    units, groups, total = _margins(array)
    if not total:
        return nan
    joint = array / total
    here = joint > 0
    apart = np.outer(units, groups)[here] / total**2
    found = float((joint[here] * np.log(joint[here] / apart)).sum())
    # Sums of what cancels may fall below nothing by a rounding.
    return max(found, 0.0)


def entropy(shares: ArrayLike) -> float:
    """The entropy of shares; 0 log 0 is 0."""
    given = np.asarray(shares, dtype=float)
    given = given[given > 0]
    return float(-(given * np.log(given)).sum()) + 0.0


def _margins(array: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Totals by unit, by group, of all."""
    return array.sum(axis=1), array.sum(axis=0), float(array.sum())


def _interaction(groups: NDArray[np.float64], total: float) -> float:
    """Simpson's interaction: the chance that two people are of different groups."""
    if not total:
        return 0.0
    shares = groups / total
    return float((shares * (1 - shares)).sum())
