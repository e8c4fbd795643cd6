"""Samples of different size made comparable: Hill numbers at one coverage for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, nan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.cultural.extrapolation import (
    extrapolated,
    extrapolated_coverage,
    size_at_coverage,
)
from counterpart.evaluation.cultural.variety import hill_numbers, sample_coverage

if TYPE_CHECKING:
    import pyarrow as pa

RARE = "each of its kinds was seen once: it has no coverage to compare at"


@dataclass(frozen=True, slots=True)
class EqualCoverage:
    """Hill numbers (samples, orders) at one `coverage`.

    `how` says of each sample whether it was "thinned", "extrapolated" or "observed", or why it has
    no value; then its row is NaN. `observed` are the coverages that the samples have themselves.
    """

    coverage: float
    values: NDArray[np.float64]
    orders: tuple[int, ...]
    observed: tuple[float, ...]
    how: tuple[str, ...]

    @property
    def table(self) -> pa.Table:
        """A row a sample: its own coverage, how it was treated, a column for each order."""
        import pyarrow as pa

        columns = {f"order_{q}": self.values[:, place] for place, q in enumerate(self.orders)}
        return pa.table({"observed_coverage": self.observed, "how": self.how, **columns})


def equal_coverage(
    samples: Sequence[ArrayLike], orders: Sequence[int] = (0, 1, 2), coverage: float | None = None
) -> EqualCoverage:
    """Hill numbers of several samples (counts of kinds) at the same coverage.

    Without `coverage` it is the lowest that the samples would have at twice their size, up to which
    extrapolating is reliable (Chao et al. 2014): samples below it are extrapolated, those above are
    thinned. A sample that has no coverage (nothing, or one of each kind at most) takes no part.
    ValueError for a coverage outside 0 to 1, counts that are not whole, orders but 0, 1, 2.
    """
    if coverage is not None and not 0 < coverage <= 1:
        raise ValueError(f"coverage {coverage}: it is a share above 0, at most 1")
    if not set(orders) <= {0, 1, 2}:
        raise ValueError(f"orders {tuple(orders)}: samples are compared at orders 0, 1 and 2")
    counts = [np.asarray(each, dtype=float).ravel() for each in samples]
    observed = [sample_coverage(each) for each in counts]
    doubled = [extrapolated_coverage(each, 2 * each.sum()) for each in counts]
    usable = [each for each in doubled if each > 0]
    target = coverage if coverage is not None else min(usable, default=nan)
    rows, how = [], []
    for sample, own, at_most in zip(counts, observed, doubled, strict=True):
        row, treated = _at(sample, own, at_most, target, orders)
        rows.append(row)
        how.append(treated)
    values = np.array(rows).reshape(len(rows), len(orders))
    return EqualCoverage(target, values, tuple(orders), tuple(observed), tuple(how))


def _at(
    sample: NDArray[np.float64], own: float, at_most: float, target: float, orders: Sequence[int]
) -> tuple[NDArray[np.float64], str]:
    nothing = np.full(len(orders), nan)
    if not sample.sum():
        return nothing, "nothing was counted"
    if not at_most > 0:
        return nothing, RARE
    if abs(own - target) < 1e-12:
        return hill_numbers(sample, orders), "observed"
    if own > target:
        return hill_numbers(sample, orders, target), "thinned"
    size = size_at_coverage(sample, target)
    if not isfinite(size):
        return nothing, f"no sample of it has coverage {target:g}"
    return extrapolated(sample, min(size, inf), orders), "extrapolated"
