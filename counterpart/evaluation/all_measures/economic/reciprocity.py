"""Both ways: what comes back, in money, goods and other channels, and what the helper bears."""

from __future__ import annotations

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import MONEY, OF_PLACES, SECTION, reported
from counterpart.evaluation.all_measures.words import ARROWS, line
from counterpart.evaluation.measure import Direction, Flows, Measure

# Channels and the unit in which both directions are counted.
CHANNELS = {
    "money": "money",
    "people": "persons",
    "training": "person-times",
    "goods": "tonnes",
    "energy": "kWh",
    "culture": "persons",
}


def reciprocity_lines() -> list[Measure]:
    """Return flows by channel, and the helper's cost."""
    channels = {
        f"{channel}_{way}": _channel(channel, way) for channel in CHANNELS for way in ARROWS
    }
    return [
        line(
            "economic.return_share", "outcome", "pair", "index", "none",
            {way: _channel("money", way) for way in ARROWS}, _return_share,
            f"{SECTION}: reciprocity ledger",
            rises=("b_to_a",), falls=("a_to_b",), mechanisms=("M02", "M10", "M61"),
        ),
        line(
            "economic.channels_returned", "outcome", "pair", "index", "higher",
            channels, _channels_returned, f"{SECTION}: reciprocity ledger",
            rises=tuple(channels), optional=tuple(channels), periods=("stage", "all"),
            mechanisms=("M02", "M10", "M28"),
        ),
        line(
            "economic.helper_cost", "input", "one_side", "money", "none",
            {
                "helper_cost": reported("helper_cost", "a"),
                "posting_cost": reported("posting_cost"),
            },
            _helper_cost, f"{SECTION}: cost borne beside the funds",
            rises=("helper_cost", "posting_cost"), optional=("posting_cost",),
            by=OF_PLACES, mechanisms=("M10", "M17"),
        ),
    ]  # fmt: skip


def _channel(channel: str, way: Direction) -> Flows:
    if channel == "money":
        return Flows((), way, "money", kinds=MONEY)
    return Flows((channel,), way, CHANNELS[channel])


def _return_share(a_to_b: float, b_to_a: float) -> float | None:
    return None if min(a_to_b, b_to_a) < 0 else economic.ratio(b_to_a, a_to_b + b_to_a)


def _channels_returned(**amounts: float | None) -> float | None:
    """The share of channels with anything counted in which both ways are."""
    there = {name for name, amount in amounts.items() if amount}
    active = {name.removesuffix(f"_{way}") for name in there for way in ARROWS}
    channels = active & CHANNELS.keys()
    returned = [each for each in channels if {f"{each}_{way}" for way in ARROWS} <= there]
    return economic.ratio(len(returned), len(channels))


def _helper_cost(helper_cost: float, posting_cost: float | None) -> float:
    return helper_cost + (posting_cost or 0.0)
