"""Aid by account and stage, sales in the partner's market, investment, and the other money."""

from __future__ import annotations

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.places import A, B
from counterpart.examples.synthetic_programme.ties import CITY_TIES, DISTRICT_TIES
from counterpart.examples.synthetic_programme.truths import (
    BREACHES,
    GRANT_BASE,
    GRANT_GROWTH,
    MARKET_NOISE,
    SELF_SUSTAINING,
    YEARS,
    stage_of,
)

TREASURY, TRADE = "syn-treasury", "syn-trade"
BATCHES = {2016: "batch-1", 2019: "batch-2", 2022: "batch-3"}
# Producers with their county, the city they sell in, and their part of the sales.
PRODUCERS = (
    ("plateau-firm-1", "SYB11", "SYA1", 0.30),
    ("plateau-firm-2", "SYB21", "SYA1", 0.28),
    ("plateau-firm-3", "SYB31", "SYA2", 0.26),
    ("plateau-firm-4", "SYB41", "SYA2", 0.16),
)
LAUNCHED = 2019


def write_money(book: Book) -> None:
    """All flows of money between the sides."""
    for year in YEARS:
        aid = _aid(book, year)
        ratio = SELF_SUSTAINING[stage_of(year)]
        market = round(aid * ratio / (1 - ratio) * book.wobble(MARKET_NOISE), -3)
        _market(book, year, int(market))
        _returns(book, year)
        _investment(book, year)
        _others(book, year)


def _aid(book: Book, year: int) -> int:
    """Aid paid to the plateau in a year, row by row; gives the sum."""
    batch = BATCHES[stage_of(year)]
    due = GRANT_BASE * (1 + GRANT_GROWTH) ** (year - 2016)
    paid = _exact_up(due * BREACHES.get(year, 1.0))
    total = paid
    for stage, amount in (("planned", due * 1.04), ("committed", due * 1.01), ("paid", paid)):
        for position, tie in enumerate(CITY_TIES):
            part = (0.3, 0.25, 0.25, 0.2)[position]
            parts = sum(round(amount * each) for each in (0.3, 0.25, 0.25))
            book.flow(
                "assistance_funds",
                (tie.a, tie.b),
                year,
                round(amount) - parts if position == 3 else round(amount * part),
                TREASURY,
                money_stage=stage,
                account="city",
                batch=batch,
            )
    if 2017 <= year <= 2020:
        # What of the grant went to the registered poor; short of the four fifths in one year.
        used = 0.78 if year == 2019 else 0.83
        book.flow("funds_registered_poor", (A, B), year, round(paid * used), TREASURY,
                  money_stage="paid")  # fmt: skip
    for tie in DISTRICT_TIES:
        if tie.alive(year):
            county = tie.b.removeprefix("SYB")
            amount = 4_200_000 * book.wobble(0.12) * 1.03 ** (year - 2018)
            for stage, part in (("committed", 1.02), ("paid", 1.0)):
                value = round(amount * part, -3)
                total += int(value) if stage == "paid" else 0
                book.flow(
                    "assistance_funds",
                    (tie.a, tie.b),
                    year,
                    value,
                    TREASURY,
                    money_stage=stage,
                    account="district",
                    project=f"village-roads-{county}",
                    pairing=tie.key,
                )
    for account, base, growth in (("social", 5_000_000, 1.04), ("in_kind", 3_000_000, 1.02)):
        value = round(base * growth ** (year - 2016) * book.wobble(0.03), -3)
        total += int(value)
        # A donation book that counts in round thousands says so.
        precision = "rounded" if account == "social" else None
        bounds = {"low": value - 500, "high": value + 500} if precision else {}
        book.flow(
            "assistance_funds", (A, B), year, value, TREASURY,
            money_stage="paid", account=account, precision=precision, **bounds,
        )  # fmt: skip
    return total


def _market(book: Book, year: int, total: int) -> None:
    """Sales of the plateau on the coast: by product, purchased for, and helped to sell."""
    left = total
    for firm, county, city, part in PRODUCERS:
        value = round(total * 0.6 * part * book.wobble(0.05), -3)
        left -= int(value)
        book.flow("product_sales", (county, city), year, value, TRADE, origin_organisation=firm)
    purchased = round(left * 0.6, -3)
    book.flow("consumption_purchased", (B, A), year, purchased, TRADE)
    book.flow("consumption_helped_sell", (B, A), year, left - int(purchased), TRADE)


def _returns(book: Book, year: int) -> None:
    """Aid and sales in the other direction, much smaller."""
    if year in (2020, 2021):
        value = round(900_000 * book.wobble(0.1), -3)
        book.flow("assistance_funds", (B, A), year, value, TREASURY,
                  money_stage="paid", account="in_kind", note="food given by the plateau")  # fmt: skip
    sold = round(2_500_000 * 1.09 ** (year - 2016) * book.wobble(0.05), -3)
    book.flow("product_sales", ("SYA12", "SYB1"), year, sold, TRADE,
              origin_organisation="coast-firm-1")  # fmt: skip
    bought = round(400_000 * 1.1 ** (year - 2016) * book.wobble(0.05), -3)
    book.flow("consumption_purchased", (A, B), year, bought, TRADE)
    helped = round(150_000 * 1.1 ** (year - 2016) * book.wobble(0.05), -3)
    book.flow("consumption_helped_sell", (A, B), year, helped, TRADE)


def _investment(book: Book, year: int) -> None:
    """Contracted and paid in by project and firm; for two early years only a report says which."""
    for a, b, firm, base in (
        ("SYA12", "SYB11", "coast-firm-1", 22_000_000),
        ("SYA21", "SYB31", "coast-firm-2", 17_000_000),
        ("SYB21", "SYA12", "plateau-firm-2", 1_500_000),
    ):
        if year >= 2018:
            contracted = base * 1.07 ** (year - 2018) * book.wobble(0.08)
            park = {"SYB11": "park-works-1", "SYB31": "park-works-2"}.get(b)
            for kind, stage, part in (
                ("investment_contracted", "committed", 1.0),
                ("investment_paid_in", "paid", 0.7),
            ):
                book.flow(
                    kind, (a, b), year, round(contracted * part, -4), TRADE,
                    money_stage=stage, origin_organisation=firm, project=park,
                )  # fmt: skip
    if year < 2018:
        for ends, low in (((A, B), 30_000_000), ((B, A), 1_000_000)):
            book.flow("investment_unspecified", ends, year, low, "syn-press",
                      low=low, precision="more_than", note="contracted or paid in is not told")  # fmt: skip


def _others(book: Book, year: int) -> None:
    """Joint projects, private money, ecological payments, licences, each way where it makes sense."""
    grown = 1.05 ** (year - 2016)
    for kind, ends, base, first in (
        ("joint_project_funds", (A, B), 6_000_000, 2017),
        ("joint_project_funds", (B, A), 4_000_000, 2017),
        ("private_cofunding", (A, B), 9_000_000, 2016),
        ("private_cofunding", (B, A), 700_000, 2019),
        ("technology_contract_value", (A, B), 5_500_000, 2016),
        ("technology_contract_value", (B, A), 800_000, 2018),
        ("licence_income", (A, B), 120_000, 2019),
        ("licence_income", (B, A), 310_000, 2019),
    ):
        if year >= first:
            value = round(base * grown * book.wobble(0.06), -3)
            stage = "paid" if kind in ("joint_project_funds", "private_cofunding") else None
            source = TREASURY if stage else TRADE
            book.flow(kind, ends, year, value, source, money_stage=stage)
    if year >= 2021:
        # The whole of all accounts; from 2022 on the part of the districts is told beside it, a
        # contained row that no sum may add.
        whole = round(12_000_000 * 1.04 ** (year - 2021) * book.wobble(0.02), -3)
        book.flow("ecological_payments", (A, B), year, whole, TREASURY, money_stage="paid")
        if year >= 2022:
            part = round(whole * (0.42 if year < 2024 else 0.36), -3)
            book.flow("ecological_payments", (A, B), year, part, TREASURY, money_stage="paid",
                      account="district", note="contained in the payment of all accounts")  # fmt: skip


def _exact_up(amount: float) -> int:
    """Whole units, rounded up: what is due to the cent is paid in full."""
    return int(amount) + 1
