"""Monthly volumes of a supported hospital and two comparison hospitals, and the services between.

The logarithm of an expected month is level + trend + season + a shock that all share + the effect
from the start on; counts are Poisson, operations by local teams binomial.
"""

from __future__ import annotations

from collections import Counter
from math import cos, exp, pi

from counterpart.examples.synthetic_programme.book import Book, month
from counterpart.examples.synthetic_programme.truths import (
    HOSPITAL_EFFECTS,
    HOSPITAL_FIRST,
    HOSPITAL_START,
    LAST,
    YEARS,
    local_share,
)

SOURCE = "syn-health"
SUPPORTED = "plateau-hospital-1"
COMPARED = ("plateau-hospital-2", "plateau-hospital-3")
SIZE = {SUPPORTED: 1.0, "plateau-hospital-2": 1.25, "plateau-hospital-3": 0.8}
VOLUMES = {
    "outpatient_visits": 9000.0,
    "inpatient_discharges": 1500.0,
    "surgical_procedures": 420.0,
}
TREND = 0.003
# February to June of 2020, and the months in which what was put off is done.
SHOCK = {2: -0.50, 3: -0.35, 4: -0.20, 5: -0.10, 6: 0.0, 7: 0.08, 8: 0.06}


def write_hospitals(book: Book) -> None:
    """Monthly volumes, yearly quality, and what the two sides' hospitals do for each other."""
    joint = _months(book)
    for year in YEARS:
        _quality(book, year)
        _consulted(book, year)
        _between(book, year, joint)
    _compared_growth(book)


def expected(hospital: str, indicator: str, year: int, number: int) -> float:
    """The mean of a month of a hospital: everything that is built in but the draw itself."""
    since = 12 * (year - HOSPITAL_FIRST) + number - 1
    season = 0.06 * cos(2 * pi * (number - 11) / 12)
    shock = SHOCK.get(number, 0.0) if year == 2020 else 0.0
    supported = hospital == SUPPORTED and year >= HOSPITAL_START
    effect = HOSPITAL_EFFECTS[indicator] if supported else 0.0
    return VOLUMES[indicator] * SIZE[hospital] * exp(TREND * since + season + shock + effect)


def _months(book: Book) -> Counter[int]:
    """All months; gives the operations that joint teams did at the supported hospital by year."""
    joint: Counter[int] = Counter()
    for hospital in (SUPPORTED, *COMPARED):
        for year in range(HOSPITAL_FIRST, LAST + 1):
            for number in range(1, 13):
                counts = {
                    name: int(book.random.poisson(expected(hospital, name, year, number)))
                    for name in VOLUMES
                }
                done = counts["surgical_procedures"]
                share = local_share(year) if hospital == SUPPORTED else 0.97
                local = int(book.random.binomial(done, share))
                if hospital == SUPPORTED:
                    joint[year] += done - local
                counts["surgeries_by_local_teams"] = local
                counts["surgical_complications"] = int(book.random.binomial(done, 0.021))
                for name, value in counts.items():
                    book.observe(name, hospital, month(year, number), value, SOURCE, "organisation")
    return joint


def _quality(book: Book, year: int) -> None:
    """Waiting, case mix, referrals: yearly, of the three hospitals, and the beds of six."""
    for hospital, size in SIZE.items():
        helped = max(0, year - HOSPITAL_START + 1) if hospital == SUPPORTED else 0
        values: dict[str, float] = {
            "experts_in_post": 6 if helped else 0,
            "case_mix_index": round((0.92 + 0.03 * helped) * book.wobble(0.01), 3),
            "days_admission_to_surgery": round(7.2 * 0.88**helped * book.wobble(0.03), 1),
            "days_referral_to_surgery": round(16.0 * 0.86**helped * book.wobble(0.03), 1),
            "days_referral_to_surgery_p90": round(39.0 * 0.90**helped * book.wobble(0.03), 1),
            "family_cost_per_case": round(880 * 0.85**helped * book.wobble(0.04)),
            "new_techniques": 4 if helped else 1,
            "out_of_area_referrals": round(640 * size * 0.87**helped * book.wobble(0.04)),
        }
        for name, value in values.items():
            book.observe(name, hospital, year, value, SOURCE, "organisation")
    for number in range(1, 5):
        hospital = f"plateau-hospital-{number}"
        start = {1: HOSPITAL_START, 4: 2018}.get(number, LAST + 1)
        helped = max(0, year - start + 1)
        for name, value in (
            ("hospital_beds", 380 + 60 * number + 4 * (year - 2016)),
            ("doctors", 140 + 22 * number + 3 * (year - 2016)),
            ("specialties_missing", max(1, 9 - 2 * helped)),
            ("specialties_supported", min(5, 2 * helped)),
            ("trainees_independent", 5 * helped),
        ):
            book.observe(name, hospital, year, value, SOURCE, "organisation")


def _consulted(book: Book, year: int) -> None:
    """Remote consultations, screening and clinics, of the hospitals that host them."""
    for hospital, first in (("plateau-hospital-1", 2022), ("plateau-hospital-4", 2018)):
        if year < first:
            continue
        since = year - first
        requests = round(260 * 1.12**since * book.wobble(0.05))
        screened = round(1900 * 1.05**since * book.wobble(0.05))
        due = round(screened * 0.18)
        offered = round(2400 * 1.06**since)
        for name, value in (
            ("consultation_requests", requests),
            ("consultation_answer_hours", round(30 * 0.9**since * book.wobble(0.04), 1)),
            ("consultation_trips_saved", round(requests * 0.55)),
            ("screening_trips", 12 + since),
            ("persons_screened", screened),
            ("followups_due", due),
            ("followups_completed", round(due * (0.60 + 0.04 * since))),
            ("notice_days", round(6 + 2.5 * since, 1)),
            ("clinic_slots_offered", offered),
            ("clinic_slots_used", round(offered * (0.66 + 0.03 * since))),
        ):
            book.observe(name, hospital, year, value, SOURCE, "organisation")


def _between(book: Book, year: int, joint: Counter[int]) -> None:
    """Services of hospitals for the other side; patients treated and referred run both ways."""
    pairs = (
        ("SYA11", "SYB11", "coast-hospital-1", "plateau-hospital-1", 2022, 1.0),
        ("SYA21", "SYB31", "coast-hospital-2", "plateau-hospital-4", 2018, 0.7),
    )
    for a, b, hospital_a, hospital_b, first, size in pairs:
        for kind, base, back in (
            ("expert_outpatient_visits", 2100, 0.03),
            ("expert_clinics", 26, 0.15),
            ("remote_consultations", 240, 0.05),
            ("remote_diagnoses", 900, 0.04),
            ("patients_treated", 330, 0.12),
            ("patients_referred", 45, 4.0),
            ("surgeries", 0, 9.0),
        ):
            if year < first:
                continue
            grown = size * 1.06 ** (year - first)
            there = round(base * grown * book.wobble(0.05))
            if kind == "surgeries":
                there = joint[year] if hospital_b == SUPPORTED else round(60 * grown)
            again = round((there if kind == "patients_referred" else base) * back * grown) or 9
            for origin, destination, mine, its, value in (
                (a, b, hospital_a, hospital_b, there),
                (b, a, hospital_b, hospital_a, again),
            ):
                book.flow(
                    kind, (origin, destination), year, value, SOURCE,
                    origin_organisation=mine, destination_organisation=its,
                )  # fmt: skip


def _compared_growth(book: Book) -> None:
    """Growth as a bulletin prints it: of one year, without its base; an effect it is not."""
    rows = book.rows["observations"]
    for name in VOLUMES:
        sums = {
            year: sum(
                int(row["value"])
                for row in rows
                if (row["indicator"], row["subject"]) == (name, SUPPORTED)
                and row["end_on"].startswith(str(year))
            )
            for year in (HOSPITAL_START - 1, HOSPITAL_START)
        }
        growth = 100 * (sums[HOSPITAL_START] / sums[HOSPITAL_START - 1] - 1)
        book.observe(
            f"{name}_growth",
            SUPPORTED,
            HOSPITAL_START,
            round(growth, 2),
            "syn-bulletin",
            "organisation",
            precision="rounded",
        )
