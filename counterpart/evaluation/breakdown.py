"""Due, committed and paid of commitments by place of a group, by account, or over the term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from counterpart.engine.store import literals
from counterpart.evaluation.commitments import judged
from counterpart.evaluation.due import Commitment
from counterpart.evaluation.owed import PAID, Owed, amount
from counterpart.evaluation.reads.input import number
from counterpart.evaluation.select import Row
from counterpart.periods import Period
from counterpart.quantities import Quantity, total

BY = ("year", "unit", "account", "term")


@dataclass(frozen=True, slots=True)
class DuePart:
    """A part of a commitment: `part` is a place, an account ("" is not told) or the term.

    `due` is None where the rule makes none due for the part (an account that it does not name).
    """

    commitment: str
    reading: str
    chosen: bool
    year: int | None
    part: str
    due: float | None
    committed: float | None
    paid: float | None
    status: str
    unit: str

    def as_dict(self) -> dict[str, Any]:
        """The part as a JSON object."""
        return asdict(self)


def breakdown(owed: Owed, by: str) -> list[DuePart]:
    """Every reading of every commitment by "unit", "account" or "term"."""
    split = {"unit": _by_unit, "account": _by_account, "term": _by_term}[by]
    return [part for rule in owed.rules for part in split(owed, rule)]


def _by_unit(owed: Owed, rule: Commitment) -> Iterator[DuePart]:
    """A row a year and place of the group; none for a rule that is not for each of a group."""
    if rule.per_group is None:
        return
    for year in rule.years:
        for place in owed.units(rule, year):
            due = _of_place(owed, rule, place).get(year)
            rows = (
                owed.payments(rule, year, stages, destination=place)
                for stages in (("committed",), PAID)
            )
            yield _row(owed, rule, year, place, due, *rows)


def _of_place(owed: Owed, rule: Commitment, place: str) -> dict[int, Quantity]:
    """What a rule makes due of one place of its group; a base left open is what that place had.

    A share is of the whole, and makes nothing due of one place.
    """
    if rule.rule == "share":
        return {}
    alone = replace(
        rule, per_group=None, cap=None, destination=place, reading=f"{rule.reading} of {place}"
    )
    return owed.path(alone)


def _by_account(owed: Owed, rule: Commitment) -> Iterator[DuePart]:
    """A row a year and account on which anything was given, or which the rule names."""
    path = owed.path(rule)
    for year in rule.years:
        paid = _accounts(owed, owed.payments(rule, year))
        committed = _accounts(owed, owed.payments(rule, year, ("committed",)))
        for account in sorted({*paid, *committed, *([rule.account] if rule.account else [])}):
            due = path.get(year) if rule.account == account else None
            rows = (committed.get(account, []), paid.get(account, []))
            yield _row(owed, rule, year, account, due, *rows)


def _accounts(owed: Owed, rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by account, "" where it is not told."""
    if not rows:
        return {}
    keys = literals(frozenset(row.key for row in rows))
    accounts = dict(
        owed.store.rows(f"SELECT flow, coalesce(account, '') FROM flows WHERE flow IN ({keys})")
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(accounts[row.key], []).append(row)
    return found


def _by_term(owed: Owed, rule: Commitment) -> Iterator[DuePart]:
    """The whole term; sums of several years count here that no single year can take."""
    path = owed.path(rule)
    term = Period(rule.start_on, rule.end_on)
    part = _row(
        owed,
        rule,
        None,
        str(term),
        total(list(path.values())) if path else None,
        owed.payments(rule, term, ("committed",)),
        owed.payments(rule, term),
    )
    if part.status == "breach" and not all(owed.payments(rule, year) for year in path):
        part = replace(part, status="open")
    yield part


def _row(
    owed: Owed,
    rule: Commitment,
    year: int | None,
    part: str,
    due: Quantity | None,
    committed: Sequence[Row],
    paid: Sequence[Row],
) -> DuePart:
    given, promised = amount(paid), amount(committed)
    state = "no amount" if due is None else judged(owed, rule, due, paid)
    return DuePart(
        rule.commitment,
        rule.reading,
        rule.chosen,
        year,
        part,
        None if due is None else number(due.value),
        None if promised is None else number(promised.value),
        None if given is None else number(given.value),
        state,
        rule.currency or owed.catalogue.kinds[rule.kind].unit,
    )
