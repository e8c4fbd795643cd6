"""Lines that look past the borders of places: surroundings within a bandwidth, and neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

import numpy as np

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.spatial.composition import (
    DRAWS,
    M22,
    TWO,
    against_chance,
)
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line
from counterpart.evaluation.measure import Answer, Composition, Coordinates, Measure, Panel
from counterpart.evaluation.reads.places import Counts, Grid, Numbers

# Kilometres: the bandwidth of the profile, the small and the large one of their ratio.
BANDWIDTH, MICRO, MACRO = 100.0, 50.0, 200.0
NEAREST = 4
FEWEST = 2 * NEAREST
Notes = tuple[tuple[str, Mapping[str, object]], ...]


def _spatial_index(people: Counts) -> Answer:
    """The entropy index of surroundings at BANDWIDTH, with what chance alone would give."""
    counts, places, notes = _located(people)
    if len(places) < 2:
        return Answer(None, reason="too few located", words={"needed": 2, "count": len(places)})
    value = float(spatial.spatial_profile(counts, places, (BANDWIDTH,))[0])
    if not isfinite(value):
        return Answer(None, reason="one group")
    test = spatial.segregation_test(
        np.rint(counts), "entropy_index", permutations=DRAWS,
        coordinates=places, bandwidth=BANDWIDTH,
    )  # fmt: skip
    return Answer(value, notes=(against_chance(value, test), *notes))


def _macro_micro(people: Counts) -> Answer:
    """The index at MACRO over that at MICRO; none where surroundings are as mixed as the whole."""
    counts, places, notes = _located(people)
    if len(places) < 2:
        return Answer(None, reason="too few located", words={"needed": 2, "count": len(places)})
    micro, macro = spatial.spatial_profile(counts, places, (MICRO, MACRO)).tolist()
    # Smoothed surroundings can be a little more diverse than the whole: the index is then below 0.
    if not isfinite(micro) or micro <= 0 or macro < 0:
        return Answer(None, reason="even")
    return Answer(macro / micro, notes=notes)


def _located(people: Counts) -> tuple[Numbers, Numbers, Notes]:
    """The counts of places with coordinates, these in kilometres, and how many have none."""
    known = np.isfinite(people.coordinates).all(axis=1)
    notes: Notes = ()
    if left := int((~known).sum()):
        notes = (("places not located", {"count": left}),)
    if not known.any():
        return people.counts[known], people.coordinates[known], notes
    return people.counts[known], spatial.projected(people.coordinates[known]), notes


def _alike_nearby(income: Grid, coordinates: Mapping[str, tuple[float, float]]) -> Answer:
    """Moran's I of the newest year over the NEAREST places of each."""
    latest = income.values[:, -1]
    chosen = [
        number
        for number, place in enumerate(income.places)
        if np.isfinite(latest[number]) and place in coordinates
    ]
    if len(chosen) < FEWEST:
        words = {"needed": FEWEST, "count": len(chosen)}
        return Answer(None, reason="too few located", words=words)
    values = latest[chosen]
    if not np.ptp(values):
        return Answer(None, reason="even")
    points = np.array([coordinates[income.places[number]] for number in chosen])
    apart = spatial.great_circle(points[:, None], points)
    np.fill_diagonal(apart, np.inf)
    near = np.argsort(apart, axis=1, kind="stable")[:, :NEAREST]
    pairs = np.stack([np.repeat(np.arange(len(chosen)), NEAREST), near.ravel()], axis=1)
    found = spatial.moran(values, spatial.neighbours(pairs, len(chosen)))
    said: dict[str, object] = {
        "places": len(chosen), "year": income.years[-1], "nearest": NEAREST,
        "expected": f"{found.expected:.3f}", "p": f"{found.p:.3f}",
    }  # fmt: skip
    return Answer(found.value, notes=(("beside chance of places", said),))


def near_lines() -> list[Measure]:
    """Surroundings of groups at stated bandwidths, and likeness of neighbours in income."""
    lines = []
    for side in SIDES:
        people = {"people": Composition(TWO, side)}
        lines += [
            line(
                "spatial.spatial_profile_{side}", "context", "one_side", "index", "none",
                people, _spatial_index, "Reardon & O'Sullivan 2004",
                side=side, by=("programme",), mechanisms=M22,
            ),
            line(
                "spatial.macro_micro_{side}", "context", "one_side", "ratio", "none",
                people, _macro_micro, "Lee et al. 2008",
                side=side, by=("programme",), mechanisms=M22,
            ),
            line(
                "spatial.moran_{side}", "context", "one_side", "ratio", "none",
                {"income": Panel(("income_per_head",), side), "coordinates": Coordinates()},
                _alike_nearby, f"Moran 1950; {METHODS}, section 1",
                side=side, by=("programme",), mechanisms=("M06", "M22"),
            ),
        ]  # fmt: skip
    return lines
