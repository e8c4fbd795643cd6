"""The economic measures of the record of laws, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log
from statistics import linear_regression, pstdev

from tests.laws.world import base
from tests.laws.world.economic import AID, AID_BACK, EARLIER, INCOMES, PRODUCT


def _in_2021(amounts: Mapping[int, float], last: int) -> float:
    """Two per cent a year up to the last."""
    return sum(amount * 1.02 ** (last - year) for year, amount in amounts.items())


# All aid and all sales by year, in the years of the stages.
AIDS = {**{year: aid for year, (aid, _) in EARLIER.items()}, 2020: AID, 2021: AID}
SOLD = {**{year: sold for year, (_, sold) in EARLIER.items()}, 2020: 400, 2021: 400, 2022: 500}
# What is counted in money A to B in a year: aid, investment, sales and what is added here.
KINDS = (AID, 600, 800, 105, 60, 20)
FORTH, BACK = sum(KINDS), sum(KINDS) / 2


def _effective(sums: list[float]) -> float:
    return exp(-sum(each / sum(sums) * log(each / sum(sums)) for each in sums))


def _own(was: tuple[float, float], now: tuple[float, float]) -> float:
    """The own part of the change of x / (x + rest): the mean over both orders, in points."""
    (x, rest), (y, other) = was, now
    first = y / (y + rest) - x / (x + rest)
    second = y / (y + other) - x / (x + other)
    return 100 * (first + second) / 2


def _theil_between() -> float:
    people = {place: 400 + number for number, place in enumerate((1, 2, 3, 4), start=1)}
    cells = [
        (side, income, people[number])
        for side, incomes in INCOMES.items()
        for number, income in enumerate(incomes, start=1)
    ]
    heads = sum(count for _, _, count in cells)
    mean = sum(income * count for _, income, count in cells) / heads
    total = sum(count / heads * income / mean * log(income / mean) for _, income, count in cells)
    between = 0.0
    for side in INCOMES:
        own = [(income, count) for name, income, count in cells if name == side]
        size = sum(count for _, count in own)
        level = sum(income * count for income, count in own) / size
        between += size / heads * level / mean * log(level / mean)
    return between / total


LOGS = [[log(value) for value in year] for year in PRODUCT]
GROWTH = [after - before for before, after in zip(*LOGS, strict=True)]

# The last year in which each measure has a value (0: the whole), and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "economic.aid": (2021, AID),
    "economic.investment": (2021, 600),
    "economic.market": (2021, 400),
    "economic.aid_real": (0, _in_2021(AIDS, 2021)),
    "economic.market_real": (0, _in_2021(SOLD, 2022)),
    # 18 and ten percent; 20 was paid
    "economic.due": (2021, 19.8),
    "economic.fulfilment": (2021, 20 / 19.8),
    # 60 of 80
    "economic.outturn_deviation": (2021, -25),
    "economic.absorption": (2021, 60 / 75),
    # of 120 paid 15 were committed a year before
    "economic.payment_delay": (0, 15 / 120),
    "economic.fund_concentration": (2011, 0.75**2 + 0.25**2),
    # half of the people have a quarter of the help
    "economic.fund_gini": (2011, 0.5 - 0.25),
    # 30 of 35 people have 30 of 40
    "economic.fund_gini_by_need": (2011, 30 / 35 - 30 / 40),
    "economic.aid_per_low_income_head": (2021, AID / 48),
    "economic.reached_per_million": (2021, 240e6 / AID),
    "economic.projects_traced": (0, 1 / (4 + 7)),
    "economic.projects_serving_aims": (0, 1 / (4 + 7)),
    # of three one has no day of completion
    "economic.milestones_on_time": (2021, 1 / 2),
    "economic.assets_in_use": (0, 2 / 3),
    "economic.self_sustaining_ratio": (2021, 400 / (400 + AID)),
    "economic.grant_share": (2021, AID / (AID + 400 + 600)),
    # from 2016 to the first stage of 2020
    "economic.stage_distance": (0, 4),
    "economic.grant_dependence": (2021, AID / 840),
    "economic.own_source_share": (2021, 840 / 1200),
    "economic.after_exit": (2021, 75 / 100),
    "economic.leverage": (2021, 105 / AID),
    "economic.independent_actors": (0, 2),
    "economic.kinds_of_money": (
        2021,
        _effective([*KINDS, *(each / 2 for each in KINDS)]),
    ),
    "economic.return_share": (2021, BACK / (FORTH + BACK)),
    # money, people, goods, energy and culture
    "economic.channels_returned": (0, 5 / 5),
    "economic.helper_cost": (2021, 15 + 5),
    "economic.unsubsidised_share": (2021, 100 / 400),
    "economic.repeat_share": (2021, 80 / 400),
    "economic.sales_growth": (0, 25),
    "economic.farm_gate_share": (2021, 50),
    "economic.price_premium": (2021, 20),
    "economic.transport_loss": (2021, 5),
    "economic.transport_cost": (2021, 310),
    "economic.backhaul_rate": (2021, 40),
    "economic.outside_share": (2021, 600 / (600 + 400)),
    # twice for those that entered, as much as before for the others
    "economic.launch_spillover": (0, 2),
    "economic.adoption_rate": (2021, 30 / 120),
    "economic.yield_change": (0, 10),
    "economic.water_change": (0, -10),
    "economic.rights_held_locally": (2021, 60),
    "economic.licence_income_a_to_b": (2021, 20),
    "economic.licence_income_b_to_a": (2021, 10),
    # all years: 40 to places, 960 and 480 four times each, the base; 600 of investment twice
    "economic.jobs_per_million": (0, 54e6 / (40 + 4 * 960 + 4 * 480 + 2 * AID + 1200)),
    "economic.park_area_in_use": (2021, 4 / 10),
    "economic.park_local_purchases": (2021, 50 / 200),
    "economic.trade_share_a": (2021, 1500 / 6000),
    "economic.trade_share_b": (2021, 1500 / 6000),
    "economic.value_added_induced_a": (2021, 70),
    "economic.value_added_induced_b": (2021, 70),
    # shares 0.1, 0.4, 0.5 against 0.2, 0.4, 0.4
    "economic.structural_difference": (2021, 0.2 / 2),
    "economic.manufacturing_quotient": (2021, (1500 / 6000) / (600 / 6000)),
    "economic.manufacturing_own_change": (0, _own((1020, 4080), (1500, 4500))),
    "economic.energy": (2021, 3500),
    "economic.green_share": (2021, 1050 / 3500),
    "economic.avoided_emissions": (2021, 1050 * 500 / 1e6),
    "economic.power_share": (2021, 3500 / 14000),
    # 0.1 kW come through the other lines all year
    "economic.line_loss": (2021, 1 - 0.1 * 8760 / 3500),
    "economic.computing_load": (2021, 75),
    "economic.network_latency": (2021, 8),
    "economic.computing_emissions": (2021, 500 * 0.6),
    "economic.payment_per_hectare": (2021, 60 / 20),
    "economic.grassland_change": (0, 2),
    "economic.land_consent": (2021, 92),
    "economic.households_displaced": (2021, 12),
    "economic.land_compensation": (2021, 300 / 100),
    "economic.income_ratio": (2021, 20 / 40),
    "economic.theil_between": (2020, _theil_between()),
    "economic.sigma_change": (0, 100 * (pstdev(LOGS[1]) / pstdev(LOGS[0]) - 1)),
    "economic.beta": (0, -100 * linear_regression(LOGS[0], GROWTH).slope),
    # of B three places are tied, one of them grows
    "economic.paired_income_change": (0, 100 * log(1.1) / 3),
    "economic.poverty_gap": (2021, 8 - 2),
    "economic.relapse_removal": (2021, 30 / 100),
    "economic.village_income_ratio": (2021, 60 / 50),
}
# From the other side, where that is another value: of 2020 (or of the whole), by hand.
ONE_WAY: dict[str, float | None] = {
    "economic.aid": AID_BACK,
    "economic.investment": base.MONEY["investment_paid_in"] / 2,
    "economic.market": base.MONEY["product_sales"],
    "economic.aid_real": _in_2021(AIDS, 2021) / 2,
    "economic.market_real": _in_2021(SOLD, 2022) * 2,
    "economic.energy": base.COUNTS["electricity"],
    "economic.self_sustaining_ratio": 800 / (800 + AID_BACK),
    "economic.due": base.DUE_BACK,
    "economic.fulfilment": 10 / base.DUE_BACK,
    "economic.aid_per_low_income_head": AID_BACK / 48,
    "economic.reached_per_million": 240e6 / AID_BACK,
    "economic.grant_share": AID_BACK / (AID_BACK + 800 + 300),
    "economic.grant_dependence": AID_BACK / 840,
    "economic.leverage": 52.5 / AID_BACK,
    "economic.return_share": FORTH / (FORTH + BACK),
    "economic.unsubsidised_share": 100 / 800,
    "economic.repeat_share": 80 / 800,
    "economic.outside_share": 400 / (400 + 800),
    "economic.jobs_per_million": 54e6 / (40 + 2 * 960 + 2 * 480 + AID + 600),
    "economic.manufacturing_quotient": (500 / 5000) / (1000 / 5000),
    "economic.manufacturing_own_change": _own((510, 4590), (600, 5400)),
    "economic.avoided_emissions": 2100 * 500 / 1e6,
    "economic.power_share": 7000 / 14000,
    "economic.line_loss": 1 - 0.1 * 8760 / 7000,
    "economic.payment_per_hectare": 30 / 20,
    "economic.income_ratio": 40 / 20,
    # of A every place is tied: there is none to compare with
    "economic.paired_income_change": None,
    "economic.poverty_gap": 2 - 8,
}
