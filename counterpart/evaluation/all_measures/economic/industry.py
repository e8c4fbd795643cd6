"""Industry: jobs for the money, parks in use, trade and value added that the partner induces."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import OF_PLACES, SECTION, reported
from counterpart.evaluation.all_measures.words import SIDES, line, same
from counterpart.evaluation.measure import Flows, Measure

CAPITAL = Flows((), "a_to_b", "money", kinds=("assistance_funds", "investment_paid_in"))
TRADE = tuple(Flows((), way, "money", kinds=("firm_trade",)) for way in ("a_to_b", "b_to_a"))


def industry_lines() -> list[Measure]:
    """Parks, jobs and the network of economic ties."""
    lines = [
        line(
            "economic.jobs_per_million", "outcome", "one_side", "jobs per million", "higher",
            {"jobs": reported("jobs_created", "b"), "money": CAPITAL}, _jobs,
            f"{SECTION}: unit cost",
            rises=("jobs",), falls=("money",), periods=("stage", "all"),
            mechanisms=("M15", "M30"),
        ),
        line(
            "economic.park_area_in_use", "outcome", "one_side", "index", "higher",
            {
                "part": reported("park_area_used", "b", "park_area"),
                "whole": reported("park_area", "b", "park_area_used"),
            },
            economic.ratio, f"{SECTION}: parks",
            rises=("part",), falls=("whole",), by=OF_PLACES, mechanisms=("M30",),
        ),
        line(
            "economic.park_local_purchases", "outcome", "one_side", "index", "higher",
            {
                "purchases": reported("park_local_purchases", "b", "park_output"),
                "output": reported("park_output", "b", "park_local_purchases"),
            },
            _purchases, f"{SECTION}: parks",
            rises=("purchases",), falls=("output",), by=OF_PLACES, mechanisms=("M30", "M55"),
        ),
    ]  # fmt: skip
    for side in SIDES:
        lines += [
            line(
                "economic.trade_share_{side}", "outcome", "one_side", "ratio", "none",
                {
                    "sales": TRADE[0], "purchases": TRADE[1],
                    "gdp": reported("gdp", side),
                },
                _trade_share, "Hirschman 1945",
                side=side, rises=("sales", "purchases"), falls=("gdp",), mechanisms=("M55",),
            ),
            line(
                "economic.value_added_induced_{side}", "outcome", "one_side", "money", "none",
                {"amount": reported("value_added_induced", side)}, same,
                "Miller & Blair 2009",
                side=side, rises=("amount",), by=OF_PLACES, mechanisms=("M55", "M10"),
            ),
        ]  # fmt: skip
    return lines


def _jobs(jobs: float, money: float) -> float | None:
    return economic.per_million(jobs, money)


def _purchases(purchases: float, output: float) -> float | None:
    return economic.ratio(purchases, output)


def _trade_share(sales: float, purchases: float, gdp: float) -> float | None:
    return economic.trade_share(sales + purchases, gdp)
