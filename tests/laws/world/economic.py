"""The economic part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from tests.folders import Folder
from tests.laws.world import base


def rows(folder: Folder) -> None:
    """What economic measures read beyond the base of the record, alike on both sides."""


# The last year in which each measure has a value, and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "economic.aid": (2021, 400 + 20),
    "economic.investment": (2021, 600),
    "economic.market": (2021, 400),
    "economic.self_sustaining_ratio": (2021, 400 / 820),
    # 18 and ten percent; 20 was paid
    "economic.due": (2021, 19.8),
    "economic.fulfilment": (2021, 20 / 19.8),
    "economic.energy": (2021, 3500),
}
# From the other side, where that is another value: of 2020, by hand.
ONE_WAY: dict[str, float] = {
    "economic.aid": base.AID_BACK,
    "economic.investment": base.MONEY["investment_paid_in"] / 2,
    "economic.market": base.MONEY["product_sales"],
    "economic.energy": base.COUNTS["electricity"],
    "economic.self_sustaining_ratio": 800 / (800 + base.AID_BACK),
    "economic.due": base.DUE_BACK,
    "economic.fulfilment": 10 / base.DUE_BACK,
}
