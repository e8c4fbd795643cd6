"""The economic lines of the table: ledgers, the self-sustaining ratio, due against paid."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.words import same
from counterpart.evaluation.measure import Due, Flows, Measure


def economic_measures() -> list[Measure]:
    """The economic lines of the table."""
    aid = Flows(("aid",), "a_to_b", "money")
    market = Flows(("market",), "b_to_a", "money")
    return [
        Measure(
            "economic.aid",
            "aid, A → B",
            "援助资金（A → B）",
            "economic", "input", "pair", "money", "none",
            {"amount": aid},
            same,
            "fiscal funds and donations, paid or stage not stated; planned sums left out",
            "Counterpart methods, section 3: ledgers, nominal",
            rises=("amount",),
            mechanisms=("M11", "M13", "M14"),
        ),
        Measure(
            "economic.investment",
            "investment paid in, A → B",
            "到位投资（A → B）",
            "economic", "output", "pair", "money", "none",
            {"amount": Flows(("investment",), "a_to_b", "money")},
            same,
            "investment flows, paid or stage not stated",
            "Counterpart methods, section 3: ledgers, nominal",
            rises=("amount",),
            mechanisms=("M15", "M52"),
        ),
        Measure(
            "economic.market",
            "products sold in the partner's market, B → A",
            "产品销售额（B → A）",
            "economic", "outcome", "pair", "money", "higher",
            {"amount": market},
            same,
            "sales and purchases, nominal",
            "Counterpart methods, section 3: ledgers, nominal",
            rises=("amount",),
            mechanisms=("M26", "M63"),
        ),
        Measure(
            "economic.self_sustaining_ratio",
            "market share of market and aid",
            "市场往来占市场与援助之比",
            "economic", "outcome", "pair", "index", "higher",
            {"market": market, "aid": aid},
            economic.self_sustaining_ratio,
            "market / (market + aid), both nominal and in one currency",
            "Counterpart methods, section 3: the transfusion to blood-making test",
            rises=("market",),
            falls=("aid",),
            mechanisms=("M02", "M10", "M16"),
        ),
        Measure(
            "economic.due",
            "due by commitment rules, A → B",
            "按承诺规则应付（A → B）",
            "economic", "input", "pair", "money", "none",
            {"amount": Due("a_to_b")},
            same,
            "chosen reading of each rule in money; bounds span the other readings",
            "Counterpart methods, section 3: commitment path",
            rises=("amount",),
            by=("programme",),
            mechanisms=("M12",),
        ),
        Measure(
            "economic.fulfilment",
            "paid against due, A → B",
            "到位与应付之比（A → B）",
            "economic", "output", "pair", "index", "none",
            {"paid": Due("a_to_b", "paid"), "due": Due("a_to_b", "due_where_paid")},
            economic.fulfilment,
            "paid in the account of the commitment / due in the years with a payment on record",
            "Counterpart methods, section 3: commitment path due against paid",
            rises=("paid",),
            falls=("due",),
            by=("programme",),
            mechanisms=("M03", "M12"),
        ),
        Measure(
            "economic.energy",
            "electricity supplied, B → A",
            "供电量（B → A）",
            "economic", "output", "pair", "kWh", "none",
            {"amount": Flows(("energy",), "b_to_a", "kWh")},
            same,
            "sum of electricity flows",
            "Counterpart methods, section 3: share of demand met",
            rises=("amount",),
            mechanisms=("M32", "M33"),
        ),
    ]  # fmt: skip
