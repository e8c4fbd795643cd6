"""How the cooperation is run: projects, promises, assessment, the path through offices."""

from __future__ import annotations

from counterpart.evaluation.all_measures.shares import (
    reported,
    share_counted,
    share_reported,
)
from counterpart.evaluation.all_measures.words import METHODS, SIDES, estimated, line
from counterpart.evaluation.intervals import newcombe
from counterpart.evaluation.measure import Answer, Bounds, Counted, Measure, Reported

RECORD = f"{METHODS}, section 4: shares of the record"
COMPLETED = (("status", ("completed",)),)
UNITED_FRONT = (("sector", ("united_front",)), ("status", ("confirmed", "running", "completed")))
OTHERS = ("government", "public_service", "enterprise")
# One published indicator of each of the five fields: the list is the assessment's, kept short.
FIELDS = {
    "economy": "income_per_head",
    "politics": "procedure_days",
    "culture": "cultural_venues",
    "ecology": "forest_cover",
    "society": "doctors",
}


def governance_measures() -> list[Measure]:
    """The lines of how the cooperation is run."""
    lines = [*_projects(), *_assessment()]
    for side in SIDES:
        lines += [
            reported(
                "social.procedure_days_{side}", "outcome", "days", "lower", "procedure_days",
                f"{METHODS}, section 4: hand-offs between offices", ("M54",), side,
            ),
            share_reported(
                "social.handoff_share_{side}", "outcome", "lower", "handoff_days",
                "procedure_days", f"{METHODS}, section 4: hand-offs between offices",
                ("M54",), side,
            ),
        ]  # fmt: skip
    lines.append(
        share_reported(
            "social.complaints_resolved", "outcome", "higher",
            "complaints_resolved", "complaints_received", RECORD, ("M56", "M65"),
        )
    )  # fmt: skip
    return lines


def _projects() -> list[Measure]:
    both = ("planned_end", "actual_end")
    civic = (("sponsor_sector", ("civil_society",)),)
    others = (("sponsor_sector", OTHERS),)
    return [
        share_counted(
            "social.united_front_completed", "output", "higher",
            Counted("projects", where=UNITED_FRONT, having=COMPLETED),
            Counted("projects", where=UNITED_FRONT), RECORD, ("M04",),
        ),
        share_counted(
            "social.united_front_on_time", "output", "higher",
            Counted("projects", where=UNITED_FRONT[:1], filled=both, on_time=both),
            Counted("projects", where=UNITED_FRONT[:1], filled=both), RECORD, ("M04",),
        ),
        share_counted(
            "social.milestones_on_time", "output", "higher",
            Counted("milestones", due="due", on_time=("due", "done_on")),
            Counted("milestones", due="due"), RECORD, ("M04", "M13"),
        ),
        share_counted(
            "social.commitments_with_parties", "input", "higher",
            Counted("commitments", where=(("chosen", ("true",)),),
                    filled=("origin", "destination", "end_on")),
            Counted("commitments", where=(("chosen", ("true",)),)), RECORD, ("M03",),
        ),
        line(
            "social.civic_completion", "outcome", "pair", "index", "none",
            {
                "civic_completed": Counted("projects", where=civic, having=COMPLETED),
                "civic": Counted("projects", where=civic),
                "others_completed": Counted("projects", where=others, having=COMPLETED),
                "others": Counted("projects", where=others),
            },
            civic_completion, "Newcombe 1998, method 10",
            by=("programme", "pairing"), periods=("all",), mechanisms=("M53",),
        ),
    ]  # fmt: skip


def _assessment() -> list[Measure]:
    scored, rated = (
        Counted("observations", where=(("indicator", (name,)),), distinct="end_on")
        for name in ("criterion_score", "assessment_rating")
    )
    return [
        share_counted(
            "social.ratings_with_scores", "output", "higher", scored, rated,
            f"{METHODS}, section 6: rating schemes", ("M05",),
        ),
        line(
            "social.fields_filled", "output", "pair", "fields", "higher",
            {
                f"{field}_{side}": Reported((indicator,), side, each=True)
                for field, indicator in FIELDS.items()
                for side in SIDES
            },
            fields_filled, f"{METHODS}, section 6: five fields", extremes=no_bounds,
            optional=tuple(f"{field}_{side}" for field in FIELDS for side in SIDES),
            by=("programme",), periods=("all",), mechanisms=("M06",),
        ),
    ]  # fmt: skip


def civic_completion(
    civic_completed: float, civic: float, others_completed: float, others: float
) -> Answer:
    """The share of civic projects completed less that of the other projects."""
    return estimated(newcombe(civic_completed, civic, others_completed, others))


def fields_filled(**values: float | None) -> Answer:
    """How many of the five fields have the indicator on both sides."""
    if all(value is None for value in values.values()):
        return Answer(None, reason="no field")
    empty = [f for f in FIELDS if None in (values[f"{f}_a"], values[f"{f}_b"])]
    notes: tuple[tuple[str, dict[str, object]], ...]
    notes = tuple((f"field {field}", {}) for field in empty)
    return Answer(float(len(FIELDS) - len(empty)), notes=notes)


def no_bounds(**values: object) -> Bounds:
    """A count of fields does not turn on how exact their figures are."""
    return None, None
