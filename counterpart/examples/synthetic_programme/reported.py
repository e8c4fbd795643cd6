"""What organisations report by form each year: schools, producers, parks, services, research."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.money import LAUNCHED, PRODUCERS
from counterpart.examples.synthetic_programme.truths import (
    LESSON_GAIN,
    LESSONS_FROM,
    MIGRANT_COMPLETION,
    YEARS,
)

# Schools whose classes share lessons, and the schools matched with them.
TAUGHT = tuple(f"plateau-school-{number:02d}" for number in (1, 2, 3, 4))
MATCHED = tuple(f"plateau-school-{number:02d}" for number in (9, 10, 11, 12))
CLASSES = ("registered here", "registered elsewhere")


def write_reported(book: Book) -> None:
    """The yearly reports of organisations, form by form."""
    for year in YEARS:
        _schools(book, year)
        _products(book, year)
        _parks(book, year)
        _research(book, year)
        _trainees(book, year)
        _services(book, year)
        _civic(book, year)


def _report(
    book: Book, organisation: str, year: int, source: str, values: Mapping[str, float | None]
) -> None:
    for name, value in values.items():
        if value is not None:
            book.observe(name, organisation, year, value, source, "organisation")


def _schools(book: Book, year: int) -> None:
    """Mean scores have a school's own level, a common growth and the gain of shared lessons."""
    for position, school in enumerate((*TAUGHT, *MATCHED)):
        taught = school in TAUGHT and year >= LESSONS_FROM
        gain = LESSON_GAIN if school in TAUGHT and year > LESSONS_FROM else 0.0
        score = 60 + 1.5 * (position % 4) + 0.5 * (year - 2016) + gain
        _report(
            book,
            school,
            year,
            "syn-education",
            {
                "teacher_posts_vacant": max(0, 6 - (year - 2016) // 2 + position % 3),
                "teacher_posts_filled": min(4, (year - 2015) // 2) if school in TAUGHT else 0,
                "remote_classes": 5 + year - LESSONS_FROM if taught else 0,
                "remote_hours_attended": round(1_150 * book.wobble(0.06)) if taught else 0,
                "test_score_mean": round(score + 0.4 * book.random.standard_normal(), 1),
            },
        )


def _products(book: Book, year: int) -> None:
    """Four products are launched on the coast, a fifth is not: its outside sales do not jump."""
    producers = [*((each[0], each[3]) for each in PRODUCERS), ("plateau-firm-5", 0.1)]
    for position, (firm, size) in enumerate(producers):
        launched = firm != "plateau-firm-5"
        since = year - 2016
        sold = 60_000_000 * size * 1.08**since
        free = launched and year >= LAUNCHED
        jump = 1.25 if free else 1.0
        generic = round(3.0 * 1.02**since * book.wobble(0.01), 2)
        _report(
            book,
            firm,
            year,
            "syn-trade",
            {
                "sales_unsubsidised": round(sold * (0.40 + 0.04 * since), -3) if free else None,
                "sales_repeat_buyers": round(sold * (0.22 + 0.03 * since), -3) if free else None,
                "sales_subsidies": round(sold * 0.10 * 0.85**since, -3) if launched else None,
                "farm_gate_price_share": round(52 + 0.8 * since + position, 1),
                "product_price": round(generic * (1.18 + 0.02 * position), 2),
                "generic_price": generic,
                "certified_products": 1 + (since + position) // 3,
                "sales_outside_pair": round(2e7 * size * 1.05**since * jump * book.wobble(0.01), -3),
                "distributors_outside_pair": 6 + (4 if jump > 1 else 0) + since,
            },
        )  # fmt: skip


def _parks(book: Book, year: int) -> None:
    for number, (first, last) in enumerate(((2017, 2024), (2019, 2024), (2019, 2022)), start=1):
        if not first <= year <= last:
            continue
        since = year - first
        output = 42_000_000 * number * 1.15**since
        _report(
            book,
            f"plateau-park-{number}",
            year,
            "syn-trade",
            {
                "park_area": 120 + 40 * number,
                "park_area_used": min(110 + 40 * number, 40 + 18 * since),
                "park_firms": 5 + 2 * since + number,
                "park_output": round(output * book.wobble(0.04), -3),
                "park_local_purchases": round(output * (0.30 + 0.02 * since), -3),
                "jobs_created": round(260 * number * 1.12**since),
                "share_shipped_to_partner": round(24 + 1.5 * since, 1),
            },
        )


def _research(book: Book, year: int) -> None:
    for organisation, first in (("coast-university", 2017), ("coast-institute", 2020)):
        if year >= first:
            since = year - first
            _report(
                book,
                organisation,
                year,
                "syn-trade",
                {
                    "joint_research_projects": 3 + since,
                    "rights_registered": 1 + since // 2,
                    "rights_held_locally_share": round(35 + 4.0 * since, 1),
                    "own_strains": 4 + 3 * since,
                },
            )


def _trainees(book: Book, year: int) -> None:
    """Trainees a year after their return, in counts of an organisation."""
    for organisation, size in (
        ("plateau-hospital-1", 40),
        ("plateau-hospital-4", 30),
        ("plateau-office", 60),
        ("coast-hospital-1", 12),
    ):
        due = round(size * 1.04 ** (year - 2016))
        _report(
            book,
            organisation,
            year,
            "syn-personnel",
            {
                "trainees_due_12_months": due,
                "trainees_retained_12_months": round(due * 0.85 * book.wobble(0.02)),
                "trainees_using_skill_12_months": round(due * 0.62 * book.wobble(0.03)),
                "graduate_trainees_supervised": 2 + (year - 2016) // 2,
            },
        )


def _services(book: Book, year: int) -> None:
    """Cases of migrants by class of registration, treated alike; a procedure of many offices."""
    since = year - 2016
    for centre, size in (("coast-services", 1.0), ("plateau-services", 0.25)):
        for label, part in zip(CLASSES, (0.4, 0.6), strict=True):
            eligible = round(9_000 * size * part * 1.05**since)
            cases = round(eligible * 0.8)
            completed = int(book.random.binomial(cases, MIGRANT_COMPLETION))
            for name, value in (
                ("migrant_service_eligible", eligible),
                ("migrant_service_cases", cases),
                ("migrant_service_completed", completed),
                ("migrant_service_refused", round((cases - completed) * 0.5)),
                ("migrant_service_days", round(19 * 0.93**since * book.wobble(0.02), 1)),
            ):
                book.observe(
                    name, centre, year, value, "syn-employment", "organisation",
                    note=f"all services; class: {label}",
                )  # fmt: skip
        _report(
            book,
            centre,
            year,
            "syn-employment",
            {
                "migrant_children_enrolled": round(2_400 * size * 1.06**since),
                "insurance_settled_away": round(14_000 * size * 1.22**since),
                "procedure_steps": max(4, 11 - since),
                "procedure_offices": max(2, 6 - since // 2),
                "procedure_days": round(24 * 0.9**since, 1),
                "handoff_days": round(6 * 0.88**since, 1),
            },
        )


def _civic(book: Book, year: int) -> None:
    for association, size in (("coast-association", 1.0), ("plateau-association", 0.5)):
        since = year - 2016
        _report(
            book,
            association,
            year,
            "syn-programme-office",
            {
                "civic_organisations": round((14 + 2 * since) * size),
                "civic_projects": round((8 + since) * size),
                "party_members_taking_part": round((30 + 2 * since) * size),
            },
        )
        if year > 2016:
            ends = ("SYA1", "SYB2") if size == 1 else ("SYB2", "SYA1")
            days = round(2_200 * size * 1.04**since * book.wobble(0.05))
            book.flow("volunteer_days", ends, year, days, "syn-programme-office",
                      origin_organisation=association)  # fmt: skip
