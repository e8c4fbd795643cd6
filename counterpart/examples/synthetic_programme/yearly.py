"""What is told of places, pairings and the programme each year, form by form."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from counterpart.examples.synthetic_programme.book import Book, Cell
from counterpart.examples.synthetic_programme.frame import OFFICE, PROGRAMME
from counterpart.examples.synthetic_programme.places import LEAGUES, VILLAGES, A, B
from counterpart.examples.synthetic_programme.ties import CITY_TIES, INSTITUTIONS, school_ties
from counterpart.examples.synthetic_programme.truths import (
    ADOPTION,
    KEPT_12_MONTHS,
    LOW_SEASON,
    STAGES,
    VILLAGE_GAIN,
    VILLAGE_WORKS,
    YEARS,
    stage_of,
)

CRITERIA = ("economy", "politics", "culture", "ecology", "society")
SIDES = (A, B)


def write_yearly(book: Book) -> None:
    """The yearly reports about places, pairings and the programme."""
    for year in YEARS:
        for league in LEAGUES:
            _labour(book, year, league.key)
            _farming(book, year, league.key)
            _firms(book, year, league.key)
        _villages(book, year)
        for side in SIDES:
            _culture(book, year, side)
            _counted(book, year, side)
        _programme(book, year)
        _travel(book, year)


def _tell(
    book: Book,
    subject: str,
    year: int,
    source: str,
    values: Mapping[str, float],
    subject_type: str = "place",
    **cells: Cell,
) -> None:
    for name, value in values.items():
        book.observe(name, subject, year, value, source, subject_type, **cells)


def _labour(book: Book, year: int, league: str) -> None:
    """Placements with their conditions; the share that lasts twelve months is built in."""
    since = year - 2016
    placed = sum(
        int(row["value"])
        for row in book.rows["flows"]
        if row["kind"] == "labour_placement"
        and row["origin"] == league
        and row["end_on"].startswith(str(year))
    )
    kept = int(book.random.binomial(placed, KEPT_12_MONTHS))
    before = 900 * 1.05**since
    complaints = round(placed * 0.012 * 0.95**since)
    _tell(
        book,
        league,
        year,
        "syn-employment",
        {
            "job_vacancies_offered": round(placed * 1.6 * book.wobble(0.05)),
            "job_seekers_registered": round(placed * 1.9 * book.wobble(0.05)),
            "placements_local": round(placed * 0.7 * 1.06**since),
            "placements_kept_6_months": round((kept + placed) / 2),
            "placements_kept_12_months": kept,
            "placement_wage": round(before * 1.30 * book.wobble(0.01)),
            "wage_before_placement": round(before * book.wobble(0.01)),
            "placement_consent_share": round(min(99.5, 93 + 0.8 * since), 1),
            "wages_paid_on_time_share": round(min(99.0, 90 + 1.0 * since), 1),
            "land_rights_kept_share": round(96.5 + 0.2 * since, 1),
            "placements_left_freely": placed - kept,
            "labour_complaints": complaints,
            "labour_complaints_resolved": round(complaints * 0.8),
        },
    )


def _farming(book: Book, year: int, league: str) -> None:
    """Adoption fills what is left by the same part each year; yield follows, water falls."""
    eligible = 18_000 + 2_000 * int(league[-1])
    adopted = 1 - (1 - ADOPTION) ** (year - 2015)
    _tell(
        book,
        league,
        year,
        "syn-trade",
        {
            "technologies_introduced": 3 + (year + int(league[-1])) % 3,
            "technology_adopters": round(eligible * adopted),
            "technology_eligible": eligible,
            "greenhouse_area": round(210 * 1.06 ** (year - 2016)),
            "crop_yield": round(5_100 * (1 + 0.25 * adopted) * book.wobble(0.02)),
            "irrigation_water": round(4_300 * (1 - 0.30 * adopted) * book.wobble(0.02)),
        },
    )


def _firms(book: Book, year: int, league: str) -> None:
    since = year - 2016
    settled = round(6 * 1.08**since * book.wobble(0.1))
    grants = 1_900_000 * 0.92**since
    _tell(
        book,
        league,
        year,
        "syn-trade",
        {
            "firms_settled": settled,
            "assisted_firms_active": 12 + 4 * since,
            "assisted_firms_revenue": round(24_000_000 * 1.12**since * book.wobble(0.03), -3),
            "assisted_firms_grants": round(grants * book.wobble(0.03), -3),
        },
    )


def _villages(book: Book, year: int) -> None:
    """The first village of each county has works, the second is matched with it."""
    for number, village in enumerate(VILLAGES):
        shown = number % 2 == 0
        gain = exp(VILLAGE_GAIN) if shown and year > VILLAGE_WORKS else 1.0
        income = 6_200 * (1 + 0.03 * (number // 2)) * 1.05 ** (year - 2016) * gain
        _tell(
            book,
            village,
            year,
            OFFICE,
            {
                "village_works_completed": 3 if shown and year == VILLAGE_WORKS else 0,
                "village_collective_income": round(80_000 * 1.06 ** (year - 2016) * gain, -2),
                "village_income_per_head": round(income * book.wobble(0.004)),
                "low_income_persons": round(140 * 0.8 ** (year - 2016)),
            },
        )


def _culture(book: Book, year: int, side: str) -> None:
    since = year - 2016
    big = 3.0 if side == A else 1.0
    _tell(
        book,
        side,
        year,
        "syn-culture",
        {
            "tourists_total": round(22_000_000 * big * 1.05**since, -3),
            "tourists_low_season_share": round(100 * LOW_SEASON * book.wobble(0.01), 1),
            "visitor_spending_per_visit": round(140 * 1.03**since * book.wobble(0.02)),
            "event_attendance": round(40_000 * big * 1.04**since, -2),
            "local_language_classes": 260 if side == B else 12,
            "local_language_titles": 90 if side == B else 4,
            "heritage_items": 75 if side == B else 60,
            "cross_invested_firms": round((180 if side == B else 60) * 1.05**since),
            "value_added_induced": round(310_000_000 * big * 1.06**since * book.wobble(0.02), -5),
        },
    )


def _counted(book: Book, year: int, side: str) -> None:
    """Assessment by field, its grade, and the institutions that are paired."""
    since = year - 2016
    total = 0.0
    for position, field in enumerate(CRITERIA):
        score = round(68 + 2.2 * since + position + 1.2 * book.random.standard_normal(), 1)
        total += score
        book.observe("criterion_score", side, year, score, "syn-assessment",
                     note=f"criterion: {field}")  # fmt: skip
    mean = total / len(CRITERIA)
    grade = "good" if mean >= 80 else "fairly good" if mean >= 72 else "average"
    book.observe("assessment_rating", side, year, None, "syn-assessment", code=grade,
                 note="80 points good, 72 fairly good, mean of five criteria")  # fmt: skip
    schools = sum(tie.alive(year) for tie in school_ties())
    hospitals = sum(tie.alive(year) for tie in INSTITUTIONS if tie.level == "hospital")
    _tell(
        book,
        side,
        year,
        OFFICE,
        {
            "paired_schools": schools,
            "paired_hospitals": hospitals,
            "seconded_in_post": (14 + since) if side == A else 4 + since // 2,
        },
    )


def _programme(book: Book, year: int) -> None:
    since = year - 2016
    received = 30 + 3 * since
    values: dict[str, float] = {
        "vacant_posts": max(0, 4 - since // 3),
        "posting_cost": round(2_600_000 * 1.04**since, -3),
        "tasks_handed_over": 3 + 4 * since,
        "clinic_nights_away": round(2_300 * 0.97**since),
        "expert_travel_cost": round(940_000 * 1.02**since, -3),
        "instruments_first_used": 3 if year in STAGES else 1,
        "legal_clauses_served": 8 + since,
        "complaints_received": received,
        "complaints_resolved": round(received * 0.82),
        "contact_kept_share": round(28 + 2.0 * since, 1),
        "repeat_participation_share": round(15 + 1.5 * since, 1),
        "tour_incidents": since % 3,
        "demonstration_villages": (12 if year == VILLAGE_WORKS else 4),
        "co_built_parks": (0, 1, 1, 3, 3, 3, 3, 2, 2)[since],
        "production_bases": 6 + 2 * since,
        "clean_energy_bases": 9 + since,
        "projects_completed": 6 + since if year >= 2022 else 0,
        "projects_confirmed": 8 + since if year >= 2022 else 0,
    }
    if stage_of(year) == STAGES[0]:
        values["staff_exchanged_both_ways"] = 150 + 10 * since
        values["staff_exchanged_both_ways_times"] = 240 + 12 * since
    _tell(book, PROGRAMME, year, OFFICE, values, "programme")


def _travel(book: Book, year: int) -> None:
    """A faster line opens with the second stage between the cities and two of the leagues."""
    for position, tie in enumerate(CITY_TIES):
        fast = year >= STAGES[1] and position % 2 == 0
        hours = 9.5 - 0.5 * position - (3.5 if fast else 0)
        _tell(
            book,
            tie.key,
            year,
            OFFICE,
            {"travel_hours": hours, "rail_fare": 46 + 14 * fast + (year - 2016)},
            "pairing",
        )
