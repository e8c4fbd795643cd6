"""An interrupted time series: the jump and the bend at a date, beyond trend and comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import floor, nan
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t as student

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Term:
    """A coefficient of the regression with its Newey-West error, interval and p."""

    term: str
    estimate: float
    error: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class InterruptedSeries:
    """`level`: the jump at the start; `trend`: the change of slope, per unit of time, from it on.

    Both are NaN, with the reason in `note`, where the series does not tell them. `path` rows are
    (time, observed, fitted, expected without the event), of the outcome less the comparison where
    there is one. `lags` are those of the errors, `n` the points used.
    """

    level: float
    trend: float
    terms: tuple[Term, ...]
    path: tuple[tuple[float, float, float, float], ...] = field(repr=False)
    n: int
    lags: int
    note: str = ""

    @property
    def table(self) -> pa.Table:
        """A row a coefficient: term, estimate, error, low, high, p."""
        import pyarrow as pa

        return pa.table(
            {
                name: pa.array([getattr(row, name) for row in self.terms], kind)
                for name, kind in zip(
                    Term.__slots__, (pa.string(), *[pa.float64()] * 5), strict=True
                )
            }
        )

    @property
    def counterfactual(self) -> pa.Table:
        """A row a time: observed, fitted, and what the trend and season before would have given."""
        import pyarrow as pa

        names = ("time", "observed", "fitted", "without")
        return pa.table(
            {
                name: pa.array([row[place] for row in self.path], pa.float64())
                for place, name in enumerate(names)
            }
        )


def interrupted_series(
    outcome: ArrayLike,
    time: ArrayLike | Sequence[date],
    start: Any,
    comparison: ArrayLike | None = None,
    season: int | ArrayLike | None = None,
    lags: int | None = None,
    level: float = 0.95,
) -> InterruptedSeries:
    """Segmented regression of an outcome (times,) on time, broken at `start`.

    outcome = a + b time + level [time >= start] + trend (time - start) [time >= start] + season.
    `time` is numbers, or dates, which count in months where no month occurs twice and in days
    otherwise; `start` is one of the kind, and the first point after the event. With a `comparison`,
    (times,) or (times, units) of which the mean is taken, the outcome less it is regressed: level
    and trend are those beyond the comparison, as the interactions of Linden 2015; take logarithms
    of all first where growth and not numbers compare. `season` is the length of a cycle in units
    of time (12 for months), or a label for each time; it becomes one term for each season but the
    first. Errors are of Newey & West 1987 with Bartlett weights and `lags`, or the whole part of
    4 (n/100)^(2/9), times n / (n - k), with intervals by Student's t of n - k. Points that are NaN
    are left out. Wagner et al. 2002; Bernal, Cummins & Gasparrini 2017.

    A dip before the start, as of a pandemic, is read as trend: rebound needs a comparison. NaN with
    the reason for fewer than two points on one side or no more points than coefficients. ValueError
    for arrays that do not fit, times that occur twice, negative lags.
    """
    times, begin = _timed(time, start)
    values, compared = _compared(outcome, comparison, times.size)
    labels = _seasons(season, times)
    series = values if compared is None else values - compared
    order = np.argsort(times, kind="stable")
    order = order[np.isfinite(series[order])]
    times, series = times[order], series[order]
    if (np.diff(times) <= 0).any():
        raise ValueError("a time occurs twice: give one value a time, as the sum or the mean")
    if lags is not None and (lags < 0 or lags != int(lags)):
        raise ValueError(f"{lags} lags: give a whole number, 0 or more")
    after = times >= begin
    size = times.size
    chosen = int(lags) if lags is not None else floor(4 * (size / 100) ** (2 / 9)) if size else 0
    chosen = min(chosen, max(size - 1, 0))
    if min(int(after.sum()), int((~after).sum())) < 2:
        reason = "fewer than two points before or after the start: no trend to compare"
        return InterruptedSeries(nan, nan, (), (), size, chosen, reason)
    names, design = _design(times, begin, None if labels is None else labels[order])
    freedom = size - design.shape[1]
    if freedom < 1 or np.linalg.matrix_rank(design) < design.shape[1]:
        reason = f"{size} points do not tell {design.shape[1]} coefficients: fewer seasons, or more"
        return InterruptedSeries(nan, nan, (), (), size, chosen, f"{reason} points")
    found, covariance = _regressed(design, series, chosen)
    terms = tuple(
        _term(name, estimate, error, freedom, level)
        for name, estimate, error in zip(
            names, found, np.sqrt(np.maximum(np.diag(covariance), 0.0)), strict=True
        )
    )
    # The trend before is told from the start on, so the intercept is what was expected there.
    fitted = design @ found
    without = fitted - design[:, 2:4] @ found[2:4]
    rows = tuple(
        (float(t), float(y), float(f), float(w))
        for t, y, f, w in zip(times + 0.0, series, fitted, without, strict=True)
    )
    return InterruptedSeries(float(found[2]), float(found[3]), terms, rows, size, chosen)


def _timed(time: ArrayLike | Sequence[date], start: Any) -> tuple[Numbers, float]:
    """Times and the start as numbers: as given, or months or days since the first."""
    given = np.asarray(time)
    if given.ndim != 1:
        raise ValueError("time is one array, of the same points as the outcome")
    if given.dtype.kind in "iuf":
        numbers = given.astype(float)
        if not np.isfinite(numbers).all() or not np.isfinite(float(start)):
            raise ValueError("each time and the start is a number or a date")
        return numbers, float(start)
    try:
        days, first = given.astype("datetime64[D]"), np.datetime64(start, "D")
    except (TypeError, ValueError):
        raise ValueError(f"times are numbers or dates, and the start alike: {start!r}") from None
    months = days.astype("datetime64[M]")
    if np.unique(months).size == months.size:
        days, first = months, first.astype("datetime64[M]")
    return days.astype(np.int64).astype(float), float(first.astype(np.int64))


def _compared(
    outcome: ArrayLike, comparison: ArrayLike | None, size: int
) -> tuple[Numbers, Numbers | None]:
    values = np.asarray(outcome, dtype=float)
    if values.shape != (size,):
        raise ValueError(
            f"the outcome has the shape {values.shape}, of {size} times: give one each"
        )
    if np.isinf(values).any():
        raise ValueError("the outcome is infinite somewhere: logarithms of 0 have no trend")
    if comparison is None:
        return values, None
    others = np.asarray(comparison, dtype=float)
    if others.ndim not in (1, 2) or others.shape[0] != size or not others.size:
        raise ValueError(
            f"the comparison has the shape {others.shape}: give (times,) or (times, units)"
        )
    # A unit that is missing at one time would bend the mean, so the time is left out.
    return values, others if others.ndim == 1 else others.mean(axis=1)


def _seasons(season: int | ArrayLike | None, times: Numbers) -> NDArray[Any] | None:
    if season is None:
        return None
    if np.ndim(season) == 0:
        cycle = float(season)  # type: ignore[arg-type]
        if cycle < 2 or cycle != int(cycle):
            raise ValueError(f"a season of {season}: give the number of times in a cycle, as 12")
        return np.floor(np.mod(times, cycle))
    labels = np.asarray(season)
    if labels.shape != times.shape:
        raise ValueError(f"{labels.size} seasons of {times.size} times: give a label for each")
    return labels


def _design(
    times: Numbers, start: float, seasons: NDArray[Any] | None
) -> tuple[list[str], Numbers]:
    """Intercept at the start, slope, jump, bend, and a column for each season but the first."""
    since, after = times - start, (times >= start).astype(float)
    names = ["intercept", "slope", "level", "trend"]
    columns = [np.ones_like(since), since, after, since * after]
    if seasons is not None:
        for label in np.unique(seasons)[1:]:
            names.append(f"season {label}")
            columns.append((seasons == label).astype(float))
    return names, np.column_stack(columns)


def _regressed(design: Numbers, series: Numbers, lags: int) -> tuple[Numbers, Numbers]:
    """Least squares with the covariance of Newey & West."""
    size, width = design.shape
    found = np.asarray(np.linalg.lstsq(design, series, rcond=None)[0], dtype=float)
    scores = design * (series - design @ found)[:, None]
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        shifted = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (shifted + shifted.T)
    bread = np.linalg.inv(design.T @ design)
    return found, np.asarray(bread @ middle @ bread * size / (size - width), dtype=float)


def _term(name: str, estimate: float, error: float, freedom: int, level: float) -> Term:
    if not 0 < level < 1:
        raise ValueError(f"the level lies between 0 and 1, as 0.95; it is {level}")
    half = float(student.isf((1 - level) / 2, freedom)) * error
    p = float(2 * student.sf(abs(estimate) / error, freedom)) if error else nan
    return Term(name, float(estimate), float(error), estimate - half, estimate + half, p)
