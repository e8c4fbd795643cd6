"""What patients and their families get: answers, shorter waits, screening that is followed up."""

from __future__ import annotations

from counterpart.evaluation.all_measures.shares import per, reported, share_reported
from counterpart.evaluation.all_measures.words import METHODS, SIDES, line
from counterpart.evaluation.measure import Measure, Reported

WAITS = f"{METHODS}, section 4: door to surgery"
ANSWERS = f"{METHODS}, section 4: remote consultation"
SCREENED, TRIPS = ("persons_screened",), ("screening_trips",)


def patient_measures() -> list[Measure]:
    """The lines of what patients get."""
    lines = [
        reported(
            "social.consultation_answer_hours", "outcome", "hours", "lower",
            "consultation_answer_hours", ANSWERS, ("M40",),
        ),
        reported(
            "social.consultation_trips_saved", "outcome", "trips", "higher",
            "consultation_trips_saved", ANSWERS, ("M40",),
        ),
        reported(
            "social.visit_notice_days", "output", "days", "higher", "notice_days",
            f"{METHODS}, section 4: public notice of visits", ("M64",),
        ),
        share_reported(
            "social.clinic_slots_used", "outcome", "none",
            "clinic_slots_used", "clinic_slots_offered",
            f"{METHODS}, section 4: public notice of visits", ("M64",),
        ),
    ]  # fmt: skip
    for side in SIDES:
        lines += [
            reported(
                "social.surgery_wait_in_hospital_{side}", "outcome", "days", "lower",
                "days_admission_to_surgery", WAITS, ("M41",), side,
            ),
            reported(
                "social.surgery_wait_{side}", "outcome", "days", "lower",
                "days_referral_to_surgery", WAITS, ("M41",), side,
            ),
            reported(
                "social.surgery_wait_longest_{side}", "outcome", "days", "lower",
                "days_referral_to_surgery_p90", WAITS, ("M41",), side,
            ),
            reported(
                "social.family_cost_{side}", "outcome", "money", "lower",
                "family_cost_per_case", WAITS, ("M41",), side,
            ),
            line(
                "social.screened_per_trip_{side}", "output", "one_side", "persons", "none",
                {
                    "amount": Reported(SCREENED, side, beside=TRIPS),
                    "number": Reported(TRIPS, side, beside=SCREENED),
                },
                per, f"{METHODS}, section 4: outreach screening",
                side=side, rises=("amount",), falls=("number",), mechanisms=("M43",),
            ),
            share_reported(
                "social.followups_completed_{side}", "outcome", "higher",
                "followups_completed", "followups_due",
                f"{METHODS}, section 4: outreach screening", ("M43",), side,
            ),
        ]  # fmt: skip
    return lines
