"""Reading engagements held: how many, or person-days, in one direction."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store
from counterpart.evaluation.measure import Engaged
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.input import Input, number
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.subjects import Span, Subject
from counterpart.periods import Period
from counterpart.quantities import Quantity, bounded, point, product, total


@dataclass(frozen=True, slots=True)
class Engagement:
    """An engagement held, with the sides that its two places belong to."""

    key: str
    kind: str
    programme: str
    direction: str
    origin: str
    destination: str
    pairing: str | None
    batch: str | None
    period: Period
    headcount: Quantity
    source: str | None
    locator: str | None
    note: str | None

    @property
    def dated(self) -> bool:
        """Whether its beginning is known."""
        return self.period.start is not None

    def days_in(self, span: Period) -> int:
        """Its days that fall into a span."""
        if self.period.start is None or not self.period.overlaps(span):
            return 0
        first = max(self.period.start, span.start or self.period.start)
        return (min(self.period.end, span.end) - first).days + 1


class EngagementReader:
    """Answers `Engaged` reads.

    Person-days are apportioned by days, and marked as an estimate. They are read from postings of
    one batch only: a headcount over several batches did not serve on every day.
    """

    def __init__(self, store: Store, catalogue: Catalogue, say: Phrases) -> None:
        self._catalogue = catalogue
        self._say = say
        self._held = [
            _engagement(row)
            for row in store.rows(
                """
                SELECT engagement, kind, so.programme,
                       CASE so.side WHEN 'a' THEN 'a_to_b' ELSE 'b_to_a' END, origin, destination,
                       pairing, batch, start_on, end_on, headcount, low, high, precision, source,
                       locator, note
                FROM engagements JOIN sides so ON so.place = origin
                JOIN sides sd ON sd.place = destination AND sd.programme = so.programme
                             AND sd.side <> so.side
                WHERE status = 'held' AND end_on IS NOT NULL ORDER BY engagement
                """
            )
        ]

    def years(self, subject: Subject) -> set[int]:
        """The years in which engagements began or ended."""
        return {
            year
            for each in self._held
            for year in range((each.period.start or each.period.end).year, each.period.end.year + 1)
        }

    def input(self, read: Engaged, subject: Subject, span: Span) -> Input:
        """How many were held in the span, or headcount times days in the span."""
        taken = self._taken(read, subject, span)
        if not taken:
            return Input(None, missing=in_words(read, self._catalogue, self._say))
        if read.take == "count":
            return Input(float(len(taken)), float(len(taken)), float(len(taken)), len(taken))
        sums = total([product(each.headcount, point(each.days_in(span.period))) for each in taken])
        return Input(number(sums.value), number(sums.low), number(sums.high), len(taken))

    def rows(self, read: Engaged, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The engagements taken, with what each contributes."""
        rows = []
        for each in self._taken(read, subject, span):
            days = each.days_in(span.period)
            factor = Decimal(days if read.take == "person_days" else 1)
            quantity = each.headcount.scaled(factor) if read.take == "person_days" else point(1)
            rows.append(
                UsedRow(
                    "engagements",
                    each.key,
                    role,
                    str(each.period),
                    number(quantity.value),
                    number(quantity.low),
                    number(quantity.high),
                    "person-days" if read.take == "person_days" else "events",
                    each.source,
                    each.locator,
                    each.note,
                )
            )
        return rows

    def _taken(self, read: Engaged, subject: Subject, span: Span) -> list[Engagement]:
        return [
            each
            for each in self._held
            if each.kind in read.kinds
            and each.direction == read.direction
            and each.programme == subject.programme
            and _belongs(each, subject)
            and (
                each.days_in(span.period) > 0 and each.headcount.value is not None and each.batch
                if read.take == "person_days"
                else _inside(each, span)
            )
        ]


def _engagement(row: tuple[Any, ...]) -> Engagement:
    start, end, headcount, low, high, precision, *stated = row[8:]
    quantity = bounded(headcount, low, high, precision)
    key, kind, programme, direction, origin, destination, pairing, batch = row[:8]
    return Engagement(
        key,
        kind,
        programme,
        direction,
        origin,
        destination,
        pairing,
        batch,
        Period(start, end),
        quantity,
        *stated,
    )


def _belongs(engagement: Engagement, subject: Subject) -> bool:
    if subject.type == "pairing":
        return subject.whole or engagement.pairing == subject.key
    if subject.type == "place":
        return subject.key in (engagement.origin, engagement.destination)
    return True


def _inside(engagement: Engagement, span: Span) -> bool:
    """Whether it is counted in a span: an undated one only in the whole."""
    if span.scope == "all":
        return engagement.period.end <= span.period.end
    return engagement.dated and span.period.contains(engagement.period)
