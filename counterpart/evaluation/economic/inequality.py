"""Inequality of places: Theil's index, and how much of it lies between groups of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Theil:
    """Theil's T: 0 when all are equal. `between` and `within` groups add up to `total`."""

    total: float
    between: float
    within: float


def theil(
    values: ArrayLike, weights: ArrayLike | None = None, groups: ArrayLike | None = None
) -> Theil:
    """Theil's T of values a head, weighted by population, apart between and within groups.

    `values` and `weights` are arrays (places,); without `groups` all of it is within. Zero counts
    as its limit. NaN where the mean is zero. ValueError for negative values or weights, or arrays
    that do not fit. Theil 1967; Shorrocks 1980.
    """
    given = np.asarray(values, dtype=float)
    heads = np.ones_like(given) if weights is None else np.asarray(weights, dtype=float)
    if given.ndim != 1 or heads.shape != given.shape:
        raise ValueError("values and weights are one array each, of the same places")
    if not np.isfinite([given, heads]).all() or min(given.min(), heads.min()) < 0:
        raise ValueError("values and weights are finite and not negative")
    total = _index(given, heads)
    if groups is None:
        return Theil(total, 0.0, total)
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    people = np.bincount(group, heads).astype(float)
    sums = np.bincount(group, heads * given)
    means = np.divide(sums, people, out=np.zeros_like(sums), where=people > 0)
    between = _index(means, people)
    return Theil(total, between, total - between)


def _index(values: NDArray[np.float64], heads: NDArray[np.float64]) -> float:
    amount = float((heads * values).sum())
    if not amount:
        return nan
    ratio = values * heads.sum() / amount
    there = ratio > 0
    part = heads[there] / heads.sum() * ratio[there] * np.log(ratio[there])
    return float(part.sum())
