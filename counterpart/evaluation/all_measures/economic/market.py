"""The market: sales that last without subsidy, their growth, prices, transport, spill-over."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, isnan, nan

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    MARKET,
    OF_PLACES,
    SALES,
    SECTION,
    as_reported,
    known,
    reported,
)
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.intervals import Stated, share_of_whole
from counterpart.evaluation.measure import Answer, Bounds, Flows, Measure, Reported, Yearly

BY_ORIGIN = Flows(("market",), "b_to_a", "money", split="origin")
Years = Mapping[int, Mapping[str, float]]


def market_lines() -> list[Measure]:
    """Sales in the partner's market and what they lead to."""
    return [
        line(
            "economic.unsubsidised_share", "outcome", "pair", "index", "higher",
            {"part": reported("sales_unsubsidised", "b"), "whole": SALES}, share_in_whole,
            f"{SECTION}: sales kept up without subsidy",
            extremes=part_in_whole, mechanisms=("M26",),
        ),
        line(
            "economic.repeat_share", "outcome", "pair", "index", "higher",
            {"part": reported("sales_repeat_buyers", "b"), "whole": SALES}, share_in_whole,
            f"{SECTION}: repeat purchase",
            extremes=part_in_whole, mechanisms=("M26",),
        ),
        line(
            "economic.sales_growth", "outcome", "pair", "%", "higher",
            {"sales_by_place": Yearly(BY_ORIGIN)}, _growth,
            f"{SECTION}: growth like for like",
            periods=("all",), mechanisms=("M26",),
        ),
        as_reported(
            "farm_gate_share", "outcome", "%", "higher", reported("farm_gate_price_share"),
            f"{SECTION}: return to origin", "M26", "M27",
        ),
        line(
            "economic.price_premium", "outcome", "pair", "%", "higher",
            {
                "product_price": reported("product_price", None, "generic_price"),
                "generic_price": reported("generic_price", None, "product_price"),
            },
            _premium, f"{SECTION}: premium over the generic product",
            rises=("product_price",), falls=("generic_price",), by=OF_PLACES, mechanisms=("M27",),
        ),
        as_reported(
            "transport_loss", "outcome", "%", "lower", reported("transport_loss_share"),
            f"{SECTION}: cold chain", "M28",
        ),
        as_reported(
            "transport_cost", "outcome", "money", "lower", reported("transport_cost_per_tonne"),
            f"{SECTION}: cold chain", "M28",
        ),
        as_reported(
            "backhaul_rate", "outcome", "%", "higher", reported("backhaul_rate"),
            f"{SECTION}: cold chain", "M28",
        ),
        line(
            "economic.outside_share", "outcome", "one_side", "index", "higher",
            {"outside": reported("sales_outside_pair", "b"), "market": MARKET}, _outside,
            f"{SECTION}: launch market",
            rises=("outside",), falls=("market",), mechanisms=("M63",),
        ),
        line(
            "economic.launch_spillover", "outcome", "one_side", "ratio", "higher",
            {
                "outside": Yearly(Reported(("sales_outside_pair",), "b", each=True)),
                "entered": Yearly(Reported(("sales_unsubsidised",), "b", each=True)),
            },
            _spillover, "difference in differences of logarithms; interval of Welch 1947",
            by=("programme",), periods=("all",), mechanisms=("M63",),
        ),
    ]  # fmt: skip


def share_in_whole(part: float, whole: float) -> float | Answer | None:
    """A share of what the part lies in: more than all of it is an error of the record."""
    if part > whole:
        return Answer(None, reason="part above whole")
    return economic.ratio(part, whole)


def part_in_whole(part: Bounds, whole: Bounds) -> Bounds:
    """Exact bounds of a share whose part lies in its whole."""
    found = share_of_whole(Stated(nan, *part), Stated(nan, *whole))
    return found.low, found.high


def _growth(sales_by_place: Years) -> float | Answer | None:
    """Growth of the last year on the year before, over places that sold in both, in per cent."""
    last = max(sales_by_place)
    if last - 1 not in sales_by_place:
        return Answer(None, reason="year before", words={"year": last - 1})
    before, after = sales_by_place[last - 1], sales_by_place[last]
    places = sorted(before.keys() | after.keys())
    found = economic.like_for_like(
        [before.get(place, nan) for place in places], [after.get(place, nan) for place in places]
    )
    value = known(100 * found.growth)
    words = {
        "year": last,
        "share": f"{100 * found.share_after:.0f}",
        "raw": f"{100 * found.raw:.1f}",
    }
    if value is None:
        return Answer(None, reason="same sellers", words={"year": last})
    return Answer(value, notes=(("like for like", words),))


def _premium(product_price: float, generic_price: float) -> float | None:
    found = economic.price_premium(product_price, generic_price)
    return None if found is None else 100 * found


def _outside(outside: float, market: float) -> float | None:
    return economic.ratio(outside, outside + market)


def _spillover(outside: Years, entered: Years) -> Answer:
    """Sales elsewhere of sellers since they sell unsubsidised to the partner, against the others.

    Of those who never did, the dates are those of the middle one who did.
    """
    first = {name: min(year for year in entered if name in entered[year])
             for names in entered.values() for name in names}  # fmt: skip
    middle = sorted(first.values())[len(first) // 2]
    names = sorted({name for names in outside.values() for name in names})
    before, after = (
        [_mean(outside, name, first.get(name, middle), since) for name in names]
        for since in (False, True)
    )
    some = [position for position in range(len(names))
            if not isnan(before[position]) and not isnan(after[position])]  # fmt: skip
    if not some:
        return Answer(None, reason="sales on both sides of entry")
    found = economic.launch_spillover(
        [before[each] for each in some],
        [after[each] for each in some],
        [names[each] in first for each in some],
    )
    if isnan(found.factor):
        return Answer(None, reason="sales on both sides of entry")
    low, high = known(found.low), known(found.high)
    words = {"launched": found.launched, "others": found.others}
    notes = (("launched and others", words),)
    if low is None or high is None:
        return Answer(found.factor, notes=notes)
    return Answer(found.factor, exp(low), exp(high), "sampling", notes=notes)


def _mean(sales: Years, name: str, entry: int, since: bool) -> float:
    found = [of[name] for year, of in sales.items() if name in of and (year >= entry) == since]
    return sum(found) / len(found) if found else nan
