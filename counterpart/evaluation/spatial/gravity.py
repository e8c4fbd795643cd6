"""Gravity models of flows: what distance, pairing or policy does to them, places taken as given.

Poisson pseudo-maximum likelihood (Santos Silva & Tenreyro 2006) with effects of origin by year and
destination by year, or any others, and standard errors by pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.special import ndtr

from counterpart.evaluation.panel import Codes, Columns, Numbers
from counterpart.evaluation.spatial.blocks import Blocks
from counterpart.evaluation.spatial.effects import Crossings
from counterpart.evaluation.spatial.poisson import dependent, poisson
from counterpart.evaluation.spatial.projection import ManyWay, Projection, freed
from counterpart.evaluation.spatial.separation import rectified, room, without_flows

# Half the width of an interval of 95 %, in standard errors.
WIDTH = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Gravity:
    """A fitted gravity model.

    `coefficients` and `errors` (clustered standard errors) by covariate; `fitted` and
    `residual_ratio` (observed over fitted) by row as given. The `separated` rows, marked in
    `separated_rows`, were left out: the model puts them at zero, and their ratio is NaN.
    """

    coefficients: dict[str, float]
    errors: dict[str, float]
    fitted: Numbers
    residual_ratio: Numbers
    iterations: int
    separated: int
    separated_rows: NDArray[np.bool_]
    rows: int
    clusters: int

    @property
    def table(self) -> pa.Table:
        """covariate, estimate, error, z, p (two-sided), low and high of 95 %."""
        estimates = np.array(list(self.coefficients.values()))
        errors = np.array(list(self.errors.values()))
        z = estimates / errors
        return pa.table(
            {
                "covariate": pa.array(list(self.coefficients), pa.string()),
                "estimate": estimates,
                "error": errors,
                "z": z,
                "p": 2 * ndtr(-np.abs(z)),
                "low": estimates - WIDTH * errors,
                "high": estimates + WIDTH * errors,
            }
        )

    def __repr__(self) -> str:
        lines = [
            f"  {name:24} {value:12.6f} ({self.errors[name]:.6f})"
            for name, value in self.coefficients.items()
        ]
        head = (
            f"Gravity: {self.rows:,} rows, errors by {self.clusters:,} clusters, "
            f"{self.separated:,} separated rows left out, {self.iterations} iterations"
        )
        return "\n".join([head, *lines])


def gravity(
    flows: object,
    outcome: str,
    origin: str,
    destination: str,
    covariates: Sequence[str],
    effects: Sequence[str] | None = ("origin-year", "destination-year"),
    cluster: str | None = "pair",
) -> Gravity:
    """Fit flows to exp(covariates + effects) by Poisson pseudo-maximum likelihood.

    `flows` is a dict of arrays or anything that Arrow reads, a row a flow; `outcome` and
    `covariates` are columns of numbers, the outcome not negative. `effects` and `cluster` are
    columns, or columns joined by `-`; in them origin and destination stand for the columns named
    so in the call, and pair (where no column is called so) for origin by destination. Without
    effects there is a constant, `const`, unless a covariate is one. `cluster=None`: each row by
    itself.

    Errors are clustered, times G/(G-1) and (n-1)/(n-k) with G clusters, n rows used and k
    coefficients reported; effects are not counted. With three effects of a short panel they are
    too small (Weidner & Zylkin 2021). Zero flows that the model can only fit at minus infinity are
    left out and counted. ValueError: columns that are missing, have gaps or no numbers; negative
    flows or none above zero; covariates that do not vary within the effects, by name; one cluster.
    """
    given = Columns(flows, "flows")
    names = [covariates] if isinstance(covariates, str) else list(covariates)
    wanted = [effects] if isinstance(effects, str) else list(effects or ())
    amounts = given.numbers(outcome)
    if (amounts < 0).any():
        raise ValueError(
            f"{int((amounts < 0).sum())} flows in {outcome!r} are negative; flows are counts or "
            "amounts of one direction, and a correction belongs to the row that it corrects"
        )
    if not amounts.any():
        raise ValueError(f"no flow in {outcome!r} is above zero; there is nothing to fit")
    values = np.array([given.numbers(name) for name in names]).reshape(len(names), amounts.size)
    if not wanted and not any(np.ptp(each) == 0 and each.any() for each in values):
        names, values = ["const", *names], np.vstack([np.ones(amounts.size), values])
    crossings = Crossings(given, origin, destination, amounts.size)
    columns = [crossings.columns(effect) for effect in wanted]

    used = ~without_flows(amounts, [crossings.codes(each) for each in columns])
    while True:
        inside = crossings if used.all() else crossings.only(used)
        projection, order = _projection(inside, columns)
        rows = _places(used, order)
        y, x = amounts[rows], values[:, rows]
        possible, within = room(y, x, projection)
        if not possible or not (apart := rectified(y, x, projection)).any():
            break
        used[np.arange(used.size)[rows][apart]] = False
    if constant := dependent(x, within, (y > 0).astype(float)) and _constant(x, projection):
        without = f" once {int((~used).sum())} separated rows are left out" * (not used.all())
        raise ValueError(
            f"{', '.join(names[number] for number in constant)}: no variation is left within the "
            f"effects {', '.join(wanted) or '(none)'} and the other covariates{without}; leave it "
            "out, or take fewer effects (pairs under pair effects: see paired_residual_ratio)"
        )
    found = poisson(y, within, projection)
    groups = inside.codes(inside.columns(cluster)) if cluster else None
    errors, clusters = _errors(found.within, y - found.fitted, found.inverse, groups, order)
    fitted = np.zeros(amounts.size)
    fitted[rows] = found.fitted
    ratio = np.divide(amounts, fitted, out=np.full(amounts.size, np.nan), where=used)
    return Gravity(
        dict(zip(names, found.coefficients.tolist(), strict=True)),
        dict(zip(names, errors.tolist(), strict=True)),
        fitted,
        ratio,
        found.iterations,
        int((~used).sum()),
        ~used,
        int(used.sum()),
        clusters,
    )


def _constant(covariates: Numbers, projection: Projection | None) -> list[int]:
    """The covariates that do not vary within the effects of all flows."""
    unit = np.ones(covariates.shape[1])
    return dependent(covariates, freed(covariates, projection, unit), unit)


def _projection(
    crossings: Crossings, effects: list[tuple[str, ...]]
) -> tuple[Projection | None, NDArray[np.int64] | None]:
    """The projection that suits the effects, and the order of rows that it wants."""
    if not effects:
        return None, None
    if len(effects) == 2:
        one, two = effects
        sides = [
            crossings.codes(tuple(name for name in each if name not in other))
            for each, other in ((one, two), (two, one))
        ]
        block = crossings.codes(tuple(name for name in one if name in two))
        if Blocks.fits(block, *sides):
            blocks = Blocks(block, *sides)
            return blocks, blocks.order
    return ManyWay([crossings.codes(each) for each in effects]), None


def _places(used: NDArray[np.bool_], order: NDArray[np.int64] | None) -> NDArray[np.int64] | slice:
    """The rows of the table that are used, in the order of the projection."""
    if order is None and used.all():
        return slice(None)
    rows = np.flatnonzero(used)
    return rows if order is None else rows[order]


def _errors(
    within: Numbers,
    left: Numbers,
    inverse: Numbers,
    groups: Codes | None,
    order: NDArray[np.int64] | None,
) -> tuple[Numbers, int]:
    """Clustered standard errors, and the number of clusters."""
    n, k = left.size, len(within)
    scores = within * left
    clusters = n
    if groups is not None:
        clusters = groups.levels
        numbers = groups.numbers if order is None else groups.numbers[order]
        by_cluster = [np.bincount(numbers, each, clusters) for each in scores]
        scores = np.array(by_cluster, dtype=np.float64).reshape(k, clusters)
    if clusters < 2 or n <= k:
        raise ValueError(
            f"{clusters} clusters and {n} rows for {k} covariates: errors take two clusters and "
            "more rows than covariates; cluster by something finer"
        )
    factor = clusters / (clusters - 1) * (n - 1) / (n - k)
    variance = inverse @ (scores @ scores.T) @ inverse * factor
    return np.sqrt(np.diag(variance)), clusters
