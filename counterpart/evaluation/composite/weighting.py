"""Weights of indicators: equal ones, from the data (entropy, CRITIC), from people.

Weights from data say which indicators differ between units, not which matter. Equal weights always
stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from counterpart.evaluation.composite.arrays import Noted, Numbers, listed, matrix_of, signs_of

# Less than this is what rounding leaves of nothing.
ROUNDING = 1e-12


class Weights(Noted):
    """Weights (indicators,) that sum to one; all NaN where the data give none, with the reason."""


def equal_weights(indicators: int) -> Weights:
    """The same weight for each of so many indicators."""
    if indicators < 1:
        raise ValueError(f"{indicators} indicators: give one or more")
    return _weights(np.full(indicators, 1 / indicators), [])


def entropy_weights(matrix: ArrayLike) -> Weights:
    """Shannon's entropy: the more unequally an indicator is spread over units, the more it weighs.

    With p the shares of a column, e = -sum p ln p / ln(rows), weights go with 1 - e; 0 ln 0 = 0.
    Nothing is shifted: adding one to all values moves weights. Rows with a missing value are left
    out (a note says how many); a constant column weighs 0 (a note says which). ValueError for
    negative values. Shannon 1948; Zeleny 1982.
    """
    values, notes = _complete(matrix)
    if (values < 0).any():
        raise ValueError(
            f"indicators {listed((values < 0).any(axis=0))} have negative values: entropy is of "
            "shares; give amounts of 0 or more"
        )
    if values.shape[0] < 2:
        return _without(values.shape[1], [*notes, "one unit: nothing is spread"])
    sums = values.sum(axis=0)
    shares = values / np.where(sums > 0, sums, 1)
    entropy = -xlogy(shares, shares).sum(axis=0) / np.log(values.shape[0])
    return _of_spread(np.where(np.ptp(values, axis=0) > 0, 1 - entropy, 0.0), values, notes)


def critic_weights(matrix: ArrayLike, direction: object = 1) -> Weights:
    """CRITIC: an indicator weighs with its spread and with how little others repeat it.

    Columns are scored min-max with their direction applied, then sd (n - 1) times the sum of
    1 - r with each other column. Rows with a missing value are left out; a constant column weighs
    0 and is no other's company. Diakoulaki, Mavrotas & Papayannakis 1995.
    """
    values, notes = _complete(matrix)
    signs = signs_of(direction, values.shape[1])
    if values.shape[0] < 2:
        return _without(values.shape[1], [*notes, "one unit: nothing is spread"])
    span = np.ptp(values, axis=0)
    varies = span > 0
    scores = (values - values.min(axis=0)) / np.where(varies, span, 1)
    scores = np.where(signs > 0, scores, 1 - scores)
    carried = np.zeros(values.shape[1])
    if varies.any():
        apart = 1 - np.atleast_2d(np.corrcoef(scores[:, varies], rowvar=False))
        carried[varies] = scores[:, varies].std(axis=0, ddof=1) * apart.sum(axis=1)
    if int(varies.sum()) == 1:
        # Alone there is nothing to repeat: it carries all there is.
        carried[varies] = 1.0
    return _of_spread(carried, values, notes)


def expert_weights(judgements: ArrayLike) -> Weights:
    """The mean of what experts (rows) give to indicators (columns), each row made to sum to one.

    The note says how far apart they are: the largest standard deviation of one indicator. Rows with
    a missing value are left out. ValueError for negative values and rows of nothing.
    """
    given, notes = _complete(judgements)
    sums = given.sum(axis=1)
    if (given < 0).any() or (sums <= 0).any():
        raise ValueError("an expert gives a negative weight, or none at all")
    shares = given / sums[:, None]
    if len(shares) > 1:
        spread = shares.std(axis=0, ddof=1)
        at = int(spread.argmax())
        notes.append(f"{len(shares)} experts differ most on indicator {at + 1}: {spread[at]:.3f}")
    return _weights(shares.mean(axis=0), notes)


def budget_weights(points: ArrayLike, budget: float = 100.0) -> Weights:
    """Budget allocation: each person (row) spreads the same budget over the indicators (columns).

    ValueError names the rows that spend another sum. OECD & JRC 2008, Handbook, step 6.
    """
    given = matrix_of(points, "points")
    off = ~np.isclose(given.sum(axis=1), budget)
    if off.any():
        raise ValueError(f"rows {listed(off)} do not spend {budget:g}: let each spend all of it")
    return expert_weights(given)


def _complete(matrix: ArrayLike) -> tuple[Numbers, list[str]]:
    """The rows without a missing value, and what is said of the others."""
    values = matrix_of(matrix)
    whole = ~np.isnan(values).any(axis=1)
    if not whole.any():
        raise ValueError("no unit has a value for every indicator")
    left = int((~whole).sum())
    return values[whole], [f"{left} units with a missing value are left out"] if left else []


def _of_spread(spread: Numbers, values: Numbers, notes: list[str]) -> Weights:
    constant = np.ptp(values, axis=0) == 0
    if constant.any():
        notes = [*notes, f"indicators {listed(constant)} are constant and weigh 0"]
    total = spread.sum()
    if total <= ROUNDING:
        return _without(values.shape[1], [*notes, "no indicator differs between units"])
    return _weights(spread / total, notes)


def _without(indicators: int, notes: Sequence[str]) -> Weights:
    return _weights(np.full(indicators, np.nan), notes)


def _weights(values: ArrayLike, notes: Sequence[str]) -> Weights:
    made = Weights.of(values, notes)
    assert isinstance(made, Weights)
    return made
