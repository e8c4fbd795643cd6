"""Figures and their footnotes: every number leads to the rows it came from, and they to sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from counterpart.catalogue import Catalogue
from counterpart.evaluation.results import UsedRow
from counterpart.reports.numbers import Number, machine, quantity, reading
from counterpart.reports.words import Words


@dataclass(slots=True)
class Note:
    """A footnote: what it stands for, the rows used, what is missing, where it was first used."""

    number: int
    label: Markup
    rows: tuple[UsedRow, ...]
    missing: str
    arithmetic: str

    @property
    def sources(self) -> list[str]:
        """The keys of the sources behind the rows, each once."""
        return list(dict.fromkeys(row.source for row in self.rows if row.source))


@dataclass(slots=True)
class Notes:
    """Numbers footnotes in the order in which they are asked for; the same rows share one."""

    found: dict[tuple[object, ...], Note] = field(default_factory=dict)

    def add(
        self,
        label: Markup,
        rows: Sequence[UsedRow],
        arithmetic: str = "",
        missing: str = "",
    ) -> Note:
        """The footnote of a figure that was computed from `rows`."""
        key: tuple[object, ...] = (
            tuple((row.table, row.key) for row in rows),
            "" if rows else (label, missing),
        )
        if key not in self.found:
            self.found[key] = Note(len(self.found) + 1, label, tuple(rows), missing, arithmetic)
        return self.found[key]

    @property
    def all(self) -> list[Note]:
        """Every footnote by number."""
        return list(self.found.values())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, the interval it lies in, its base and its footnote."""

    value: Number | None
    unit: str
    catalogue: Catalogue
    words: Words
    low: Number | None = None
    high: Number | None = None
    kind: str = ""
    note: Note | None = None

    def __html__(self) -> str:
        """Value, unit, interval in lighter ink, footnote number."""
        parts = [self._value(), self._interval()]
        if self.note:
            parts.append(reference(self.note, self.words))
        return str(Markup("").join(parts))

    def _value(self) -> Markup:
        if self.value is not None:
            return quantity(self.value, self.unit, self.catalogue, self.words.language)
        if self.low is not None and self.high is not None:
            return self.words.say("between", low=self._bound(self.low), high=self._bound(self.high))
        if self.low is not None:
            return self.words.say("at_least", bound=self._bound(self.low))
        if self.high is not None:
            return self.words.say("at_most", bound=self._bound(self.high))
        return Markup('<span class="missing">{}</span>').format(self.words("missing"))

    def _interval(self) -> Markup:
        """What the value may lie between, where that says more than the value."""
        if self.value is None or (self.low is None and self.high is None):
            return Markup("")
        if self.low is not None and self.high is not None:
            if machine(self.low) == machine(self.high) == machine(self.value):
                return Markup("")
            key, words = "interval", {"low": self._bound(self.low), "high": self._bound(self.high)}
        elif self.low is not None:
            key, words = "interval_from", {"low": self._bound(self.low)}
        else:
            assert self.high is not None
            key, words = "interval_to", {"high": self._bound(self.high)}
        said = self.words.say(key, **words)
        kind = f", {self.words.of('interval_kind', self.kind)}" if self.kind else ""
        return Markup(' <span class="interval">({}{})</span>').format(said, kind)

    def _bound(self, bound: Number) -> Markup:
        return quantity(bound, self.unit, self.catalogue, self.words.language)


def reference(note: Note, words: Words) -> Markup:
    """The raised number that leads to a footnote."""
    return Markup('<sup><a href="#note-{n}" aria-label="{word} {n}">{n}</a></sup>').format(
        n=note.number, word=words("footnote")
    )


def plain(value: Number, unit: str, catalogue: Catalogue, language: str) -> str:
    """Number and unit as text, for the labels of a chart."""
    shown, word = reading(value, unit, catalogue, language)
    return f"{shown}{'' if word == '%' or language == 'zh' else ' '}{word}"
