"""The argument of the sources: what would refute it, and how its predictions fared."""

from __future__ import annotations

from counterpart.evaluation.all_measures.shares import share_counted
from counterpart.evaluation.all_measures.words import METHODS, estimated, line
from counterpart.evaluation.intervals import clopper_pearson
from counterpart.evaluation.measure import Answer, Counted, Measure

SOURCE = f"{METHODS}, section 6: theory as data"
SCORED = (("outcome", ("hit", "miss")),)


def argument_measures() -> list[Measure]:
    """The lines of the argument."""
    return [
        share_counted(
            "cultural.links_refutable", "input", "higher",
            Counted("links", filled=("would_refute",)), Counted("links"), SOURCE, ("M58",),
        ),
        share_counted(
            "cultural.predictions_scored", "output", "higher",
            Counted("predictions", due="end_on", having=SCORED),
            Counted("predictions", due="end_on"), SOURCE, ("M58",),
        ),
        line(
            "cultural.predictions_hit", "outcome", "pair", "index", "none",
            {
                "part": Counted("predictions", having=(("outcome", ("hit",)),)),
                "whole": Counted("predictions", having=SCORED),
            },
            predictions_hit, "Clopper & Pearson 1934",
            by=("programme",), periods=("all",), mechanisms=("M58",),
        ),
    ]  # fmt: skip


def predictions_hit(part: float, whole: float) -> Answer:
    """The share of scored predictions that were right, with the exact interval."""
    return estimated(clopper_pearson(part, whole), reason="empty whole")
