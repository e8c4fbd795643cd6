"""How a measure is declared: what it is, what it reads, and the function that computes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from counterpart.evaluation.reading import (
    PAID,
    Composition,
    Coordinates,
    Counted,
    Direction,
    Due,
    Engaged,
    Flows,
    Observed,
    Panel,
    Places,
    Read,
    Reported,
    Side,
    Spells,
    Stages,
    Ties,
    Yearly,
)

__all__ = [
    "PAID",
    "TEXTS",
    "About",
    "Answer",
    "Better",
    "Bounds",
    "By",
    "Composition",
    "Coordinates",
    "Counted",
    "Dimension",
    "Direction",
    "Due",
    "Engaged",
    "Flows",
    "Known",
    "Level",
    "Measure",
    "Observed",
    "Panel",
    "Places",
    "Read",
    "Reported",
    "Scope",
    "Side",
    "Spells",
    "Stages",
    "Ties",
    "Yearly",
]

Dimension = Literal["spatial", "cultural", "economic", "social"]
Level = Literal["context", "input", "activity", "output", "outcome"]
About = Literal["pair", "one_side", "context"]
Better = Literal["higher", "lower", "none"]
By = Literal["programme", "pairing", "place"]
Scope = Literal["year", "stage", "all"]
# What low and high of a value mean, where a function gives them itself.
Known = Literal["sampling", "sensitivity", "spread of comparisons"]
TEXTS = ("name", "question", "method", "trap")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function gives that knows its own interval, or why there is no value.

    `interval` says what low and high mean; `reason` is one of the reasons in `texts/`, given with
    its `words` where the value is None; `notes` are such sentences with their words, said beside
    the value.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    interval: Known | None = None
    reason: str | None = None
    words: Mapping[str, object] = field(default_factory=dict)
    notes: tuple[tuple[str, Mapping[str, object]], ...] = ()


Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table of measures.

    `function` takes the inputs named in `reads`, one value each, and gives the value, None where
    its inputs define none, or an Answer.
    `rises` lists the inputs in which the function does not fall, `falls` those in which it does not
    rise; bounds are carried exactly through those. Where an input that has bounds is in neither,
    `extremes` gives the exact bounds from the inputs' (low, high) by name; without it they are
    drawn (`intervals.py`), and the result says so.
    `optional` inputs are None where they are missing, and the value stands without them.
    `page` is the document that it shares with the same measure of other directions and sides.
    `texts` are its name, question, method and trap by language.
    """

    key: str
    level: Level
    about: About
    unit: str
    better: Better
    reads: dict[str, Read]
    function: Callable[..., float | Answer | None]
    source: str
    texts: Mapping[str, Mapping[str, str]]
    page: str
    by: tuple[By, ...] = ("programme", "pairing", "place")
    periods: tuple[Scope, ...] = ("year", "stage", "all")
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    extremes: Callable[..., Bounds] | None = None
    optional: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = field(default=())

    @property
    def dimension(self) -> Dimension:
        """The first word of its key."""
        found: Any = self.key.split(".")[0]
        return found  # type: ignore[no-any-return]

    def said(self, text: str, language: str = "en") -> str:
        """One of TEXTS in a language; English where that language has none."""
        by_language = self.texts[text]
        return by_language.get(language) or by_language["en"]

    def name(self, language: str = "en") -> str:
        """Its name in a language."""
        return self.said("name", language)

    @property
    def method(self) -> str:
        """How it is made, in English."""
        return self.said("method")
