"""Reading figures of places: who lives where on one day, and panels of places over years.

What is said of earlier places is carried to those of a later day by `place_changes`: counts by
their shares, rates not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literals
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import Composition, Coordinates, Panel, Side
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.geography import Geography
from counterpart.evaluation.reads.input import Input, used
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.select import Row, record_row
from counterpart.evaluation.subjects import ABOVE, Span, Subject
from counterpart.rules.conflicts import source_rank

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """People by place and group: `counts` (places, groups); `coordinates` (places, 2), NaN unknown.

    `day` is when they were counted; the places may be those of a later day. `carried` is how many
    figures of earlier places are in it.
    """

    places: tuple[str, ...]
    counts: Numbers
    coordinates: Numbers
    day: date
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """An indicator by place and year: `values` (places, years), NaN unknown.

    `paired` (places,) marks places with a stated partner; `side` (places,) is "a" or "b".
    """

    places: tuple[str, ...]
    years: tuple[int, ...]
    values: Numbers
    paired: NDArray[np.bool_]
    side: tuple[str, ...]
    carried: int = 0


class PlaceFigures:
    """Answers `Composition`, `Panel` and `Coordinates` reads."""

    def __init__(
        self, store: Store, catalogue: Catalogue, indicators: frozenset[str], say: Phrases
    ) -> None:
        self._catalogue = catalogue
        self._say = say
        self._geography = Geography(store)
        self._coordinates = {
            place: (latitude, longitude)
            for place, latitude, longitude in store.rows(
                "SELECT place, latitude, longitude FROM places "
                "WHERE latitude IS NOT NULL AND longitude IS NOT NULL"
            )
        }
        self._above: dict[str, set[str]] = defaultdict(set)
        for place, ancestor in store.rows(f"{ABOVE} SELECT place, ancestor FROM above"):
            self._above[place].add(ancestor)
        self._paired = {
            row[0]
            for row in store.rows(
                "SELECT place FROM pairings p JOIN programmes g USING (programme) "
                # A place with a paired school in it is not for that a paired place.
                "JOIN places e ON e.place IN (p.side_a, p.side_b) "
                "WHERE p.certainty = 'stated' AND p.side_a IS NOT NULL AND p.side_b IS NOT NULL "
                "AND (p.side_a, p.side_b) <> (g.side_a, g.side_b)"
            )
        }
        # indicator -> day -> place -> row
        self._rows: dict[str, dict[date, dict[str, Row]]] = defaultdict(lambda: defaultdict(dict))
        for fields in store.rows(
            f"""
            SELECT observation, indicator, subject, start_on, end_on, value, low, high, precision,
                   code, currency, o.source, o.locator, o.note
            FROM observations o LEFT JOIN sources s ON s.source = o.source
            WHERE indicator IN ({literals(indicators)}) AND subject_type = 'place'
              AND coalesce(o.role, 'actual') = 'actual' AND value IS NOT NULL
            ORDER BY {source_rank(catalogue, "s")}, observation
            """
        ):
            row = record_row("observations", fields)
            self._rows[row.kind][row.period.end].setdefault(row.subject, row)
        self._years = {day.year for by_day in self._rows.values() for day in by_day}

    def years(self, subject: Subject) -> set[int]:
        """The years with any figure of places."""
        return self._years

    def input(self, read: Composition | Panel | Coordinates, subject: Subject, span: Span) -> Input:
        """`Counts`, a pair of them, a `Grid`, or place -> (latitude, longitude)."""
        if isinstance(read, Coordinates):
            found = {
                place: where
                for place, where in self._coordinates.items()
                if self._side(place, subject, None)
            }
            missing = None if found else in_words(read, self._catalogue, self._say)
            return Input(found or None, missing=missing)
        if isinstance(read, Composition):
            return self._composition(read, subject, span)
        return self._panel(read, subject, span)

    def rows(
        self, read: Composition | Panel | Coordinates, subject: Subject, span: Span, role: str
    ) -> list[UsedRow]:
        """The observations behind it; coordinates are the register, not evidence."""
        if isinstance(read, Coordinates):
            return []
        if isinstance(read, Composition):
            needed = 2 if read.before else 1
            days = self._days(read, subject, span)[:needed]
            days = days if len(days) == needed else []
            taken = [(name, day) for name in read.indicators for day in days]
        else:
            names = (*read.indicators, *read.per)
            taken = [(name, day) for name in names for day in self._span_days(name, span)]
        return [
            used(self._rows[name][day][place], role, self._catalogue)
            for name, day in taken
            for place in (
                self._publishing(read, subject, day)
                if isinstance(read, Composition)
                else self._leaves(self._rows[name][day], subject, read.side)
            )
        ]

    def _composition(self, read: Composition, subject: Subject, span: Span) -> Input:
        days = self._days(read, subject, span)
        needed = 2 if read.before else 1
        if len(days) < needed:
            return Input(None, missing=in_words(read, self._catalogue, self._say))
        tables = [self._counts(read, subject, day, days[0]) for day in days[:needed]]
        published = sum(len(self._publishing(read, subject, day)) for day in days[:needed])
        n = published * len(read.indicators)
        carried = sum(each.carried for each in tables)
        note = self._say("on geography", day=days[0].isoformat(), count=carried)
        if read.before:
            return Input((tables[1], tables[0]), n=n, note=note)
        return Input(tables[0], n=n)

    def _counts(self, read: Composition, subject: Subject, day: date, on: date) -> Counts:
        columns = []
        carried = 0
        published = self._publishing(read, subject, day)
        for name in read.indicators:
            rows = self._rows[name][day]
            values = {place: float(rows[place].quantity.value or 0) for place in published}
            moved, count = self._geography.carried(values, day, on)
            columns.append(moved)
            carried += count
        places = sorted(set.intersection(*(set(each) for each in columns)))
        counts = np.array([[each[place] for each in columns] for place in places], dtype=float)
        return Counts(
            tuple(places),
            counts.reshape(len(places), len(columns)),
            np.array(
                [self._coordinates.get(place, (np.nan, np.nan)) for place in places], dtype=float
            ).reshape(len(places), 2),
            day,
            carried,
        )

    def _days(self, read: Composition, subject: Subject, span: Span) -> list[date]:
        """The days at which two places or more publish all that is asked, newest first."""
        given = [self._rows.get(name, {}) for name in read.indicators]
        days = set(given[0]).intersection(*given[1:])
        return sorted(
            (
                day
                for day in days
                # A change may begin before the span that it ends in.
                if day <= span.period.end
                and (read.before or day >= (span.period.start or date.min))
                and len(self._publishing(read, subject, day)) > 1
            ),
            reverse=True,
        )

    def _panel(self, read: Panel, subject: Subject, span: Span) -> Input:
        by_year, n, carried = self._by_year(read.indicators, read, subject, span)
        below, more, again = self._by_year(read.per, read, subject, span)
        if read.per:
            by_year = {
                year: {place: value / below[year][place] for place, value in values.items()
                       if below[year].get(place)}
                for year, values in by_year.items()
                if year in below
            }  # fmt: skip
        years = tuple(sorted(year for year, values in by_year.items() if values))
        places = tuple(sorted({place for values in by_year.values() for place in values}))
        if not places:
            return Input(None, missing=in_words(read, self._catalogue, self._say))
        grid = np.array(
            [[by_year[year].get(place, np.nan) for year in years] for place in places], dtype=float
        )
        paired = np.array([place in self._paired for place in places])
        sides = tuple(self._side(place, subject, read.side) or "" for place in places)
        note = None
        if carried + again:
            note = self._say("on geography", day=span.period.end.isoformat(), count=carried + again)
        return Input(
            Grid(places, years, grid, paired, sides, carried + again), n=n + more, note=note
        )

    def _by_year(
        self, names: tuple[str, ...], read: Panel, subject: Subject, span: Span
    ) -> tuple[dict[int, dict[str, float]], int, int]:
        """Year -> place -> the sum of the indicators, how many rows, how many carried over."""
        found: dict[int, dict[str, float]] = {}
        n = carried = 0
        for position, name in enumerate(names):
            additive = self._catalogue.indicators[name].additive
            for day in self._span_days(name, span):
                rows = self._rows[name][day]
                places = self._leaves(rows, subject, read.side)
                values = {place: float(rows[place].quantity.value or 0) for place in places}
                n += len(values)
                moved, count = self._geography.carried(values, day, span.period.end, additive)
                carried += count
                if not position:
                    found[day.year] = moved
                elif day.year in found:
                    before = found[day.year]
                    found[day.year] = {
                        place: before[place] + moved[place]
                        for place in before.keys() & moved.keys()
                    }
        return found, n, carried

    def _span_days(self, name: str, span: Span) -> list[date]:
        """Of each year in the span the last day at which the indicator was observed."""
        first = span.period.start or date.min
        newest: dict[int, date] = {}
        for day in sorted(self._rows.get(name, ())):
            if first <= day <= span.period.end:
                newest[day.year] = day
        return list(newest.values())

    def _publishing(self, read: Composition, subject: Subject, day: date) -> list[str]:
        """The places of a side that publish all that is asked, and of which no part does."""
        first, *rest = (self._rows[name][day] for name in read.indicators)
        common = {place: row for place, row in first.items() if all(place in each for each in rest)}
        return self._leaves(common, subject, read.side)

    def _leaves(self, rows: Mapping[str, Row], subject: Subject, side: Side | None) -> list[str]:
        """The places of a side that are told of and of which no part is."""
        own = [place for place in rows if self._side(place, subject, side)]
        inner = {up for place in own for up in self._above[place] if up != place}
        return sorted(place for place in own if place not in inner)

    def _side(self, place: str, subject: Subject, side: Side | None) -> Side | None:
        """The side of the subject in which a place lies, if it is one asked for."""
        above = self._above.get(place, ())
        if side != "b" and subject.place_a in above:
            return "a"
        return "b" if side != "a" and subject.place_b in above else None
