"""Organisations of both sides, and the pairings written from the design of ties."""

from __future__ import annotations

from datetime import date

from counterpart.examples.synthetic_programme.book import Book
from counterpart.examples.synthetic_programme.frame import OFFICE, PROGRAMME
from counterpart.examples.synthetic_programme.places import COUNTIES, DISTRICTS, A, B
from counterpart.examples.synthetic_programme.ties import (
    CITY_TIES,
    DISTRICT_TIES,
    INSTITUTIONS,
    SCHOOLS,
    Tie,
    school_ties,
)
from counterpart.examples.synthetic_programme.truths import FIRST, LAST

# organisation, name in English, in Chinese, kind, sector, place
OTHERS = (
    ("coast-office", "Coast Cooperation Office", "海岸协作办", "government", "government", A),
    ("plateau-office", "Plateau Cooperation Office", "高原协作办", "government", "government", B),
    ("coast-services", "Coast Service Centre", "海岸服务中心", "government", "government", "SYA1"),
    ("plateau-services", "Plateau Service Centre", "高原服务中心", "government", "government", "SYB2"),
    ("coast-hospital-1", "Coast Hospital 1", "海岸一院", "hospital", "public_service", "SYA11"),
    ("coast-hospital-2", "Coast Hospital 2", "海岸二院", "hospital", "public_service", "SYA21"),
    ("plateau-hospital-1", "Plateau Hospital 1, supported", "高原一院", "hospital", "public_service", "SYB11"),
    ("plateau-hospital-2", "Plateau Hospital 2, comparison", "高原二院", "hospital", "public_service", "SYB22"),
    ("plateau-hospital-3", "Plateau Hospital 3, comparison", "高原三院", "hospital", "public_service", "SYB42"),
    ("plateau-hospital-4", "Plateau Hospital 4", "高原四院", "hospital", "public_service", "SYB31"),
    ("coast-ward", "Chest Ward of Coast Hospital 1", "海岸一院胸科", "department", "public_service", "SYA11"),
    ("plateau-ward", "Chest Ward of Plateau Hospital 1", "高原一院胸科", "department", "public_service", "SYB11"),
    ("coast-university", "Coast University", "海岸大学", "university", "public_service", "SYA11"),
    ("coast-institute", "Coast Institute of Crops", "海岸作物所", "research", "public_service", "SYA12"),
    ("coast-firm-1", "Coast Works 1", "海岸企业一", "firm", "enterprise", "SYA12"),
    ("coast-firm-2", "Coast Works 2", "海岸企业二", "firm", "enterprise", "SYA21"),
    ("coast-computing", "Coast Computing", "海岸算力", "firm", "enterprise", "SYA22"),
    ("plateau-computing", "Plateau Computing", "高原算力", "firm", "enterprise", "SYB23"),
    ("plateau-firm-1", "Plateau Grain", "高原谷物", "firm", "enterprise", "SYB11"),
    ("plateau-firm-2", "Plateau Dairy", "高原乳品", "firm", "enterprise", "SYB21"),
    ("plateau-firm-3", "Plateau Lamb", "高原羊肉", "firm", "enterprise", "SYB31"),
    ("plateau-firm-4", "Plateau Tomatoes", "高原番茄", "firm", "enterprise", "SYB41"),
    ("plateau-firm-5", "Plateau Honey, not launched", "高原蜂蜜", "firm", "enterprise", "SYB42"),
    ("plateau-carrier", "Plateau Cold Chain", "高原冷链", "firm", "enterprise", "SYB22"),
    ("coast-carrier", "Coast Cold Chain", "海岸冷链", "firm", "enterprise", "SYA13"),
    ("plateau-park-1", "Plateau Park 1", "高原园区一", "park", "enterprise", "SYB11"),
    ("plateau-park-2", "Plateau Park 2", "高原园区二", "park", "enterprise", "SYB31"),
    ("plateau-park-3", "Plateau Park 3", "高原园区三", "park", "enterprise", "SYB41"),
    ("coast-zone", "Coast Development Zone", "海岸开发区", "zone", "government", "SYA12"),
    ("plateau-grid", "Plateau Grid", "高原电网", "utility", "enterprise", "SYB2"),
    ("coast-association", "Coast Civic Association", "海岸社团", "association", "civil_society", "SYA1"),
    ("plateau-association", "Plateau Civic Association", "高原社团", "association", "civil_society", "SYB2"),
)  # fmt: skip


def write_parties(book: Book) -> None:
    """The register of organisations and the pairings of all levels."""
    for key, english, chinese, kind, sector, place in OTHERS:
        _organisation(book, key, english, chinese, kind, sector, place)
    homes = {
        "coast": [each.key for each in DISTRICTS],
        "plateau": [each.key for each in COUNTIES if not each.first and each.last == 9999],
    }
    for side, word in (("coast", "海岸"), ("plateau", "高原")):
        for number in range(1, SCHOOLS + 1):
            key = f"{side}-school-{number:02d}"
            english = f"{side.capitalize()} School {number}"
            home = homes[side][number % len(homes[side])]
            chinese = f"{word}第{number}学校"
            _organisation(book, key, english, chinese, "school", "public_service", home)
    top = Tie("sides", "province", A, B)
    for tie in (top, *CITY_TIES, *DISTRICT_TIES, *INSTITUTIONS, *school_ties()):
        _pairing(book, tie)
    # What is not known stays open: a helper that no document names, and an inferred end.
    book.add(
        "pairings",
        pairing="tie-unknown-43",
        programme=PROGRAMME,
        level="district-banner",
        side_b="SYB43",
        parent="tie-2-4",
        certainty="unknown",
        evidence_years="2019",
        source="syn-press",
        note="a partner is said to have been sought; none is named",
    )
    book.add(
        "pairings",
        pairing="schools-inferred",
        programme=PROGRAMME,
        level="school",
        side_a="coast-school-12",
        side_b="plateau-school-12",
        parent="sides",
        certainty="inferred",
        evidence_years="2020",
        source="syn-press",
        note="inferred from one visit; no measure counts it",
    )


def _organisation(
    book: Book, key: str, english: str, chinese: str, kind: str, sector: str, place: str
) -> None:
    book.add(
        "organisations",
        organisation=key,
        name_en=f"{english} (made up)",
        name_zh=f"{chinese}（虚构）",
        kind=kind,
        sector=sector,
        place=place,
        valid_from=date(FIRST, 1, 1) if kind == "park" else None,
        source=OFFICE,
    )


def _pairing(book: Book, tie: Tie) -> None:
    agreements = {
        "school": "framework-2019",
        "hospital": "health-2022",
        "district-banner": "framework-2019",
    }
    book.add(
        "pairings",
        pairing=tie.key,
        programme=PROGRAMME,
        level=tie.level,
        side_a=tie.a,
        side_b=tie.b,
        parent=tie.parent,
        start_on=date(tie.first, 1, 1),
        end_on=date(tie.last, 12, 31) if tie.last else None,
        agreement=agreements.get(tie.level, "minutes-2016") if tie.first >= 2019 else None,
        certainty="stated",
        evidence_years=f"{tie.first}-{tie.last or LAST}",
        source="syn-education" if tie.level == "school" else OFFICE,
    )
