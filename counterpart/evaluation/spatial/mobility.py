"""Spatial measures: who moves between and within the two sides, how far, and where to.

Tables of flows are arrays (places, places), origin by destination. Who stays in the same place (the
diagonal) has not moved between places and is left out. None says that nobody moved.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def retention(within: float, movers: float) -> float | None:
    """Share of movers who stayed inside the region, 0 to 1; None without movers.

    `movers` are all residents registered elsewhere; those of the same county are left out of both
    or counted in both, and the caller says which.
    """
    return within / movers if movers else None


def mobility_rate(movers: float, population: float) -> float | None:
    """Movers as a share of a population, 0 to 1; None without population.

    Residents registered elsewhere are compared with residents; people who left are compared with
    the registered of the place they left. The caller says which population it is.
    """
    return movers / population if population else None


def concentration(movers: ArrayLike, top: int = 3) -> float | None:
    """Share of the `top` largest destinations in all movers, 0 to 1; None without movers.

    `movers` is an array (places,) of counts. ValueError for counts that are missing or negative.
    """
    counts = np.asarray(movers, dtype=float)
    if not np.isfinite(counts).all() or (counts < 0).any():
        raise ValueError("movers are finite and not negative; leave places without a count out")
    total = counts.sum()
    return float(np.sort(counts)[::-1][:top].sum() / total) if total else None


def mean_distance(flows: ArrayLike, distances: ArrayLike) -> float | None:
    """How far those who moved between places went on average, in the unit of the distances.

    `flows` and `distances` are (places, places). ValueError: shapes that do not fit, or a distance
    that is missing where somebody moved.
    """
    moved, far = _between(flows), np.asarray(distances, dtype=float)
    if far.shape != moved.shape:
        raise ValueError(f"flows are {moved.shape} and distances {far.shape}; give both alike")
    there = moved > 0
    if not there.any():
        return None
    if (gaps := ~np.isfinite(far[there])).any():
        raise ValueError(
            f"{int(gaps.sum())} flows have no distance; give the places coordinates, or leave the "
            "flows out and say so"
        )
    return float((moved[there] * far[there]).sum() / moved.sum())


def two_way_balance(there: float, back: float) -> float | None:
    """(there - back) / (there + back): 0 as many either way, 1 all there, -1 all back."""
    return (there - back) / (there + back) if there + back else None


def net_migration(flows: ArrayLike) -> NDArray[np.float64]:
    """Arrivals less departures of each place: (places,); they add up to 0."""
    moved = _between(flows)
    return np.asarray(moved.sum(axis=0) - moved.sum(axis=1))


def _between(flows: ArrayLike) -> NDArray[np.float64]:
    """Flows between different places."""
    table = np.array(flows, dtype=float)
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        raise ValueError(f"flows are {table.shape}; give (places, places), origin by destination")
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError("flows are finite and not negative; a flow that is not known is no zero")
    np.fill_diagonal(table, 0)
    return table
