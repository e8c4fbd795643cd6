"""How much is exchanged: a head, and in days that people spend with the other side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stay:
    """People who stayed with the other side: from which side, how many, first and last day."""

    direction: str
    headcount: float
    start: date
    end: date


def per_head(amount: float, population: float) -> float | None:
    """An amount for each inhabitant of one side; None without inhabitants.

    The population is of the side that the measure is about, of the same period. ValueError for a
    negative one.
    """
    if population < 0:
        raise ValueError(f"a population of {population}: give residents, 0 or more")
    return amount / population if population else None


def person_days(
    stays: Iterable[Stay], start: date, end: date, directions: Iterable[str] = ("a_to_b", "b_to_a")
) -> dict[str, float]:
    """Days times people by direction, of the days from `start` to `end`, both counted.

    A direction without stays is 0: leave those that nobody counted out of `directions`. Everybody
    of a stay is taken to stay all of it. ValueError for days in the wrong order, a negative
    headcount, a direction that is not asked for.
    """
    if end < start:
        raise ValueError(f"the window ends on {end}, before it starts on {start}")
    found = dict.fromkeys(directions, 0.0)
    for stay in stays:
        if stay.end < stay.start:
            raise ValueError(f"a stay ends on {stay.end}, before it starts on {stay.start}")
        if not stay.headcount >= 0:
            raise ValueError(f"a headcount of {stay.headcount}: give people, 0 or more")
        if stay.direction not in found:
            raise ValueError(f"direction {stay.direction!r} is none of {', '.join(found)}")
        days = (min(stay.end, end) - max(stay.start, start)).days + 1
        found[stay.direction] += stay.headcount * max(days, 0)
    return found
