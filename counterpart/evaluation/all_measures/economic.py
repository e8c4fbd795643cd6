"""The economic lines of the table: ledgers, the self-sustaining ratio, due against paid."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.words import METHODS, line, same
from counterpart.evaluation.measure import Due, Flows, Measure

LEDGERS = f"{METHODS}, section 3: ledgers, nominal"
PATH = f"{METHODS}, section 3: commitment path"


def economic_measures() -> list[Measure]:
    """The economic lines of the table."""
    aid = Flows(("aid",), "a_to_b", "money")
    market = Flows(("market",), "b_to_a", "money")
    return [
        line(
            "economic.aid", "input", "pair", "money", "none",
            {"amount": aid}, same, LEDGERS,
            rises=("amount",), mechanisms=("M11", "M13", "M14"),
        ),
        line(
            "economic.investment", "output", "pair", "money", "none",
            {"amount": Flows(("investment",), "a_to_b", "money")}, same, LEDGERS,
            rises=("amount",), mechanisms=("M15", "M52"),
        ),
        line(
            "economic.market", "outcome", "pair", "money", "higher",
            {"amount": market}, same, LEDGERS,
            rises=("amount",), mechanisms=("M26", "M63"),
        ),
        line(
            "economic.self_sustaining_ratio", "outcome", "pair", "index", "higher",
            {"market": market, "aid": aid}, economic.self_sustaining_ratio,
            f"{METHODS}, section 3: the transfusion to blood-making test",
            rises=("market",), falls=("aid",), mechanisms=("M02", "M10", "M16"),
        ),
        line(
            "economic.due", "input", "pair", "money", "none",
            {"amount": Due("a_to_b")}, same, PATH,
            rises=("amount",), by=("programme",), mechanisms=("M12",),
        ),
        line(
            "economic.fulfilment", "output", "pair", "index", "none",
            {"paid": Due("a_to_b", "paid"), "due": Due("a_to_b", "due_where_paid")},
            economic.fulfilment, f"{PATH} due against paid",
            rises=("paid",), falls=("due",), by=("programme",), mechanisms=("M03", "M12"),
        ),
        line(
            "economic.energy", "output", "pair", "kWh", "none",
            {"amount": Flows(("energy",), "b_to_a", "kWh")}, same,
            f"{METHODS}, section 3: share of demand met",
            rises=("amount",), mechanisms=("M32", "M33"),
        ),
    ]  # fmt: skip
