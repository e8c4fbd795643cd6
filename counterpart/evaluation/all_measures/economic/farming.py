"""Farming and research: who uses a technology, what it yields, who holds and earns from rights."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    OF_PLACES,
    SECTION,
    as_reported,
    reported,
)
from counterpart.evaluation.all_measures.words import ARROWS, line, same
from counterpart.evaluation.measure import Answer, Flows, Measure, Yearly


def farming_lines() -> list[Measure]:
    """Adoption, yields, water, rights."""
    lines = [
        line(
            "economic.adoption_rate", "outcome", "one_side", "index", "higher",
            {
                "adopters": reported("technology_adopters", "b", "technology_eligible"),
                "eligible": reported("technology_eligible", "b", "technology_adopters"),
            },
            _adoption, f"{SECTION}: diffusion",
            rises=("adopters",), falls=("eligible",), by=OF_PLACES, mechanisms=("M29",),
        ),
        line(
            "economic.yield_change", "outcome", "one_side", "%", "higher",
            {"by_year": Yearly(reported("crop_yield", "b"))}, change_a_year,
            f"{SECTION}: change a year", periods=("all",), by=OF_PLACES, mechanisms=("M29", "M37"),
        ),
        line(
            "economic.water_change", "outcome", "one_side", "%", "lower",
            {"by_year": Yearly(reported("irrigation_water", "b"))}, change_a_year,
            f"{SECTION}: change a year", periods=("all",), by=OF_PLACES, mechanisms=("M29", "M35"),
        ),
        as_reported(
            "rights_held_locally", "outcome", "%", "higher",
            reported("rights_held_locally_share"), f"{SECTION}: rights and their holders", "M31",
        ),
    ]  # fmt: skip
    for way in ARROWS:
        lines.append(
            line(
                "economic.licence_income_{direction}", "outcome", "pair", "money", "none",
                {"amount": Flows((), way, "money", kinds=("licence_income",))}, same,
                f"{SECTION}: rights and their holders",
                direction=way, rises=("amount",), mechanisms=("M31", "M10"),
            )
        )  # fmt: skip
    return lines


def change_a_year(by_year: Mapping[int, float]) -> float | Answer | None:
    """Mean change a year between the first and the last year, in per cent."""
    first, last = min(by_year), max(by_year)
    if first == last:
        return Answer(None, reason="too short", words={"needed": 2, "count": 1})
    growth = economic.ratio(by_year[last], by_year[first])
    if growth is None or growth < 0:
        return None
    value = 100 * (growth ** (1 / (last - first)) - 1)
    return Answer(value, notes=(("between years", {"first": first, "last": last}),))


def _adoption(adopters: float, eligible: float) -> float | None:
    return economic.ratio(adopters, eligible)
