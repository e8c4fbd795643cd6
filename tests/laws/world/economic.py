"""The economic part of the record of laws: its rows."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.catalogue import load_catalogue
from tests.folders import Folder

CATALOGUE = load_catalogue()
# From A to B each year beside the base; from B to A it is half as much.
MONEY = {
    "private_cofunding": 105,
    "ecological_payments": 60,
    "licence_income": 20,
    "firm_trade": 1000,
}
THINGS = {"farm_goods": 40, "green_electricity": 2100}
AID_BY_STAGE = {"planned": 80, "committed": 75, "paid": 60}
# Years before the base: aid A to B, sales B to A, and half of it and twice of it the other way.
EARLIER = {
    **dict.fromkeys(range(2012, 2016), (960, 200)),
    **dict.fromkeys(range(2016, 2020), (480, 400)),
}
# 400 and 20 of the base, 60 that is marked as paid; what B gives A is half of it.
AID = 400 + 20 + 60
AID_BACK = AID / 2
# Alike for both sides, of 2020 and of 2021.
REPORTED = {
    "own_revenue": (840, 840),
    "transfers_received": (360, 360),
    "assisted_firms_revenue": (100, 100),
    "assisted_firms_grants": (25, 25),
    "park_output": (200, 200),
    "park_local_purchases": (50, 50),
    "gdp": (5000, 6000),
    "value_added_induced": (70, 70),
    "helper_cost": (15, 15),
    "sales_unsubsidised": (100, 100),
    "sales_repeat_buyers": (80, 80),
    "sales_outside_pair": (400, 600),
    "land_compensation_paid": (300, 300),
    "village_income_per_head": (60, 60),
    "rural_income_per_head": (50, 50),
    "persons_reached": (240, 240),
    "land_area_taken": (100, 100),
    "households_displaced": (12, 12),
    "sand_control_area": (20, 20),
    "electricity_consumption": (14000, 14000),
    "relapse_risk_removed_persons": (30, 30),
    "relapse_risk_persons": (70, 70),
    "low_income_persons": (48, 48),
    "jobs_created": (50, 54),
    "park_area": (10, 10),
    "park_area_used": (4, 4),
    "technology_adopters": (20, 30),
    "technology_eligible": (120, 120),
    "crop_yield": (5000, 5500),
    "irrigation_water": (3000, 2700),
    "grid_emission_factor": (500, 500),
    "computing_load_share": (70, 75),
    "computing_green_share": (40, 40),
    "grassland_cover": (40, 42),
    "land_consent_share": (90, 92),
    "transmission_capacity": (0.0005, 0.0005),
    "largest_line_capacity": (0.0004, 0.0004),
}
# Unlike on the two sides.
OF_A = {
    "value_added_primary": (500, 500),
    "value_added_secondary": (2000, 2000),
    "value_added_tertiary": (2500, 2500),
    "value_added_manufacturing": (500, 600),
    "income_per_head": (40, 40),
    "poverty_incidence": (2, 2),
}
OF_B = {
    "value_added_primary": (1000, 1000),
    "value_added_secondary": (2000, 2000),
    "value_added_tertiary": (2000, 2000),
    "value_added_manufacturing": (1000, 1500),
    "income_per_head": (20, 20),
    "poverty_incidence": (8, 8),
}
# Of the pair.
OF_PAIR = {
    "posting_cost": (5, 5),
    "farm_gate_price_share": (45, 50),
    "product_price": (12, 12),
    "generic_price": (10, 10),
    "transport_loss_share": (6, 5),
    "transport_cost_per_tonne": (300, 310),
    "backhaul_rate": (35, 40),
    "rights_held_locally_share": (60, 60),
    "network_latency": (9, 8),
}
# Sellers: outside the pair in 2018 and 2019, and unsubsidised to the partner in these years.
SELLERS = {
    "old": (None, None, 100, 40),
    "one": (100, 200, None, 40),
    "two": (100, 200, None, 20),
    "three": (100, 100, None, None),
    "four": (100, 100, None, None),
}
# Product a head of four places of each side in 2020 and in 2021; the first place is tied.
PRODUCT = ((100, 200, 300, 400), (120, 220, 310, 400))
INCOMES = {"A": (40, 40, 40, 40), "B": (10, 20, 20, 30)}


def rows(folder: Folder) -> None:
    """What economic measures read beyond the base of the record, alike on both sides."""
    folder.add(
        "stages",
        {"programme": "ab", "stage": "zero", "start_on": "2012-01-01", "end_on": "2019-12-31"},
    )
    for origin, destination, share in (("A", "B", 1.0), ("B", "A", 0.5)):
        _flows(folder, {"origin": origin, "destination": destination}, share)
    for side, own in (("A", OF_A), ("B", OF_B)):
        _figures(folder, {**REPORTED, **own}, subject=side)
        _prices_and_places(folder, side)
        _sellers(folder, side)
    _figures(folder, OF_PAIR, subject="ab", subject_type="programme")
    _works(folder)


def _flows(folder: Folder, ends: dict[str, object], share: float) -> None:
    for year in (2020, 2021):
        days = _days(year)
        for kind, value in MONEY.items():
            folder.money(kind=kind, value=value * share, **ends, **days)
        for kind, value in THINGS.items():
            folder.flow(kind=kind, value=value * share, **ends, **days)
        for stage, value in AID_BY_STAGE.items():
            folder.money(value=value * share, money_stage=stage, account="district", **ends, **days)
    for year, (aid, sales) in EARLIER.items():
        folder.money(value=aid * share, **ends, **_days(year))
        folder.money(kind="product_sales", value=2 * sales * share, **ends, **_days(year))
    folder.money(kind="product_sales", value=1000 * share, **ends, **_days(2022))
    for place, value in ((1, 30), (2, 10)):
        within = {**ends, "destination": f"{ends['destination']}{place}"}
        folder.money(value=value, **within, **_days(2011))


def _figures(folder: Folder, figures: Mapping[str, tuple[float, float]], **of: object) -> None:
    for indicator, values in figures.items():
        for year, value in zip((2020, 2021), values, strict=True):
            _observe(folder, year, indicator=indicator, value=value, **of)


def _prices_and_places(folder: Folder, side: str) -> None:
    for year in range(2012, 2023):
        _observe(folder, year, indicator="consumer_prices", subject=side, value=102)
    places = [f"{side}1", f"{side}2", f"{side}3", f"{side}4"]
    for place, income in zip(places, INCOMES[side], strict=True):
        _observe(folder, 2020, indicator="income_per_head", subject=place, value=income)
    for place, poor in zip(places[:2], (30, 5), strict=True):
        _observe(folder, 2011, indicator="low_income_persons", subject=place, value=poor)
        _observe(folder, 2011, indicator="population", subject=place, value=100)
    tied = [place.replace("B1", "B11") for place in places]
    for year, product in zip((2020, 2021), PRODUCT, strict=True):
        for place, value in zip(tied, product, strict=True):
            _observe(folder, year, indicator="gdp_per_head", subject=place, value=value)
            rural = 110 if year == 2021 and place == tied[0] else 100
            _observe(folder, year, indicator="rural_income_per_head", subject=place, value=rural)


def _sellers(folder: Folder, side: str) -> None:
    for name, (before, after, *unsubsidised) in SELLERS.items():
        firm = f"{name} {side}"
        folder.add(
            "organisations",
            {"organisation": firm, "name_en": firm, "kind": "firm", "place": side},
        )
        for year, outside, sold in zip((2018, 2019), (before, after), unsubsidised, strict=True):
            of = {"subject_type": "organisation", "subject": firm}
            if outside:
                _observe(folder, year, indicator="sales_outside_pair", value=outside, **of)
            if sold:
                _observe(folder, year, indicator="sales_unsubsidised", value=sold, **of)


def _works(folder: Folder) -> None:
    folder.add("constructs", {"construct": "task", "name_en": "Task", "class": "aim"})
    project = {"programme": "ab", "name_en": "Works", "source": "book"}
    traced = {"place": "B1", "lead": "one B", "budget": 100, "currency": "CNY"}
    folder.add(
        "projects",
        {**project, **traced, "project": "P1", "sponsor_sector": "enterprise", "serves": "task"},
        {**project, "project": "P2", "lead": "one B", "sponsor_sector": "civil_society"},
        {**project, "project": "P3", "lead": "two B", "sponsor_sector": "enterprise"},
        {**project, "project": "P4", "lead": "school B", "sponsor_sector": "government"},
    )
    for number, (due, done) in enumerate(
        (("2021-03-31", "2021-02-28"), ("2021-06-30", "2021-07-31"), ("2021-12-31", ""))
    ):
        folder.add(
            "milestones",
            {"project": "P1", "milestone": f"m{number}", "due": due, "done_on": done},
        )
    for number, state in enumerate(("in_use", "in_use", "idle", "building")):
        folder.add(
            "assets",
            {"asset": f"asset {number}", "project": "P1", "name_en": "Hall", "kind": "building",
             "state": state},
        )  # fmt: skip


def _days(year: int) -> dict[str, object]:
    return {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}


def _observe(folder: Folder, year: int, **columns: object) -> None:
    indicator = str(columns["indicator"])
    known = CATALOGUE.indicators[indicator]
    days = _days(year) if known.aggregation == "flow" else {"end_on": f"{year}-12-31"}
    currency = {"currency": "CNY"} if known.unit == "money" else {}
    folder.observe(**columns, **days, **currency)
