"""Ledgers: money by kind, in the prices of one year, due, planned, committed and paid."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    AID,
    INVESTMENT,
    MARKET,
    SECTION,
    reported,
)
from counterpart.evaluation.all_measures.words import line, same
from counterpart.evaluation.measure import Due, Estimate, Flows, Measure, Yearly

LEDGERS = f"{SECTION}: ledgers, nominal"
REAL = f"{SECTION}: ledgers, in prices of one year"
PATH = f"{SECTION}: commitment path"
PAID = Flows(("aid",), "a_to_b", "money", ("paid",))
COMMITTED = Flows(("aid",), "a_to_b", "money", ("committed",))
PLANNED = Flows(("aid",), "a_to_b", "money", ("planned",))
ByYear = dict[int, float]


def ledger_lines() -> list[Measure]:
    """What was given, invested and sold, and whether it came as it was promised."""
    return [
        line(
            "economic.aid", "input", "pair", "money", "none", {"amount": AID}, same, LEDGERS,
            rises=("amount",), mechanisms=("M11", "M13", "M14"),
        ),
        line(
            "economic.investment", "output", "pair", "money", "none",
            {"amount": INVESTMENT}, same, LEDGERS,
            rises=("amount",), mechanisms=("M15", "M52"),
        ),
        line(
            "economic.market", "outcome", "pair", "money", "higher", {"amount": MARKET}, same,
            LEDGERS, rises=("amount",), mechanisms=("M26", "M63"),
        ),
        line(
            "economic.aid_real", "input", "pair", "money", "none",
            {"aid": Yearly(AID), "prices": Yearly(reported("consumer_prices", "b"))},
            _real_aid, REAL,
            rises=("aid", "prices"), by=("programme", "pairing"), periods=("stage", "all"),
            mechanisms=("M11", "M12"),
        ),
        line(
            "economic.market_real", "outcome", "pair", "money", "higher",
            {"market": Yearly(MARKET), "prices": Yearly(reported("consumer_prices", "a"))},
            _real_market, REAL,
            rises=("market", "prices"), by=("programme", "pairing"), periods=("stage", "all"),
            mechanisms=("M26",),
        ),
        line(
            "economic.due", "input", "pair", "money", "none", {"amount": Due("a_to_b")}, same,
            PATH, rises=("amount",), by=("programme",), mechanisms=("M12",),
        ),
        line(
            "economic.fulfilment", "output", "pair", "index", "none",
            {"paid": Due("a_to_b", "paid"), "due": Due("a_to_b", "due_where_paid")},
            economic.fulfilment, f"{PATH} due against paid",
            rises=("paid",), falls=("due",), by=("programme",), mechanisms=("M03", "M12"),
        ),
        line(
            "economic.outturn_deviation", "output", "pair", "%", "none",
            {"planned": PLANNED, "paid": PAID}, _deviation,
            "PEFA framework 2016, indicator PI-1",
            rises=("paid",), falls=("planned",), mechanisms=("M11", "M13"),
        ),
        line(
            "economic.absorption", "output", "pair", "ratio", "higher",
            {"paid": PAID, "committed": COMMITTED}, economic.absorption,
            f"{SECTION}: committed against paid",
            rises=("paid",), falls=("committed",), mechanisms=("M11", "M13", "M15"),
        ),
        line(
            "economic.payment_delay", "output", "pair", "years", "lower",
            {"committed": Yearly(COMMITTED), "paid": Yearly(PAID)}, _delay,
            f"{SECTION}: area between the running totals of committed and paid",
            periods=("all",), mechanisms=("M11", "M13"),
        ),
    ]  # fmt: skip


def in_last_prices(amounts: ByYear, prices: ByYear) -> float | Estimate:
    """The sum of yearly amounts in the prices of their last year."""
    last = max(amounts)
    levels = economic.price_level(prices, last)
    lacking = sorted(set(amounts) - set(levels))
    if lacking:
        years = ", ".join(map(str, lacking))
        return Estimate(None, reason="price index", words={"years": years})
    real = economic.real(list(amounts.values()), list(amounts), levels, last)
    return Estimate(float(real.sum()), notes=(("prices of", {"year": last}),))


def _real_aid(aid: ByYear, prices: ByYear) -> float | Estimate:
    return in_last_prices(aid, prices)


def _real_market(market: ByYear, prices: ByYear) -> float | Estimate:
    return in_last_prices(market, prices)


def _deviation(planned: float, paid: float) -> float | None:
    found = economic.outturn_deviation(planned, paid)
    return None if found is None else 100 * found


def _delay(committed: ByYear, paid: ByYear) -> float | Estimate | None:
    if min(*committed.values(), *paid.values(), 0.0) < 0:
        return Estimate(None, reason="negative sums")
    found = economic.payment_delay(
        list(committed.values()), list(committed), list(paid.values()), list(paid)
    )
    share = found.outstanding / (found.matched + found.outstanding) if found.matched else 0.0
    notes = (("still outstanding", {"share": f"{100 * share:.0f}"}),) if found.outstanding else ()
    return Estimate(found.mean, notes=notes) if found.mean is not None else None
