"""Ledgers in prices of one year: nominal amounts through a dated index of prices."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray


def real(
    values: ArrayLike, years: ArrayLike, deflator: Mapping[int, float], base_year: int
) -> NDArray[np.float64]:
    """Amounts in prices of `base_year`: each times the level of that year over that of its own.

    `values` and `years` are of one shape; `deflator` is the level of prices by year, in any unit.
    A missing value (NaN) stays missing and needs no index. ValueError names the years that have no
    index, or one that is not above 0. An index of changes is made a level by `price_level`.
    """
    amounts, when = np.asarray(values, dtype=float), np.asarray(years)
    if amounts.shape != when.shape:
        raise ValueError(f"{amounts.shape} values, {when.shape} years: give a year to each value")
    needed = {int(year) for year in when[~np.isnan(amounts)].ravel()}
    if not needed:
        return amounts.copy()
    missing = sorted(year for year in needed | {base_year} if year not in deflator)
    if missing:
        raise ValueError(
            f"no price index of {', '.join(map(str, missing))}: add it to the deflator, or leave "
            "the year out"
        )
    for year in sorted(needed | {base_year}):
        if not (np.isfinite(deflator[year]) and deflator[year] > 0):
            raise ValueError(f"the price index of {year} is {deflator[year]}: it must be above 0")
    levels = np.array([deflator.get(int(year), np.nan) for year in when.ravel()], dtype=float)
    return np.asarray(amounts * deflator[base_year] / levels.reshape(amounts.shape))


def price_level(changes: Mapping[int, float], base_year: int) -> dict[int, float]:
    """The level of prices by year, 100 in `base_year`, from an index whose year before is 100.

    The chain goes forwards and backwards from the base year and ends at the first year without an
    index; the level before the first year is known too, since that year tells its change.
    ValueError for an index that is not above 0 (a change in per cent is none: 2.1 is 102.1).
    """
    for year, index in changes.items():
        if not (np.isfinite(index) and index > 0):
            raise ValueError(f"the price index of {year} is {index}: the year before is 100")
    levels = {base_year: 100.0}
    year = base_year
    while year + 1 in changes:
        levels[year + 1] = levels[year] * changes[year + 1] / 100
        year += 1
    year = base_year
    while year in changes:
        levels[year - 1] = levels[year] * 100 / changes[year]
        year -= 1
    return dict(sorted(levels.items()))
