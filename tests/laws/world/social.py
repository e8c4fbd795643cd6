"""The social part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from tests.folders import Folder
from tests.laws.world import base


def rows(folder: Folder) -> None:
    """What social measures read beyond the base of the record, alike on both sides."""


# The last year in which each measure has a value, and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "social.institution_ties": (2021, 2),
    # A1-B11 has one level, A-B has schools and hospitals
    "social.multiplexity": (2021, 1.5),
    "social.paired_schools_a": (2020, 12),
    "social.paired_schools_b": (2020, 12),
    "social.paired_hospitals_a": (2020, 12),
    "social.paired_hospitals_b": (2020, 12),
    "social.outpatient_visits_change": (2020, 10),
    "social.inpatient_discharges_change": (2020, 20),
    "social.surgical_procedures_change": (2020, 30),
}
# From the other side, where that is another value: of 2020, by hand.
ONE_WAY: dict[str, float] = {
    **{f"social.{name}_change": 10.0 * number for number, name in enumerate(base.GROWTH, 1)},
}
