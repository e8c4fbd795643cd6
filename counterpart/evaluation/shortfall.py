"""Why less than due is on record: the smallest explanation to ask of the side that answers.

The record itself is searched first, for money that would close the gap if it belonged here. What
closes it with the least money is asked; where nothing does, the question is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counterpart.engine.store import literal, literals
from counterpart.evaluation.due import Commitment
from counterpart.evaluation.owed import PAID, Owed, amount
from counterpart.quantities import Quantity

ASKED = ("breach", "near_breach", "open")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A question: `code` names it, `gap` is what is short, `amount` what is on record elsewhere.

    Codes: reading (another reading is met), rounding, longer (a sum of a longer time holds the
    year), committed (agreed and not yet paid), account (paid on others), later (paid in the year
    after), none.
    """

    code: str
    gap: Decimal
    amount: Decimal | None = None
    detail: str | None = None


def explain_shortfall(
    owed: Owed, rule: Commitment, year: int, due: Quantity, paid: Quantity | None, status: str
) -> Explanation | None:
    """The smallest explanation of a year short of what was due; None where it is not short."""
    if status not in ASKED or due.value is None:
        return None
    gap = due.value - (Decimal(0) if paid is None or paid.value is None else paid.value)
    if paid is not None and paid.value is not None:
        for other in owed.readings(rule.commitment):
            there = owed.path(other).get(year)
            if there is not None and there.value is not None and paid.value >= there.value:
                return Explanation("reading", gap, there.value, other.reading)
        if paid.high is None or paid.high >= due.value:
            return Explanation("rounding", gap)
    longer = _longer(owed, rule, year, gap)
    if longer is not None and (longer.amount or 0) >= gap:
        return longer
    found = [*_candidates(owed, rule, year, gap), *([longer] if longer else [])]
    closing = [each for each in found if (each.amount or 0) >= gap]
    if closing:
        return min(closing, key=lambda each: each.amount or 0)
    return max(found, key=lambda each: each.amount or 0, default=Explanation("none", gap))


def _candidates(owed: Owed, rule: Commitment, year: int, gap: Decimal) -> Iterator[Explanation]:
    """Money on record that does not count for the year, each with how much it is."""
    committed = amount(owed.payments(rule, year, ("committed",)))
    if committed is not None and committed.value is not None:
        yield Explanation("committed", gap, committed.value)
    if rule.account is not None:
        yield from _other_accounts(owed, rule, year, gap)
    later = amount(owed.payments(rule, year + 1))
    beyond = owed.path(rule).get(year + 1)
    if later is not None and later.value is not None and beyond is not None:
        rest = later.value - (beyond.value or 0)
        if rest > 0:
            yield Explanation("later", gap, rest, str(year + 1))


def _other_accounts(owed: Owed, rule: Commitment, year: int, gap: Decimal) -> Iterator[Explanation]:
    """What was paid in the year on accounts that the rule does not name."""
    own = {row.key for row in owed.payments(rule, year)}
    rest = [row for row in owed.flows(rule, year, {}) if row.key not in own]
    other = amount(rest)
    if other is not None and other.value is not None:
        yield Explanation("account", gap, other.value, ", ".join(row.key for row in rest[:3]))


def _longer(owed: Owed, rule: Commitment, year: int, gap: Decimal) -> Explanation | None:
    """What a sum of a longer time, of just these places, leaves for the year.

    What is on record for the year itself and for its other years is taken off.
    """
    first, last = literal(date(year, 1, 1)), literal(date(year, 12, 31))
    ends = (("origin", rule.origin), ("destination", rule.destination), ("account", rule.account))
    conditions = [
        f"kind = {literal(rule.kind)}",
        f"coalesce(money_stage, '') IN ({literals(frozenset(PAID))})",
        f"start_on <= {first} AND end_on >= {last} AND (start_on < {first} OR end_on > {last})",
        "value IS NOT NULL",
        *(f"{column} = {literal(value)}" for column, value in ends if value is not None),
    ]
    found = owed.store.rows(
        f"SELECT flow, value, account, start_on, end_on FROM flows "
        f"WHERE {' AND '.join(conditions)} ORDER BY end_on - start_on, flow LIMIT 1"
    )
    for flow, value, account, start, end in found:
        told = [
            amount(owed.payments(rule, each, account=account))
            for each in range(start.year, end.year + 1)
        ]
        rest = value - sum((each.value or Decimal(0)) for each in told if each is not None)
        if rest > 0:
            return Explanation("longer", gap, rest, f"{flow}, {start}..{end}")
    return None
