"""Plan against outturn: how far the total missed, and how far its composition was another."""

from __future__ import annotations

from math import nan

import numpy as np
from numpy.typing import ArrayLike


def outturn_deviation(planned: float, outturn: float) -> float | None:
    """Outturn less plan as a share of the plan, signed: -0.1 is a tenth short; None without plan.

    PEFA framework 2016, indicator PI-1 (which prints outturn over plan).
    """
    return outturn / planned - 1 if planned > 0 else None


def composition_variance(planned: ArrayLike, outturn: ArrayLike) -> float:
    """Share of money that went to other items than planned, the miss of the total set aside.

    Arrays (items,) of amounts; the sum of |outturn - plan scaled to the outturn's total| over that
    total: 0 when all kept their shares, towards 2 when all went elsewhere. NaN without plan or
    outturn. ValueError for negative or missing amounts, or other items. PEFA 2016, PI-2.1.
    """
    plan, actual = np.asarray(planned, dtype=float), np.asarray(outturn, dtype=float)
    if plan.shape != actual.shape or plan.ndim != 1:
        raise ValueError("planned and outturn are one array each, of the same items")
    if not (np.isfinite(plan).all() and np.isfinite(actual).all()):
        raise ValueError("an item has no amount: state 0 where nothing was planned or paid")
    if (plan < 0).any() or (actual < 0).any():
        raise ValueError("amounts are not negative: net returns against their item first")
    if not plan.sum() or not actual.sum():
        return nan
    scaled = plan * (actual.sum() / plan.sum())
    return float(np.abs(actual - scaled).sum() / scaled.sum())
