"""Ledgers: money by kind, in the prices of one year, due, planned, committed and paid."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    AID,
    INVESTMENT,
    MARKET,
    SECTION,
    reported,
)
from counterpart.evaluation.all_measures.words import line, same
from counterpart.evaluation.measure import Answer, Due, Flows, Measure, Yearly

LEDGERS = f"{SECTION}: ledgers, nominal"
REAL = f"{SECTION}: ledgers, in prices of one year"
PATH = f"{SECTION}: commitment path"
# By origin and destination: the plan of one office is no plan of what another pays.
PAID, COMMITTED, PLANNED = (
    Flows(("aid",), "a_to_b", "money", (stage,), split="pair")
    for stage in ("paid", "committed", "planned")
)
LIKELY = (50.0, 200.0)
ByYear = dict[int, float]
Pair = tuple[str, str]
ByPair = Mapping[Pair, float]


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
            mechanisms=("M11", "M13"),
        ),
        line(
            "economic.absorption", "output", "pair", "ratio", "higher",
            {"paid": PAID, "committed": COMMITTED}, _absorption,
            f"{SECTION}: committed against paid",
            mechanisms=("M11", "M13", "M15"),
        ),
        line(
            "economic.payment_delay", "output", "pair", "years", "lower",
            {"committed": Yearly(COMMITTED), "paid": Yearly(PAID)}, _delay,
            f"{SECTION}: area between the running totals of committed and paid",
            periods=("all",), mechanisms=("M11", "M13"),
        ),
    ]  # fmt: skip


def in_last_prices(amounts: ByYear, prices: ByYear) -> float | Answer:
    """The sum of yearly amounts in the prices of their last year."""
    last = max(amounts)
    levels = price_levels(prices, last)
    if isinstance(levels, Answer):
        return levels
    lacking = sorted(set(amounts) - set(levels))
    if lacking:
        years = ", ".join(map(str, lacking))
        return Answer(None, reason="price index", words={"years": years})
    real = economic.real(list(amounts.values()), list(amounts), levels, last)
    return Answer(float(real.sum()), notes=(("prices of", {"year": last}),))


def price_levels(prices: Mapping[int, float], base_year: int) -> dict[int, float] | Answer:
    """Levels from indices whose year before is 100; changes in per cent are no such index."""
    for year, index in sorted(prices.items()):
        if not LIKELY[0] < index < LIKELY[1]:
            return Answer(None, reason="unlikely index", words={"year": year, "index": index})
    return economic.price_level(prices, base_year)


def _real_aid(aid: ByYear, prices: ByYear) -> float | Answer:
    return in_last_prices(aid, prices)


def _real_market(market: ByYear, prices: ByYear) -> float | Answer:
    return in_last_prices(market, prices)


def _deviation(planned: ByPair, paid: ByPair) -> float | Answer | None:
    sums = _of_both(planned, paid)
    if isinstance(sums, Answer):
        return sums
    found = economic.outturn_deviation(*sums)
    return None if found is None else 100 * found


def _absorption(paid: ByPair, committed: ByPair) -> float | Answer | None:
    sums = _of_both(paid, committed)
    return sums if isinstance(sums, Answer) else economic.absorption(*sums)


def _of_both(one: ByPair, other: ByPair) -> tuple[float, float] | Answer:
    """Two sums over the origins and destinations that have both."""
    both = sorted(one.keys() & other.keys())
    if not both:
        return Answer(None, reason="same ends")
    return sum(one[pair] for pair in both), sum(other[pair] for pair in both)


def _delay(committed: Mapping[int, ByPair], paid: Mapping[int, ByPair]) -> float | Answer | None:
    """The mean delay over origins and destinations, weighted by the money that has both."""
    matched = outstanding = area = 0.0
    promised, came = _over_years(committed), _over_years(paid)
    for pair in sorted(promised.keys() & came.keys()):
        due, out = promised[pair], came[pair]
        if min(*due.values(), *out.values()) < 0:
            return Answer(None, reason="negative sums")
        found = economic.payment_delay(list(due.values()), list(due), list(out.values()), list(out))
        if found.mean is not None:
            area += found.mean * found.matched
        matched += found.matched
        outstanding += found.outstanding
    if not matched:
        return Answer(None, reason="same ends")
    share = f"{100 * outstanding / (matched + outstanding):.0f}"
    notes = (("still outstanding", {"share": share}),) if outstanding else ()
    return Answer(area / matched, notes=notes)


def _over_years(sums: Mapping[int, ByPair]) -> dict[Pair, ByYear]:
    found: dict[Pair, ByYear] = {}
    for year, of in sums.items():
        for pair, amount in of.items():
            found.setdefault(pair, {})[year] = amount
    return found
