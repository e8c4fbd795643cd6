"""Published survey items, each its own line and never averaged, and the change of each.

Identity is not inferred from what people do: only what anonymous, published surveys asked stands
here, of both sides, without a better answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation.all_measures.words import METHODS, SIDES, estimated, line
from counterpart.evaluation.intervals import newcombe, wilson
from counterpart.evaluation.measure import Answer, Bounds, Measure, Reported, Side, Yearly

ITEMS = {
    "had_contact": ("M51", "M07"),
    "knows_programme": ("M51",),
    "would_visit": ("M51",),
    "services_satisfied": ("M51",),
    "feels_welcome": ("M51", "M23"),
}
RESPONDENTS = "survey_respondents"
SOURCE = f"{METHODS}, section 2: survey items"
Ends = tuple[float | None, float | None]


def survey_measures() -> list[Measure]:
    """The lines of survey items of both sides."""
    return [each for item in ITEMS for side in SIDES for each in _item(item, side)]


def _item(item: str, side: Side) -> list[Measure]:
    indicator = f"survey_{item}_share"
    share = Reported((indicator,), side)
    respondents = Reported((RESPONDENTS,), side, beside=(indicator,))
    return [
        line(
            f"cultural.{item}_{{side}}", "outcome", "one_side", "%", "none",
            {"share": share, "respondents": respondents}, item_share, f"{SOURCE}; Wilson 1927",
            side=side, extremes=as_stated, optional=("respondents",), mechanisms=ITEMS[item],
        ),
        line(
            f"cultural.{item}_change_{{side}}", "outcome", "one_side", "percentage points", "none",
            {"shares": Yearly(share), "answered": Yearly(respondents)},
            item_change, f"{SOURCE}; Newcombe 1998, method 10",
            side=side, optional=("answered",), periods=("all", "stage"), mechanisms=ITEMS[item],
        ),
    ]  # fmt: skip


def item_share(share: float, respondents: float | None) -> float | Answer:
    """The share that agrees, with the interval of so many respondents where they are given."""
    if not respondents or not 0 <= share <= 100:
        return share
    interval = wilson(_agree(share, respondents), round(respondents))
    return Answer(share, min(interval.low * 100, share), max(interval.high * 100, share),
                    "sampling")  # fmt: skip


def as_stated(share: Ends, respondents: Ends) -> Bounds:
    """Without respondents the bounds are those that the source states."""
    return share


def item_change(shares: Mapping[int, float], answered: Mapping[int, float] | None = None) -> Answer:
    """The share of the last round less that of the first, of different people asked."""
    if len(shares) < 2:
        return Answer(None, reason="too short", words={"needed": 2, "count": len(shares)})
    first, last = min(shares), max(shares)
    change = shares[last] - shares[first]
    notes = (("rounds", {"first": first, "last": last}),)
    if not answered or not answered.get(first) or not answered.get(last):
        return Answer(change, notes=notes)
    counts = [
        number
        for year in (last, first)
        for number in (_agree(shares[year], answered[year]), round(answered[year]))
    ]
    found = estimated(newcombe(*counts), times=100)
    if found.low is None or found.high is None:
        return Answer(change, notes=notes)
    return Answer(change, min(found.low, change), max(found.high, change), "sampling",
                    notes=notes)  # fmt: skip


def _agree(share: float, respondents: float) -> int:
    return round(share / 100 * respondents)
