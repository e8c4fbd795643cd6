"""Energy, computing, water and goods that the plateau sends, and tourists with their season."""

from __future__ import annotations

from counterpart.examples.synthetic_programme.book import Book, month
from counterpart.examples.synthetic_programme.money import PRODUCERS
from counterpart.examples.synthetic_programme.places import LEAGUES, A, B
from counterpart.examples.synthetic_programme.truths import LOW_SEASON, YEARS

ENERGY, TRADE, CULTURE = "syn-energy", "syn-trade", "syn-culture"
# Share of a year in its months: five of the low season, seven of the high.
LOW_MONTHS = (1, 2, 3, 11, 12)
DEMAND, SHARE_FIRST, SHARE_STEP = 46_000_000_000, 0.30, 0.015


def write_supply(book: Book) -> None:
    """Flows of energy and goods, the state of bases and carriers, tourists by month."""
    for year in YEARS:
        _power(book, year)
        _land(book, year)
        _goods(book, year)
        _computing(book, year)
        _tourists(book, year)


def _power(book: Book, year: int) -> None:
    since = year - 2016
    demand = DEMAND * 1.02**since
    sent = round(demand * (SHARE_FIRST + SHARE_STEP * since) * book.wobble(0.004), -6)
    green = 0.22 + 0.04 * since
    for kind, part in (("electricity", 1.0), ("green_electricity", green)):
        for ends, size in (((B, A), 1.0), ((A, B), 0.006)):
            book.flow(kind, ends, year, round(sent * part * size, -4), ENERGY)
    capacity = round(9_000 * 1.09**since)
    for side, used, made in ((A, demand, 0.05), (B, demand * 0.8, 1.0)):
        output = round(capacity * made * 1_900_000 * book.wobble(0.02), -6)
        for name, value in (
            ("clean_energy_capacity", round(capacity * made)),
            ("clean_energy_output", output),
            ("curtailment_rate", round(9.0 * 0.9**since * (1 if side == B else 0.2), 1)),
            ("grid_emission_factor", round((610 if side == B else 520) * 0.97**since)),
            ("electricity_consumption", round(used, -6)),
            ("transmission_capacity", 5_200 + 300 * (since // 3)),
            ("largest_line_capacity", 2_000),
            ("transmission_outage_hours", round(26 * book.wobble(0.2))),
            ("electricity_price", round((0.082 if side == A else 0.054) * 1.01**since, 4)),
        ):
            book.observe(name, side, year, value, ENERGY)
    share = 100 * sent / demand
    # The last year is told as more than a whole percent.
    open_ended = year == 2024
    value = int(share) if open_ended else round(share, 1)
    word = "more_than" if open_ended else "rounded"
    low = value if open_ended else None
    book.observe("power_share", A, year, value, ENERGY, precision=word, low=low)


def _land(book: Book, year: int) -> None:
    """Ecology by league: cover grows, sandstorms become fewer, payments stand beside them."""
    since = year - 2016
    for position, league in enumerate(LEAGUES):
        for name, value in (
            ("sand_control_area", round(5_200 * (1 + 0.2 * position) * book.wobble(0.06))),
            ("grassland_cover", round(41 + 2 * position + 0.4 * since + book.wobble(0.1), 1)),
            ("forest_cover", round(11 + 1.5 * position + 0.2 * since, 1)),
            ("sandstorm_days", max(1, round((14 - position) * 0.94**since * book.wobble(0.15)))),
            ("water_resources", round(410_000_000 * book.wobble(0.08), -6)),
        ):
            book.observe(name, league.key, year, value, ENERGY)


def _goods(book: Book, year: int) -> None:
    """Farm goods by producer, and how two carriers bring them."""
    since = year - 2016
    for firm, county, city, part in PRODUCERS:
        tonnes = round(38_000 * part * 1.06**since * book.wobble(0.04))
        book.flow("farm_goods", (county, city), year, tonnes, TRADE, origin_organisation=firm)
    for carrier, size in (("plateau-carrier", 1.0), ("coast-carrier", 0.3)):
        for name, value in (
            ("refrigerated_trips", round(2_600 * size * 1.06**since * book.wobble(0.03))),
            ("transport_hours", round(7.5 * 0.97**since * book.wobble(0.02), 1)),
            ("transport_loss_share", round(6.0 * 0.92**since * book.wobble(0.04), 2)),
            ("transport_cost_per_tonne", round(64 * 0.985**since * book.wobble(0.02), 1)),
            ("backhaul_rate", round(24 + 3.5 * since, 1)),
            ("cold_storage_capacity", round(9_000 * size * 1.05**since)),
        ):
            book.observe(name, carrier, year, value, TRADE, "organisation")


def _computing(book: Book, year: int) -> None:
    if year < 2022:
        return
    since = year - 2022
    for firm, size in (("plateau-computing", 1.0), ("coast-computing", 0.15)):
        power = round(210_000_000 * size * 1.2**since, -5)
        for name, value in (
            ("computing_capacity", round(3.2 * size * 1.4**since, 2)),
            ("computing_racks", round(4_000 * size * 1.3**since)),
            ("computing_load_share", round(38 + 9 * since + 10 * (1 - size), 1)),
            ("pue", round(1.24 - 0.02 * since, 2)),
            ("computing_power_use", power),
            ("computing_green_share", round((61 if size == 1 else 33) + 6 * since, 1)),
            ("network_latency", round(14.0 - 0.8 * since, 1)),
        ):
            book.observe(name, firm, year, value, ENERGY, "organisation")


def _tourists(book: Book, year: int) -> None:
    """Visits by month: the low season holds its share; hardly anybody travels in 2020."""
    closed = 0.35 if year == 2020 else 1.0
    for ends, base in (((A, B), 1_500_000), ((B, A), 640_000)):
        visits = base * 1.06 ** (year - 2016) * closed
        for number in range(1, 13):
            low = number in LOW_MONTHS
            part = LOW_SEASON / len(LOW_MONTHS) if low else (1 - LOW_SEASON) / 7
            count = int(book.random.poisson(visits * part))
            book.flow("tourism_visitors", ends, month(year, number), count, CULTURE)
