"""What the record can bear: ties, stories, claims and advice with the facts that they need."""

from __future__ import annotations

from counterpart.evaluation.all_measures.shares import reported, share_counted
from counterpart.evaluation.all_measures.words import METHODS
from counterpart.evaluation.measure import Counted, Measure

RECORD = f"{METHODS}, section 2: shares of the record"
STATED = (("status", ("stated",)),)
ANSWERED = (("response", ("accepted", "partly", "rejected")),)
ADVICE = "recommendations"


def documented_measures() -> list[Measure]:
    """The lines of what is documented."""
    return [
        share_counted(
            "cultural.pairings_dated", "input", "higher",
            Counted("pairings", filled=("side_a", "side_b", "start_on", "source")),
            Counted("pairings"), RECORD, ("M01",),
        ),
        share_counted(
            "cultural.stories_with_consent", "input", "higher",
            Counted("stories", filled=("consent", "source"), empty=("takedown_on",)),
            Counted("stories", empty=("takedown_on",)), RECORD, ("M50",),
        ),
        share_counted(
            "cultural.claims_dated", "input", "higher",
            Counted("claims", where=STATED, filled=("end_on", "locator", "source")),
            Counted("claims", where=STATED), RECORD, ("M56",),
        ),
        share_counted(
            "cultural.claims_checked", "input", "higher",
            Counted("claims", where=STATED, filled=("check",)),
            Counted("claims", where=STATED), RECORD, ("M56",),
        ),
        reported(
            "cultural.legal_clauses_served", "context", "items", "none", "legal_clauses_served",
            f"{METHODS}, section 2: legal basis", ("M57",),
        ),
        share_counted(
            "cultural.advice_answered", "output", "higher",
            Counted(ADVICE, having=ANSWERED), Counted(ADVICE), RECORD, ("M65",),
        ),
        share_counted(
            "cultural.advice_done_on_time", "outcome", "higher",
            Counted(ADVICE, due="due", on_time=("due", "done_on")),
            Counted(ADVICE, due="due"), RECORD, ("M65",),
        ),
        share_counted(
            "cultural.advice_with_evidence", "outcome", "higher",
            Counted(ADVICE, filled=("done_on", "evidence")),
            Counted(ADVICE, filled=("done_on",)), RECORD, ("M65",),
        ),
    ]  # fmt: skip
