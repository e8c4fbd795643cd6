"""Visits, trainings, lessons, tours and events by date, and what is asked for and offered."""

from __future__ import annotations

from datetime import date, timedelta

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.frame import OFFICE
from counterpart.examples.synthetic_programme.truths import LAST, YEARS

# kind, place A, organisation A, place B, organisation B, month, days, headcount, capability, mode
VISITS = (
    ("expert_visit", "SYA2", "coast-hospital-2", "SYB3", "plateau-hospital-4", 4, 5, 6, "chest surgery", "on_site"),
    ("screening", "SYA2", "coast-hospital-2", "SYB3", "plateau-hospital-4", 7, 4, 8, "eye care", "on_site"),
    ("remote_consultation", "SYA2", "coast-hospital-2", "SYB3", "plateau-hospital-4", 9, 1, 3, "chest surgery", "remote"),
    ("training", "SYA1", "coast-institute", "SYB2", "plateau-office", 5, 10, 30, "greenhouse growing", "on_site"),
    ("lesson", "SYA1", "coast-school-01", "SYB2", "plateau-school-01", 3, 60, 2, "mathematics", "remote"),
    ("study_tour", "SYA1", "coast-school-02", "SYB1", "plateau-school-02", 8, 6, 42, "", "on_site"),
    ("event", "SYA1", "coast-association", "SYB2", "plateau-association", 10, 3, 260, "", "on_site"),
)  # fmt: skip
TITLES = {
    "expert_visit": ("Clinic week", "专家门诊周"),
    "screening": ("Screening week", "筛查周"),
    "remote_consultation": ("Remote consultation day", "远程会诊日"),
    "training": ("Course", "培训班"),
    "lesson": ("Shared lessons", "共享课"),
    "study_tour": ("Summer tour", "夏季研学"),
    "event": ("Autumn fair", "秋季市集"),
}
NEEDS = (
    ("chest surgery", 2, "SYB11", "plateau-hospital-1", 1),
    ("eye care", 1, "SYB42", "plateau-hospital-3", 2),
    ("physics teaching", 3, "SYB41", "plateau-school-03", 1),
    ("cold chain planning", 1, "SYB31", "plateau-park-2", 3),
    ("steppe ecology", 1, "SYA12", "coast-institute", 2),
    ("dairy craft", 2, "SYA1", "coast-association", 3),
    ("grid control", 1, "SYA2", "coast-computing", 2),
)
OFFERS = (
    ("chest surgery", 1, "SYA11", "coast-hospital-1"),
    ("eye care", 2, "SYA21", "coast-hospital-2"),
    ("physics teaching", 2, "SYA11", "coast-school-03"),
    ("cold chain planning", 1, "SYA13", "coast-carrier"),
    ("steppe ecology", 1, "SYB3", "plateau-office"),
    ("dairy craft", 2, "SYB21", "plateau-firm-2"),
)
# need, offer, status, reason
MATCHES = (
    (1, 1, "agreed", "one of two asked for"),
    (2, 2, "agreed", "the windows meet"),
    (3, 3, "proposed", "two of three asked for"),
    (4, 4, "declined", "the windows do not meet"),
    (5, 5, "agreed", "the plateau teaches the coast"),
    (6, 6, "proposed", "the plateau teaches the coast"),
)


def write_engaged(book: Book) -> None:
    """One engagement of each kind a year in each direction, and one that yields a flow."""
    for year in YEARS:
        for visit in VISITS:
            for direction in ("there", "back"):
                _visit(book, year, visit, direction)
    _planned(book)
    for number, (capability, quantity, place, organisation, priority) in enumerate(NEEDS, start=1):
        window = date(LAST + 1, 2, 1), date(LAST + 1, 8, 31)
        book.add("needs", need=f"need-{number}", capability=capability, quantity=quantity,
                 place=place, organisation=organisation, window_start=window[0],
                 window_end=window[1], priority=priority, source=OFFICE)  # fmt: skip
    for number, (capability, quantity, place, organisation) in enumerate(OFFERS, start=1):
        late = number == 4
        window = date(LAST + 1, 9 if late else 3, 1), date(LAST + 1, 11 if late else 7, 30)
        book.add("offers", offer=f"offer-{number}", capability=capability, quantity=quantity,
                 place=place, organisation=organisation, window_start=window[0],
                 window_end=window[1], source=OFFICE)  # fmt: skip
    for need, offer, status, reason in MATCHES:
        book.add("matches", match=f"match-{need}-{offer}", need=f"need-{need}",
                 offer=f"offer-{offer}", status=status, reason=reason, source=OFFICE)  # fmt: skip


def _visit(
    book: Book,
    year: int,
    visit: tuple[str, str, str, str, str, int, int, int, str, str],
    direction: str,
) -> None:
    """One engagement; nobody travels in 2020, and back there are fewer people."""
    kind, a, mine, b, its, number, days, heads, capability, mode = visit
    there = direction == "there"
    start = date(year, number if there else (number + 1) % 12 + 1, 6)
    away = mode == "on_site" and year == 2020
    count = round(heads * (1 if there else 0.6) * book.wobble(0.1))
    english, chinese = TITLES[kind]
    key = f"{kind}-{year}-{direction}"
    book.add(
        "engagements",
        engagement=key,
        kind=kind,
        mode=mode,
        origin=a if there else b,
        destination=b if there else a,
        origin_organisation=mine if there else its,
        destination_organisation=its if there else mine,
        name_en=f"{english} {year} (made up)",
        name_zh=f"{year}年{chinese}（虚构）",
        start_on=start,
        end_on=start + timedelta(days=days - 1),
        headcount=count,
        low=count - 5 if kind == "event" else None,
        high=count + 5 if kind == "event" else None,
        precision="approximate" if kind == "event" else None,
        capability=capability or None,
        status="cancelled" if away else "held",
        source="syn-culture" if kind in ("event", "study_tour") else "syn-personnel",
    )
    if kind == "screening" and not away and there:
        book.flow("expert_clinics", (a, b), (start, start + timedelta(days=days - 1)), 1,
                  "syn-health", origin_organisation="coast-association", derived_from=key)  # fmt: skip


def _planned(book: Book) -> None:
    """A visit of the year to come, announced with its capability."""
    book.add(
        "engagements",
        engagement=f"expert_visit-{LAST + 1}-there",
        kind="expert_visit",
        mode="on_site",
        origin="SYA1",
        destination="SYB1",
        origin_organisation="coast-hospital-1",
        destination_organisation="plateau-hospital-1",
        name_en=f"Clinic week {LAST + 1} (made up)",
        name_zh=f"{LAST + 1}年专家门诊周（虚构）",
        start_on=date(LAST + 1, 4, 7),
        end_on=date(LAST + 1, 4, 11),
        headcount=6,
        capability="chest surgery",
        status="planned",
        source="syn-health",
    )
