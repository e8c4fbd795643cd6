"""Ecology and land: payment against service, and what works take from those who live there."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    OF_PLACES,
    SECTION,
    as_reported,
    reported,
)
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.measure import Answer, Flows, Measure, Yearly

WORKS = ("M30", "M32", "M35", "M36")
PAYMENTS = Flows((), "a_to_b", "money", kinds=("ecological_payments",))
BESIDE = f"{SECTION}: land and consent beside every work"


def land_lines() -> list[Measure]:
    """What is protected and paid for, and what is taken."""
    return [
        line(
            "economic.payment_per_hectare", "output", "pair", "money", "none",
            {"payments": PAYMENTS, "hectares": reported("sand_control_area", "b")}, _payment,
            f"{SECTION}: payment against service delivered",
            rises=("payments",), falls=("hectares",), mechanisms=("M35",),
        ),
        line(
            "economic.grassland_change", "outcome", "one_side", "percentage points", "higher",
            {"by_year": Yearly(reported("grassland_cover", "b"))}, _points,
            f"{SECTION}: change a year", periods=("all",), by=OF_PLACES, mechanisms=("M35", "M37"),
        ),
        as_reported(
            "land_consent", "outcome", "%", "higher", reported("land_consent_share", "b"), BESIDE,
            *WORKS,
        ),
        as_reported(
            "households_displaced", "outcome", "households", "lower",
            reported("households_displaced", "b"), BESIDE, *WORKS,
        ),
        line(
            "economic.land_compensation", "output", "one_side", "money", "none",
            {
                "paid": reported("land_compensation_paid", "b", "land_area_taken"),
                "hectares": reported("land_area_taken", "b", "land_compensation_paid"),
            },
            _compensation, BESIDE, rises=("paid",), falls=("hectares",), by=OF_PLACES,
            mechanisms=WORKS,
        ),
    ]  # fmt: skip


def _payment(payments: float, hectares: float) -> float | None:
    return economic.ratio(payments, hectares)


def _points(by_year: Mapping[int, float]) -> float | Answer | None:
    """Mean change a year of a percentage between the first and the last year."""
    first, last = min(by_year), max(by_year)
    if first == last:
        return Answer(None, reason="too short", words={"needed": 2, "count": 1})
    value = (by_year[last] - by_year[first]) / (last - first)
    return Answer(value, notes=(("between years", {"first": first, "last": last}),))


def _compensation(paid: float, hectares: float) -> float | None:
    return economic.ratio(paid, hectares)
