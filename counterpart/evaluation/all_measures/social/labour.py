"""People helped into work: whether it lasts and pays, and whether it is free and fair."""

from __future__ import annotations

from counterpart.evaluation import social
from counterpart.evaluation.all_measures.shares import (
    reported,
    share,
    share_extremes,
    share_reported,
)
from counterpart.evaluation.all_measures.words import ARROWS, METHODS, estimated, line
from counterpart.evaluation.measure import Answer, Flows, Measure, Reported

SOURCE = f"{METHODS}, section 4: placements kept, paid and free"


def labour_measures() -> list[Measure]:
    """The lines of people helped into work; how many were moved is none of them."""
    wages = ("placement_wage", "wage_before_placement")
    lines = [
        line(
            "social.work_kept_year_{direction}", "outcome", "pair", "index", "higher",
            {
                "part": Reported(("placements_kept_12_months",), "a" if way == "a_to_b" else "b"),
                "whole": Flows((), way, "persons", kinds=("labour_placement",)),
            },
            share, SOURCE, direction=way, extremes=share_extremes, mechanisms=("M20",),
        )
        for way in ARROWS
    ]  # fmt: skip
    return [
        *lines,
        share_reported(
            "social.work_kept_second_half", "outcome", "higher",
            "placements_kept_12_months", "placements_kept_6_months", SOURCE, ("M20",), sampled=True,
        ),
        line(
            "social.wage_gain", "outcome", "pair", "ratio", "higher",
            {
                "after": Reported(wages[:1], beside=wages[1:]),
                "before": Reported(wages[1:], beside=wages[:1]),
            },
            wage_gain, SOURCE, rises=("after",), falls=("before",), mechanisms=("M20",),
        ),
        reported(
            "social.placement_consent", "outcome", "%", "higher",
            "placement_consent_share", SOURCE, ("M20",),
        ),
        reported(
            "social.wages_on_time", "outcome", "%", "higher",
            "wages_paid_on_time_share", SOURCE, ("M20",),
        ),
        share_reported(
            "social.labour_complaints_resolved", "outcome", "higher",
            "labour_complaints_resolved", "labour_complaints", SOURCE, ("M20",),
        ),
    ]  # fmt: skip


def wage_gain(after: float, before: float) -> float | Answer | None:
    """The mean wage after placement over that before."""
    return estimated(social.wage_gain(after, before))
