"""Reading pairings as dated ties of a two-sided network, and the places they could reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterpart.engine.store import Store
from counterpart.evaluation.measure import Places, Ties
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.subjects import Span, Subject
from counterpart.periods import Period

YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s*-\s*((?:19|20)\d\d))?\b")


@dataclass(frozen=True, slots=True)
class Tie:
    """A pairing with both ends known: where each sits, and the years it is attested for."""

    key: str
    programme: str
    level: str
    parties: tuple[str, str]
    places: tuple[str, str]
    years: frozenset[int]
    source: str | None
    locator: str | None
    note: str | None


class TieReader:
    """Answers `Ties` reads.

    A tie is attested from its start (or the first year of its evidence) to its end (or the last
    year of its evidence): what nobody reports is not assumed to go on.
    """

    def __init__(self, store: Store, say: Phrases) -> None:
        self._say = say
        self._ties = [
            Tie(
                row[0],
                row[1],
                row[2],
                (row[3], row[4]),
                (row[5], row[6]),
                attested(row[7], row[8], row[9]),
                *row[10:],
            )
            for row in store.rows(
                """
                SELECT p.pairing, p.programme, p.level, p.side_a, p.side_b, a.place, b.place,
                       year(p.start_on), year(p.end_on), p.evidence_years,
                       p.source, p.locator, p.note
                FROM pairings p JOIN programmes g USING (programme)
                JOIN party_place a ON a.party = p.side_a JOIN party_place b ON b.party = p.side_b
                WHERE p.certainty = 'stated' AND p.level <> 'group'
                  AND (p.side_a, p.side_b) <> (g.side_a, g.side_b) ORDER BY p.pairing
                """
            )
        ]

    def years(self, subject: Subject) -> set[int]:
        """The years for which any tie of the programme is attested."""
        return {
            year for tie in self._ties if tie.programme == subject.programme for year in tie.years
        }

    def input(self, read: Ties, subject: Subject, span: Span) -> Input:
        """The ties attested in the span as a set of (end a, end b, level)."""
        found = {
            ((tie.parties if read.ends == "parties" else tie.places) + (tie.level,))
            for tie in self._alive(read, subject, span)
        }
        missing = None if found else self._say("ties missing")
        return Input(found or None, n=len(found), missing=missing)

    def rows(self, read: Ties, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The pairings behind those ties; several sources of one tie are several rows."""
        return [
            UsedRow(
                "pairings",
                tie.key,
                role,
                f"{min(tie.years)}-{max(tie.years)}" if tie.years else "",
                1.0,
                1.0,
                1.0,
                "pairs",
                tie.source,
                tie.locator,
                tie.note,
            )
            for tie in self._alive(read, subject, span)
        ]

    def _alive(self, read: Ties, subject: Subject, span: Span) -> list[Tie]:
        first = span.period.start.year if span.period.start else 0
        years: Iterable[int] = range(first, span.period.end.year + 1)
        if read.before:
            years = [first - 1]
        wanted = set(years)
        return [
            tie
            for tie in self._ties
            if tie.programme == subject.programme
            and (not read.levels or tie.level in read.levels)
            and (tie.years & wanted or (span.scope == "all" and not tie.years))
        ]


class PlaceReader:
    """Answers `Places` reads: the places of a side below the one that stands for it."""

    def __init__(self, store: Store, say: Phrases) -> None:
        self._say = say
        self._places: dict[tuple[str, str], list[tuple[str, str, Period]]] = {}
        for programme, side, place, level, start, end in store.rows(
            "SELECT s.programme, s.side, s.place, p.level, p.valid_from, p.valid_to "
            "FROM sides s JOIN places p USING (place) WHERE NOT s.root ORDER BY s.place"
        ):
            existed = Period(start or date.min, end or date.max)
            self._places.setdefault((programme, side), []).append((place, level, existed))

    def years(self, subject: Subject) -> set[int]:
        """Places have no years of their own."""
        return set()

    def input(self, read: Places, subject: Subject, span: Span) -> Input:
        """Place -> level, of the places that existed on any day of the span."""
        places = {
            place: level
            for place, level, existed in self._places.get((subject.programme, read.side), ())
            if existed.overlaps(span.period)
        }
        missing = None if places else self._say("places missing", side=read.side.upper())
        return Input(places or None, missing=missing)

    def rows(self, read: Places, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The register is the denominator, not evidence: no rows."""
        return []


def attested(start: int | None, end: int | None, evidence: str | None) -> frozenset[int]:
    """The years from start, or the first year of the evidence, to end, or its last year."""
    found = [
        int(year)
        for match in YEARS.finditer(evidence or "")
        for year in match.groups()
        if year is not None
    ]
    known = [year for year in (start, *found, end) if year is not None]
    if not known:
        return frozenset()
    first = start if start is not None else min(known)
    last = end if end is not None else max(known)
    return frozenset(range(first, max(first, last) + 1))
