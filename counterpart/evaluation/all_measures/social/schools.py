"""Teaching supported: posts filled, hours reached, and what is learned beside other schools."""

from __future__ import annotations

from counterpart.evaluation.all_measures.shares import of_common
from counterpart.evaluation.all_measures.social.supported import change_beyond
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line
from counterpart.evaluation.measure import Measure, Reported, Yearly

FILLED, VACANT = ("teacher_posts_filled",), ("teacher_posts_vacant",)
HOURS, CLASSES = ("remote_hours_attended",), ("remote_classes",)


def school_measures() -> list[Measure]:
    """The lines of teaching."""
    lines = []
    for side in SIDES:
        lines += [
            line(
                "social.teaching_posts_filled_{side}", "outcome", "one_side", "index", "higher",
                {
                    "part": Reported(FILLED, side, beside=VACANT),
                    "vacant": Reported(VACANT, side, beside=FILLED),
                },
                posts_filled, f"{METHODS}, section 4: teaching support",
                side=side, rises=("part",), falls=("vacant",), mechanisms=("M44",),
            ),
            line(
                "social.remote_hours_per_class_{side}", "output", "one_side", "lesson hours",
                "none",
                {
                    "part": Reported(HOURS, side, each=True),
                    "whole": Reported(CLASSES, side, each=True),
                },
                of_common, f"{METHODS}, section 4: course sharing",
                side=side, periods=("year",), mechanisms=("M45",),
            ),
            line(
                "social.learning_gain_{side}", "outcome", "one_side", "points", "higher",
                {
                    "scores": Yearly(
                        Reported(("test_score_mean",), side, each=True, by="organisation")
                    ),
                    "hours": Reported(HOURS, side, each=True, by="organisation"),
                },
                change_beyond, f"{METHODS}, section 4: learning beside other schools",
                side=side, periods=("all", "stage"), mechanisms=("M44", "M45"),
            ),
        ]  # fmt: skip
    return lines


def posts_filled(part: float, vacant: float) -> float | None:
    """Posts filled by the cooperation, of those and the ones still vacant."""
    return part / (part + vacant) if part + vacant else None
