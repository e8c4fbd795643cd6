"""The spatial lines of the table: people between the sides, mobility within them."""

from __future__ import annotations

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.words import ARROWS, METHODS, SIDES, line, same
from counterpart.evaluation.measure import Engaged, Flows, Measure, Observed

MOVERS = ("movers_same_county", "movers_same_province", "movers_other_province")


def spatial_measures() -> list[Measure]:
    """The spatial lines of the table."""
    lines = []
    for way in ARROWS:
        lines += [
            line(
                "spatial.people_{direction}", "input", "pair", "persons", "none",
                {"amount": Flows(("people",), way, "persons")},
                same, f"{METHODS}, section 1: mobility",
                direction=way, rises=("amount",), mechanisms=("M17", "M18"),
            ),
            line(
                "spatial.person_days_{direction}", "input", "pair", "person-days", "none",
                {"amount": Engaged(("posting",), way, "person_days")},
                same, f"{METHODS}, section 2: person-days by direction",
                direction=way, rises=("amount",), mechanisms=("M17", "M18"),
            ),
            line(
                "spatial.labour_{direction}", "output", "pair", "persons", "none",
                {"amount": Flows(("labour",), way, "persons")},
                same, f"{METHODS}, section 1: mobility",
                direction=way, rises=("amount",), mechanisms=("M20",),
            ),
        ]  # fmt: skip
    for side in SIDES:
        lines += [
            line(
                "spatial.mobility_retention_{side}", "context", "one_side", "index", "none",
                {"within": Observed(MOVERS[:2], side), "movers": Observed(MOVERS, side)},
                spatial.retention, f"{METHODS}, section 1: retention",
                side=side, mechanisms=("M21",),
            ),
            line(
                "spatial.mobility_rate_{side}", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side), "population": Observed(("population",), side)},
                spatial.mobility_rate, f"{METHODS}, section 1: rate",
                side=side, mechanisms=("M21",),
            ),
            line(
                "spatial.mobility_concentration_{side}", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side, of="places")},
                spatial.concentration, f"{METHODS}, section 1: concentration of destinations",
                side=side, mechanisms=("M21",),
            ),
        ]  # fmt: skip
    return lines
