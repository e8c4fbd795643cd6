"""Reading what offices report of an indicator: from the level nearest the whole that reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literals
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import Reported
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.input import Input, number, used
from counterpart.evaluation.reads.reporters import Reporter, Reporters
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.select import Row, record_row
from counterpart.evaluation.subjects import Span, Subject
from counterpart.periods import Period
from counterpart.quantities import Quantity, total
from counterpart.rules.conflicts import source_rank


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows taken of one reporter, and what they come to."""

    reporter: Reporter
    rows: tuple[Row, ...]
    quantity: Quantity


class ReportedReader:
    """Answers `Reported` reads."""

    def __init__(
        self, store: Store, catalogue: Catalogue, indicators: frozenset[str], say: Phrases
    ) -> None:
        self._catalogue = catalogue
        self._say = say
        self._reporters = Reporters(store)
        # indicator, role -> reporter -> period -> row: of one period the best source
        self._rows: dict[tuple[str, str], dict[tuple[str, str], dict[Period, Row]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for role, subject_type, *fields in store.rows(
            f"""
            SELECT coalesce(o.role, 'actual'), subject_type, observation, indicator, subject,
                   start_on, end_on, value, low, high, precision, code, currency, o.source,
                   o.locator, o.note
            FROM observations o LEFT JOIN sources s ON s.source = o.source
            WHERE indicator IN ({literals(indicators)})
            ORDER BY {source_rank(catalogue, "s")}, observation
            """
        ):
            row = record_row("observations", fields)
            reporter = (subject_type, row.subject)
            self._rows[row.kind, role][reporter].setdefault(row.period, row)
        self._years = {
            period.end.year
            for by_reporter in self._rows.values()
            for by_period in by_reporter.values()
            for period in by_period
        }
        self._candidates: dict[tuple[Reported, str, str], list[tuple[Reporter, set[Period]]]] = {}

    def years(self, subject: Subject) -> set[int]:
        """The years in which anything was reported."""
        return self._years

    def input(self, read: Reported, subject: Subject, span: Span) -> Input:
        """The sum over those who report, or the mean of a rate; a dict by reporter for `each`."""
        taken = self._of(read, subject, span)
        currencies = {row.currency for each in taken for row in each.rows if row.currency}
        n = sum(len(each.rows) for each in taken)
        if not taken or len(currencies) > 1:
            missing = in_words(read, self._catalogue, self._say)
            if currencies:
                missing = self._say("one currency", names=", ".join(sorted(currencies)))
            return Input(None, n=n, missing=missing)
        currency = next(iter(currencies), None)
        # A rate of one part is no part of anything; only sums may lack the rest of their whole.
        additive = self._additive(read)
        whole = taken[0].reporter.whole if subject.whole and additive else None
        if read.each:
            values = {each.reporter.key: float(each.quantity.value or 0) for each in taken}
            return Input(values, n=n, currency=currency)
        if len(taken) > 1 and not additive:
            points = [float(each.quantity.value or 0) for each in taken]
            note = self._say("mean of reporters", count=len(points))
            return Input(
                sum(points) / len(points), min(points), max(points), n, currency, note=note
            )
        sums = total([each.quantity for each in taken])
        low, high = number(sums.low), number(sums.high)
        return Input(number(sums.value), low, high, n, currency, whole=whole)

    def rows(self, read: Reported, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The observations taken."""
        return [
            used(row, role, self._catalogue)
            for each in self._of(read, subject, span)
            for row in each.rows
        ]

    def _of(self, read: Reported, subject: Subject, span: Span) -> tuple[Taken, ...]:
        """Those who report at the level nearest the whole, each with the rows taken."""
        ranked: dict[int, list[Taken]] = defaultdict(list)
        for reporter, periods in self._reporting(read, subject):
            if read.by and reporter.type != read.by:
                continue
            inside = [each for each in periods if _inside(each, span)]
            rows = [
                self._rows[indicator, read.role][reporter.type, reporter.key][period]
                for indicator in read.indicators
                for period in self._chosen(indicator, inside)
            ]
            known = tuple(row for row in rows if row.quantity.value is not None)
            if known:
                quantity = total([row.quantity for row in known])
                ranked[reporter.rank].append(Taken(reporter, known, quantity))
        return tuple(ranked[min(ranked)]) if ranked else ()

    def _reporting(self, read: Reported, subject: Subject) -> list[tuple[Reporter, set[Period]]]:
        """Those who report all that is asked, with the periods of which they report all."""
        key = (read, subject.type, subject.key)
        if key not in self._candidates:
            wanted = dict.fromkeys((*read.indicators, *read.beside))
            given = [self._rows.get((each, read.role), {}) for each in wanted]
            both = set(given[0]).intersection(*given[1:])
            self._candidates[key] = [
                (each, set.intersection(*(set(rows[each.type, each.key]) for rows in given)))
                for each in self._reporters.of(subject, read.side, both)
            ]
        return self._candidates[key]

    def _chosen(self, indicator: str, periods: Iterable[Period]) -> list[Period]:
        """Of a flow all periods that do not meet, longest first; otherwise the newest."""
        if self._catalogue.indicators[indicator].aggregation != "flow":
            return sorted(periods, key=lambda each: (each.end, each.start or date.min))[-1:]
        taken: list[Period] = []
        for period in sorted(periods, key=lambda each: (-each.days, each.end)):
            if not any(period.overlaps(other) for other in taken):
                taken.append(period)
        return sorted(taken, key=lambda each: each.end)

    def _additive(self, read: Reported) -> bool:
        return all(self._catalogue.indicators[each].additive for each in read.indicators)


def _inside(period: Period, span: Span) -> bool:
    """Whether a figure belongs to a span: a stock by its day, in the whole whatever ended in it."""
    if span.scope == "all" or period.start is None:
        return (span.period.start or date.min) <= period.end <= span.period.end
    return span.period.contains(period)
