"""What final demand induces: Leontief's model of a table of inputs and outputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True, repr=False)
class Leontief:
    """The model of a table: `coefficients` are inputs a unit of output, `inverse` what one unit of
    final demand needs in all; both (sectors, sectors)."""

    coefficients: NDArray[np.float64]
    inverse: NDArray[np.float64]

    def __repr__(self) -> str:
        return f"Leontief({len(self.inverse)} sectors, multipliers {self.multipliers.round(4)})"

    @property
    def multipliers(self) -> NDArray[np.float64]:
        """Output of all sectors that a unit of final demand for each sector induces."""
        return np.asarray(self.inverse.sum(axis=0))

    def output(self, final_demand: ArrayLike) -> NDArray[np.float64]:
        """Output by sector that meets a final demand (sectors,) or several (sectors, cases)."""
        return np.asarray(self.inverse @ np.asarray(final_demand, dtype=float))


def leontief(Z: ArrayLike, x: ArrayLike) -> Leontief:  # noqa: N803 (the names of the literature)
    """The model of intermediate deliveries `Z` (from sector, to sector) and outputs `x` (sectors,).

    A sector without output uses nothing. ValueError where the shapes do not fit, an entry is
    negative, or the sectors use up what they make. Miller & Blair 2009, chapter 2.
    """
    deliveries, output = np.asarray(Z, dtype=float), np.asarray(x, dtype=float)
    if deliveries.shape != (output.size, output.size) or output.ndim != 1:
        raise ValueError(f"Z is {deliveries.shape}, x is {output.shape}: give (n, n) and (n,)")
    if not np.isfinite(deliveries).all() or not np.isfinite(output).all():
        raise ValueError("the table has entries that are no numbers")
    if (deliveries < 0).any() or (output < 0).any():
        raise ValueError("deliveries and outputs are not negative")
    coefficients = np.divide(
        deliveries, output, out=np.zeros_like(deliveries), where=output[None, :] > 0
    )
    if np.abs(np.linalg.eigvals(coefficients)).max(initial=0) >= 1:
        raise ValueError("the sectors use up all that they make: no final demand can be met")
    inverse = np.linalg.solve(np.eye(output.size) - coefficients, np.eye(output.size))
    return Leontief(coefficients, inverse)
