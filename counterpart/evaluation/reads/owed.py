"""Reading commitments: what chosen rules make due, and what was paid on them."""

from __future__ import annotations

from decimal import Decimal

from counterpart.evaluation.commitments import paid_rows
from counterpart.evaluation.due import Commitment, commitments, due_by_year
from counterpart.evaluation.measure import Due
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import Input, number, used
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.select import Row
from counterpart.evaluation.subjects import Span, Subject
from counterpart.quantities import total
from counterpart.snapshot.read import Snapshot


class DueReader:
    """Answers `Due` reads."""

    def __init__(self, snapshot: Snapshot, say: Phrases) -> None:
        self._snapshot = snapshot
        self._say = say
        self._rules = commitments(snapshot.store)
        self._paths = {(rule.commitment, rule.reading): due_by_year(rule) for rule in self._rules}
        self._programmes = dict(snapshot.store.rows("SELECT agreement, programme FROM agreements"))
        self._of = dict(
            snapshot.store.rows(
                "SELECT DISTINCT commitment, agreement FROM commitments WHERE agreement IS NOT NULL"
            )
        )
        self._paid: dict[tuple[str, int], list[Row]] = {}

    def years(self, subject: Subject) -> set[int]:
        """The years for which anything is due."""
        return {year for path in self._paths.values() for year in path}

    def input(self, read: Due, subject: Subject, span: Span) -> Input:
        """Due by the chosen readings, bounds spanning the others; or paid in those years."""
        years = self._years(read, subject, span)
        if not years:
            what = "rules missing" if read.take == "due" else "payments missing"
            return Input(None, missing=self._say(what))
        currencies = {rule.currency for rule, _ in years if rule.currency}
        if len(currencies) > 1:
            return Input(
                None,
                n=len(years),
                missing=self._say("one currency", names=", ".join(sorted(currencies))),
            )
        currency = next(iter(currencies), None)
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
            if rule.chosen and self._programme(rule) == subject.programme
            for year in self._paths[rule.commitment, rule.reading]
            if first <= year <= span.period.end.year
            and (read.take == "due" or self._payments(rule, year))
        ]

    def _programme(self, rule: Commitment) -> str | None:
        return self._programmes.get(self._of.get(rule.commitment, ""))

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
