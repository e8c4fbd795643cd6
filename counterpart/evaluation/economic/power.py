"""Power from the partner: the share of demand it meets, and what is lacking when a line is lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.intervals import Interval, Stated, share_of_whole


@dataclass(frozen=True, slots=True)
class LineLoss:
    """What is lacking when the largest line is out: power (MW) at worst, and as a sum over periods.

    `line` is its position among the capacities, `remaining` the power that still comes through.
    `energy` is in MW times the length of a period (MWh for hours), `periods` counts those short,
    `share` is the energy lacking over all demand (None without demand).
    """

    line: int
    remaining: float
    peak: float
    energy: float
    periods: int
    share: float | None


def share_of_demand(supply: Stated, demand: Stated) -> Interval:
    """Supply of the partner as a share of demand, with exact extremes; supply is part of demand.

    Both in one unit of energy over one period. "Over 40 %" from two rounded figures is seen here:
    the bounds of both enter. Transit that leaves again is no supply. ValueError for negative
    figures, or a supply that cannot lie in the demand.
    """
    return share_of_whole(supply, demand)


def line_loss(
    demand: ArrayLike,
    capacities: ArrayLike,
    own: ArrayLike = 0.0,
    hours: float = 1.0,
) -> LineLoss:
    """The shortfall with the largest line out (N-1), for every period of `demand`.

    `demand` (periods,) and `own` supply (periods,) or one number, in MW; `capacities` (lines,) to
    the partner in MW; `hours` is the length of a period. The rest of the lines runs to its
    capacity. A mean over a year hides peaks: from yearly figures the result is a lower bound.
    ValueError for negative or missing figures, no line or no period.
    """
    load, lines = np.asarray(demand, dtype=float), np.asarray(capacities, dtype=float)
    local = np.asarray(own, dtype=float)
    if load.ndim != 1 or lines.ndim != 1 or not load.size or not lines.size:
        raise ValueError("give the demand of one period or more, and the capacity of each line")
    if local.shape not in ((), load.shape):
        raise ValueError(f"{local.shape} own supply, {load.shape} demand: one a period, or one")
    if not all(np.isfinite(each).all() and (each >= 0).all() for each in (load, lines, local)):
        raise ValueError("demand, capacities and own supply are finite and not negative")
    if not hours > 0:
        raise ValueError(f"a period lasts {hours} hours: give more than 0")
    line = int(lines.argmax())
    remaining = float(lines.sum() - lines[line])
    short = np.maximum(load - local - remaining, 0.0)
    demanded = float(load.sum())
    return LineLoss(
        line,
        remaining,
        float(short.max()),
        float(short.sum()) * hours,
        int((short > 0).sum()),
        float(short.sum()) / demanded if demanded else None,
    )
