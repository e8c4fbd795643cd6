"""Flows that follow one rule: base x (1 + growth)^(year - first) x a draw, rounded to units.

Each kind runs both ways where both make sense, and at one level of places, so that no row holds
another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.examples.synthetic_programme.book import Book, Cell
from counterpart.examples.synthetic_programme.places import A, B
from counterpart.examples.synthetic_programme.ties import CITY_TIES, DISTRICT_TIES
from counterpart.examples.synthetic_programme.truths import FIRST, LAST, YEARS

# What is left out in the two years in which nobody travelled.
JOURNEYS = frozenset(
    {"study_tour_participants", "event_participants", "joint_events", "exchange_students"}
)
CLOSED = (2020,)


@dataclass(frozen=True, slots=True)
class Stream:
    """A kind of flow in one direction: A to B (`east`) or back, between sides, cities or ties."""

    kind: str
    direction: str
    level: str
    base: float
    growth: float
    source: str
    first: int = FIRST
    last: int = LAST


# kind, direction, level, base of the first year for one pair, growth, source, first and last year
STREAMS = (
    Stream("cadre_secondment", "a_to_b", "tie", 5, 0.02, "syn-personnel", 2018),
    Stream("cadre_secondment", "b_to_a", "tie", 2, 0.05, "syn-personnel", 2018),
    Stream("professional_posting", "a_to_b", "city", 16, 0.03, "syn-personnel", 2017),
    Stream("professional_posting", "b_to_a", "city", 4, 0.10, "syn-personnel", 2017),
    Stream("staff_exchanged", "a_to_b", "side", 84, 0, "syn-press", 2016, 2016),
    Stream("staff_exchanged", "b_to_a", "side", 21, 0, "syn-press", 2016, 2016),
    Stream("staff_exchanged_times", "a_to_b", "side", 131, 0, "syn-press", 2016, 2016),
    Stream("staff_exchanged_times", "b_to_a", "side", 40, 0, "syn-press", 2016, 2016),
    Stream("training_participants", "a_to_b", "city", 420, 0.04, "syn-personnel"),
    Stream("training_participants", "b_to_a", "city", 60, 0.06, "syn-personnel", 2018),
    Stream("work_placements", "b_to_a", "city", 35, 0.03, "syn-personnel"),
    Stream("work_placements", "a_to_b", "city", 8, 0.05, "syn-personnel", 2019),
    Stream("labour_placement", "b_to_a", "city", 900, 0.05, "syn-employment"),
    Stream("labour_placement", "a_to_b", "city", 45, 0.08, "syn-employment", 2019),
    Stream("workers_returned", "a_to_b", "city", 260, 0.09, "syn-employment"),
    Stream("workers_returned", "b_to_a", "city", 12, 0.06, "syn-employment", 2019),
    Stream("expert_days", "a_to_b", "city", 610, 0.02, "syn-personnel"),
    Stream("expert_days", "b_to_a", "city", 90, 0.07, "syn-personnel", 2018),
    Stream("expert_trips", "a_to_b", "city", 70, 0.02, "syn-personnel"),
    Stream("expert_trips", "b_to_a", "city", 14, 0.07, "syn-personnel", 2018),
    Stream("study_tour_participants", "a_to_b", "city", 140, 0.08, "syn-culture", 2017),
    Stream("study_tour_participants", "b_to_a", "city", 180, 0.05, "syn-culture", 2017),
    Stream("event_participants", "a_to_b", "side", 5200, 0.06, "syn-culture"),
    Stream("event_participants", "b_to_a", "side", 3900, 0.07, "syn-culture"),
    Stream("joint_events", "a_to_b", "side", 9, 0.05, "syn-culture"),
    Stream("joint_events", "b_to_a", "side", 7, 0.05, "syn-culture"),
    Stream("tourism_spending", "a_to_b", "side", 210_000_000, 0.07, "syn-culture"),
    Stream("tourism_spending", "b_to_a", "side", 95_000_000, 0.08, "syn-culture"),
    Stream("exchange_students", "a_to_b", "side", 30, 0.05, "syn-education"),
    Stream("exchange_students", "b_to_a", "side", 110, 0.03, "syn-education"),
    Stream("remote_lessons", "a_to_b", "city", 240, 0.12, "syn-education", 2019),
    Stream("remote_lessons", "b_to_a", "city", 30, 0.15, "syn-education", 2020),
    Stream("lessons_taught", "a_to_b", "city", 1900, 0.02, "syn-education"),
    Stream("lessons_taught", "b_to_a", "city", 160, 0.05, "syn-education", 2019),
    Stream("courses_shared", "a_to_b", "side", 24, 0.10, "syn-education", 2019),
    Stream("courses_shared", "b_to_a", "side", 5, 0.12, "syn-education", 2020),
    Stream("natural_gas", "b_to_a", "side", 310_000_000, 0.04, "syn-energy"),
    Stream("computing_service", "b_to_a", "side", 5_400, 0.35, "syn-energy", 2022),
    Stream("computing_service", "a_to_b", "side", 380, 0.10, "syn-energy", 2022),
    Stream("water_supplied", "b_to_a", "side", 42_000_000, 0.01, "syn-energy"),
    Stream("farm_goods", "a_to_b", "side", 2_400, 0.05, "syn-trade"),
    Stream("technology_contracts", "a_to_b", "side", 31, 0.06, "syn-trade"),
    Stream("technology_contracts", "b_to_a", "side", 6, 0.10, "syn-trade", 2018),
    Stream("extension_visits", "a_to_b", "city", 55, 0.05, "syn-trade"),
    Stream("extension_visits", "b_to_a", "city", 6, 0.05, "syn-trade", 2020),
    Stream("projects_implemented", "a_to_b", "tie", 6, 0.04, "syn-programme-office", 2018),
    Stream("projects_implemented", "b_to_a", "city", 1, 0.10, "syn-programme-office", 2020),
    Stream("contacts_held", "a_to_b", "side", 14, 0.03, "syn-programme-office"),
    Stream("contacts_held", "b_to_a", "side", 11, 0.04, "syn-programme-office"),
    Stream("agreements_signed", "a_to_b", "side", 4, 0.05, "syn-programme-office"),
    Stream("agreements_signed", "b_to_a", "side", 2, 0.05, "syn-programme-office", 2019),
    Stream("cross_border_commuters", "a_to_b", "city", 310, 0.03, "syn-employment"),
    Stream("cross_border_commuters", "b_to_a", "city", 1250, 0.05, "syn-employment"),
)


def write_streams(book: Book) -> None:
    """The rows of all streams; the stream between sides has no row where nobody travelled."""
    for stream in STREAMS:
        for year in YEARS:
            if not stream.first <= year <= stream.last:
                continue
            if stream.kind in JOURNEYS and year in CLOSED:
                continue
            for ends, cells in _pairs(stream, year):
                grown = stream.base * (1 + stream.growth) ** (year - stream.first)
                step = 1000 if grown > 1_000_000 else 1
                value = max(1, round(grown * book.wobble(0.06) / step)) * step
                book.flow(stream.kind, ends, year, value, stream.source, **cells)
    _told_otherwise(book)


def _pairs(stream: Stream, year: int) -> Iterator[tuple[tuple[str, str], dict[str, Cell]]]:
    """Origin and destination of each row of a year, with the pairing of a tie."""
    pairs: list[tuple[str, str, str | None]]
    if stream.level == "side":
        pairs = [(A, B, None)]
    elif stream.level == "city":
        pairs = [(tie.a, tie.b, None) for tie in CITY_TIES]
    else:
        pairs = [(tie.a, tie.b, tie.key) for tie in DISTRICT_TIES if tie.alive(year)]
    for a, b, pairing in pairs:
        ends = (a, b) if stream.direction == "a_to_b" else (b, a)
        yield ends, {"pairing": pairing}


def _told_otherwise(book: Book) -> None:
    """What another source says: a conflict, a whole that holds its parts, and open bounds."""
    rows = book.rows["flows"]
    spent = next(
        row
        for row in rows
        if row["kind"] == "tourism_spending" and (row["origin"], row["end_on"]) == (A, "2022-12-31")
    )
    book.flow("tourism_spending", (A, B), 2022, round(int(spent["value"]) * 1.15, -6), "syn-press",
              precision="rounded", note="in conflict with the counts of the culture offices")  # fmt: skip
    placed = [
        int(row["value"])
        for row in rows
        if row["kind"] == "labour_placement"
        and row["origin"].startswith(B)
        and row["end_on"] == "2023-12-31"
    ]
    book.flow("labour_placement", (B, A), 2023, round(sum(placed), -2), "syn-press",
              precision="approximate", note="a total beside its parts: rolled up once")  # fmt: skip
    book.flow("volunteer_days", (A, B), 2016, 400, "syn-press", low=400, precision="at_least")
    book.flow("volunteer_days", (B, A), 2016, None, "syn-press", high=100, precision="at_most")
