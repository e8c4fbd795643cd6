"""Growth of sales like for like: the same products in the same months of both years."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """Growth of what is on record in both years, beside that of everything.

    `growth` and `raw` are shares (0.1 is 10 %). `share_before` and `share_after` tell how much of
    each year's value is comparable: where they are small, so is what `growth` says. `products`
    counts those with a month in common.
    """

    growth: float
    raw: float
    share_before: float
    share_after: float
    products: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Like-for-like growth chained over years: `index` is 1 in the first year, `links` one a step.

    After a step with nothing to compare the index is NaN: a chain does not jump a gap.
    """

    index: NDArray[np.float64]
    links: tuple[LikeForLike, ...]


def like_for_like(before: ArrayLike, after: ArrayLike) -> LikeForLike:
    """Growth between two years of sales (products,) or (products, months), cell by cell.

    NaN is a month without a report, 0 one without sales: a product not yet on the market is NaN,
    else its first sales count as growth. A growth over nothing or over net returns is NaN.
    ValueError where the two years are not of one shape.
    """
    old, new = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if old.shape != new.shape or old.ndim not in (1, 2):
        raise ValueError(f"{old.shape} before, {new.shape} after: the same products and months")
    both = np.isfinite(old) & np.isfinite(new)
    same_old, same_new = float(old[both].sum()), float(new[both].sum())
    all_old = float(old[np.isfinite(old)].sum())
    all_new = float(new[np.isfinite(new)].sum())
    return LikeForLike(
        _over(same_new, same_old) - 1,
        _over(all_new, all_old) - 1,
        _over(same_old, all_old),
        _over(same_new, all_new),
        int(both.reshape(len(both), -1).any(axis=1).sum()) if both.size else 0,
    )


def chain_like_for_like(sales: ArrayLike) -> Chain:
    """Like-for-like growth over sales (years, products) or (years, products, months).

    Each step compares a year with the next over what both have, so products may come and go; the
    index is the product of the steps. ValueError for other shapes or no year.
    """
    array = np.asarray(sales, dtype=float)
    if array.ndim not in (2, 3) or not len(array):
        raise ValueError(f"sales are {array.shape}: give (years, products) or with months")
    links = tuple(like_for_like(before, after) for before, after in pairwise(array))
    return Chain(np.asarray(np.cumprod([1.0, *(1 + link.growth for link in links)]), float), links)


def _over(part: float, whole: float) -> float:
    return part / whole if whole > 0 else nan
