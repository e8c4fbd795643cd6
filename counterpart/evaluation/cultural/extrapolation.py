"""What a larger sample of the same exchange would show: Hill numbers beyond what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, inf, log

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import quad
from scipy.special import digamma

from counterpart.evaluation.cultural.variety import hill_numbers, sample_coverage


def extrapolated(
    counts: ArrayLike, size: float, orders: Sequence[int] = (0, 1, 2)
) -> NDArray[np.float64]:
    """Hill numbers of orders 0, 1, 2 expected in a sample of `size`, at least that of this one.

    `size` infinite gives the estimates of the whole: Chao 1984 for order 0, a lower bound; Chao,
    Wang & Jost 2013 for order 1; without bias in the sum of squares for order 2. Order 0 is not
    reliable beyond twice the sample. NaN without any count; order 2 of a sample of one is NaN in
    the whole. ValueError for counts that are not whole, a smaller size, other orders. Chao et al.
    2014, table 1.
    """
    sample = _sample(counts)
    if not set(orders) <= {0, 1, 2}:
        raise ValueError(f"orders {tuple(orders)}: only 0, 1 and 2 are extrapolated")
    if not sample.size:
        return np.full(len(orders), np.nan)
    total = float(sample.sum())
    if not size >= total:
        raise ValueError(f"size {size} is below the sample's {total:.0f}: take `rarefied`")
    by_order = {0: _kinds, 1: _common, 2: _dominant}
    return np.array([by_order[order](sample, total, size) for order in orders])


def extrapolated_coverage(counts: ArrayLike, size: float) -> float:
    """The coverage expected in a sample of `size`, at least that of this one; NaN for none."""
    sample = _sample(counts)
    total = float(sample.sum())
    if sample.size and not size >= total:
        raise ValueError(f"size {size} is below the sample's {total:.0f}: take `sample_coverage`")
    if total <= 1:
        return sample_coverage(sample)
    return float(1 - (1 - sample_coverage(sample)) * (1 - _rare(sample)) ** (size - total))


def size_at_coverage(counts: ArrayLike, coverage: float) -> float:
    """How large a sample must become to have a coverage above its own; infinite where it cannot."""
    sample = _sample(counts)
    own, share = sample_coverage(sample), 1 - _rare(sample)
    if coverage >= 1 or not 0 < share < 1 or own >= 1:
        return inf
    return float(sample.sum()) + log((1 - coverage) / (1 - own)) / log(share)


def _sample(counts: ArrayLike) -> NDArray[np.float64]:
    array = np.asarray(counts, dtype=float).ravel()
    if not np.isfinite(array).all() or (array < 0).any() or (array != np.floor(array)).any():
        raise ValueError("extrapolating takes whole counts: give how often each kind was seen")
    return array[array > 0]


def _rare(sample: NDArray[np.float64]) -> float:
    """The estimated mean share of the kinds seen once (Chao & Jost 2012): A."""
    total, once, twice = sample.sum(), (sample == 1).sum(), (sample == 2).sum()
    if not once:
        return 1.0
    if twice:
        return float(2 * twice / ((total - 1) * once + 2 * twice))
    return float(2 / ((total - 1) * (once - 1) + 2))


def _kinds(sample: NDArray[np.float64], total: float, size: float) -> float:
    once, twice = float((sample == 1).sum()), float((sample == 2).sum())
    unseen = once**2 / (2 * twice) if twice else once * (once - 1) / 2
    unseen *= (total - 1) / total
    if not unseen:
        return float(sample.size)
    still = (1 - once / (total * unseen + once)) ** (size - total)
    return float(sample.size + unseen * (1 - still))


def _common(sample: NDArray[np.float64], total: float, size: float) -> float:
    seen = log(float(hill_numbers(sample, (1,))[0]))
    inside = sample[sample < total]
    whole = float((inside / total * (digamma(total) - digamma(inside))).sum())
    once, rare = (sample == 1).sum(), _rare(sample)
    if once and rare < 1:
        whole += once / total * _unseen_entropy(total, rare)
    weight = total / size
    return exp(weight * seen + (1 - weight) * whole)


def _unseen_entropy(total: float, rare: float) -> float:
    """(1-A)^(1-n) (-log A - sum of (1-A)^r / r for r below n), which cancels, as an integral."""

    def part(logarithm: float) -> float:
        at = exp(logarithm)
        return at * exp(-at) / (rare - (1 - rare) * expm1(-at / total))

    return (1 - rare) / total * float(quad(part, -45, log(50), limit=200)[0])


def _dominant(sample: NDArray[np.float64], total: float, size: float) -> float:
    if total == 1:
        return 1.0 if size == 1 else float("nan")
    pairs = float((sample * (sample - 1)).sum() / (total * (total - 1)))
    together = 1 / size + (1 - 1 / size) * pairs
    return 1 / together if together else inf
