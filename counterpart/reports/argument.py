"""What the sources argue: theories, what they speak of, and links of cause and effect.

Nothing here is tested. The status of a link is computed from evidence elsewhere; a report that
printed one from the record would only repeat what somebody typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.evaluation.measure import Measure
from counterpart.reports.record import Record, apart

THEORIES = "SELECT theory, title, source, locator, note FROM theories"
CONSTRUCTS = """
    SELECT construct, theory, class, name_en, name_zh, measurable, measures, note FROM constructs
"""
LINKS = """
    SELECT link, theory, cause, effect, sign, unit_of_analysis, wording, rivals, would_refute,
           source, locator, note
    FROM links ORDER BY link
"""
AIM = "aim"


@dataclass(frozen=True, slots=True)
class Construct:
    """Something that an argument speaks of, and which measures read it."""

    key: str
    name: str
    kind: str
    measurable: str | None
    measures: tuple[str, ...]
    note: str
    missing: str


@dataclass(frozen=True, slots=True)
class Link:
    """A causal sentence: whose words, what else could be the cause, what would refute it."""

    key: str
    cause: Construct
    sign: str
    effect: Construct
    unit: str
    wording: str
    source: str
    locator: str
    rivals: tuple[str, ...]
    would_refute: str
    note: str

    @property
    def ends_in_aim(self) -> bool:
        """Whether its effect is an aim, which is quoted and not measured."""
        return self.effect.kind == AIM


@dataclass(frozen=True, slots=True)
class Argument:
    """One theory with its constructs in the order of their classes and its links by key."""

    key: str
    title: str
    source: str
    locator: str
    note: str
    constructs: tuple[Construct, ...]
    links: tuple[Link, ...]

    @property
    def unmeasured(self) -> int:
        """How many of its links end in an aim."""
        return sum(link.ends_in_aim for link in self.links)

    @property
    def unread(self) -> int:
        """How many of its constructs could be measured, but nothing is on record."""
        return sum(construct.measurable == "no_data" for construct in self.constructs)


def arguments(record: Record, measures: Mapping[str, Measure]) -> list[Argument]:
    """Every theory on record, those with links first; constructs of no theory come last."""
    store = record.snapshot.store
    owners: dict[str, str | None] = {}
    constructs: dict[str, Construct] = {}
    for row in store.rows(CONSTRUCTS):
        owners[row[0]] = row[1]
        constructs[row[0]] = _construct(record, measures, row)
    links = store.rows(LINKS)
    theories: list[tuple[str | None, ...]] = [
        *store.rows(THEORIES),
        (None, record.words("no_theory"), None, None, None),
    ]
    classes = list(record.snapshot.catalogue.codes["construct_class"])
    found = []
    for key, title, source, locator, note in theories:
        own = [constructs[each] for each, owner in owners.items() if owner == key]
        own.sort(key=lambda each: (classes.index(each.kind), each.name))
        linked = tuple(_link(constructs, row) for row in links if row[1] == key)
        if key is not None or own:
            found.append(
                Argument(
                    key or "",
                    title or "",
                    source or "",
                    locator or "",
                    apart(note)[0],
                    tuple(own),
                    linked,
                )
            )
    return sorted(found, key=lambda each: (-len(each.links), not each.key, each.title))


def _construct(record: Record, measures: Mapping[str, Measure], row: Sequence[Any]) -> Construct:
    key, _, kind, english, chinese, measurable, keys, note = row
    language = record.words.language
    listed = [each.strip() for each in (keys or "").split(";") if each.strip()]
    names = (measures[each].name(language) if each in measures else each for each in listed)
    name = record.in_language(english, chinese)
    return Construct(key, name, kind, measurable, tuple(names), *apart(note))


def _link(constructs: Mapping[str, Construct], row: Sequence[Any]) -> Link:
    key, _, cause, effect, sign, unit, wording, rivals, refute, source, locator, note = row
    named = [each.strip() for each in (rivals or "").split(";") if each.strip()]
    return Link(
        key,
        constructs[cause],
        sign,
        constructs[effect],
        unit or "",
        wording or "",
        source or "",
        locator or "",
        tuple(constructs[each].name for each in named),
        refute or "",
        apart(note)[0],
    )
