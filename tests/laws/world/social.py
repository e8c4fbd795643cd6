"""The social part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from math import comb

from tests.folders import Folder
from tests.laws.world import base

# By indicator: what the side itself reports of 2021, and what its first two places do.
OF_SIDES = {
    "procedure_days": 20,
    "handoff_days": 5,
    "cultural_venues": 5,
    "forest_cover": 30,
    "doctors": 50,
    "complaints_received": 10,
    "complaints_resolved": 8,
    "tasks_handed_over": 7,
    "placements_kept_6_months": 20,
    "placements_kept_12_months": 15,
    "placement_consent_share": 96,
    "wages_paid_on_time_share": 90,
    "labour_complaints": 4,
    "labour_complaints_resolved": 3,
    "consultation_answer_hours": 12,
    "consultation_trips_saved": 30,
    "notice_days": 8,
    "clinic_slots_offered": 50,
    "clinic_slots_used": 40,
}
MONEY = {"placement_wage": 6000, "wage_before_placement": 4000}
OF_PLACES = {
    "trainees_due_12_months": (20, 10),
    "trainees_retained_12_months": (18, 6),
    "trainees_using_skill_12_months": (12, 6),
    "migrant_service_eligible": (100, 60),
    "migrant_service_cases": (40, 20),
    "migrant_service_completed": (30, 12),
    "migrant_service_refused": (4, 2),
    "migrant_service_days": (6, 10),
    "persons_screened": (200, 100),
    "screening_trips": (4, 2),
    "followups_due": (40, 10),
    "followups_completed": (30, 5),
    "teacher_posts_filled": (6, 2),
    "teacher_posts_vacant": (4, 4),
}
# By indicator and organisation: 2020 and 2021.
OF_HOSPITALS = {
    "outpatient_visits": {"clinic": (100, 180), "ward": (100, 120), "infirmary": (300, 360)},
    "inpatient_discharges": {"clinic": (50, 75), "ward": (50, 50), "infirmary": (50, 75)},
    "surgical_procedures": {"clinic": (40, 60), "ward": (20, 20), "infirmary": (20, 20)},
    "surgeries_by_local_teams": {"clinic": (10, 30)},
    "remote_hours_attended": {"school": (200, 300), "other school": (0, 0), "third school": (0, 0)},
    "remote_classes": {"school": (10, 15)},
    "surgical_complications": {"clinic": (4, 3)},
    "out_of_area_referrals": {"clinic": (25, 15)},
    "specialties_missing": {"clinic": (8, 6)},
    "days_admission_to_surgery": {"clinic": (8, 7)},
    "days_referral_to_surgery": {"clinic": (30, 20)},
    "days_referral_to_surgery_p90": {"clinic": (60, 45)},
    "test_score_mean": {"school": (60, 70), "other school": (60, 62), "third school": (50, 54)},
}
PROJECTS = (
    ("uf-1", "united_front", "civil_society", "completed", "2021-06-30", "2021-06-01"),
    ("uf-2", "united_front", "civil_society", "running", "", ""),
    ("uf-3", "united_front", "government", "running", "", ""),
    ("uf-4", "united_front", "government", "planned", "", ""),
    ("uf-5", "united_front", "enterprise", "completed", "2020-12-31", "2021-02-01"),
    ("ward", "health", "government", "completed", "2021-03-31", "2021-05-01"),
    ("beds", "health", "government", "completed", "", ""),
)
MILESTONES = (("2021-03-01", "2021-02-01"), ("2021-04-01", "2021-05-01"), ("2021-05-01", ""))


def rows(folder: Folder) -> None:
    """What social measures read beyond the base of the record, alike on both sides."""
    for side in "AB":
        for indicator, value in OF_SIDES.items():
            observed(folder, indicator, side, value)
        for indicator, value in MONEY.items():
            observed(folder, indicator, side, value, currency="CNY")
        for indicator, values in OF_PLACES.items():
            for number, value in enumerate(values, start=1):
                observed(folder, indicator, f"{side}{number}", value)
        _organisations(folder, side)
        for year in (2020, 2021):
            observed(folder, "assessment_rating", side, "", year, code="good")
        observed(folder, "criterion_score", side, 8)
    _staff(folder)
    _projects(folder)
    _ties(folder)
    folder.add(
        "commitments",
        {
            "commitment": "people",
            "reading": "only",
            "chosen": "true",
            "agreement": "paper",
            "kind": "cadre_secondment",
            "rule": "fixed",
            "base": 1,
            "start_on": "2020-01-01",
            "end_on": "2021-12-31",
            "destination": "B",
        },
    )


def observed(
    folder: Folder, indicator: str, subject: str, value: object, year: int = 2021, **more: object
) -> None:
    """An observation of a year."""
    folder.observe(
        indicator=indicator,
        subject=subject,
        value=value,
        start_on=f"{year}-01-01",
        end_on=f"{year}-12-31",
        **more,
    )


def _organisations(folder: Folder, side: str) -> None:
    for name, kind in (
        ("ward", "hospital"),
        ("infirmary", "hospital"),
        ("other school", "school"),
        ("third school", "school"),
    ):
        folder.add(
            "organisations",
            {"organisation": f"{name} {side}", "name_en": name, "kind": kind, "place": side},
        )
    for indicator, by_name in OF_HOSPITALS.items():
        for name, values in by_name.items():
            for year, value in zip((2020, 2021), values, strict=True):
                observed(folder, indicator, f"{name} {side}", value, year,
                         subject_type="organisation")  # fmt: skip
    observed(folder, "family_cost_per_case", f"clinic {side}", 3000, subject_type="organisation",
             currency="CNY")  # fmt: skip


def _staff(folder: Folder) -> None:
    for origin, destination in (("A", "B"), ("B", "A")):
        ends = {"origin": origin, "destination": destination}
        for number, (start, end) in enumerate(
            (
                ("2021-01-01", "2021-06-30"),
                ("2021-06-01", "2021-09-30"),
                ("2021-10-11", "2021-12-31"),
            )
        ):
            row = {"engagement": f"post {origin} {number}", "kind": "posting", "status": "held"}
            folder.add(
                "engagements",
                {**row, **ends, "capability": "surgery", "start_on": start, "end_on": end},
            )
    for side, other in (("A", "B"), ("B", "A")):
        for number in (1, 2):
            folder.add(
                "needs", {"need": f"{side}-{number}", "capability": "surgery", "place": side}
            )
        folder.add("offers", {"offer": f"of {side}", "capability": "surgery", "place": side})
        folder.add(
            "matches",
            {"match": side, "need": f"{side}-1", "offer": f"of {other}", "status": "agreed"},
            {"match": f"{side}2", "need": f"{side}-2", "offer": f"of {other}",
             "status": "proposed"},
        )  # fmt: skip


def _projects(folder: Folder) -> None:
    names = ("project", "sector", "sponsor_sector", "status", "planned_end", "actual_end")
    for row in PROJECTS:
        folder.add(
            "projects",
            {**dict(zip(names, row, strict=True)), "name_en": row[0], "programme": "ab"},
        )
    for number, (due, done) in enumerate(MILESTONES):
        folder.add(
            "milestones",
            {"project": "uf-1", "milestone": str(number), "due": due, "done_on": done},
        )


def _ties(folder: Folder) -> None:
    """Ties of 2019, so that a network has a pattern and the next year new ties."""
    for one, other in (("A3", "B3"), ("A3", "B4"), ("A4", "B3"), ("A4", "B4"), ("A2", "B3"),
                       ("A1", "B11")):  # fmt: skip
        folder.add(
            "pairings",
            {
                "pairing": f"{one}-{other} of 2019",
                "programme": "ab",
                "level": "region",
                "side_a": one,
                "side_b": other,
                "certainty": "stated",
                "evidence_years": "2019",
            },
        )


def _as_far_apart() -> float:
    """30 of 40 and 12 of 20: all but 27, 28 and 29 of the 42 at the first are as far from 28."""
    near = sum(comb(40, first) * comb(20, 42 - first) for first in (27, 28, 29))
    return 1 - near / comb(60, 42)


# The last year in which each measure has a value, and that value by hand; 0 is the whole.
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
    # one of four districts times one banner
    "social.tie_density": (2021, 1 / 4),
    # of 6 pairs of rows A2 lies in A3 and in A4, of 3 pairs of columns B4 in B3
    "social.tie_nestedness": (2019, 3 / 9),
    # one four-cycle, six paths of three
    "social.tie_clustering": (2019, 4 / 6),
    # of A1-B11, A2-B11 and A-B only the first was there in 2019
    "social.new_ties": (2020, 2 / 3),
    "social.united_front_completed": (0, 2 / 4),
    "social.united_front_on_time": (0, 1 / 2),
    "social.milestones_on_time": (0, 1 / 3),
    # a third one names no origin
    "social.commitments_with_parties": (0, 2 / 3),
    # one of three against three of eight, four of these of the economic rows
    "social.civic_completion": (0, 1 / 3 - 3 / 8),
    "social.ratings_with_scores": (0, 1 / 2),
    # of every field there are figures of both sides
    "social.fields_filled": (0, 5),
    "social.complaints_resolved": (2021, 16 / 20),
    "social.needs_matched": (0, 2 / 4),
    "social.work_kept_second_half": (2021, 30 / 40),
    "social.wage_gain": (2021, 6000 / 4000),
    "social.placement_consent": (2021, 96),
    "social.wages_on_time": (2021, 90),
    "social.labour_complaints_resolved": (2021, 6 / 8),
    "social.consultation_answer_hours": (2021, 12),
    "social.consultation_trips_saved": (2021, 60),
    "social.visit_notice_days": (2021, 8),
    "social.clinic_slots_used": (2021, 80 / 100),
    # from 1 to 10 October of 365 days; of two handovers the first has June in common
    **{f"social.post_vacancy_{way}": (2021, 10 / 365) for way in ("a_to_b", "b_to_a")},
    **{f"social.post_handover_{way}": (2021, 1 / 2) for way in ("a_to_b", "b_to_a")},
    "social.tasks_handed_over": (2021, 7 + 7),
    "social.work_kept_year_a_to_b": (2021, 15 / 30),
    "social.work_kept_year_b_to_a": (2021, 15 / 15),
    **{
        f"social.{name}_{side}": value
        for side in "ab"
        for name, value in {
            "procedure_days": (2021, 20),
            "handoff_share": (2021, 5 / 20),
            "trainees_retained": (2021, (18 + 6) / 30),
            "trainees_using_skill": (2021, (12 + 6) / 30),
            "services_reached": (2021, 60 / 160),
            "services_completed": (2021, 42 / 60),
            "services_refused": (2021, 6 / 60),
            "service_days": (2021, (6 + 10) / 2),
            "services_alike": (2021, _as_far_apart()),
            "outpatient_visits_beyond": (0, 1.8 / (480 / 400)),
            "inpatient_discharges_beyond": (0, 1.5 / (125 / 100)),
            "surgical_procedures_beyond": (0, 1.5 / 1),
            "local_surgeries": (2021, 30 / 60),
            "local_surgeries_gain": (0, 100 * (30 / 60 - 10 / 40)),
            "complications": (2021, 3 / 60),
            "specialty_gaps_closed": (0, (8 - 6) / 8),
            "referred_away": (2021, 15 / 75),
            "surgery_wait_in_hospital": (2021, 7),
            "surgery_wait": (2021, 20),
            "surgery_wait_longest": (2021, 45),
            "family_cost": (2021, 3000),
            "screened_per_trip": (2021, 300 / 6),
            "followups_completed": (2021, 35 / 50),
            "teaching_posts_filled": (2021, 8 / (8 + 8)),
            "remote_hours_per_class": (2021, 300 / 15),
            # 10 points more, the others (2 + 4) / 2
            "learning_gain": (0, 10 - 3),
        }.items()
    },
}
# From the other side, where that is another value: of 2020, or of the whole, by hand.
ONE_WAY: dict[str, float] = {
    **{f"social.{name}_change": 10.0 * number for number, name in enumerate(base.GROWTH, 1)},
}
