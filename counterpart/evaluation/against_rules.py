"""A draft against what holds already: rules in force, what was due and given before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from counterpart.evaluation.due import Commitment, commitments
from counterpart.evaluation.owed import Owed, amount
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import number
from counterpart.quantities import Quantity
from counterpart.snapshot.read import Snapshot

# What two rules must share to be about the same thing.
SAME = ("kind", "origin", "destination", "currency")
# So many years back is looked for what was given before a term.
BACK = 5


@dataclass(frozen=True, slots=True)
class Against:
    """A year of a drafted clause beside what holds without it; amounts in whole `unit`s.

    `in_force` is what the recorded rule `force` makes due in that year; `before` what was due, and
    `given` (with its printed bounds) what is on record as paid, in the newest years before the term
    that have one (`before_year`, `given_year`). None: there is no such rule, or nothing on record.
    `asks` is what both sides should settle before they sign, in words.
    """

    clause: str
    year: int
    due: float | None
    unit: str
    force: str | None = None
    in_force: float | None = None
    before_year: int | None = None
    before: float | None = None
    given_year: int | None = None
    given: float | None = None
    given_low: float | None = None
    given_high: float | None = None
    asks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return asdict(self)


def against_rules(
    snapshot: Snapshot, draft: Sequence[Commitment], language: str = "en"
) -> list[Against]:
    """Every year of every drafted clause, beside the rules on record about the same thing.

    Rules are about the same thing that share kind, places and currency, and an account where both
    name one. A recorded commitment that the draft states anew does not stand against it.
    """
    own = {rule.commitment for rule in draft}
    recorded = [rule for rule in commitments(snapshot.store) if rule.commitment not in own]
    owed = Owed(snapshot.store, snapshot.catalogue, [*draft, *recorded])
    held = [rule for rule in recorded if rule.chosen]
    say = Phrases(language)
    found = []
    for rule in draft:
        alike = [each for each in held if _alike(rule, each)]
        before = _before(owed, rule, alike)
        given = _given(owed, rule)
        found += [_year(owed, rule, year, alike, before, given, say) for year in rule.years]
    return found


def _alike(rule: Commitment, other: Commitment) -> bool:
    accounts = {each for each in (rule.account, other.account) if each}
    return len(accounts) < 2 and all(getattr(rule, name) == getattr(other, name) for name in SAME)


def _before(
    owed: Owed, rule: Commitment, alike: Sequence[Commitment]
) -> tuple[int, Quantity] | None:
    """The newest year before the term in which recorded rules made something due, and how much."""
    dues = [
        (year, due)
        for each in alike
        for year, due in owed.path(each).items()
        if year < rule.start_on.year and due.value is not None
    ]
    return max(dues, key=lambda each: (each[0], each[1].value), default=None)


def _given(owed: Owed, rule: Commitment) -> tuple[int, Quantity] | None:
    """The newest year before the term for which something is on record as given, and how much."""
    for year in range(rule.start_on.year - 1, rule.start_on.year - 1 - BACK, -1):
        paid = amount(owed.payments(rule, year))
        if paid is not None:
            return year, paid
    return None


def _year(
    owed: Owed,
    rule: Commitment,
    year: int,
    alike: Sequence[Commitment],
    before: tuple[int, Quantity] | None,
    given: tuple[int, Quantity] | None,
    say: Phrases,
) -> Against:
    path = owed.path(rule).get(year)
    due = None if path is None else path.value
    force = max(
        ((each, owed.path(each)[year].value) for each in alike if year in owed.path(each)),
        key=lambda each: each[1] or Decimal(0),
        default=None,
    )
    asks = []
    if due is None:
        asks.append(say("ask no amount"))
    elif force is not None and force[1] is not None and due < force[1]:
        asks.append(say("ask below force", rule=force[0].commitment, gap=_gap(force[1] - due)))
    if due is not None and before is not None and before[1].value and due < before[1].value:
        asks.append(say("ask below due", year=before[0], gap=_gap(before[1].value - due)))
    least = None if given is None else given[1].low
    if due is not None and given is not None and least is not None and due < least:
        asks.append(say("ask below given", year=given[0], gap=_gap(least - due)))
    return Against(
        rule.commitment,
        year,
        number(due),
        rule.currency or owed.catalogue.kinds[rule.kind].unit,
        force[0].commitment if force else None,
        number(force[1]) if force else None,
        before[0] if before else None,
        number(before[1].value) if before else None,
        given[0] if given else None,
        number(given[1].value) if given else None,
        number(given[1].low) if given else None,
        number(given[1].high) if given else None,
        tuple(asks),
    )


def _gap(value: Decimal) -> str:
    return f"{value:,.0f}"
