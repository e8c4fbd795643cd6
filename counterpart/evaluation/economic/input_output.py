"""What final demand induces: Leontief's model of a table of inputs and outputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg.lapack import dgetrf, dgetrs
from scipy.sparse import diags_array, eye_array

Numbers = NDArray[np.float64]
# Beyond this a unit of demand would need output that rounding alone decides.
MOST_INDUCED = 1e9


@dataclass(frozen=True, repr=False, eq=False)
class Leontief:
    """The model of a table: `coefficients` are inputs a unit of output (sparse where the table is).

    `solve(demand, transposed)` is the factorised system; the inverse is made only where asked for.
    """

    coefficients: Any
    solve: Callable[[Numbers, bool], Numbers]

    def __repr__(self) -> str:
        return f"Leontief({len(self.multipliers)} sectors, multipliers {self.multipliers.round(4)})"

    @cached_property
    def inverse(self) -> Numbers:
        """What one unit of final demand for each sector needs in all: (sectors, sectors), dense."""
        return self.solve(np.eye(self.coefficients.shape[0]), False)

    @cached_property
    def multipliers(self) -> Numbers:
        """Output of all sectors that a unit of final demand for each sector induces."""
        return self.solve(np.ones(self.coefficients.shape[0]), True)

    def output(self, final_demand: ArrayLike) -> Numbers:
        """Output by sector that meets a final demand (sectors,) or several (sectors, cases)."""
        return self.solve(np.asarray(final_demand, dtype=float), False)


@dataclass(frozen=True, slots=True)
class Linkages:
    """How strongly each sector pulls those it buys from (`backward`) and pushes those it sells to
    (`forward`); both over their mean, so that above 1 is more than the usual sector."""

    backward: Numbers
    forward: Numbers


@dataclass(frozen=True, slots=True)
class InducedValueAdded:
    """Value added by region where it arises (rows) and region of the demand that induces it.

    `residual` is the part of output that deliveries and final demand do not account for, over all
    output: far from 0 the table is not balanced, or a demand (exports, stocks) is left out.
    """

    regions: tuple[str, ...]
    matrix: Numbers
    residual: float

    def induced(self, region: str, by: str) -> float:
        """Value added in `region` that final demand of `by` induces."""
        return float(self.matrix[self.regions.index(region), self.regions.index(by)])


def leontief(Z: Any, x: ArrayLike) -> Leontief:  # noqa: N803 (the names of the literature)
    """The model of intermediate deliveries `Z` (from sector, to sector) and outputs `x` (sectors,).

    `Z` is an array or a scipy sparse one, which stays sparse; `output` and `multipliers` are solved
    without an inverse. Sparse pays while a sector delivers to a handful of others. A sector without
    output uses nothing. ValueError where the shapes do not fit, an entry is negative, or the
    sectors use up what they make. Miller & Blair 2009, chapter 2.
    """
    sparse = hasattr(Z, "tocsc")
    deliveries = Z.tocsc() if sparse else np.asarray(Z, dtype=float)
    output = np.asarray(x, dtype=float)
    if output.ndim != 1 or deliveries.shape != (output.size, output.size):
        raise ValueError(f"Z is {deliveries.shape}, x is {output.shape}: give (n, n) and (n,)")
    entries: Numbers = np.asarray(deliveries.data if sparse else deliveries)
    if not np.isfinite(entries).all() or not np.isfinite(output).all():
        raise ValueError("the table has entries that are no numbers")
    if (entries < 0).any() or (output < 0).any():
        raise ValueError("deliveries and outputs are not negative")
    per_unit = np.divide(1.0, output, out=np.zeros_like(output), where=output > 0)
    used = (deliveries @ diags_array(per_unit)).tocsc() if sparse else deliveries * per_unit
    return Leontief(used, _factorised(used))


def linkages(Z: ArrayLike, x: ArrayLike) -> Linkages:  # noqa: N803 (the names of the literature)
    """Backward linkages from Leontief's inverse, forward ones from Ghosh's, total and normalised.

    Arguments and errors as of `leontief`; NaN without sectors. Rasmussen 1956; Jones 1976 (forward
    by Ghosh's supply side); Miller & Blair 2009, chapter 12.
    """
    deliveries, output = np.asarray(Z, dtype=float), np.asarray(x, dtype=float)
    backward = leontief(deliveries, output).multipliers
    # Ghosh's allocation coefficients are those of the table read the other way round.
    forward = leontief(deliveries.T, output).multipliers
    return Linkages(_over_mean(backward), _over_mean(forward))


def induced_value_added(
    Z: Any,  # noqa: N803 (the names of the literature)
    x: ArrayLike,
    final_demand: ArrayLike,
    regions: ArrayLike,
    value_added: ArrayLike | None = None,
) -> InducedValueAdded:
    """Value added in each region that the final demand of each induces, in one (sparse) solve.

    `Z` and `x` as of `leontief`, over sectors of all regions; `regions` (sectors,) is the region of
    each sector; `final_demand` (sectors, regions) is what each region's demand buys from each
    sector, its columns in the order in which regions first appear. `value_added` (sectors,) is
    output less inputs where it is not given. Direct and indirect; what the income then buys is not
    in. ValueError where shapes do not fit. Miller & Blair 2009, chapter 3; Johnson & Noguera 2012.
    """
    model = leontief(Z, x)
    output, demand = np.asarray(x, dtype=float), np.asarray(final_demand, dtype=float)
    of = [str(each) for each in np.asarray(regions)]
    names = tuple(dict.fromkeys(of))
    if len(of) != output.size or demand.shape != (output.size, len(names)):
        raise ValueError(
            f"{len(of)} regions of sectors, final demand {demand.shape}: give one to each of "
            f"{output.size} sectors and ({output.size}, {len(names)})"
        )
    if not np.isfinite(demand).all():
        raise ValueError(
            "final demand has entries that are no numbers: state 0 where there is none"
        )
    inputs = np.asarray(model.coefficients.sum(axis=0)).ravel()
    if value_added is None:
        share = np.where(output > 0, 1 - inputs, 0.0)
    else:
        added = np.asarray(value_added, dtype=float)
        if added.shape != output.shape:
            raise ValueError(f"value added is {added.shape}, output {output.shape}")
        share = np.divide(added, output, out=np.zeros_like(output), where=output > 0)
    induced = model.output(demand)
    matrix = np.zeros((len(names), len(names)))
    np.add.at(matrix, [names.index(each) for each in of], share[:, None] * induced)
    apart = float(np.abs(output - induced.sum(axis=1)).sum())
    return InducedValueAdded(names, matrix, apart / float(output.sum()) if output.any() else 0.0)


def _factorised(coefficients: Any) -> Callable[[Numbers, bool], Numbers]:
    """The solver of (I - A) x = f, or of its transpose; ValueError where no demand can be met.

    With A not negative and (I - A) y = 1, y of at least 1 proves that its largest eigenvalue is
    below 1 (Collatz and Wielandt), at the price of one solve.
    """
    size = coefficients.shape[0]
    if not size:
        return lambda demand, _transposed: demand
    solve = _sparse(coefficients) if hasattr(coefficients, "tocsc") else _dense(coefficients)
    needed = solve(np.ones(size), False) if solve else np.zeros(size)
    if not solve or not (needed.min() > 1 - 1e-9 and needed.max() < MOST_INDUCED):
        raise ValueError("the sectors use up all that they make: no final demand can be met")
    return solve


def _dense(coefficients: Numbers) -> Callable[[Numbers, bool], Numbers] | None:
    factors, pivots, singular = dgetrf(np.eye(len(coefficients)) - coefficients)
    if singular:
        return None
    return lambda demand, transposed: np.asarray(
        dgetrs(factors, pivots, demand, trans=int(transposed))[0]
    )


def _sparse(coefficients: Any) -> Callable[[Numbers, bool], Numbers] | None:
    # Only who brings a sparse table waits for it.
    from scipy.sparse.linalg import splu

    try:
        factors = splu((eye_array(coefficients.shape[0]) - coefficients).tocsc())
    except RuntimeError:  # that is what a singular matrix raises
        return None
    return lambda demand, transposed: np.asarray(factors.solve(demand, "T" if transposed else "N"))


def _over_mean(numbers: Numbers) -> Numbers:
    return numbers / numbers.mean() if numbers.size else numbers
