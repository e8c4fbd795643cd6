"""Who is paired with whom, from when to when: the design that the pairings are written from."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.examples.synthetic_programme.truths import (
    FIRST,
    LAST,
    SCHOOL_TIES,
    SCHOOL_TIES_ENDED,
    SPLIT_YEAR,
)

SCHOOLS = 12


@dataclass(frozen=True, slots=True)
class Tie:
    """A pairing of two parties, alive from the first day of one year to the last of another."""

    key: str
    level: str
    a: str
    b: str
    parent: str | None = None
    first: int = FIRST
    last: int | None = None

    def alive(self, year: int) -> bool:
        """Whether it holds in a year."""
        return self.first <= year <= (self.last or LAST)


CITY_TIES = (
    Tie("tie-1-1", "municipality", "SYA1", "SYB1", "sides"),
    Tie("tie-1-2", "municipality", "SYA1", "SYB2", "sides"),
    Tie("tie-2-3", "municipality", "SYA2", "SYB3", "sides"),
    Tie("tie-2-4", "municipality", "SYA2", "SYB4", "sides"),
)
DISTRICT_TIES = (
    Tie("tie-11-11", "district-banner", "SYA11", "SYB11", "tie-1-1", 2018),
    Tie("tie-12-21", "district-banner", "SYA12", "SYB21", "tie-1-2", 2018),
    Tie("tie-21-31", "district-banner", "SYA21", "SYB31", "tie-2-3", 2018, 2022),
    Tie("tie-22-31", "district-banner", "SYA22", "SYB31", "tie-2-3", 2023),
    Tie("tie-13-13", "district-banner", "SYA13", "SYB13", "tie-1-1", 2020),
    Tie("tie-11-23", "district-banner", "SYA11", "SYB23", "tie-1-2", 2020),
    Tie("tie-22-41", "district-banner", "SYA22", "SYB41", "tie-2-4", 2020),
    Tie("tie-23-38", "district-banner", "SYA23", "SYB38", "tie-2-3", 2020, SPLIT_YEAR - 1),
    Tie("tie-23-32", "district-banner", "SYA23", "SYB32", "tie-2-3", SPLIT_YEAR),
    Tie("tie-23-33", "district-banner", "SYA23", "SYB33", "tie-2-3", SPLIT_YEAR),
)
# The year of the first tie of a county, through its predecessor where it was split off.
COHORTS = {
    "SYB11": 2018,
    "SYB21": 2018,
    "SYB31": 2018,
    "SYB13": 2020,
    "SYB23": 2020,
    "SYB41": 2020,
    "SYB38": 2020,
    "SYB32": 2020,
    "SYB33": 2020,
}
INSTITUTIONS = (
    Tie("hospitals-1", "hospital", "coast-hospital-1", "plateau-hospital-1", "sides", 2022),
    Tie("hospitals-2", "hospital", "coast-hospital-2", "plateau-hospital-4", "sides", 2018),
    Tie("parks-1", "firm-park", "coast-firm-1", "plateau-park-1", "tie-1-1", 2017),
    Tie("parks-2", "firm-park", "coast-firm-2", "plateau-park-2", "tie-2-3", 2019),
    Tie("parks-3", "firm-park", "coast-firm-1", "plateau-park-3", "tie-2-4", 2019, 2022),
    Tie("research-1", "institution-firm", "coast-university", "plateau-firm-1", "sides", 2017),
    Tie("research-2", "institution-firm", "coast-institute", "plateau-firm-2", "sides", 2020),
    Tie("zone-1", "zone-banner", "coast-zone", "SYB22", "tie-1-2", 2021),
    Tie("wards-1", "department", "coast-ward", "plateau-ward", "hospitals-1", 2022),
)


def school_ties() -> list[Tie]:
    """Ties of schools: as many alive each year, of which the oldest end and are replaced."""
    made = []
    for number in range(SCHOOL_TIES + SCHOOL_TIES_ENDED * (LAST - FIRST)):
        late = max(0, number - SCHOOL_TIES) // SCHOOL_TIES_ENDED + 1
        first = FIRST if number < SCHOOL_TIES else FIRST + late
        last = FIRST + number // SCHOOL_TIES_ENDED
        made.append(
            Tie(
                f"schools-{number + 1:02d}",
                "school",
                f"coast-school-{number % SCHOOLS + 1:02d}",
                f"plateau-school-{(number + 5 * (number // SCHOOLS)) % SCHOOLS + 1:02d}",
                "sides",
                first,
                last if last < LAST else None,
            )
        )
    return made


def tied(a: str, b: str, year: int) -> bool:
    """Whether a district and a county are paired in a year."""
    return any(each.a == a and each.b == b and each.alive(year) for each in DISTRICT_TIES)
