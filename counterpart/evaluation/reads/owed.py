"""Reading commitments: what chosen rules make due in money, one way, and what was paid on them."""

from __future__ import annotations

from decimal import Decimal

from counterpart.evaluation.due import Commitment
from counterpart.evaluation.measure import Direction, Due
from counterpart.evaluation.owed import Owed
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import Input, number, used
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.subjects import Span, Subject
from counterpart.quantities import total
from counterpart.snapshot.read import Snapshot


class DueReader:
    """Answers `Due` reads.

    Promises of persons or goods are no money and are left to the list of commitments. A promise
    goes the way of its origin's side, or, where no origin is named, that of its destination.
    """

    def __init__(self, snapshot: Snapshot, say: Phrases) -> None:
        self._snapshot = snapshot
        self._say = say
        self._owed = Owed(snapshot.store, snapshot.catalogue)
        self._rules = [
            rule for rule in self._owed.rules if snapshot.catalogue.kinds[rule.kind].unit == "money"
        ]
        self._programmes = dict(
            snapshot.store.rows(
                "SELECT DISTINCT commitment, programme FROM commitments JOIN agreements "
                "USING (agreement)"
            )
        )
        self._sides = {
            (programme, place): side
            for programme, place, side in snapshot.store.rows(
                "SELECT programme, place, side FROM sides"
            )
        }

    def years(self, subject: Subject) -> set[int]:
        """The years for which anything is due."""
        return {year for rule in self._rules for year in self._owed.path(rule)}

    def input(self, read: Due, subject: Subject, span: Span) -> Input:
        """Due by the chosen readings, bounds spanning the others; or paid in those years."""
        years = self._years(read, subject, span)
        if not years:
            what = "rules missing" if read.take == "due" else "payments missing"
            return Input(None, missing=self._say(what, arrow=self._say(read.direction)))
        currencies = {rule.currency or self._say("no currency") for rule, _ in years}
        if len(currencies) > 1:
            return Input(
                None,
                n=len(years),
                missing=self._say("one currency", names=", ".join(sorted(currencies))),
            )
        currency = years[0][0].currency
        if read.take == "paid":
            rows = {row.key: row for rule, year in years for row in self._owed.payments(rule, year)}
            paid = total([row.quantity for row in rows.values()])
            return Input(
                number(paid.value), number(paid.low), number(paid.high), len(rows), currency
            )
        due = total([self._owed.spread(rule, year) for rule, year in years])
        return Input(number(due.value), number(due.low), number(due.high), len(years), currency)

    def rows(self, read: Due, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The commitments, each with its year, or the payments."""
        if read.take == "paid":
            rows = {
                row.key: row
                for rule, year in self._years(read, subject, span)
                for row in self._owed.payments(rule, year)
            }
            return [used(row, role, self._snapshot.catalogue) for row in rows.values()]
        return [self._due_row(rule, year, role) for rule, year in self._years(read, subject, span)]

    def _due_row(self, rule: Commitment, year: int, role: str) -> UsedRow:
        """A commitment with what it makes due in a year."""
        due = self._owed.spread(rule, year)
        return UsedRow(
            "commitments",
            rule.key,
            role,
            str(year),
            number(due.value),
            number(due.low),
            number(due.high),
            rule.currency or "money",
            rule.source,
            None,
            None,
        )

    def _years(self, read: Due, subject: Subject, span: Span) -> list[tuple[Commitment, int]]:
        first = span.period.start.year if span.period.start else 0
        asked = [
            (rule, year)
            for rule in self._rules
            if rule.chosen
            and self._programmes.get(rule.commitment) == subject.programme
            and self._direction(rule, subject.programme) == read.direction
            for year in self._owed.path(rule)
            if first <= year <= span.period.end.year
            and (read.take == "due" or self._owed.payments(rule, year))
        ]
        # Several rules on the same money bind together: what the strictest makes due is due.
        strictest: dict[tuple[object, ...], tuple[Commitment, int]] = {}
        for rule, year in asked:
            money = (rule.kind, rule.origin, rule.destination, rule.account, year)
            held = strictest.get(money)
            if held is None or self._value(rule, year) > self._value(*held):
                strictest[money] = (rule, year)
        return list(strictest.values())

    def _value(self, rule: Commitment, year: int) -> Decimal:
        return self._owed.path(rule)[year].value or Decimal(0)

    def _direction(self, rule: Commitment, programme: str) -> Direction | None:
        """The way a promise goes between the sides; None where its places lie in neither."""
        origin = self._sides.get((programme, rule.origin or ""))
        destination = self._sides.get((programme, rule.destination or ""))
        if origin == destination:
            return None
        return "a_to_b" if origin == "a" or (origin is None and destination == "b") else "b_to_a"
