"""Spatial measures: who moves between and within the two sides, and where to."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def retention(within: float, movers: float) -> float | None:
    """Share of movers who stayed inside the region, 0 to 1; None without movers.

    `movers` are all residents registered elsewhere; those of the same county are left out of both
    or counted in both, and the caller says which.
    """
    return within / movers if movers else None


def mobility_rate(movers: float, population: float) -> float | None:
    """Residents registered elsewhere as a share of residents, 0 to 1; None without residents."""
    return movers / population if population else None


def concentration(movers: ArrayLike, top: int = 3) -> float | None:
    """Share of the `top` largest destinations in all movers, 0 to 1; None without movers.

    `movers` is an array (places,) of counts.
    """
    counts = np.sort(np.asarray(movers, dtype=float))[::-1]
    total = counts.sum()
    return float(counts[:top].sum() / total) if total else None
