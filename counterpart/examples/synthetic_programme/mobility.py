"""Moves, residents and trade between all places of the two sides: drawn from a gravity model.

The expected value of a cell is scale x people of the origin ^ mass x people of the destination ^
mass x distance ^ elasticity x e ^ (premium, where the two are tied) x a shock of the year; the
count is Poisson. No other noise is added, so a gravity model recovers the numbers.
"""

from __future__ import annotations

from datetime import date
from math import exp

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.places import (
    CITIES,
    LEAGUES,
    Place,
    distance,
    leaves,
)
from counterpart.examples.synthetic_programme.ties import tied
from counterpart.examples.synthetic_programme.truths import (
    DISTANCE,
    MASS,
    PAIRED,
    TRADE_PAIRED,
    YEARS,
)

MOVES, RESIDENTS, TRADE = 160.0, 1400.0, 26.0
CENSUS_YEARS = (2016, 2023)


def write_mobility(book: Book) -> None:
    """Moves by origin, destination and year; residents at two dates; trade by city and league."""
    for year in YEARS:
        shock = 0.75 if year == 2020 else 1.03 ** (year - 2016)
        for origin, destination in crossings(year):
            expected = MOVES * shock * pull(origin, destination, year, PAIRED)
            count = int(book.random.poisson(expected))
            ends = (origin.key, destination.key)
            book.flow("migration_moves", ends, year, count, "syn-statistics")
            if year in CENSUS_YEARS:
                here = RESIDENTS * shock * pull(origin, destination, year, PAIRED)
                day = date(year, 12, 31)
                residents = int(book.random.poisson(here))
                book.flow("migrants_resident", ends, (day, day), residents, "syn-census")
    for year in YEARS:
        for city in CITIES:
            for league in LEAGUES:
                for origin, destination in ((city, league), (league, city)):
                    base = TRADE * 1.05 ** (year - 2016) * (1.4 if origin is league else 1.0)
                    near = (distance(origin, destination) / 500) ** DISTANCE * exp(TRADE_PAIRED)
                    value = round(base * near * 1_000_000 * book.wobble(0.03), -4)
                    book.flow("firm_trade", (origin.key, destination.key), year, value, "syn-trade")


def crossings(year: int) -> list[tuple[Place, Place]]:
    """Every district and county of a year, in both directions."""
    pairs = [(a, b) for a in leaves(year, "SYA") for b in leaves(year, "SYB")]
    return [*pairs, *((b, a) for a, b in pairs)]


def pull(origin: Place, destination: Place, year: int, premium: float) -> float:
    """What the model expects of a pair, as a part of the expectation at the scale."""
    mass: float = (origin.people / 300_000 * destination.people / 300_000) ** MASS
    a, b = sorted((origin.key, destination.key))
    near: float = (distance(origin, destination) / 500) ** DISTANCE
    return mass * near * exp(premium if tied(a, b, year) else 0.0)
