"""Inequality of places: Theil's index with what lies between groups of them, and Gini's."""

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
    as its limit. NaN where the mean is zero and without places. ValueError for negative values or
    weights, or arrays that do not fit. Theil 1967; Shorrocks 1980.
    """
    given, heads = _given(values, weights)
    total = _index(given, heads)
    if groups is None:
        return Theil(total, 0.0, total)
    labels = np.asarray(groups)
    if labels.shape != given.shape:
        raise ValueError(f"{labels.shape} groups, {given.shape} values: give a group to each place")
    _, group = np.unique(labels, return_inverse=True)
    people = np.bincount(group, heads).astype(float)
    sums = np.bincount(group, heads * given).astype(float)
    means = np.divide(sums, people, out=np.zeros_like(sums), where=people > 0)
    between = _index(means, people)
    return Theil(total, between, total - between)


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Gini's index of values a head, weighted by population: 0 when all are equal, below 1.

    `values` and `weights` are arrays (places,): help a head and heads, not help and heads. One
    place holding all of n equal ones gives 1 - 1/n. NaN where the mean is zero and without places.
    ValueError for negative values or weights, or arrays that do not fit. Gini 1914; twice the area
    between Lorenz's curve and the diagonal.
    """
    given, heads = _given(values, weights)
    amount = float((heads * given).sum())
    if not amount:
        return nan
    order = np.argsort(given)
    held = np.cumsum((heads * given)[order]) / amount
    before = np.concatenate([[0.0], held[:-1]])
    return float(1 - (heads[order] / heads.sum() * (held + before)).sum())


def _given(
    values: ArrayLike, weights: ArrayLike | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    given = np.asarray(values, dtype=float)
    heads = np.ones_like(given) if weights is None else np.asarray(weights, dtype=float)
    if given.ndim != 1 or heads.shape != given.shape:
        raise ValueError("values and weights are one array each, of the same places")
    if not np.isfinite([given, heads]).all() or (given < 0).any() or (heads < 0).any():
        raise ValueError("values and weights are finite and not negative")
    return given, heads


def _index(values: NDArray[np.float64], heads: NDArray[np.float64]) -> float:
    amount = float((heads * values).sum())
    if not amount:
        return nan
    ratio = values * heads.sum() / amount
    there = ratio > 0
    part = heads[there] / heads.sum() * ratio[there] * np.log(ratio[there])
    return float(part.sum())
