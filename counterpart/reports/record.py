"""What the report reads of a snapshot: programmes, names, stages and sources, in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from counterpart.engine.store import literal
from counterpart.evaluation.measure import Direction
from counterpart.reports.words import Words
from counterpart.snapshot.read import Snapshot

# A note may say `missing: ...` (in Chinese `缺失：`): an input that somebody could deliver.
MISSING = re.compile(r"\s*(?:\bmissing:|缺失[:：])\s*([^;；]+)[;；]?")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a programme."""

    key: str
    name: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: its name, its two sides by key and by name, its stages in order."""

    key: str
    name: str
    side_a: str
    side_b: str
    name_a: str
    name_b: str
    stages: tuple[Stage, ...]

    def arrow(self, direction: Direction) -> str:
        """From which side to which."""
        ends = (self.name_a, self.name_b)
        return " → ".join(ends if direction == "a_to_b" else reversed(ends))


@dataclass(frozen=True, slots=True)
class Source:
    """A document or data set."""

    key: str
    title: str
    publisher: str | None
    published_on: date | None
    address: str | None
    kind: str | None

    @property
    def link(self) -> str | None:
        """Its address where it may be followed: http or https, nothing else."""
        address = (self.address or "").strip()
        return address if address.lower().startswith(("http://", "https://")) else None


@dataclass(frozen=True)
class Record:
    """A snapshot in a language."""

    snapshot: Snapshot
    words: Words

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of places, organisations and programmes by key."""
        found: dict[str, str] = {}
        for key in ("organisation", "place", "programme"):
            rows = self.snapshot.store.rows(f"SELECT {key}, name_en, name_zh FROM {key}s")
            found |= {row[0]: self.in_language(row[1], row[2]) for row in rows}
        return found

    @cached_property
    def programmes(self) -> list[Programme]:
        """Every programme in order of key."""
        rows = self.snapshot.store.rows(
            "SELECT programme, name_en, name_zh, side_a, side_b FROM programmes ORDER BY programme"
        )
        return [
            Programme(
                key, self.in_language(en, zh), a, b, self.name(a), self.name(b), self._stages(key)
            )
            for key, en, zh, a, b in rows
        ]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by key."""
        rows = self.snapshot.store.rows(
            "SELECT source, title, publisher, published_on, address, source_kind FROM sources "
            "ORDER BY source"
        )
        return {row[0]: Source(*row) for row in rows}

    @property
    def caption(self) -> str:
        """What every chart and sheet must say: that all sources are synthetic; empty otherwise."""
        made_up = [source.kind == "synthetic" for source in self.sources.values()]
        return self.words("synthetic") if made_up and all(made_up) else ""

    def name(self, key: str) -> str:
        """The name of a place, organisation or programme; its key where it has none."""
        return self.names.get(key, key)

    def code(self, list_name: str, code: str) -> str:
        """The name of a catalogue entry."""
        return self.snapshot.catalogue.name(list_name, code, self.words.language)

    def _stages(self, programme: str) -> tuple[Stage, ...]:
        rows = self.snapshot.store.rows(
            "SELECT stage, name_en, name_zh, start_on, end_on FROM stages "
            f"WHERE programme = {literal(programme)} ORDER BY start_on, stage"
        )
        return tuple(
            Stage(key, self.in_language(en, zh) or key, start, end)
            for key, en, zh, start, end in rows
        )

    def in_language(self, english: str | None, chinese: str | None) -> str:
        """The name in the language of the report, in the other one where there is none."""
        first, second = (chinese, english) if self.words.language == "zh" else (english, chinese)
        return first or second or ""


def apart(note: str | None) -> tuple[str, str]:
    """A note in two: what it says, and what it calls missing (up to the next semicolon)."""
    what = "; ".join(each.strip() for each in MISSING.findall(note or ""))
    return MISSING.sub("", note or "").strip(" ;；"), what
