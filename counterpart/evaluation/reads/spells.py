"""Reading dated postings: who held which post from when to when, in one direction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import Spells
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.subjects import Span, Subject
from counterpart.periods import Period


@dataclass(frozen=True, slots=True)
class Spell:
    """One posting: its post, its days, and where it belongs."""

    key: str
    kind: str
    programme: str
    direction: str
    ends: tuple[str, str]
    pairing: str | None
    post: str
    start: date
    end: date | None
    source: str | None
    locator: str | None
    note: str | None


class SpellReader:
    """Answers `Spells` reads, of postings held whose beginning and post are known."""

    def __init__(self, store: Store, catalogue: Catalogue, say: Phrases) -> None:
        self._catalogue = catalogue
        self._say = say
        self._spells = [
            _spell(row)
            for row in store.rows(
                """
                SELECT engagement, kind, so.programme,
                       CASE so.side WHEN 'a' THEN 'a_to_b' ELSE 'b_to_a' END, origin, destination,
                       pairing, coalesce(destination_organisation, destination) || ': ' ||
                       capability, start_on, end_on, source, locator, note
                FROM engagements JOIN sides so ON so.place = origin
                JOIN sides sd ON sd.place = destination AND sd.programme = so.programme
                             AND sd.side <> so.side
                WHERE status = 'held' AND start_on IS NOT NULL AND capability IS NOT NULL
                ORDER BY start_on, engagement
                """
            )
        ]

    def years(self, subject: Subject) -> set[int]:
        """The years in which postings began or ended."""
        return {
            year
            for each in self._spells
            if each.programme == subject.programme
            for year in range(each.start.year, (each.end or each.start).year + 1)
        }

    def input(self, read: Spells, subject: Subject, span: Span) -> Input:
        """The spells that have days in the span, cut to it."""
        first, last = span.period.start or date.min, span.period.end
        found = tuple(
            (each.post, max(each.start, first), min(each.end, last) if each.end else None)
            for each in self._taken(read, subject, span)
        )
        missing = None if found else in_words(read, self._catalogue, self._say)
        return Input(found or None, n=len(found), missing=missing)

    def rows(self, read: Spells, subject: Subject, span: Span, role: str) -> list[UsedRow]:
        """The engagements taken."""
        return [
            UsedRow(
                "engagements",
                each.key,
                role,
                str(Period(each.start, each.end or each.start)),
                1.0,
                1.0,
                1.0,
                "posts",
                each.source,
                each.locator,
                each.note,
            )
            for each in self._taken(read, subject, span)
        ]

    def _taken(self, read: Spells, subject: Subject, span: Span) -> list[Spell]:
        first, last = span.period.start or date.min, span.period.end
        return [
            each
            for each in self._spells
            if each.kind in read.kinds
            and each.direction == read.direction
            and each.programme == subject.programme
            and each.start <= last
            and (each.end or date.max) >= first
            and (subject.type != "place" or subject.key in each.ends)
            and (subject.type != "pairing" or subject.whole or each.pairing == subject.key)
        ]


def _spell(row: tuple[Any, ...]) -> Spell:
    key, kind, programme, direction, origin, destination, *rest = row
    return Spell(key, kind, programme, direction, (origin, destination), *rest)
