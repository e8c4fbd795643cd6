"""Lines of flows against what distance and places alone would give: tied places beside others."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

import numpy as np

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.spatial.distances import Ends, Points, located
from counterpart.evaluation.all_measures.words import ARROWS, line
from counterpart.evaluation.measure import (
    Answer,
    Better,
    Coordinates,
    Flows,
    Measure,
    Ties,
    Yearly,
)

# Pairings of places; the programme's own pair is no tie of places.
AREAS = ("district-banner", "zone-banner", "township", "village", "municipality", "region")
Tied = Mapping[int, frozenset[tuple[str, str, str]]]
Years = Mapping[int, Ends]
# So many flows for each coefficient and effect, or the model fits what it should explain.
FLOWS_EACH = 2


def _against_gravity(there: Years, back: Years, ties: Tied, coordinates: Points) -> Answer | None:
    """Flows of tied places over what the model expects of them without the tie.

    The model holds log distance, being tied, and effects of origin and destination by year. What
    it fits is divided by the part of the tie; over the tied the two add up to the same, so that
    the ratio is the estimated one, with an interval over pairs of places.
    """
    ways = [_rows(there, ties, coordinates, 1), _rows(back, ties, coordinates, -1)]
    rows = [row for each in ways for row in each]
    if not rows:
        return Answer(None, reason="ends without coordinates")
    year, origin, destination, pair, apart, tied, flow = zip(*rows, strict=True)
    # In each year and direction one effect of a place is fixed by the others.
    fixed = sum(len({row[0] for row in each}) for each in ways)
    effects = sum(len(set(zip(end, year, strict=True))) for end in (origin, destination)) - fixed
    needed = FLOWS_EACH * (effects + 2)
    if len(rows) < needed:
        return Answer(None, reason="too few flows", words={"needed": needed, "count": len(rows)})
    marked = np.array(tied, dtype=float)
    if not 0 < marked.sum() < marked.size:
        return Answer(None, reason="no tied flows")
    table = {
        "flow": np.array(flow), "origin": origin, "destination": destination, "year": year,
        "pair": pair, "distance": np.log(np.array(apart)), "tied": marked,
    }  # fmt: skip
    try:
        fitted = spatial.gravity(table, "flow", "origin", "destination", ("distance", "tied"))
        used = ~fitted.separated_rows
        without = fitted.fitted / np.exp(fitted.coefficients["tied"] * marked)
        found = spatial.paired_residual_ratio(
            table["flow"][used], without[used], marked[used], np.array(pair)[used]
        )
    except ValueError:
        # Being tied does not vary beside distance and places, or no tied flow is above zero.
        return Answer(None, reason="no gravity")
    words = {
        "pairs": found.pairs,
        "flows": fitted.rows,
        "elasticity": f"{fitted.coefficients['distance']:.2f}",
        "low": f"{exp(fitted.coefficients['tied'] - 1.96 * fitted.errors['tied']):.3f}",
        "high": f"{exp(fitted.coefficients['tied'] + 1.96 * fitted.errors['tied']):.3f}",
    }
    if found.pairs < 2:
        return Answer(found.value, notes=(("gravity of one pair", words),))
    low, high = min(found.low, found.value), max(found.high, found.value)
    return Answer(found.value, low, high, "sampling", notes=(("gravity", words),))


def _rows(
    flows: Years, ties: Tied, coordinates: Points, way: int
) -> list[tuple[int, str, str, str, float, bool, float]]:
    """A row a flow between places that lie apart and have coordinates."""
    found = []
    for year, ends in sorted(flows.items()):
        tied = {(one, other) for one, other, _ in ties.get(year, ())}
        for pair, apart in zip(*located(ends, coordinates), strict=True):
            if apart:
                name = " ".join(pair[::way])
                row = (year, *pair, name, apart, pair[::way] in tied, float(ends[pair]))
                found.append(row)
    return found


# Key, kind of flow, unit, better side, mechanism.
COMPARED: tuple[tuple[str, str, str, Better, str], ...] = (
    ("paired_flow_ratio", "migration_moves", "persons", "none", "M21"),
    ("tourism_above_expected", "tourism_visitors", "person-times", "higher", "M49"),
)


def gravity_lines() -> list[Measure]:
    """Moves and visits between tied places against expectation."""
    lines = []
    for key, kind, unit, better, mechanism in COMPARED:
        there, back = (Flows((), way, unit, kinds=(kind,), split="pair") for way in ARROWS)
        lines.append(
            line(
                f"spatial.{key}", "outcome", "pair", "ratio", better,
                {
                    "there": Yearly(there),
                    "back": Yearly(back),
                    "ties": Yearly(Ties(AREAS)),
                    "coordinates": Coordinates(),
                },
                _against_gravity,
                "Santos Silva & Tenreyro 2006; Anderson & van Wincoop 2003 (effects of places)",
                by=("programme",), mechanisms=(mechanism,),
            )
        )  # fmt: skip
    return lines
