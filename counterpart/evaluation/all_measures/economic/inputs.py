"""What several economic lines read, and how a figure that is reported as such makes a line."""

from __future__ import annotations

from math import isnan

from counterpart.evaluation.all_measures.words import METHODS, line, same
from counterpart.evaluation.measure import About, Better, By, Flows, Level, Measure, Reported, Side

AID = Flows(("aid",), "a_to_b", "money")
MARKET = Flows(("market",), "b_to_a", "money")
# Contracted investment is another figure and never added to what was paid in.
INVESTMENT = Flows((), "a_to_b", "money", kinds=("investment_paid_in",))
SALES = Flows((), "b_to_a", "money", kinds=("product_sales",))
# Kinds of money of which none holds another: trade between firms holds sales and is left out.
MONEY = (
    "assistance_funds",
    "joint_project_funds",
    "private_cofunding",
    "investment_paid_in",
    "product_sales",
    "consumption_purchased",
    "consumption_helped_sell",
    "technology_contract_value",
    "licence_income",
    "ecological_payments",
)
# What is reported of places is no figure of the schools or firms that are paired in them.
OF_PLACES: tuple[By, ...] = ("programme", "place")
SECTION = f"{METHODS}, section 3"


def reported(indicator: str, side: Side | None = None, *beside: str) -> Reported:
    """One indicator as it is reported, with those that must stand beside it."""
    return Reported((indicator,), side, beside)


def as_reported(
    key: str,
    level: Level,
    unit: str,
    better: Better,
    read: Reported | Flows,
    source: str,
    *mechanisms: str,
) -> Measure:
    """A line that is nothing but what is reported."""
    by: tuple[By, ...] = ("programme", "pairing", "place")
    if isinstance(read, Reported):
        by = OF_PLACES
    about: About = "one_side" if isinstance(read, Reported) and read.side else "pair"
    return line(
        f"economic.{key}", level, about, unit, better, {"amount": read}, same, source,
        rises=("amount",), by=by, mechanisms=mechanisms,
    )  # fmt: skip


def known(number: float | None) -> float | None:
    """A number, or None where the function says NaN."""
    return None if number is None or isnan(number) else number
