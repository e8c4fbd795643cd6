"""Whether near places are alike: Moran's I of a value by place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_matrix
from scipy.special import ndtr

from counterpart.evaluation.spatial.indices import Numbers
from counterpart.evaluation.spatial.nulls import batches


@dataclass(frozen=True, slots=True)
class Moran:
    """Moran's I beside what values at random places would give.

    `expected`, `z` and `p_normal` (two-sided) hold for values drawn from a normal distribution;
    `p` is (1 + draws at least as large) / (1 + draws) over values dealt to other places.
    """

    value: float
    expected: float
    z: float
    p_normal: float
    p: float
    null_mean: float
    null_std: float


def neighbours(pairs: ArrayLike, units: int) -> csr_matrix:
    """Weights of 1 for pairs (pairs, 2) of units by number from 0: sparse (units, units).

    A pair counts in the direction that it is given; give both where neighbours are mutual.
    ValueError: a number that is no unit, or a unit beside itself.
    """
    ends = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    if ends.size and (ends.min() < 0 or ends.max() >= units):
        raise ValueError(
            f"pairs name units from 0 to {units - 1}, not {ends.min()} to {ends.max()}"
        )
    if (ends[:, 0] == ends[:, 1]).any():
        raise ValueError("a unit is not its own neighbour; leave such pairs out")
    ends = np.unique(ends, axis=0)
    return csr_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(units, units))


def moran(
    values: ArrayLike,
    weights: ArrayLike | csr_matrix,
    permutations: int = 999,
    seed: int = 0,
    standardise: bool = True,
) -> Moran:
    """Moran's I of values (units,) under weights (units, units), dense or sparse. Moran 1950.

    Row-standardised unless `standardise` is False; units without neighbours count with weight 0.
    ValueError: values that are missing or all alike, weights that do not fit, are negative, or
    have a diagonal or nothing in them.
    """
    given = np.asarray(values, dtype=float)
    if given.ndim != 1 or not np.isfinite(given).all():
        raise ValueError("values are one finite number a unit; leave units without one out")
    matrix = csr_matrix(weights, dtype=float)
    size = given.size
    if matrix.shape != (size, size):
        raise ValueError(f"weights are {matrix.shape}; give ({size}, {size}) for {size} values")
    if not np.isfinite(matrix.data).all() or (matrix.data < 0).any() or matrix.diagonal().any():
        raise ValueError("weights are finite, not negative, and 0 between a unit and itself")
    apart = given - given.mean()
    if size < 3 or not matrix.data.any() or not np.ptp(given):
        raise ValueError("Moran's I takes three units, values that differ, and some neighbours")
    if permutations < 1:
        raise ValueError(f"give at least one permutation, not {permutations}")
    if standardise:
        rows = np.asarray(matrix.sum(axis=1)).ravel()
        matrix = csr_matrix(
            matrix.multiply(np.divide(1, rows, out=np.zeros(size), where=rows > 0)[:, None])
        )
    scale = size / float(matrix.sum()) / float(apart @ apart)
    value = scale * float(apart @ (matrix @ apart))
    expected, deviation = _normal(matrix)
    z = (value - expected) / deviation
    drawn = np.concatenate(list(_dealt(apart, matrix, permutations, seed))) * scale
    # Draws of the same arrangement differ from the value by a rounding.
    p = (1 + int((drawn >= value - 1e-12 * abs(value)).sum())) / (1 + permutations)
    p_normal = float(2 * ndtr(-abs(z)))
    return Moran(value, expected, z, p_normal, p, float(drawn.mean()), float(drawn.std()))


def _dealt(apart: Numbers, matrix: csr_matrix, permutations: int, seed: int) -> list[Numbers]:
    random = np.random.default_rng(seed)
    found = []
    for size in batches(permutations, apart.size):
        dealt = np.stack([random.permutation(apart) for _ in range(size)], axis=1)
        found.append(np.einsum("ij,ij->j", dealt, matrix @ dealt))
    return found


def _normal(matrix: csr_matrix) -> tuple[float, float]:
    """Mean and standard deviation under normality. Cliff & Ord 1981."""
    size, total = matrix.shape[0], float(matrix.sum())
    mutual = matrix + matrix.T
    first = float(mutual.multiply(mutual).sum()) / 2
    second = float((np.asarray(mutual.sum(axis=1)) ** 2).sum())
    mean = -1 / (size - 1)
    above = size**2 * first - size * second + 3 * total**2
    variance = above / ((size**2 - 1) * total**2) - mean**2
    if variance <= 1e-14:
        raise ValueError("all units are neighbours alike, so Moran's I is the same for any values")
    return mean, float(np.sqrt(variance))
