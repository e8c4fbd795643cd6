"""What measures may ask of the record: each read names rows, and gives one value of a subject.

Every read has a reader in `evaluation/reads/`, which answers it for a subject and a span and lists
exactly the rows it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["a_to_b", "b_to_a"]
Side = Literal["a", "b"]

PAID = ("paid", None)


@dataclass(frozen=True, slots=True)
class Flows:
    """The sum of flows of some families or kinds, in one unit and one direction.

    `stages` are the money stages that count; None is a row whose source does not say. With `split`
    a dict instead of a sum: by kind, by place of origin or destination, or by (origin,
    destination).
    """

    families: tuple[str, ...]
    direction: Direction
    unit: str
    stages: tuple[str | None, ...] = PAID
    kinds: tuple[str, ...] = ()
    split: Literal["", "kind", "origin", "destination", "pair"] = ""


@dataclass(frozen=True, slots=True)
class Observed:
    """The last value of indicators (summed) in a period.

    `of` says of what: the side itself, each place directly below it, or its organisations.
    """

    indicators: tuple[str, ...]
    side: Side
    of: Literal["side", "places", "organisations"] = "side"


@dataclass(frozen=True, slots=True)
class Reported:
    """What those who report an indicator say of a period: summed, or the mean of a rate.

    Taken from the level nearest the whole that reports: the side or the pair itself, the places
    below, organisations, projects. Of `side` None both sides and what lies between them. `beside`
    names indicators that must be reported by the same subject for the same period, so that a ratio
    has one population above and below. `each` gives a dict by subject instead. `by` takes only what
    subjects of one type say, as organisations.
    """

    indicators: tuple[str, ...]
    side: Side | None = None
    beside: tuple[str, ...] = ()
    role: Literal["actual", "target", "baseline"] = "actual"
    each: bool = False
    by: Literal["", "place", "organisation", "project", "pairing"] = ""


@dataclass(frozen=True, slots=True)
class Engaged:
    """Engagements held, in one direction: how many, or headcount times the days in the period."""

    kinds: tuple[str, ...]
    direction: Direction
    take: Literal["count", "person_days"]


@dataclass(frozen=True, slots=True)
class Spells:
    """The dated postings or visits of some kinds in one direction: a tuple of (post, start, end).

    A post is a capability at a host organisation, or at a place where no organisation is named;
    `end` is None where it is not known. Days are cut to the span.
    """

    kinds: tuple[str, ...]
    direction: Direction


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
class Coordinates:
    """Where the places of both sides lie: a dict place -> (latitude, longitude) in degrees."""


@dataclass(frozen=True, slots=True)
class Composition:
    """Who lives where: counts (places, indicators) on the newest day at which all are published.

    Of the places of a side that publish all `indicators` and of which no part does, each once: a
    `reads.places.Counts`. With `before` a pair of them, of the day before that and of that day,
    on the newer day's geography (`place_changes`).
    """

    indicators: tuple[str, ...]
    side: Side
    before: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Observations of places over years, on the geography of the last day: a `reads.places.Grid`.

    Of `side` None both sides. Of the places that report the indicator and of which no part does,
    each once; an indicator of several is their sum. `per` divides by another indicator of the same
    place and year.
    """

    indicators: tuple[str, ...]
    side: Side | None = None
    per: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Yearly:
    """Another read, year by year within the period: a dict year -> value of the years that have
    one."""

    read: Flows | Observed | Reported | Engaged | Ties


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a table of the register belong to the subject.

    `where` holds columns and the values one of which they must have; `having` the same, but none
    that has them is 0, where none of `where` is missing. `filled` are columns that must not be
    empty, `empty` those that must be; `dated` is the column whose day must lie in the period:
    without it, and in the whole, every row counts. `due` is the column whose day must have come by
    the end of the period. `on_time` is a pair of columns (due, done) of which the second must not
    be later than the first. `distinct` counts the values of a column.
    """

    table: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    filled: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    dated: str = ""
    on_time: tuple[str, str] | None = None
    distinct: str = ""
    having: tuple[tuple[str, tuple[str, ...]], ...] = ()
    due: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Promises of money in one direction: due by the chosen readings, paid, or due where paid."""

    direction: Direction
    take: Literal["due", "paid", "due_where_paid"] = "due"


@dataclass(frozen=True, slots=True)
class Stages:
    """The dates at which stages of the programme begin, after the first, as the sources claim."""


Read = (
    Flows
    | Observed
    | Reported
    | Engaged
    | Spells
    | Ties
    | Places
    | Coordinates
    | Composition
    | Panel
    | Yearly
    | Counted
    | Due
    | Stages
)
