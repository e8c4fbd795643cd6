"""The places of the synthetic programme: two sides, two levels below, one merger and one split.

All of them lie in the open South Pacific, where there is no land.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.truths import MERGE_YEAR, SPLIT_YEAR

SOURCE = "syn-gazetteer"
A, B = "SYA", "SYB"
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the years in which it exists, its people in the first year, and its incomes."""

    key: str
    latitude: float
    longitude: float
    people: int = 0
    richness: float = 1.0
    first: int = 0
    last: int = 9999

    @property
    def parent(self) -> str:
        """The place above, whose key is a character shorter."""
        return self.key[:-1]

    def exists(self, year: int) -> bool:
        """Whether it is a place of that year."""
        return self.first <= year <= self.last


# key, latitude, longitude, people, richness, first year, last year
DISTRICTS = (
    Place("SYA11", -46.9, -126.2, 820_000, 1.15),
    Place("SYA12", -46.6, -126.0, 640_000, 1.02),
    Place("SYA13", -46.7, -125.5, 410_000, 0.93),
    Place("SYA21", -48.1, -125.9, 560_000, 1.06),
    Place("SYA22", -48.4, -125.4, 380_000, 0.95),
    Place("SYA23", -48.0, -125.1, 290_000, 0.89),
)
COUNTIES = (
    Place("SYB11", -43.8, -121.9, 210_000, 0.97),
    Place("SYB12", -44.1, -121.2, 190_000, 1.05, first=MERGE_YEAR),
    Place("SYB13", -43.5, -120.6, 150_000, 0.92),
    Place("SYB18", -44.1, -121.5, 110_000, 1.05, last=MERGE_YEAR - 1),
    Place("SYB19", -44.2, -120.9, 80_000, 1.05, last=MERGE_YEAR - 1),
    Place("SYB21", -44.9, -119.8, 260_000, 1.08),
    Place("SYB22", -45.2, -119.1, 170_000, 0.99),
    Place("SYB23", -44.7, -118.5, 130_000, 0.90),
    Place("SYB31", -46.3, -119.4, 230_000, 1.03),
    Place("SYB32", -46.7, -118.8, 120_000, 0.94, first=SPLIT_YEAR),
    Place("SYB33", -46.5, -118.2, 80_000, 0.94, first=SPLIT_YEAR),
    Place("SYB38", -46.6, -118.6, 200_000, 0.94, last=SPLIT_YEAR - 1),
    Place("SYB41", -47.9, -120.3, 180_000, 0.96),
    Place("SYB42", -48.3, -119.6, 140_000, 1.01),
    Place("SYB43", -48.0, -118.9, 100_000, 0.98),
)
CITIES = (Place("SYA1", -46.7, -125.9), Place("SYA2", -48.2, -125.5))
LEAGUES = (
    Place("SYB1", -43.9, -121.2),
    Place("SYB2", -44.9, -119.2),
    Place("SYB3", -46.5, -118.9),
    Place("SYB4", -48.1, -119.6),
)
LEAVES = (*DISTRICTS, *COUNTIES)
MIDDLE = (*CITIES, *LEAGUES)
# Two villages of a county: one with demonstration works, one matched with it.
VILLAGE_COUNTIES = ("SYB11", "SYB21", "SYB31", "SYB41")
VILLAGES = tuple(f"{county}{number}" for county in VILLAGE_COUNTIES for number in (1, 2))


def leaves(year: int, side: str = "") -> list[Place]:
    """The districts and counties of a year, of one side or of both."""
    return [each for each in LEAVES if each.exists(year) and each.key.startswith(side)]


def distance(one: Place, other: Place) -> float:
    """The great-circle distance of two places in kilometres."""
    north, south = radians(one.latitude), radians(other.latitude)
    turn = radians(one.longitude - other.longitude)
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(turn / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def write_places(book: Book) -> None:
    """Places, their changes, and the groups that claims and coverage speak of."""
    _add(book, "SY", "Synthetica (made up)", "合成国（虚构）", "country", None, None)
    sides = (
        (A, "Made-up Coast (synthetic)", "虚构海岸（合成）", -47.4, -125.7),
        (B, "Made-up Plateau (synthetic)", "虚构高原（合成）", -45.8, -119.7),
    )
    for key, english, chinese, latitude, longitude in sides:
        at = Place(key, latitude, longitude)
        _add(book, key, english, chinese, "province", "SY", at)
    for each in MIDDLE:
        word, words = ("Coast City", "海岸市") if each in CITIES else ("Plateau League", "高原盟")
        _add(book, *_named(each, word, words), "league-city", each.parent, each)
    for each in LEAVES:
        word, words = (
            ("Coast District", "海岸区") if each in DISTRICTS else ("Plateau County", "高原县")
        )
        level = "district" if each in DISTRICTS else "banner-county"
        _add(book, *_named(each, word, words), level, each.parent, each)
    counties = {each.key: each for each in COUNTIES}
    for number, village in enumerate(VILLAGES):
        county = counties[village[:-1]]
        at = Place(village, county.latitude + 0.04 + 0.03 * (number % 2), county.longitude)
        _add(book, *_named(at, "Plateau Village", "高原村"), "village", county.key, at)
    _changes(book)
    _groups(book)


def _named(place: Place, word: str, words: str) -> tuple[str, str, str]:
    number = place.key[3:]
    chinese = "".join(DIGITS[int(digit)] for digit in number)
    return place.key, f"{word} {number} (made up)", f"{words}{chinese}（虚构）"


def _add(
    book: Book,
    key: str,
    english: str,
    chinese: str,
    level: str,
    parent: str | None,
    at: Place | None,
) -> None:
    book.add(
        "places",
        place=key,
        name_en=english,
        name_zh=chinese,
        level=level,
        parent=parent,
        latitude=at.latitude if at else None,
        longitude=round(at.longitude, 4) if at else None,
        valid_from=date(at.first, 1, 1) if at and at.first else None,
        valid_to=date(at.last, 12, 31) if at and at.last < 9999 else None,
        source=SOURCE,
        note="made up; the coordinates lie in the open sea" if at else "made up",
    )


def _changes(book: Book) -> None:
    people = {each.key: each.people for each in COUNTIES}
    for origin, destination, year, share, what in (
        ("SYB18", "SYB12", MERGE_YEAR, 1.0, "merged"),
        ("SYB19", "SYB12", MERGE_YEAR, 1.0, "merged"),
        ("SYB38", "SYB32", SPLIT_YEAR, people["SYB32"] / people["SYB38"], "split"),
        ("SYB38", "SYB33", SPLIT_YEAR, people["SYB33"] / people["SYB38"], "split"),
    ):
        book.add(
            "place_changes",
            from_place=origin,
            to_place=destination,
            on=date(year, 1, 1),
            share=share,
            basis="population",
            source=SOURCE,
            note=f"made up: {what}",
        )


def _groups(book: Book) -> None:
    for group, english, chinese, members in (
        ("key-counties", "key counties (made up)", "重点县（虚构）",
         ("SYB11", "SYB13", "SYB21", "SYB23", "SYB31", "SYB32", "SYB33", "SYB42")),
        ("three-leagues", "three leagues of the north (made up)", "北部三盟（虚构）",
         ("SYB1", "SYB2", "SYB3")),
        ("all-leagues", "the four leagues (made up)", "四盟（虚构）",
         tuple(each.key for each in LEAGUES)),
    ):  # fmt: skip
        book.add("groups", group=group, name_en=english, name_zh=chinese, source=SOURCE)
        for place in members:
            first = next((each.first for each in COUNTIES if each.key == place), 0)
            book.add(
                "group_members",
                group=group,
                place=place,
                start_on=date(first or 2016, 1, 1),
                source=SOURCE,
            )
