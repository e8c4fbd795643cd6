"""Steps before scores are made, each declared: denominators, and outliers drawn in."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.composite.arrays import Noted, listed, matrix_of


def per_denominator(matrix: ArrayLike, denominators: ArrayLike, per: float = 1.0) -> Noted:
    """Each unit's values by its denominator (units,) or (units, indicators), for each `per` of it.

    A denominator that is 0 or missing leaves the value missing, with a note. ValueError for shapes
    and for denominators below 0.
    """
    values = matrix_of(matrix)
    below = np.asarray(denominators, dtype=float)
    below = below[:, None] if below.ndim == 1 else below
    if below.shape not in (values.shape, (values.shape[0], 1)):
        raise ValueError(f"denominators {below.shape} for {values.shape}: give one to each unit")
    if (below < 0).any():
        raise ValueError("a denominator is negative")
    usable = np.isfinite(below) & (below > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        made = np.where(usable, values / below * per, np.nan)
    lacking = int((~usable).any(axis=1).sum())
    return Noted.of(made, [f"{lacking} units have no denominator"] if lacking else ())


def winsorise(matrix: ArrayLike, share: float) -> Noted:
    """Values beyond the lowest and highest `share` of each indicator drawn to those quantiles.

    `share` lies in [0, 0.5) and is declared: nothing is drawn in that was not asked for. NaN stays
    NaN; the note counts what was moved. OECD & JRC 2008, Handbook, step 3.
    """
    values = matrix_of(matrix)
    if not 0 <= share < 0.5:
        raise ValueError(f"share {share}: give a part of the units on either side, 0 to below 0.5")
    known = ~np.isnan(values).all(axis=0)
    low = np.full(values.shape[1], np.nan)
    high = low.copy()
    if known.any():
        low[known] = np.nanquantile(values[:, known], share, axis=0)
        high[known] = np.nanquantile(values[:, known], 1 - share, axis=0)
    made = np.clip(values, low, high)
    moved = (made != values) & ~np.isnan(values)
    notes = []
    if moved.any():
        of = listed(moved.any(axis=0))
        notes.append(f"{int(moved.sum())} values of indicators {of} were drawn in")
    return Noted.of(made, notes)
