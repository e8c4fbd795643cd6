"""Stated totals against the sums of what they contain: the gap, and what may lie behind it.

A total is an entry that holds finer entries: a sum of several years over single years, of all
accounts over one, of a region over its counties. Entries add and totals are never added to them, so
the two can be compared. What is left between them is broken down into what the record itself can
say: rounding, years without an entry, accounts and places that the parts leave out, and entries
that only share days with the total. What none of these can hold is unexplained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal, literals
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import number
from counterpart.evaluation.select import Row, read_flows, rows_among
from counterpart.periods import year_period, year_spans
from counterpart.quantities import Quantity, minus, total
from counterpart.rules.marks import nearest_holders
from counterpart.snapshot.read import Snapshot

# Entries of the kind and route that share days with a total and do not lie in it.
SHARING = """
    SELECT f.flow FROM flows f, flows t WHERE t.flow = {total} AND f.flow <> t.flow
    AND f.kind = t.kind AND f.origin = t.origin AND f.destination = t.destination
    AND f.account IS NOT DISTINCT FROM t.account
    AND f.money_stage IS NOT DISTINCT FROM t.money_stage
    AND f.batch IS NOT DISTINCT FROM t.batch AND f.project IS NOT DISTINCT FROM t.project
    AND f.start_on <= t.end_on AND f.end_on >= t.start_on
    AND NOT (f.start_on >= t.start_on AND f.end_on <= t.end_on)
    AND NOT (f.start_on <= t.start_on AND f.end_on >= t.end_on)
"""
TOLD = "SELECT flow, account, origin, destination FROM flows WHERE flow IN ({keys})"
LISTED = 200
# Flow -> its account, origin and destination.
Told = dict[str, tuple[str | None, str, str]]


@dataclass(frozen=True, slots=True)
class Reason:
    """What may lie behind a gap.

    `code` is rounding, period, account, scope, undivided (any of these, the record cannot tell how
    much each) or unexplained. `amount` is the part of the gap that it can hold, None where that is
    told for several together.
    """

    code: str
    amount: float | None
    detail: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A stated total beside the sum of its parts; `gap` is the total less the sum.

    `status` is reconciled (no gap beyond rounding), short (the parts are less than the total) or
    exceeded (they are more, which no missing entry explains). Bounds are None where open.
    """

    total: str
    kind: str
    subject: str
    period: str
    source: str | None
    unit: str
    stated: float
    sum: float
    gap: float
    low: float | None
    high: float | None
    status: str
    parts: tuple[str, ...]
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, Any]:
        """The reconciliation as a JSON object."""
        return asdict(self)


def reconcile(snapshot: Snapshot, language: str = "en", most: int = LISTED) -> list[Reconciliation]:
    """Totals on record that hold finer entries, the greatest gap of a unit first.

    Of more than `most` those that differ most from the plain sums of what they contain.
    """
    store, catalogue, say = snapshot.store, snapshot.catalogue, Phrases(language)
    held = nearest_holders(store, catalogue, most)
    keys = literals(frozenset(held).union(*held.values()))
    told: Told = (
        {flow: (account, *ends) for flow, account, *ends in store.rows(TOLD.format(keys=keys))}
        if held
        else {}
    )
    found = [_compared(snapshot, key, parts, told, say) for key, parts in held.items()]
    known = [each for each in found if each is not None]
    return sorted(known, key=lambda each: (each.unit, -abs(each.gap), each.total))


def _compared(
    snapshot: Snapshot, key: str, inside: frozenset[str], told: Told, say: Phrases
) -> Reconciliation | None:
    """One total; None where it, or a part, has no value or another currency."""
    store, catalogue = snapshot.store, snapshot.catalogue
    whole = read_flows(store, f"flow = {literal(key)}")[0]
    parts = rows_among(store, catalogue, inside)
    summed = total([row.quantity for row in parts])
    if whole.quantity.value is None or summed.value is None:
        return None
    if {row.currency for row in parts} != {whole.currency}:
        return None
    gap = minus(whole.quantity, summed)
    status = _status(gap)
    reasons = [_rounding(gap)] if gap.low != gap.high and gap.value else []
    if status != "reconciled":
        untold = list(_untold(whole, parts, told, catalogue, say)) if status == "short" else []
        reasons += _sharing(store, whole, gap)
        explained = sum(each.amount or 0 for each in reasons)
        reasons += _divided(max(0.0, abs(float(gap.value or 0)) - explained), untold)
    return Reconciliation(
        key,
        whole.kind,
        whole.subject,
        str(whole.period),
        whole.source,
        whole.currency or catalogue.kinds[whole.kind].unit,
        float(whole.quantity.value),
        float(summed.value),
        float(gap.value or 0),
        number(gap.low),
        number(gap.high),
        status,
        tuple(row.key for row in parts),
        tuple(reasons),
    )


def _status(gap: Quantity) -> str:
    if (gap.low is None or gap.low <= 0) and (gap.high is None or gap.high >= 0):
        return "reconciled"
    return "short" if (gap.value or 0) > 0 else "exceeded"


def _divided(rest: float, untold: Sequence[Reason]) -> list[Reason]:
    """What is left of a gap, given to what the parts do not tell; unexplained where they tell all.

    One thing untold holds all of it; of several nothing says how much each holds.
    """
    if not untold:
        return [Reason("unexplained", rest, "")]
    if len(untold) == 1:
        return [replace(untold[0], amount=rest)]
    return [*untold, Reason("undivided", rest, "")]


def _rounding(gap: Quantity) -> Reason:
    """What the rounding of the printed figures can hold of a gap."""
    value = gap.value or Decimal(0)
    toward = gap.low if value > 0 else gap.high
    held = abs(value) if toward is None else min(abs(value), abs(value - toward))
    return Reason("rounding", float(held), "")


def _untold(
    whole: Row, parts: Sequence[Row], told: Told, catalogue: Catalogue, say: Phrases
) -> Iterator[Reason]:
    """Years, accounts and places of a total of which its parts tell nothing."""
    years = _years_without(whole, parts)
    if years:
        yield Reason("period", None, say("years untold", years=years))
    accounts = {told[row.key][0] for row in parts}
    if told[whole.key][0] is None and None not in accounts:
        names = ", ".join(
            sorted(catalogue.name("account", each or "", say.language) for each in accounts)
        )
        yield Reason("account", None, say("accounts told", names=names))
    places = {told[row.key][1:] for row in parts}
    if told[whole.key][1:] not in places:
        yield Reason("scope", None, say("places told", count=len(places)))


def _years_without(whole: Row, parts: Sequence[Row]) -> str:
    """The years of a total in which no day is in a part, as short as they can be said."""
    start, end = whole.period.start, whole.period.end
    if start is None:
        return ""
    return year_spans(
        year
        for year in range(start.year, end.year + 1)
        if not any(part.period.overlaps(year_period(year)) for part in parts)
    )


def _sharing(store: Store, whole: Row, gap: Quantity) -> Iterator[Reason]:
    """Entries that share days with a total: they may hold of the gap what they are worth."""
    rows = read_flows(
        store, f"flow IN ({SHARING.format(total=literal(whole.key))}) AND value IS NOT NULL"
    )
    if rows:
        worth = sum((row.quantity.value or Decimal(0) for row in rows), Decimal(0))
        held = min(worth, abs(gap.value or Decimal(0)))
        yield Reason("period", float(held), ", ".join(f"{row.key} {row.period}" for row in rows))
