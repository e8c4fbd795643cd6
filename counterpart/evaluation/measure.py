"""How a measure is declared: what it is, what it reads, and the function that computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Dimension = Literal["spatial", "cultural", "economic", "social"]
Level = Literal["context", "input", "activity", "output", "outcome"]
About = Literal["pair", "one_side", "context"]
Better = Literal["higher", "lower", "none"]
Direction = Literal["a_to_b", "b_to_a"]
Side = Literal["a", "b"]
By = Literal["programme", "pairing", "place"]

PAID = ("paid", None)


@dataclass(frozen=True, slots=True)
class Flows:
    """The sum of flows of some families, in one unit and one direction.

    `stages` are the money stages that count; None is a row whose source does not say.
    """

    families: tuple[str, ...]
    direction: Direction
    unit: str
    stages: tuple[str | None, ...] = PAID


@dataclass(frozen=True, slots=True)
class Observed:
    """The last value of indicators (summed) in a period.

    `of` says of what: the side itself, each place directly below it, or its organisations.
    """

    indicators: tuple[str, ...]
    side: Side
    of: Literal["side", "places", "organisations"] = "side"


@dataclass(frozen=True, slots=True)
class Engaged:
    """Engagements held, in one direction: how many, or headcount times the days in the period."""

    kinds: tuple[str, ...]
    direction: Direction
    take: Literal["count", "person_days"]


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairings with both ends known that are attested in the period, as (end a, end b, level).

    `levels` empty means all but the province's own; `ends` are the places the parties sit in, or
    the parties themselves; `before` reads the year that precedes.
    """

    levels: tuple[str, ...] = ()
    ends: Literal["places", "parties"] = "places"
    before: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a side with their levels."""

    side: Side


@dataclass(frozen=True, slots=True)
class Due:
    """Promises of money in one direction: due by the chosen readings, paid, or due where paid."""

    direction: Direction
    take: Literal["due", "paid", "due_where_paid"] = "due"


Read = Flows | Observed | Engaged | Ties | Places | Due


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table of measures.

    `function` takes the inputs named in `reads`, one value each, and gives the value.
    `rises` lists the inputs in which the function does not fall, `falls` those in which it does not
    rise; bounds are carried exactly through those, and no others are read with bounds.
    """

    key: str
    name_en: str
    name_zh: str
    dimension: Dimension
    level: Level
    about: About
    unit: str
    better: Better
    reads: dict[str, Read]
    function: Callable[..., float | None]
    method: str
    source: str
    by: tuple[By, ...] = ("programme", "pairing", "place")
    periods: tuple[Literal["year", "stage", "all"], ...] = ("year", "stage", "all")
    rises: tuple[str, ...] = ()
    falls: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = field(default=())

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.name_zh if language == "zh" else self.name_en
