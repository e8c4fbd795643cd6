"""Who reports for a subject: itself, the places below its sides, organisations, projects there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterpart.engine.store import Store
from counterpart.evaluation.reading import Side
from counterpart.evaluation.subjects import ABOVE, Subject

# How far below the whole somebody reports: the pair itself, a side of it, pairings in it, places,
# organisations, projects.
PAIR, SIDE, PAIRINGS, PLACES = range(4)
PARTS = {"organisation": 4, "project": 5}


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody who reports; `rank` says how far below the whole."""

    type: str
    key: str
    rank: int

    @property
    def whole(self) -> bool:
        """Whether it speaks of the pair or a side as a whole."""
        return self.rank <= SIDE


class Reporters:
    """Where everybody who may report belongs: to which places, pairings and programmes."""

    def __init__(self, store: Store) -> None:
        self._above: dict[str, frozenset[str]] = {}
        above: dict[str, set[str]] = {}
        for place, ancestor in store.rows(f"{ABOVE} SELECT place, ancestor FROM above"):
            above.setdefault(place, set()).add(ancestor)
        self._above = {place: frozenset(each) for place, each in above.items()}
        self._place = {("place", place): place for place in self._above}
        self._pairings: dict[tuple[str, str], str] = {}
        for organisation, place in store.rows("SELECT organisation, place FROM organisations"):
            if place:
                self._place["organisation", organisation] = place
        self._project_programme: dict[str, str] = {}
        for project, place, pairing, programme in store.rows(
            "SELECT project, place, pairing, programme FROM projects"
        ):
            if place:
                self._place["project", project] = place
            if pairing:
                self._pairings["project", project] = pairing
            if programme:
                self._project_programme[project] = programme
        self._parent = dict(store.rows("SELECT pairing, parent FROM pairings"))
        self._programme = dict(store.rows("SELECT pairing, programme FROM pairings"))
        self._roots = {
            row[0]
            for row in store.rows(
                "SELECT pairing FROM pairings p JOIN programmes g USING (programme) "
                "WHERE p.parent IS NULL AND p.side_a = g.side_a AND p.side_b = g.side_b"
            )
        }

    def of(
        self, subject: Subject, side: Side | None, candidates: Iterable[tuple[str, str]]
    ) -> Iterator[Reporter]:
        """Those of the candidates (type, key) that report for a subject, in order of key.

        Of places that lie in each other only the outer one counts.
        """
        asked = {"a": (subject.place_a,), "b": (subject.place_b,)}
        ends = asked[side] if side else (subject.place_a, subject.place_b)
        wanted = frozenset(end for end in ends if end)
        known = set(candidates)
        for kind, key in sorted(known):
            rank = self._rank(kind, key, subject, side, wanted)
            if rank is None:
                continue
            if rank == PLACES:
                outer = (self._above[key] - {key}) - wanted
                if any(("place", each) in known for each in outer):
                    continue
            yield Reporter(kind, key, rank)

    def _rank(
        self, kind: str, key: str, subject: Subject, side: Side | None, wanted: frozenset[str]
    ) -> int | None:
        if kind == "programme":
            own = side is None and subject.whole and key == subject.programme
            return PAIR if own else None
        if kind == "pairing":
            return None if side else self._of_pairing(key, subject)
        place = self._place.get((kind, key))
        if kind == "place":
            if place in wanted:
                return SIDE
            return PLACES if self._within(place, wanted) else None
        if kind not in PARTS:
            return None
        if subject.type == "pairing" and not subject.whole:
            pairing = self._pairings.get((kind, key))
            if pairing and self._of_pairing(pairing, subject) is not None:
                return PARTS[kind]
        if place is None:
            home = self._project_programme.get(key) if kind == "project" else None
            return PARTS[kind] if subject.whole and home == subject.programme else None
        return PARTS[kind] if self._within(place, wanted) else None

    def _of_pairing(self, pairing: str, subject: Subject) -> int | None:
        """Rank of a pairing: the subject itself, or one below it."""
        if pairing == subject.key and subject.type == "pairing":
            return PAIR
        if subject.type == "place" or self._programme.get(pairing) != subject.programme:
            return None
        if subject.whole:
            return PAIR if pairing in self._roots else PAIRINGS
        up: str | None = self._parent.get(pairing)
        seen = {pairing}
        while up and up not in seen:
            if up == subject.key:
                return PAIRINGS
            seen.add(up)
            up = self._parent.get(up)
        return None

    def _within(self, place: str | None, wanted: frozenset[str]) -> bool:
        return bool(place) and bool(self._above.get(place or "", frozenset()) & wanted)
