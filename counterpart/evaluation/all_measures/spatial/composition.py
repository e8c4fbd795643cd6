"""Lines of who lives beside whom: published area totals of groups, both sides, no better side.

By programme only. Below the pair of a programme the units of a banner would be townships and
villages, and outcomes crossed with groups are not published below the banner.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite, log

import numpy as np

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line
from counterpart.evaluation.measure import Answer, Composition, Measure
from counterpart.evaluation.reads.places import Counts, Numbers

TWO = ("population_han", "population_minority")
THREE = ("population_han", "population_mongolian", "population_other_minorities")
DRAWS = 199
M22 = ("M22",)


def _against_chance(index: str, function: Callable[[Numbers], float]) -> Callable[[Counts], Answer]:
    """An index with what chance alone would give beside it, in a note."""

    def measured(people: Counts) -> Answer:
        value = function(people.counts)
        if not isfinite(value):
            return Answer(None, reason="one group")
        # People carried over from earlier places are not whole; they are drawn one by one.
        test = spatial.segregation_test(np.rint(people.counts), index, permutations=DRAWS)
        return Answer(value, notes=(against_chance(value, test),))

    return measured


def against_chance(value: float, test: spatial.SegregationTest) -> tuple[str, dict[str, object]]:
    """The note that says what is left of an index beyond chance."""
    left, mean = f"{value - test.null_mean:.4f}", f"{test.null_mean:.4f}"
    return "beside chance", {"left": left, "mean": mean, "p": f"{test.p:.3f}", "draws": DRAWS}


def _diversity(people: Counts) -> Answer:
    """The entropy of the whole over the most that so many groups can have."""
    value = spatial.diversity(people.counts)
    if not isfinite(value):
        return Answer(None, reason="one group")
    return Answer(value / log(people.counts.shape[1]))


def _exposed(group: int, to: int) -> Callable[[Counts], Answer]:
    def measured(people: Counts) -> Answer:
        value = spatial.exposure(people.counts, group, to)
        return Answer(value) if isfinite(value) else Answer(None, reason="one group")

    return measured


def _structural(people: tuple[Counts, Counts]) -> Answer:
    """The part of the change that is not one of margins; the other parts in a note."""
    before, after = people
    places = sorted({*before.places, *after.places})
    try:
        found = spatial.decompose_change(_on(places, before), _on(places, after))
    except ValueError:
        return Answer(None, reason="no two tables")
    parts = {
        "change": f"{found.change:z.4f}",
        "groups": f"{found.group_marginal:z.4f}",
        "units": f"{found.unit_marginal:z.4f}",
        "places": f"{found.additions + found.removals:z.4f}",
        "days": f"{before.day.isoformat()}, {after.day.isoformat()}",
    }
    return Answer(found.structural, notes=(("parts of the change", parts),))


def _on(places: list[str], people: Counts) -> Numbers:
    """Counts in the order of places, zero where a place is not told."""
    table = np.zeros((len(places), people.counts.shape[1]))
    for place, row in zip(people.places, people.counts, strict=True):
        table[places.index(place)] = row
    return table


def composition_lines() -> list[Measure]:
    """Evenness, contact in both directions, diversity, and what changed."""
    lines = []
    for side in SIDES:
        two, three = Composition(TWO, side), Composition(THREE, side)
        rows: tuple[tuple[str, Composition, Callable[..., Answer], str], ...] = (
            ("dissimilarity_{side}", two,
             _against_chance("dissimilarity", spatial.dissimilarity), "Duncan & Duncan 1955"),
            ("entropy_index_{side}", three,
             _against_chance("entropy_index", spatial.entropy_index), "Theil & Finizza 1971"),
            ("exposure_minority_{side}", two, _exposed(1, 0), "Lieberson 1981"),
            ("exposure_majority_{side}", two, _exposed(0, 1), "Lieberson 1981"),
            ("diversity_{side}", three, _diversity, f"{METHODS}, section 1: diversity"),
            ("segregation_change_{side}", Composition(TWO, side, before=True),
             _structural, "Elbers 2021"),
        )  # fmt: skip
        lines += [
            line(
                f"spatial.{key}", "context", "one_side",
                "nats" if key.startswith("segregation_change") else "index", "none",
                {"people": read}, function, source,
                side=side, by=("programme",), mechanisms=M22,
            )
            for key, read, function, source in rows
        ]  # fmt: skip
    return lines
