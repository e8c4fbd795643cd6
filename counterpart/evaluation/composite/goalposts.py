"""Indicators on one scale by fixed goalposts: 0 at the worse, 1 at the better of the two."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.composite.arrays import Noted, Numbers, listed, matrix_of, signs_of


class Normalised(Noted):
    """Scores (units, indicators) with the `goalposts` (indicators, 2) and signs they were made by.

    `outside` marks scores of values beyond a goalpost: they are below 0 or above 1, never cut.
    """

    goalposts: Numbers
    direction: Numbers
    outside: NDArray[np.bool_]


def normalise(matrix: ArrayLike, goalposts: ArrayLike, direction: object = 1) -> Normalised:
    """(x - low) / (high - low), turned round where lower is better.

    `matrix` (units, indicators); `goalposts` a pair (low, high) for each indicator, or two rows,
    the lows and the highs (of two indicators they are read as pairs); `direction` one for all or
    one for each: 1 or "higher", -1 or "lower". Goalposts are fixed beforehand: those of each year
    would hide what all units gain, those of all years change the past when one is added. NaN stays
    NaN. ValueError for shapes, missing goalposts, or a low that is not below its high.
    UNDP 2010, Human Development Report, technical note 1; OECD & JRC 2008, Handbook, step 5.
    """
    values = matrix_of(matrix)
    posts = _pairs(goalposts, values.shape[1])
    low, high = posts[:, 0], posts[:, 1]
    wrong = ~(low < high)
    if wrong.any():
        raise ValueError(f"goalposts of {listed(wrong)}: give a low and a high above it")
    signs = signs_of(direction, values.shape[1])
    scores = (values - low) / (high - low)
    scores = np.where(signs > 0, scores, 1 - scores)
    with np.errstate(invalid="ignore"):
        outside = (scores < 0) | (scores > 1)
    notes = []
    if outside.any():
        notes.append(f"{int(outside.sum())} scores lie beyond a goalpost and are not cut")
    if np.isnan(scores).any():
        notes.append(f"{int(np.isnan(scores).sum())} scores are missing")
    made: Any = np.asarray(scores).view(Normalised)
    made.notes, made.goalposts, made.direction, made.outside = tuple(notes), posts, signs, outside
    result: Normalised = made
    return result


def _pairs(goalposts: ArrayLike, indicators: int) -> Numbers:
    """Goalposts as (indicators, 2)."""
    posts = np.asarray(goalposts, dtype=float)
    if posts.shape == (2,):
        posts = np.tile(posts, (indicators, 1))
    if posts.shape == (2, indicators) and indicators != 2:
        posts = posts.T
    if posts.shape != (indicators, 2) or not np.isfinite(posts).all():
        raise ValueError(
            f"goalposts {posts.shape} for {indicators} indicators: give a low and a high to each"
        )
    return posts
