"""Where a series really changes its level, against the stages that are claimed for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.economic.segments import pelt

Numbers = NDArray[np.float64]
# A single odd year is no stage; with fewer than eight points two stages cannot be told from noise.
SHORTEST_STAGE = 2
SHORTEST_SERIES = 8


@dataclass(frozen=True, slots=True)
class StageBreaks:
    """Breaks found, the level of each stage, and how near the claimed dates are.

    `breaks` are the first times of new stages, `levels` the mean of each stage. `distances` is that
    of each break to the nearest claimed date, `missed` that of each claimed date to the nearest
    break, both in the unit of the times (None without claims or breaks). `p` is the chance that a
    shuffled series has a split as large, `p_near` that as many breaks thrown at random lie as near
    to the claimed dates. `penalty` is what a break had to gain. `steady` is True where a straight
    line explains the series at least as cheaply: the breaks are steps of a trend then, no stages.
    Where the series cannot be judged, `reason` says why and the rest is empty.
    """

    breaks: tuple[float, ...]
    levels: tuple[float, ...]
    distances: tuple[float, ...] | None
    missed: tuple[float, ...] | None
    penalty: float | None
    p: float | None
    p_near: float | None
    steady: bool | None
    reason: str = ""


def stage_breaks(
    series: ArrayLike,
    times: ArrayLike | None = None,
    claimed: ArrayLike | None = None,
    penalty: float | None = None,
    permutations: int = 999,
    seed: int = 0,
) -> StageBreaks:
    """Breaks in the level of a series by PELT on squared deviations, stages of two points or more.

    `times` (points,) rise and are 0, 1, ... if not given; `claimed` are times at which stages are
    said to begin. `penalty` is 2 s^2 ln n if not given (Schwarz's criterion), s from the median
    absolute first difference, which breaks hardly touch. Both p are (1 + k) / (1 + permutations).
    Shuffling takes points as exchangeable: in a series that trends or remembers p is too small, and
    a trend is cut into steps, which `steady` tells. Use logarithms where growth is what changes.
    ValueError for shapes, times that do not rise, a negative penalty. Killick, Fearnhead &
    Eckley 2012.
    """
    values = np.asarray(series, dtype=float)
    when = np.asarray(np.arange(values.size) if times is None else times, dtype=float)
    if values.ndim != 1 or when.shape != values.shape or not np.isfinite(when).all():
        raise ValueError(f"series {values.shape}, times {when.shape}: give a time to each point")
    if (np.diff(when) <= 0).any():
        raise ValueError("times do not rise: order the series, one point a time")
    if (penalty is not None and penalty < 0) or permutations < 1:
        raise ValueError("give a penalty of 0 or more, and one permutation or more")
    missing = when[~np.isfinite(values)]
    if missing.size:
        return _none(f"no value at {', '.join(f'{each:g}' for each in missing)}")
    if values.size < SHORTEST_SERIES:
        return _none(f"too short: {values.size} points, {SHORTEST_SERIES} are needed")
    cost = 2 * _noise(values) ** 2 * log(values.size) if penalty is None else float(penalty)
    # Without noise any cut is free: each has to gain more than rounding.
    cost = max(cost, 1e-9 * float(((values - values.mean()) ** 2).sum()))
    found = pelt(values, cost, SHORTEST_STAGE) if np.ptp(values) else []
    random = np.random.default_rng(seed)
    breaks = when[found]
    dates = None if claimed is None else np.asarray(claimed, dtype=float).ravel()
    distances = missed = p_near = None
    if dates is not None and dates.size and found:
        distances = tuple(_nearest(breaks, dates).tolist())
        missed = tuple(_nearest(dates, breaks).tolist())
        p_near = _chance_near(when, len(found), dates, distances, permutations, random)
    return StageBreaks(
        tuple(breaks.tolist()),
        tuple(float(part.mean()) for part in np.split(values, found)),
        distances,
        missed,
        cost,
        _chance_of_split(values, permutations, random),
        p_near,
        bool(found) and _line_is_cheaper(values, when, found, cost),
    )


def _none(reason: str) -> StageBreaks:
    return StageBreaks((), (), None, None, None, None, None, None, reason)


def _noise(values: Numbers) -> float:
    """The standard deviation around levels, from first differences (normal noise)."""
    steps = np.diff(values)
    return float(np.median(np.abs(steps - np.median(steps)))) / 0.6744897501960817 / 2**0.5


def _line_is_cheaper(values: Numbers, when: Numbers, cuts: list[int], penalty: float) -> bool:
    """Whether a straight line, its slope paid as one break, costs no more than the stages."""
    stages = sum(float(((part - part.mean()) ** 2).sum()) for part in np.split(values, cuts))
    around, apart = values - values.mean(), when - when.mean()
    line = float(around @ around) - float(apart @ around) ** 2 / float(apart @ apart)
    return line + penalty <= stages + penalty * len(cuts)


def _nearest(points: Numbers, to: Numbers) -> Numbers:
    return np.asarray(np.abs(points[..., None] - to).min(axis=-1))


def _chance_of_split(values: Numbers, permutations: int, random: np.random.Generator) -> float:
    """How often a shuffled series gains as much from its best single split."""
    shuffled = random.permuted(np.tile(values, (permutations, 1)), axis=1)
    observed = _best_split(values[None])[0]
    as_large = _best_split(shuffled) >= observed * (1 - 1e-12)
    return (1 + int(as_large.sum())) / (1 + permutations)


def _best_split(rows: Numbers) -> Numbers:
    """The largest fall of squared deviations by one split, row by row."""
    size = rows.shape[1]
    first = np.arange(SHORTEST_STAGE, size - SHORTEST_STAGE + 1)
    sums = np.cumsum(rows - rows.mean(axis=1, keepdims=True), axis=1)[:, first - 1]
    return np.asarray((sums**2 * size / (first * (size - first))).max(axis=1))


def _chance_near(
    when: Numbers,
    breaks: int,
    claimed: Numbers,
    distances: tuple[float, ...],
    permutations: int,
    random: np.random.Generator,
) -> float:
    """How often as many breaks at random times lie as near to the claimed dates, on average."""
    places = when[SHORTEST_STAGE : len(when) - SHORTEST_STAGE + 1]
    thrown = random.permuted(np.tile(places, (permutations, 1)), axis=1)[:, :breaks]
    means = _nearest(thrown, claimed).mean(axis=1)
    as_near = means <= float(np.mean(distances)) + 1e-12
    return (1 + int(as_near.sum())) / (1 + permutations)
