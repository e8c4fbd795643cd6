"""Statistics of places: people, product, incomes, budgets, sectors, services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.places import MIDDLE, A, B, Place, leaves
from counterpart.examples.synthetic_programme.ties import COHORTS
from counterpart.examples.synthetic_programme.truths import (
    CONVERGENCE,
    INCOME_GROWTH,
    INCOME_NOISE,
    YEARS,
)

SOURCE = "syn-statistics"
# What a head earns in the first year: on the coast, on the plateau.
RURAL = {A: 14_000, B: 7_000}
URBAN = {A: 26_000, B: 15_000}
PRODUCT = {A: 41_000, B: 19_000}
PEOPLE_GROWTH = {A: 1.006, B: 0.997}


def write_area(book: Book) -> dict[tuple[str, int], int]:
    """The statistics of all places; gives the people by place and year."""
    people: dict[tuple[str, int], int] = {}
    product: dict[tuple[str, int], int] = {}
    for year in YEARS:
        _people(book, year, people)
        _incomes(book, year, people, product)
        _budgets(book, year, product)
        _sectors(book, year, people, product)
        _poverty(book, year, people)
    return people


def above(key: str) -> list[str]:
    """The city or league, and the side, that a district or county lies in."""
    return [key[:-1], key[:-2]]


def everywhere(
    book: Book,
    indicator: str,
    year: int,
    draw: Callable[[Place], float],
    *,
    side: str = "",
    step: int = 0,
) -> dict[str, float]:
    """An indicator that adds: drawn for each district and county, summed for what lies above."""
    found: dict[str, float] = defaultdict(float)
    for place in leaves(year, side):
        value = round(draw(place), step)
        for key in (place.key, *above(place.key)):
            found[key] += value
    for key in sorted(found):
        book.observe(indicator, key, year, round(found[key]), SOURCE)
    return found


def _people(book: Book, year: int, people: dict[tuple[str, int], int]) -> None:
    def draw(place: Place) -> float:
        return place.people * PEOPLE_GROWTH[place.key[:3]] ** (year - 2016) * book.wobble(0.001)

    for key, value in everywhere(book, "population", year, draw).items():
        people[key, year] = round(value)


def _incomes(
    book: Book,
    year: int,
    people: dict[tuple[str, int], int],
    product: dict[tuple[str, int], int],
) -> None:
    """Rural income carries the convergence; product a head has none, on purpose."""
    heads = {"rural_income_per_head": RURAL, "urban_income_per_head": URBAN}
    known: dict[str, dict[str, float]] = {}
    for indicator, base in heads.items():
        own = {}
        for place in leaves(year):
            grown = base[place.key[:3]] * place.richness * (1 + INCOME_GROWTH) ** (year - 2016)
            if indicator.startswith("rural"):
                since = max(0, year - COHORTS.get(place.key, 9999))
                grown *= (1 + CONVERGENCE) ** since
            own[place.key] = round(grown * book.wobble(INCOME_NOISE), 0)
        known[indicator] = own
    known["income_per_head"] = {
        key: round(0.45 * known["rural_income_per_head"][key] + 0.55 * urban)
        for key, urban in known["urban_income_per_head"].items()
    }
    for indicator, own in known.items():
        for key, average in _averaged(own, people, year).items():
            book.observe(indicator, key, year, average, SOURCE)

    def draw(place: Place) -> float:
        growth = 1.045 if place.key.startswith(A) else 1.055
        a_head = PRODUCT[place.key[:3]] * place.richness * growth ** (year - 2016)
        return people[place.key, year] * a_head * book.wobble(0.01)

    for key, value in everywhere(book, "gdp", year, draw, step=-5).items():
        product[key, year] = round(value)
        book.observe("gdp_per_head", key, year, round(value / people[key, year]), SOURCE)
    for side, prices in ((A, 102.0), (B, 101.6)):
        change = round(prices + 0.6 * book.random.standard_normal(), 1)
        book.observe("consumer_prices", side, year, change, SOURCE)


def _averaged(
    own: dict[str, float], people: dict[tuple[str, int], int], year: int
) -> dict[str, int]:
    """A figure a head of districts and counties, and weighted by people of what lies above."""
    sums: dict[str, float] = defaultdict(float)
    heads: dict[str, int] = defaultdict(int)
    for key, value in own.items():
        for each in (key, *above(key)):
            sums[each] += value * people[key, year]
            heads[each] += people[key, year]
    return {key: round(sums[key] / heads[key]) for key in sorted(sums)}


def _budgets(book: Book, year: int, product: dict[tuple[str, int], int]) -> None:
    grown = 1.01 ** (year - 2016)

    def part(share: dict[str, float], noise: float) -> Callable[[Place], float]:
        def draw(place: Place) -> float:
            return product[place.key, year] * share[place.key[:3]] * book.wobble(noise)

        return draw

    for indicator, share in (
        ("own_revenue", {A: 0.110, B: 0.060 * grown}),
        ("transfers_received", {A: 0.020, B: 0.095 / grown}),
        ("budget_expenditure", {A: 0.128, B: 0.152}),
        ("private_investment", {A: 0.140, B: 0.070 * grown**2}),
    ):
        everywhere(book, indicator, year, part(share, 0.02), step=-4)
    everywhere(book, "helper_cost", year, part({A: 0.0009}, 0.05), side=A, step=-3)


def _sectors(
    book: Book,
    year: int,
    people: dict[tuple[str, int], int],
    product: dict[tuple[str, int], int],
) -> None:
    """Value added adds up to the product; services follow the number of people."""
    shares = {A: (0.04, 0.36, 0.27), B: (0.19, 0.33, 0.20)}
    jobs = {A: (0.06, 0.17, 0.33), B: (0.19, 0.12, 0.21)}
    heads = {
        "doctors": {A: 0.0036, B: 0.0024},
        "hospital_beds": {A: 0.0066, B: 0.0058},
        "teachers": {A: 0.0110, B: 0.0104},
        "pupils": {A: 0.1300, B: 0.1240},
        "cultural_venues": {A: 0.00004, B: 0.00005},
    }
    found: dict[tuple[str, str], int] = defaultdict(int)
    for place in MIDDLE:
        side, key = place.key[:3], place.key
        total, count = product[key, year], people[key, year]
        shift = 0.002 * (year - 2016)
        first = round(total * (shares[side][0] - shift) * book.wobble(0.02), -5)
        second = round(total * (shares[side][1] + shift) * book.wobble(0.02), -5)
        values = {
            "value_added_primary": int(first),
            "value_added_secondary": int(second),
            "value_added_tertiary": total - int(first) - int(second),
            "value_added_manufacturing": int(round(second * 0.68 * book.wobble(0.02), -5)),
        }
        for name, share in zip(("primary", "secondary", "tertiary"), jobs[side], strict=True):
            values[f"employment_{name}"] = round(count * share * book.wobble(0.01))
        for name, each in heads.items():
            growth = 1.02 ** (year - 2016) if name == "doctors" else 1.0
            values[name] = round(count * each[side] * growth * book.wobble(0.01))
        for name, value in values.items():
            found[name, key] += value
            found[name, side] += value
    for (name, key), value in sorted(found.items()):
        book.observe(name, key, year, value, SOURCE)


def _poverty(book: Book, year: int, people: dict[tuple[str, int], int]) -> None:
    """Low incomes of the plateau: fewer each year, sooner where a county has a tie."""
    for place in leaves(year, B):
        since = max(0, year - COHORTS.get(place.key, 9999))
        share = 0.075 * 0.80 ** (year - 2016) * 0.93**since / place.richness
        count = people[place.key, year]
        low = round(count * share * book.wobble(0.04))
        risk = round(low * 0.12 * book.wobble(0.1))
        for indicator, value in (
            ("poverty_incidence", round(100 * low / count, 2)),
            ("low_income_persons", low),
            ("persons_lifted_out_of_poverty", round(low * 0.28 * book.wobble(0.05))),
            ("relapse_risk_persons", risk),
            ("relapse_risk_removed_persons", round(risk * 0.6 * book.wobble(0.1))),
        ):
            book.observe(indicator, place.key, year, value, SOURCE)


def write_census(book: Book, people: dict[tuple[str, int], int]) -> None:
    """At two dates, for all places: composition by published aggregates, movers, town dwellers."""
    for year, mixing in ((2016, 0.0), (2023, 0.02)):
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for place in leaves(year):
            count = people[place.key, year]
            base = 0.05 if place.key.startswith(A) else 0.10 + 0.06 * (int(place.key[-2:]) % 7)
            minority = round(count * (base + mixing) * book.wobble(0.02))
            named = round(minority * 0.7 * book.wobble(0.02))
            values = {
                "population_minority": minority,
                "population_mongolian": named,
                "population_other_minorities": minority - named,
                "population_han": count - minority,
                "urban_population": round(count * (0.7 if place.key.startswith(A) else 0.5)),
                "movers_same_county": round(count * 0.08 * book.wobble(0.05)),
                "movers_same_province": round(count * 0.10 * book.wobble(0.05)),
                "movers_other_province": round(count * 0.05 * book.wobble(0.05)),
                "return_migrants": round(count * 0.006 * book.wobble(0.05)),
            }
            for name, value in values.items():
                for key in (place.key, *above(place.key)):
                    sums[name, key] += value
        day = date(year, 12, 31)
        for (name, key), value in sorted(sums.items()):
            flow = book.catalogue.indicators[name].aggregation == "flow"
            when = (date(year, 1, 1), day) if flow else (day, day)
            book.observe(name, key, when, value, "syn-census")
