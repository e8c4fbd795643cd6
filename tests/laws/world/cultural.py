"""The cultural part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from tests.folders import Folder


def rows(folder: Folder) -> None:
    """What cultural measures read beyond the base of the record, alike on both sides."""


# The last year in which each measure has a value, and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "cultural.participants_a_to_b": (2021, 50),
    "cultural.participants_b_to_a": (2021, 25),
    "cultural.events_a_to_b": (2021, 1),
    "cultural.events_b_to_a": (2021, 1),
    # 20 + 50 persons one way, half of it the other way
    "cultural.reciprocity": (2021, 1 - 35 / 105),
    # of four districts one is tied in 2021; the only banner is
    "cultural.coverage_a": (2021, 1 / 4),
    "cultural.coverage_b": (2021, 1),
    # of A1-B11, A2-B11 and A-B the second was lost
    "cultural.continuity": (2021, 2 / 3),
}
# From the other side, where that is another value: of 2020, by hand.
ONE_WAY: dict[str, float] = {}
