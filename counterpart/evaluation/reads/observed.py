"""Reading observations: the newest in the span, of a side, its places or its organisations."""

from __future__ import annotations

from datetime import date, timedelta

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal
from counterpart.evaluation.measure import Observed
from counterpart.evaluation.observations import Observations
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.input import Input, number, used
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.select import Row
from counterpart.evaluation.subjects import ABOVE, Span, Subject
from counterpart.periods import Period
from counterpart.quantities import total

DAY = timedelta(days=1)
ALWAYS = Period(date.min, date.max)


class ObservationReader:
    """Answers `Observed` reads."""

    def __init__(
        self, store: Store, catalogue: Catalogue, indicators: frozenset[str], say: Phrases
    ) -> None:
        self._store = store
        self._say = say
        self._catalogue = catalogue
        self._observations = Observations(store, catalogue, indicators)
        self._years = {
            row[0] for row in store.rows("SELECT DISTINCT year(end_on) FROM observations")
        }
        self._below: dict[tuple[str, str], list[str]] = {}
        self._days = {
            place: Period(start or date.min, end or date.max)
            for place, start, end in store.rows(
                "SELECT place, valid_from, valid_to FROM places "
                "WHERE valid_from IS NOT NULL OR valid_to IS NOT NULL"
            )
        }

    def years(self, subject: Subject) -> set[int]:
        """The years in which anything was observed."""
        return self._years

    def input(self, read: Observed, subject: Subject, span: Span) -> Input:
        """The sum over the indicators of a side; an array over its places or organisations."""
        rows = self._rows(read, subject, span)
        if not rows:
            return Input(None, missing=in_words(read, self._catalogue, self._say))
        if read.of == "side":
            sums = total([row.quantity for row in rows])
            return Input(number(sums.value), number(sums.low), number(sums.high), len(rows))
        by_subject: dict[str, float] = {}
        for row in rows:
            value = number(row.quantity.value) or 0.0
            by_subject[row.subject] = by_subject.get(row.subject, 0.0) + value
        return Input(list(by_subject.values()), n=len(rows))

    def rows(self, read: Observed, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The observations taken."""
        return [used(row, role, self._catalogue) for row in self._rows(read, subject, span)]

    def _rows(self, read: Observed, subject: Subject, span: Span) -> list[Row]:
        place = subject.place_a if read.side == "a" else subject.place_b
        if place is None:
            return []
        wanted = [place] if read.of == "side" else self._parts(place, read.of)
        period = Period(span.period.start or date.min, span.period.end)
        if not wanted:
            return []
        if read.of == "organisations":
            # Organisations report apart from each other: whichever are observed are taken.
            return [
                row
                for each in wanted
                for row in self._observations.newest(read.indicators, [each], period)
            ]
        if read.of == "places":
            return self._of_places(read, wanted, period)
        return self._observations.newest(read.indicators, wanted, period)

    def _of_places(self, read: Observed, places: list[str], period: Period) -> list[Row]:
        """The newest day at which all places that existed on it are observed."""
        after = min(period.end, date.max - DAY) + DAY
        for day in self._observations.dates(read.indicators, places, after):
            if period.start is not None and day < period.start:
                break
            there = [place for place in places if self._existed(place).overlaps(Period(day, day))]
            if rows := self._observations.newest(read.indicators, there, Period(day, day)):
                return rows
        return []

    def _existed(self, place: str) -> Period:
        return self._days.get(place, ALWAYS)

    def _parts(self, place: str, of: str) -> list[str]:
        """The places directly below a place, or the organisations in it and below."""
        if (place, of) not in self._below:
            query = (
                f"SELECT place FROM places WHERE parent = {literal(place)} ORDER BY 1"
                if of == "places"
                else f"{ABOVE} SELECT organisation FROM organisations o JOIN above "
                f"ON above.place = o.place WHERE above.ancestor = {literal(place)} ORDER BY 1"
            )
            self._below[place, of] = [row[0] for row in self._store.rows(query)]
        return self._below[place, of]
