"""How long money takes from commitment to payment, read off the two running totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Times = ArrayLike | Sequence[date]


@dataclass(frozen=True, slots=True)
class PaymentDelay:
    """The mean time by which payments follow commitments, and what they leave over.

    `mean` is in the unit of the times (days for dates), weighted by money, None where nothing
    matches; negative where money was paid before it was committed. `matched` money has both,
    `outstanding` is committed and not paid, `ahead` paid beyond all that is committed.
    """

    mean: float | None
    matched: float
    outstanding: float
    ahead: float


def payment_delay(
    committed: ArrayLike, committed_on: Times, paid: ArrayLike, paid_on: Times
) -> PaymentDelay:
    """The mean delay by cumulated amounts: the first money committed is the first to be paid.

    Arrays (commitments,) and (payments,) of amounts with their times: dates, or numbers of years.
    It is the area between the two running totals over the money matched, so it needs no link
    between a payment and its commitment; money not yet paid is left out, hence the delay of a
    running programme is a lower bound. ValueError for negative amounts or amounts without a time.
    """
    due, due_on = _in_order("commitments", committed, committed_on)
    out, out_on = _in_order("payments", paid, paid_on)
    totals = np.cumsum(due), np.cumsum(out)
    all_due, all_out = (float(each[-1]) if each.size else 0.0 for each in totals)
    matched = min(all_due, all_out)
    mean = None
    if matched:
        steps = np.concatenate([[0.0, matched], *totals])
        edges = np.unique(steps[steps <= matched])
        middle = (edges[1:] + edges[:-1]) / 2
        later = out_on[np.searchsorted(totals[1], middle)]
        apart = later - due_on[np.searchsorted(totals[0], middle)]
        mean = float((np.diff(edges) * apart).sum() / matched)
    return PaymentDelay(mean, matched, all_due - matched, all_out - matched)


def _in_order(what: str, amounts: ArrayLike, times: Times) -> tuple[Numbers, Numbers]:
    """Amounts and times in the order of time; dates as days."""
    money, when = np.asarray(amounts, dtype=float), np.asarray(times)
    if when.dtype.kind in "OM":
        when = when.astype("datetime64[D]").astype(float)
    if money.ndim != 1 or money.shape != when.shape:
        raise ValueError(f"{what}: {money.shape} amounts, {when.shape} times: give a time to each")
    if not np.isfinite(money).all() or not np.isfinite(when.astype(float)).all():
        raise ValueError(f"{what}: an amount or a time is missing: leave out what is not dated")
    if (money < 0).any():
        raise ValueError(f"{what}: an amount is negative: net returns first")
    order = np.argsort(when, kind="stable")
    return money[order], when[order].astype(float)
