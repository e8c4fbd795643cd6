"""Due against paid: every reading of every commitment beside what was committed and paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from counterpart.evaluation.due import Commitment, commitments, due_by_year
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.select import Row, flow_rows
from counterpart.periods import year_period
from counterpart.quantities import total
from counterpart.snapshot.read import Snapshot


@dataclass(frozen=True, slots=True)
class DueYear:
    """One year of one reading; amounts in whole `unit`s, None where nothing is on record.

    `paid` counts rows marked paid and rows whose source does not say; `status` is met, breach, or
    open where nothing paid is on record. `unit` is the currency, or what the kind is counted in.
    """

    commitment: str
    reading: str
    chosen: bool
    year: int
    due: float
    low: float
    high: float
    currency: str | None
    committed: float | None
    paid: float | None
    status: str
    unit: str
    missing: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class NoAmount:
    """One year of a reading that makes no amount due: `missing` says what it would take."""

    commitment: str
    reading: str
    chosen: bool
    year: int
    due: None
    low: None
    high: None
    currency: str | None
    committed: float | None
    paid: float | None
    status: str
    unit: str
    missing: str

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object, with the keys of a year that has an amount."""
        return asdict(self)


def due_paths(snapshot: Snapshot) -> list[DueYear]:
    """Amounts due, committed and paid of every commitment, under every reading, by year.

    `low` and `high` span the readings of the commitment in that year.
    """
    return [each for each in promises(snapshot) if isinstance(each, DueYear)]


def promises(snapshot: Snapshot, language: str = "en") -> list[DueYear | NoAmount]:
    """Every year of every reading of every commitment, also those that make no amount due.

    What is missing for an amount is said in `language`.
    """
    say = Phrases(language)
    rules = commitments(snapshot.store)
    paths = {(rule.commitment, rule.reading): amounts(snapshot, rule) for rule in rules}
    rows: list[DueYear | NoAmount] = []
    for rule in rules:
        path = paths[rule.commitment, rule.reading]
        unit = rule.currency or snapshot.catalogue.kinds[rule.kind].unit
        for year in range(rule.start_on.year, rule.end_on.year + 1):
            head = (rule.commitment, rule.reading, rule.chosen, year)
            paid = _amount(paid_rows(snapshot, rule, year))
            committed = _amount(paid_rows(snapshot, rule, year, ("committed",)))
            given = (
                rule.currency,
                None if committed is None else float(committed),
                None if paid is None else float(paid),
            )
            if year not in path:
                why = _missing(snapshot, rule, year, say)
                rows.append(NoAmount(*head, None, None, None, *given, "no amount", unit, why))
                continue
            readings = [
                other[year]
                for (name, _), other in paths.items()
                if name == rule.commitment and year in other
            ]
            due = path[year]
            spread = (float(due), float(min(readings)), float(max(readings)))
            status = "open" if paid is None else "breach" if paid < due else "met"
            rows.append(DueYear(*head, *spread, *given, status, unit))
    return rows


def amounts(snapshot: Snapshot, rule: Commitment) -> dict[int, Decimal]:
    """Year -> amount due under `rule`, also where it follows from the flows on record.

    `not_below_previous` makes due what was given the year before; `share`, of an account, its part
    of the flows between the same places that are told for all accounts together.
    """
    if rule.rule not in ("share", "not_below_previous"):
        return due_by_year(rule)
    found = {}
    for year in range(rule.start_on.year, rule.end_on.year + 1):
        if rule.rule == "not_below_previous":
            amount = _amount(paid_rows(snapshot, rule, year - 1))
        else:
            amount = _share(snapshot, rule, year)
        if amount is not None:
            found[year] = amount
    return found


def paid_rows(
    snapshot: Snapshot, rule: Commitment, year: int, stages: tuple[str, ...] = ("paid", "")
) -> list[Row]:
    """The flows that answer a commitment in a year; stage "" is a row that does not say."""
    return _rows_of(snapshot, rule, year, {"account": rule.account} if rule.account else {}, stages)


def _rows_of(
    snapshot: Snapshot,
    rule: Commitment,
    year: int,
    where: Mapping[str, str | None],
    stages: tuple[str, ...] = ("paid", ""),
) -> list[Row]:
    """The flows of the kind and places of a commitment in a year."""
    return flow_rows(
        snapshot.store,
        snapshot.catalogue,
        [rule.kind],
        year_period(year),
        origin=rule.origin,
        destination=rule.destination,
        where=where,
        stages=stages,
    )


def _share(snapshot: Snapshot, rule: Commitment, year: int) -> Decimal | None:
    """The part that a share rule takes of the whole of a year, None where that is not on record."""
    if rule.rate is None or rule.account is None:
        return None
    whole = _rows_of(snapshot, rule, year, {"account": None})
    amount = _amount(whole)
    return None if amount is None else amount * Decimal(str(rule.rate))


def _missing(snapshot: Snapshot, rule: Commitment, year: int, say: Phrases) -> str:
    """What it would take for a rule to make an amount due in a year."""
    names = snapshot.catalogue.name("kinds", rule.kind, say.language)
    if rule.rule == "not_below_previous":
        return say("in span", names=names, span=year - 1)
    if rule.rule == "share":
        if rule.rate is None:
            return say("rate missing")
        return say("share missing", names=names, year=year)
    return say("base missing", year=year)


def _amount(rows: list[Row]) -> Decimal | None:
    """The sum of rows in one currency; None where there is none, or one has no value."""
    if not rows or len({row.currency for row in rows}) > 1:
        return None
    return total([row.quantity for row in rows]).value
