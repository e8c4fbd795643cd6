"""The spatial part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from collections.abc import Callable
from math import acos, cos, log, radians, sin

from tests.folders import Folder

KILOMETRES = 6371.0088
# Where places of both sides lie: latitude, longitude.
POINTS = {
    "A": (10.0, 0.0), "A1": (10.5, 0.5), "A2": (9.0, 1.0), "A3": (11.0, -0.7), "A4": (9.6, -1.4),
    "B": (14.0, 3.0), "B11": (14.6, 3.3), "B2": (13.2, 4.1), "B3": (15.1, 2.2), "B4": (13.7, 1.9),
}  # fmt: skip
SIZE = {"A1": 3, "A2": 5, "A3": 2, "A4": 4, "B11": 6, "B2": 3, "B3": 4, "B4": 2}
TIED = {2020: {("A1", "B11"), ("A2", "B11")}, 2021: {("A1", "B11")}}
# Flows by kind: how many for sizes of 1 a kilometre apart, and how many times more of the tied.
GRAVITY = {"migration_moves": (3e11, 1.5), "tourism_visitors": (7e11, 2.0)}
# Villages below one place of each side: latitude, residents of two groups, movers, income.
# In pairs 60 km apart on one meridian, so that the pairs do not meet.
APART = 60 / KILOMETRES * 180 / 3.141592653589793
VILLAGES = (
    (0.0, (90, 10), 30, 10), (APART, (90, 10), 10, 11),
    (5.0, (90, 10), 20, 20), (5 + APART, (30, 70), 5, 14),
    (10.0, (90, 10), 5, 30), (10 + APART, (30, 70), 5, 33),
    (15.0, (30, 70), 5, 41), (15 + APART, (30, 70), 5, 45),
)  # fmt: skip
# The four nearest of each village, by its number.
NEAREST = (
    (1, 2, 3, 4), (0, 2, 3, 4), (3, 1, 0, 4), (2, 4, 5, 1),
    (5, 3, 2, 6), (4, 6, 7, 3), (7, 5, 4, 3), (6, 5, 4, 3),
)  # fmt: skip


def kilometres(one: str, other: str) -> float:
    """Great-circle distance by the spherical law of cosines."""
    (lat1, lon1), (lat2, lon2) = (map(radians, POINTS[each]) for each in (one, other))
    return KILOMETRES * acos(sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(lon2 - lon1))


def between(kind: str, year: int) -> dict[tuple[str, str], int]:
    """Flows from A to B that follow the gravity model exactly but for rounding."""
    scale, times = GRAVITY[kind]
    return {
        (one, other): round(
            scale * SIZE[one] * SIZE[other] / kilometres(one, other)
            * (times if (one, other) in TIED[year] else 1) * (year - 2018)
        )
        for one in ("A1", "A2", "A3", "A4")
        for other in ("B11", "B2", "B3", "B4")
    }  # fmt: skip


def rows(folder: Folder) -> None:
    """Points, moves and visits between places, experts, goods; villages of both sides."""
    _experts(folder)
    for year in (2020, 2021):
        days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
        for kind in GRAVITY:
            for (one, other), value in between(kind, year).items():
                # Twice as many go from A to B as from B to A.
                folder.flow(kind=kind, origin=one, destination=other, value=2 * value, **days)
                folder.flow(kind=kind, origin=other, destination=one, value=value, **days)
    for side in "AB":
        folder.observe(indicator="urban_population", subject=side, value=640)
        folder.observe(indicator="population", subject=side, value=1000, end_on="2021-12-31")
        for number, (latitude, people, movers, income) in enumerate(VILLAGES):
            key = f"{side}1-{number}"
            folder.add(
                "places",
                {"place": key, "name_en": key, "level": "village", "parent": f"{side}1"},
            )
            POINTS[key] = (latitude, 20.0)
            # The year before, every village is composed as the whole.
            _groups(folder, key, "2020-12-31", (60, 40))
            _groups(folder, key, "2021-12-31", people)
            last = {"subject": key, "end_on": "2021-12-31"}
            folder.observe(indicator="population", value=sum(people), **last)
            for indicator, share in (
                ("same_county", 0.4),
                ("same_province", 0.6),
                ("other_province", 0),
            ):
                folder.observe(indicator=f"movers_{indicator}", value=movers * share, **last)
            folder.observe(
                indicator="income_per_head", value=income, currency="CNY",
                start_on="2021-01-01", **last,
            )  # fmt: skip
    for row in folder.tables["places"]:
        if row["place"] in POINTS:
            row["latitude"], row["longitude"] = POINTS[str(row["place"])]


def _groups(folder: Folder, place: str, day: str, people: tuple[int, int]) -> None:
    majority, minority = people
    for indicator, value in (
        ("population_han", majority),
        ("population_minority", minority),
        ("population_mongolian", minority * 0.7),
        ("population_other_minorities", minority * 0.3),
    ):
        folder.observe(indicator=indicator, subject=place, value=value, end_on=day)


def _experts(folder: Folder) -> None:
    for year in (2020, 2021):
        days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
        for origin, destination, share in (("A", "B", 1.0), ("B", "A", 0.5)):
            for kind, value in (("expert_trips", 8), ("expert_days", 60)):
                ends = {"origin": origin, "destination": destination}
                folder.flow(kind=kind, value=value * share, **ends, **days)
        of = {"subject_type": "programme", "subject": "ab", **days}
        folder.observe(indicator="clinic_nights_away", value=70, **of)
        folder.observe(indicator="expert_travel_cost", value=4500, currency="CNY", **of)


def entropy(*shares: float) -> float:
    """The entropy of shares that add up to 1."""
    return -sum(each * log(each) for each in shares if each)


def two(majority: float) -> tuple[float, float]:
    """The shares of two groups where the majority has this one."""
    return majority, 1 - majority


def three(majority: float) -> tuple[float, float, float]:
    """The shares of three groups where the majority has this one."""
    return majority, (1 - majority) * 0.7, (1 - majority) * 0.3


def index(weight: float, groups: Callable[[float], tuple[float, ...]]) -> float:
    """Theil's H where a village's partner in its pair counts with this weight beside it."""
    whole = entropy(*groups(0.6))
    shares = [people[0] / 100 for _, people, *_ in VILLAGES]
    near = [
        (share + weight * shares[number ^ 1]) / (1 + weight) for number, share in enumerate(shares)
    ]
    return sum(whole - entropy(*groups(share)) for share in near) / 8 / whole


def biweight(bandwidth: float) -> float:
    """The weight of a partner 60 km away."""
    return float((1 - (60 / bandwidth) ** 2) ** 2)


def moran() -> float:
    """Moran's I of the incomes with a quarter for each of the four nearest."""
    income = [each[3] for each in VILLAGES]
    apart = [each - sum(income) / 8 for each in income]
    crossed = sum(
        apart[one] * apart[other] / 4 for one, near in enumerate(NEAREST) for other in near
    )
    return crossed / sum(each**2 for each in apart)


MOVES = sum(between("migration_moves", 2021).values())
MOVED = sum(
    value * kilometres(*pair) for pair, value in between("migration_moves", 2021).items()
) / MOVES  # fmt: skip
SIDES = ("a", "b")
# Mutual information of two groups: villages of 90:10 and of 30:70, a half each, from a whole 60:40.
INFORMATION = entropy(0.6, 0.4) - (entropy(0.9, 0.1) + entropy(0.3, 0.7)) / 2
ONE_SIDE: dict[str, tuple[int, float]] = {
    # the three with 30, 20, 10 of 85 movers have 300 of 800 residents
    "mobility_pull": (2021, (60 / 85) / (300 / 800)),
    "urbanisation": (2020, 0.64),
    # of 480 and 320 people the villages hold 90 and 10 or 30 and 70, four times each
    "dissimilarity": (2021, 0.5 * 4 * (abs(90 / 480 - 10 / 320) + abs(30 / 480 - 70 / 320))),
    "entropy_index": (2021, index(0, three)),
    "exposure_minority": (2021, (4 * 10 * 0.9 + 4 * 70 * 0.3) / 320),
    "exposure_majority": (2021, (4 * 90 * 0.1 + 4 * 30 * 0.7) / 480),
    "diversity": (2021, entropy(*three(0.6)) / log(3)),
    # margins did not change, and in the year before nothing was uneven
    "segregation_change": (2021, INFORMATION),
    "spatial_profile": (2021, index(biweight(100), two)),
    "macro_micro": (2021, index(biweight(200), two) / index(0, two)),
    "moran": (2021, moran()),
}

# The last year in which each measure has a value, and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "spatial.people_a_to_b": (2021, 20),
    "spatial.people_b_to_a": (2021, 10),
    # three people, all days of the year
    "spatial.person_days_a_to_b": (2021, 3 * 365),
    "spatial.person_days_b_to_a": (2021, 3 * 365),
    "spatial.labour_a_to_b": (2021, 30),
    "spatial.labour_b_to_a": (2021, 15),
    "spatial.migration_moves_a_to_b": (2021, 2 * MOVES),
    "spatial.migration_moves_b_to_a": (2021, MOVES),
    # half as many go the other way
    "spatial.people_balance": (2021, (20 - 10) / 30),
    "spatial.labour_balance": (2021, (30 - 15) / 45),
    "spatial.migration_balance": (2021, 1 / 3),
    "spatial.tourism_balance": (2021, 1 / 3),
    # 1,000 residents
    "spatial.net_migration_a": (2021, MOVES - 2 * MOVES),
    "spatial.net_migration_b": (2021, 2 * MOVES - MOVES),
    "spatial.expert_trips_a_to_b": (2021, 8),
    "spatial.expert_trips_b_to_a": (2021, 4),
    "spatial.expert_days_a_to_b": (2021, 60),
    "spatial.expert_days_b_to_a": (2021, 30),
    "spatial.expert_nights_away": (2021, 70),
    "spatial.expert_cost_per_day": (2021, 4500 / 90),
    "spatial.people_distance_a_to_b": (2021, kilometres("A", "B")),
    "spatial.people_distance_b_to_a": (2021, kilometres("A", "B")),
    "spatial.migration_distance_a_to_b": (2021, MOVED),
    "spatial.migration_distance_b_to_a": (2021, MOVED),
    "spatial.freight_a_to_b": (2021, 40 * kilometres("A", "B")),
    "spatial.freight_b_to_a": (2021, 20 * kilometres("A", "B")),
    "spatial.paired_flow_ratio": (2021, 1.5),
    "spatial.tourism_above_expected": (2021, 2.0),
    # 4 + 3 of 4 + 3 + 2 movers a hundred residents
    "spatial.mobility_retention_a": (2020, 7 / 9),
    "spatial.mobility_retention_b": (2020, 7 / 9),
    "spatial.mobility_rate_a": (2020, 0.09),
    "spatial.mobility_rate_b": (2020, 0.09),
    # the three largest of four places with 401 to 404 residents and equal rates
    "spatial.mobility_concentration_a": (2020, (402 + 403 + 404) / 1610),
    "spatial.mobility_concentration_b": (2020, (402 + 403 + 404) / 1610),
    **{f"spatial.{key}_{side}": value for key, value in ONE_SIDE.items() for side in SIDES},
}
# From the other side, where that is another value: of 2020, by hand.
ONE_WAY: dict[str, float] = {
    "spatial.people_balance": -1 / 3,
    "spatial.labour_balance": -1 / 3,
    "spatial.migration_balance": -1 / 3,
    "spatial.tourism_balance": -1 / 3,
    # the same ratio, but for the order of its sums
    "spatial.paired_flow_ratio": 1.5,
    "spatial.tourism_above_expected": 2.0,
}
