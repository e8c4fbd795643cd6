"""Sources, the programme with its stages, agreements and what they promise."""

from __future__ import annotations

from datetime import date

from counterpart.examples.synthetic_programme.book import CURRENCY, Book
from counterpart.examples.synthetic_programme.places import A, B
from counterpart.examples.synthetic_programme.truths import (
    GRANT_BASE,
    GRANT_GROWTH,
    LAST,
    STAGES,
)

PROGRAMME = "coast-plateau"
OFFICE = "syn-programme-office"
SHIFTS = (
    "economic.self_sustaining_ratio rises; economic.grant_share falls; cultural.reciprocity rises; "
    "economic.aid falls"
)
# source, title, publisher, published on
SOURCES = (
    ("syn-gazetteer", "List of invented places", "Counterpart", "2024-12-01"),
    ("syn-statistics", "Yearbook of two statistical offices", "two statistical offices", "2025-03-01"),
    ("syn-census", "Population by published area aggregates", "two statistical offices", "2024-06-01"),
    (OFFICE, "File of the programme office", "joint programme office", "2025-01-31"),
    ("syn-treasury", "Accounts of the two treasuries", "two treasuries", "2025-02-15"),
    ("syn-personnel", "Register of posts and postings", "two personnel offices", "2025-01-20"),
    ("syn-employment", "Register of the employment services", "two employment services", "2025-01-25"),
    ("syn-health", "Monthly statistics of hospitals", "two health offices", "2025-02-01"),
    ("syn-education", "Register of paired schools", "two education offices", "2025-02-05"),
    ("syn-trade", "Ledger of products, parks and technology", "two commerce offices", "2025-02-10"),
    ("syn-energy", "Balance of energy, computing and water", "two grid operators", "2025-02-20"),
    ("syn-culture", "Calendar and counts of culture and tourism", "two culture offices", "2025-01-15"),
    ("syn-survey", "Survey in three waves, published totals", "independent survey body", "2024-05-10"),
    ("syn-assessment", "Assessment of the programme by year", "assessing office", "2025-03-10"),
    ("syn-bulletin", "Bulletin of the programme, autumn 2024", "joint programme office", "2024-10-15"),
    ("syn-press", "Press report that counts otherwise", "an invented newspaper", "2024-02-01"),
    ("syn-review", "Independent review with an argument", "an invented institute", "2022-11-30"),
)  # fmt: skip
AGREEMENTS = (
    ("minutes-2016", "Minutes on assistance 2016-2018", "2016—2018年援助纪要", 2016, 2018),
    ("framework-2019", "Framework agreement 2019-2021", "2019—2021年框架协议", 2019, 2021),
    ("compact-2022", "Compact for mutual growth 2022-2026", "2022—2026年互利协定", 2022, 2026),
    ("culture-2018", "Agreement on culture and tourism", "文化旅游合作协议", 2018, None),
    ("labour-2019", "Agreement on labour cooperation", "劳务协作协议", 2019, 2024),
    ("ecology-2021", "Agreement on ecological payments", "生态补偿协议", 2021, 2025),
    ("health-2022", "Agreement of two hospitals", "结对医院协议", 2022, 2027),
)


def write_frame(book: Book) -> None:
    """The documents, the programme and its stages, the agreements and their rules."""
    for source, title, publisher, published in SOURCES:
        book.add(
            "sources",
            source=source,
            title=f"{title} (synthetic)",
            publisher=f"{publisher} (synthetic)",
            published_on=published,
            language="en",
            licence="CC0-1.0",
            source_kind="synthetic",
            note="drawn by a generator; there is no such document",
        )
    book.add(
        "programmes",
        programme=PROGRAMME,
        name_en="Made-up Coast and Plateau programme (synthetic)",
        name_zh="虚构海岸与高原协作（合成）",
        side_a=A,
        side_b=B,
        source=OFFICE,
    )
    names = (
        ("grants", "years of grants", "援助阶段", "grants lead, sales are small", None),
        ("works", "years of joint works", "共建阶段", "counties and districts are paired", None),
        ("exchange", "years of exchange", "互利阶段", "trade leads, visits run both ways", SHIFTS),
    )
    for position, (stage, english, chinese, about, shifts) in enumerate(names):
        last = position + 1 == len(names)
        book.add(
            "stages",
            programme=PROGRAMME,
            stage=stage,
            start_on=date(STAGES[position], 1, 1),
            end_on=None if last else date(STAGES[position + 1] - 1, 12, 31),
            name_en=english,
            name_zh=chinese,
            description=about,
            shifts=shifts,
            source=OFFICE,
        )
    for agreement, english, chinese, first, end in AGREEMENTS:
        book.add(
            "agreements",
            agreement=agreement,
            title_en=f"{english} (made up)",
            title_zh=f"{chinese}（虚构）",
            signed_on=date(first - 1, 11, 10),
            date_precision="month" if agreement == "labour-2019" else "day",
            term_start=date(first, 1, 1),
            term_end=date(end, 12, 31) if end else None,
            programme=PROGRAMME,
            parties=(
                "coast-hospital-1;plateau-hospital-1" if agreement == "health-2022" else f"{A};{B}"
            ),
            source=OFFICE,
        )
    _commitments(book)


def _commitments(book: Book) -> None:
    """One promise of each rule; the growth rule has two readings, one promise counts persons."""
    for reading, first, chosen, said in (
        ("base-2016", 2016, True, "read as: the sum is the grant of 2016"),
        ("base-2017", 2017, False, "read as: the sum is reached in the first full year"),
    ):
        _promise(
            book,
            "grant",
            reading,
            "minutes-2016",
            "assistance_funds",
            "growth",
            first,
            LAST,
            chosen=chosen,
            base=GRANT_BASE,
            base_year=first,
            first_step=first + 1,
            rate=GRANT_GROWTH,
            account="city",
            currency=CURRENCY,
            note=said,
        )
    _promise(
        book,
        "district-floor",
        "stated",
        "framework-2019",
        "assistance_funds",
        "floor",
        2019,
        2021,
        base=20_000_000,
        account="district",
        currency=CURRENCY,
    )
    _promise(
        book,
        "in-kind",
        "stated",
        "minutes-2016",
        "assistance_funds",
        "fixed",
        2016,
        2018,
        base=3_000_000,
        account="in_kind",
        currency=CURRENCY,
    )
    _promise(
        book,
        "donations",
        "stated",
        "compact-2022",
        "assistance_funds",
        "not_below_previous",
        2022,
        LAST,
        account="social",
        currency=CURRENCY,
    )
    _promise(
        book,
        "district-part",
        "stated",
        "ecology-2021",
        "ecological_payments",
        "share",
        2022,
        LAST,
        rate=0.4,
        account="district",
        currency=CURRENCY,
    )
    _promise(book, "poor-share", "stated", "minutes-2016", "funds_registered_poor", "share", 2017,
             2020, rate=0.8, of_commitment="grant", currency=CURRENCY, owner=B)  # fmt: skip
    _promise(book, "league-steps", "stated", "framework-2019", "assistance_funds", "steps", 2019,
             LAST, steps="2019: 1000000; 2022: 1400000", per_group="all-leagues", cap=6_000_000,
             account="social", currency=CURRENCY, owner=A)  # fmt: skip
    _promise(
        book,
        "posts",
        "stated",
        "framework-2019",
        "professional_posting",
        "floor",
        2019,
        LAST,
        base=60,
        note="persons a year, not money",
    )
    _promise(book, "posts-back", "stated", "compact-2022", "professional_posting", "floor", 2022,
             LAST, base=25, ends=(B, A), note="persons a year from the plateau to the coast")  # fmt: skip


def _promise(
    book: Book,
    commitment: str,
    reading: str,
    agreement: str,
    kind: str,
    rule: str,
    first: int,
    last: int,
    *,
    ends: tuple[str, str] = (A, B),
    chosen: bool = True,
    base: int | None = None,
    base_year: int | None = None,
    first_step: int | None = None,
    rate: float | None = None,
    steps: str | None = None,
    cap: int | None = None,
    per_group: str | None = None,
    of_commitment: str | None = None,
    account: str | None = None,
    currency: str | None = None,
    owner: str | None = None,
    note: str | None = None,
) -> None:
    book.add(
        "commitments",
        commitment=commitment,
        reading=reading,
        chosen=chosen,
        agreement=agreement,
        kind=kind,
        rule=rule,
        base=base,
        base_year=base_year,
        first_step=first_step,
        rate=rate,
        steps=steps,
        cap=cap,
        per_group=per_group,
        of_commitment=of_commitment,
        start_on=date(first, 1, 1),
        end_on=date(last, 12, 31),
        origin=ends[0],
        destination=ends[1],
        account=account,
        currency=currency,
        owner=owner,
        source=OFFICE,
        locator=f"{agreement}, article 3",
        note=note,
    )
