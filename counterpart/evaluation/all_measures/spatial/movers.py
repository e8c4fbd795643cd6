"""Lines of movers within a side: who stays, how many, where to, and urbanisation beside them."""

from __future__ import annotations

import numpy as np

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line
from counterpart.evaluation.measure import Answer, Composition, Measure, Observed
from counterpart.evaluation.reads.places import Counts

MOVERS = ("movers_same_county", "movers_same_province", "movers_other_province")
TOP = 3


def _against_residents(people: Counts) -> Answer | None:
    """The share of the largest destinations in movers over their share in residents.

    The last column of `people` holds residents, the others movers.
    """
    moved, lived = people.counts[:, :-1].sum(axis=1), people.counts[:, -1]
    if moved.size <= TOP:
        return Answer(None, reason="too few", words={"needed": TOP + 1, "count": moved.size})
    # Places that are alike keep the order of their names.
    top = np.argsort(-moved, kind="stable")[:TOP]
    share = float(lived[top].sum() / lived.sum()) if lived.any() else 0.0
    concentrated = spatial.concentration(moved, TOP)
    return Answer(concentrated / share) if concentrated is not None and share else None


def _urban(part: float, population: float) -> float | None:
    """Urban residents among residents."""
    return part / population if population else None


def mover_lines() -> list[Measure]:
    """Retention, rate, concentration, concentration against residents, urbanisation."""
    lines = []
    for side in SIDES:
        residents = Observed(("population",), side)
        lines += [
            line(
                "spatial.mobility_retention_{side}", "context", "one_side", "index", "none",
                {"within": Observed(MOVERS[:2], side), "movers": Observed(MOVERS, side)},
                spatial.retention, f"{METHODS}, section 1: retention",
                side=side, mechanisms=("M21",),
            ),
            line(
                "spatial.mobility_rate_{side}", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side), "population": residents},
                spatial.mobility_rate, f"{METHODS}, section 1: rate",
                side=side, mechanisms=("M21",),
            ),
            line(
                "spatial.mobility_concentration_{side}", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side, of="places")},
                spatial.concentration, f"{METHODS}, section 1: concentration of destinations",
                side=side, mechanisms=("M21",),
            ),
            line(
                "spatial.mobility_pull_{side}", "context", "one_side", "ratio", "none",
                {"people": Composition((*MOVERS, "population"), side)},
                _against_residents, f"{METHODS}, section 1: concentration against residents",
                side=side, by=("programme",), mechanisms=("M21",),
            ),
            line(
                "spatial.urbanisation_{side}", "context", "one_side", "index", "none",
                {"part": Observed(("urban_population",), side), "population": residents},
                _urban, f"{METHODS}, section 8: rival drivers",
                side=side, rises=("part",), falls=("population",), mechanisms=("M21",),
            ),
        ]  # fmt: skip
    return lines
