"""TOPSIS: nearness to the best and distance from the worst."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.composite.arrays import Numbers, matrix_of, signs_of, weights_of

# So many distances are held at once, which stay in the cache of a core.
BLOCK = 1 << 15


@dataclass(frozen=True, eq=False)
class Topsis:
    """`closeness` to the ideal, 0 to 1: (units,) or, of several sets of weights, (draws, units).

    NaN for a unit that lacks a value. `best` and `worst` (indicators,) are the ideals in the units
    of the matrix.
    """

    closeness: Numbers
    best: Numbers
    worst: Numbers
    notes: tuple[str, ...] = ()

    @cached_property
    def rank(self) -> Numbers:
        """1 for the nearest; units that are as near share the better rank."""
        return ranked(self.closeness)


def topsis(
    matrix: ArrayLike,
    weights: ArrayLike | None = None,
    direction: object = 1,
    ideal: ArrayLike | None = None,
) -> Topsis:
    """Closeness of units (rows) by weighted distances in indicators (columns).

    Without `ideal` columns are divided by their length (vector normalisation) and the ideals are
    the best and worst values there: adding a unit can turn the ranks of others round. With `ideal`,
    two rows (best, worst) in the units of the matrix, columns are divided by the way between them,
    and a unit's closeness does not depend on others: for monitoring over time. `weights` (relative)
    may be several sets (draws, indicators). A unit with a missing value has none. ValueError for
    shapes, and ideals that do not differ. Hwang & Yoon 1981.
    """
    values = matrix_of(matrix)
    units, indicators = values.shape
    shares = weights_of(weights, indicators)
    signs = signs_of(direction, indicators)
    whole = ~np.isnan(values).any(axis=1)
    known = values[whole]
    notes = [] if whole.all() else [f"{int((~whole).sum())} units lack a value"]
    if ideal is None:
        if not len(known):
            raise ValueError("no unit has a value for every indicator")
        top, bottom = known.max(axis=0), known.min(axis=0)
        best, worst = np.where(signs > 0, top, bottom), np.where(signs > 0, bottom, top)
        scale = np.sqrt((known**2).sum(axis=0))
    else:
        best, worst = _ideals(ideal, signs)
        scale = np.abs(best - worst)
    scale = np.where(scale > 0, scale, 1)
    squares = np.atleast_2d(shares) ** 2
    closeness = np.full((len(squares), units), np.nan)
    to_best, to_worst = (((known - each) / scale).T ** 2 for each in (best, worst))
    flat = False
    block = max(1, BLOCK // units)
    for start in range(0, len(squares), block):
        part = squares[start : start + block]
        near, far = np.sqrt(part @ to_best), np.sqrt(part @ to_worst)
        both = near + far
        flat = flat or bool((both == 0).any())
        with np.errstate(invalid="ignore"):
            closeness[start : start + block, whole] = far / both
    if flat:
        notes.append("no indicator differs: nothing is nearer than anything else")
    return Topsis(closeness if shares.ndim > 1 else closeness[0], best, worst, tuple(notes))


def ranked(scores: Numbers) -> Numbers:
    """Ranks within each row (..., units), 1 for the highest; equal ones share the better rank."""
    order = np.argsort(-scores, axis=-1, kind="stable")
    placed = np.take_along_axis(scores, order, axis=-1)
    fresh = np.ones(scores.shape, dtype=bool)
    fresh[..., 1:] = placed[..., 1:] != placed[..., :-1]
    first = np.maximum.accumulate(np.where(fresh, np.arange(scores.shape[-1]), 0), axis=-1)
    ranks = np.empty(scores.shape)
    np.put_along_axis(ranks, order, first + 1.0, axis=-1)
    return np.where(np.isnan(scores), np.nan, ranks)


def _ideals(ideal: ArrayLike, signs: Numbers) -> tuple[Numbers, Numbers]:
    two = np.asarray(ideal, dtype=float)
    if two.shape != (2, signs.size) or not np.isfinite(two).all():
        raise ValueError(f"ideal {two.shape}: give two rows, the best and the worst value of each")
    if ((two[0] - two[1]) * signs <= 0).any():
        raise ValueError("an ideal is no better than the worst: give the best first")
    return two[0], two[1]
