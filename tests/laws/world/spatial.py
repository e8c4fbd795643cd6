"""The spatial part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from tests.folders import Folder


def rows(folder: Folder) -> None:
    """What spatial measures read beyond the base of the record, alike on both sides."""


# The last year in which each measure has a value, and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "spatial.people_a_to_b": (2021, 20),
    "spatial.people_b_to_a": (2021, 10),
    # three people, all days of the year
    "spatial.person_days_a_to_b": (2021, 3 * 365),
    "spatial.person_days_b_to_a": (2021, 3 * 365),
    "spatial.labour_a_to_b": (2021, 30),
    "spatial.labour_b_to_a": (2021, 15),
    # 4 + 3 of 4 + 3 + 2 movers a hundred residents
    "spatial.mobility_retention_a": (2020, 7 / 9),
    "spatial.mobility_retention_b": (2020, 7 / 9),
    "spatial.mobility_rate_a": (2020, 0.09),
    "spatial.mobility_rate_b": (2020, 0.09),
    # the three largest of four places with 401 to 404 residents and equal rates
    "spatial.mobility_concentration_a": (2020, (402 + 403 + 404) / 1610),
    "spatial.mobility_concentration_b": (2020, (402 + 403 + 404) / 1610),
}
# From the other side, where that is another value: of 2020, by hand.
ONE_WAY: dict[str, float] = {}
