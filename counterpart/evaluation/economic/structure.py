"""Structure of industry: shares of sectors, what a place is specialised in, why a share moved.

Arrays are (sectors,) of one magnitude (value added, jobs), not negative; `local` of a place and
`reference` of what it is compared with (the nation, the partner). ValueError for other arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ShareChange:
    """Why shares changed, by sector: `change` = `own` (the sector itself) + `others` (the rest).

    `by_contraction` is True where the share rose although the sector did not grow: the others
    shrank more. A manufacturing share that rises so is no industrialisation.
    """

    change: Numbers
    own: Numbers
    others: Numbers
    by_contraction: NDArray[np.bool_]


def sector_shares(amounts: ArrayLike) -> Numbers:
    """Shares of sectors in their sum; NaN where the sum is zero."""
    (array,) = _fitting(amounts)
    return _shares(array)


def location_quotients(local: ArrayLike, reference: ArrayLike) -> Numbers:
    """The local share of each sector over its share in the reference: above 1 is specialised.

    NaN for a sector that the reference does not have, or where there is nothing at all. The
    reference should hold the place only if it is large beside it. Florence 1939; Isard 1960.
    """
    own, other = (_shares(each) for each in _fitting(local, reference))
    return np.asarray(np.divide(own, other, out=np.full(own.shape, nan), where=other > 0))


def structural_difference(local: ArrayLike, reference: ArrayLike) -> float:
    """Krugman's index: the sum of absolute differences of shares; 0 alike, 2 nothing in common.

    It grows with the number of sectors told apart: compare at one classification. Krugman 1991.
    """
    own, other = (_shares(each) for each in _fitting(local, reference))
    return float(np.abs(own - other).sum()) if own.size else nan


def share_in_specialised(funds: ArrayLike, local: ArrayLike, reference: ArrayLike) -> float:
    """The share of funds that went to sectors with a location quotient above 1; NaN without funds.

    Funds of a sector that the reference does not have count as not specialised.
    """
    money, own, other = _fitting(funds, local, reference)
    quotients = location_quotients(own, other)
    if not money.sum() or not own.sum() or not other.sum():
        return nan
    return float(money[quotients > 1].sum() / money.sum())


def contraction_check(before: ArrayLike, after: ArrayLike) -> ShareChange:
    """Whether a sector's share rose only because the others shrank; both years in real money.

    The change of x / (x + rest) is divided exactly between x and the rest: each moves first in one
    of two orders, and the two are averaged (Shapley's value). NaN where a year is empty.
    """
    old, new = _fitting(before, after)
    if not old.sum() or not new.sum():
        nothing = np.full(old.shape, nan)
        return ShareChange(nothing, nothing, nothing, np.zeros(old.shape, dtype=bool))
    rest_old, rest_new = old.sum() - old, new.sum() - new
    was, is_ = old / old.sum(), new / new.sum()
    own_first, rest_first = _share(new, rest_old, was), _share(old, rest_new, is_)
    own = (own_first - was + is_ - rest_first) / 2
    others = (rest_first - was + is_ - own_first) / 2
    return ShareChange(is_ - was, own, others, (is_ > was) & (new <= old))


def _share(part: Numbers, rest: Numbers, otherwise: Numbers) -> Numbers:
    """part / (part + rest); where there is neither the share is left as it is."""
    whole = part + rest
    return np.divide(part, whole, out=otherwise.copy(), where=whole > 0)


def _shares(array: Numbers) -> Numbers:
    total = array.sum()
    return np.asarray(array / total) if total else np.full(array.shape, nan)


def _fitting(*arrays: ArrayLike) -> list[Numbers]:
    given = [np.asarray(each, dtype=float) for each in arrays]
    if any(each.ndim != 1 or each.shape != given[0].shape for each in given):
        raise ValueError(f"arrays of {[each.shape for each in given]}: give the same sectors")
    if any(not np.isfinite(each).all() or (each < 0).any() for each in given):
        raise ValueError(
            "amounts of sectors are finite and not negative: leave out what is missing"
        )
    return given
