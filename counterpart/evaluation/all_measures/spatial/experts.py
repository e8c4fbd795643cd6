"""Lines of experts who travel back and forth: trips, days, nights away, cost of a day (M24)."""

from __future__ import annotations

from counterpart.evaluation.all_measures.words import ARROWS, METHODS, line, same
from counterpart.evaluation.measure import Direction, Flows, Measure, Reported

TRAVEL = f"{METHODS}, section 1: travel of experts"
M24 = ("M24",)


def _days(way: Direction) -> Flows:
    return Flows((), way, "person-days", kinds=("expert_days",))


def _cost_of_a_day(cost: float, days_a_to_b: float, days_b_to_a: float) -> float | None:
    """The cost of travel over the days of both directions."""
    days = days_a_to_b + days_b_to_a
    return cost / days if days else None


def expert_lines() -> list[Measure]:
    """Trips and days each way, nights away, and what a day costs."""
    lines = []
    for way in ARROWS:
        lines += [
            line(
                "spatial.expert_trips_{direction}", "activity", "pair", "trips", "none",
                {"amount": Flows((), way, "trips", kinds=("expert_trips",))},
                same, TRAVEL,
                direction=way, rises=("amount",), mechanisms=M24,
            ),
            line(
                "spatial.expert_days_{direction}", "activity", "pair", "person-days", "none",
                {"amount": _days(way)},
                same, TRAVEL,
                direction=way, rises=("amount",), mechanisms=("M18", "M24"),
            ),
        ]  # fmt: skip
    lines += [
        line(
            "spatial.expert_nights_away", "input", "pair", "nights", "lower",
            {"amount": Reported(("clinic_nights_away",))},
            same, TRAVEL, rises=("amount",), mechanisms=M24,
        ),
        line(
            "spatial.expert_cost_per_day", "outcome", "pair", "money", "lower",
            {
                "cost": Reported(("expert_travel_cost",)),
                "days_a_to_b": _days("a_to_b"),
                "days_b_to_a": _days("b_to_a"),
            },
            _cost_of_a_day, TRAVEL,
            rises=("cost",), falls=("days_a_to_b", "days_b_to_a"), mechanisms=M24,
        ),
    ]  # fmt: skip
    return lines
