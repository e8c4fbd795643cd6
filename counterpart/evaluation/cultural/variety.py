"""How varied an exchange is: effective numbers of kinds, made comparable by equal coverage."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

import numpy as np
from numpy.typing import ArrayLike, NDArray


def hill_numbers(
    counts: ArrayLike, orders: Sequence[float] = (0, 1, 2), coverage: float | None = None
) -> NDArray[np.float64]:
    """Effective numbers of kinds by order: 0 counts kinds, 1 and 2 the common ones (Hill 1973).

    `counts` is an array (kinds,) of how often each was seen. With `coverage` the sample is thinned
    to that share of all that could be seen, so that samples of different sizes compare (Chao et
    al. 2014); it takes whole counts. NaN without any count. ValueError for negative counts, or a
    coverage that the sample does not have.
    """
    seen = _seen(counts)
    if not seen.size:
        return np.full(len(orders), np.nan)
    if coverage is None:
        return np.array([_effective(seen / seen.sum(), np.ones(seen.size), q) for q in orders])
    size = _size_at(seen, coverage)
    low, high = int(size), min(int(size) + 1, int(seen.sum()))
    below, above = (_thinned(seen, each, orders) for each in (max(low, 1), high))
    return below + (above - below) * (size - low)


def rarefied(
    counts: ArrayLike, size: int, orders: Sequence[float] = (0, 1, 2)
) -> NDArray[np.float64]:
    """Hill numbers that a part of the sample of `size` has on average (Chao et al. 2014).

    Order 0 is Hurlbert's rarefaction. NaN without any count. ValueError for counts that are not
    whole, or a size that the sample does not have.
    """
    seen = _seen(counts)
    if not seen.size:
        return np.full(len(orders), np.nan)
    _whole(seen)
    if not 1 <= size <= seen.sum():
        raise ValueError(
            f"size {size} is not between 1 and that of the sample, {seen.sum():.0f}: "
            "beyond it, take `extrapolated`"
        )
    return _thinned(seen, int(size), orders)


def sample_coverage(counts: ArrayLike, size: int | None = None) -> float:
    """The share of all exchange that is of kinds seen in a sample, thinned to `size`; NaN for none.

    The whole sample: Good & Turing as improved by Chao & Jost 2012.
    """
    seen = _seen(counts)
    if not seen.size:
        return float("nan")
    total = int(seen.sum())
    if size is not None and size < total:
        return _expected_coverage(seen, size)
    once, twice = (seen == 1).sum(), (seen == 2).sum()
    if not once:
        return 1.0
    if total == 1:
        return 0.0
    rest = (
        (total - 1) * once / ((total - 1) * once + 2 * twice)
        if twice
        else ((total - 1) * (once - 1) / ((total - 1) * (once - 1) + 2))
    )
    return float(1 - once / total * rest)


def _seen(counts: ArrayLike) -> NDArray[np.float64]:
    array = np.asarray(counts, dtype=float).ravel()
    if not np.isfinite(array).all() or (array < 0).any():
        raise ValueError("counts are finite and not negative; leave kinds without counts out")
    return array[array > 0]


def _whole(seen: NDArray[np.float64]) -> None:
    if (seen != np.floor(seen)).any():
        raise ValueError("thinning takes whole counts: give how often each kind was seen")


def _effective(shares: NDArray[np.float64], times: NDArray[np.float64], order: float) -> float:
    """The Hill number of kinds with these shares, each there so many times."""
    if order == 1:
        return exp(-float((times * shares * np.log(shares)).sum()))
    return float((times * shares**order).sum() ** (1 / (1 - order)))


def _size_at(seen: NDArray[np.float64], coverage: float) -> float:
    """How large a sample must be to have this coverage; not a whole number in general."""
    total = int(seen.sum())
    _whole(seen)
    whole = sample_coverage(seen)
    if not 0 < coverage <= whole:
        raise ValueError(
            f"coverage {coverage} is not between 0 and that of the sample, {whole:.4f}: thin the "
            "others to this one, or compare them by `equal_coverage`, which extrapolates"
        )
    low, high = 1, total
    while low < high:
        middle = (low + high) // 2
        if sample_coverage(seen, middle) < coverage:
            low = middle + 1
        else:
            high = middle
    above = sample_coverage(seen, low)
    below = sample_coverage(seen, low - 1) if low > 1 else 0.0
    return low - (above - coverage) / (above - below) if above > below else float(low)


def _expected_coverage(seen: NDArray[np.float64], size: int) -> float:
    """The coverage that a part of the sample of `size` has on average."""
    total = int(seen.sum())
    logs = _log_factorials(total)
    rest = (total - seen).astype(int)
    possible = rest >= size
    rest, share = rest[possible], seen[possible] / total
    chance = logs[rest] - logs[rest - size] - logs[total - 1] + logs[total - 1 - size]
    return float(1 - (share * np.exp(chance)).sum())


def _thinned(seen: NDArray[np.float64], size: int, orders: Sequence[float]) -> NDArray[np.float64]:
    """Hill numbers that a part of the sample of `size` has on average (Chao et al. 2014)."""
    total = int(seen.sum())
    logs = _log_factorials(total)
    often = np.arange(1, size + 1)
    expected = np.zeros(size)
    for count, kinds in zip(*np.unique(seen.astype(int), return_counts=True), strict=True):
        drawn = often[(often <= count) & (size - often <= total - count)]
        left, rest = total - count, size - drawn
        chance = logs[count] - logs[drawn] - logs[count - drawn] + logs[left] - logs[rest]
        chance = chance - logs[left - rest] - logs[total] + logs[size] + logs[total - size]
        expected[drawn - 1] += kinds * np.exp(chance)
    return np.array([_effective(often / size, expected, q) for q in orders])


def _log_factorials(highest: int) -> NDArray[np.float64]:
    """log k! for k from 0 to `highest`."""
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, highest + 1)))])
