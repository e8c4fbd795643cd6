"""Reading commitments: what chosen rules make due in money, one way, and what was paid on them."""

from __future__ import annotations

from decimal import Decimal

from counterpart.evaluation.commitments import amounts, paid_rows
from counterpart.evaluation.due import Commitment, commitments
from counterpart.evaluation.measure import Direction, Due
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import Input, number, used
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.select import Row
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
        self._rules = [
            rule
            for rule in commitments(snapshot.store)
            if snapshot.catalogue.kinds[rule.kind].unit == "money"
        ]
        self._paths = {
            (rule.commitment, rule.reading): amounts(snapshot, rule) for rule in self._rules
        }
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
        self._paid: dict[tuple[str, int], list[Row]] = {}

    def years(self, subject: Subject) -> set[int]:
        """The years for which anything is due."""
        return {year for path in self._paths.values() for year in path}

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
            rows = [row for rule, year in years for row in self._payments(rule, year)]
            paid = total([row.quantity for row in rows])
            return Input(
                number(paid.value), number(paid.low), number(paid.high), len(rows), currency
            )
        value = sum(self._paths[rule.commitment, rule.reading][year] for rule, year in years)
        low = sum(min(self._readings(rule, year)) for rule, year in years)
        high = sum(max(self._readings(rule, year)) for rule, year in years)
        return Input(float(value), float(low), float(high), len(years), currency)

    def rows(self, read: Due, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The commitments, each with its year, or the payments."""
        rows = []
        for rule, year in self._years(read, subject, span):
            if read.take == "paid":
                payments = self._payments(rule, year)
                rows += [used(row, role, self._snapshot.catalogue) for row in payments]
                continue
            readings = self._readings(rule, year)
            rows.append(
                UsedRow(
                    "commitments",
                    f"{rule.commitment}+{rule.reading}",
                    role,
                    str(year),
                    float(self._paths[rule.commitment, rule.reading][year]),
                    float(min(readings)),
                    float(max(readings)),
                    rule.currency or "money",
                    rule.source,
                    None,
                    None,
                )
            )
        return rows

    def _years(self, read: Due, subject: Subject, span: Span) -> list[tuple[Commitment, int]]:
        first = span.period.start.year if span.period.start else 0
        return [
            (rule, year)
            for rule in self._rules
            if rule.chosen
            and self._programmes.get(rule.commitment) == subject.programme
            and self._direction(rule, subject.programme) == read.direction
            for year in self._paths[rule.commitment, rule.reading]
            if first <= year <= span.period.end.year
            and (read.take == "due" or self._payments(rule, year))
        ]

    def _direction(self, rule: Commitment, programme: str) -> Direction | None:
        """The way a promise goes between the sides; None where its places lie in neither."""
        origin = self._sides.get((programme, rule.origin or ""))
        destination = self._sides.get((programme, rule.destination or ""))
        if origin == destination:
            return None
        return "a_to_b" if origin == "a" or (origin is None and destination == "b") else "b_to_a"

    def _readings(self, rule: Commitment, year: int) -> list[Decimal]:
        return [
            path[year]
            for (name, _), path in self._paths.items()
            if name == rule.commitment and year in path
        ]

    def _payments(self, rule: Commitment, year: int) -> list[Row]:
        if (rule.commitment, year) not in self._paid:
            self._paid[rule.commitment, year] = paid_rows(self._snapshot, rule, year)
        return self._paid[rule.commitment, year]
