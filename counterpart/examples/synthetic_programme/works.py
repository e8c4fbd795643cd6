"""Projects of all sectors and states, their milestones, assets and results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counterpart.examples.synthetic_programme.book import CURRENCY, Book
from counterpart.examples.synthetic_programme.frame import OFFICE, PROGRAMME
from counterpart.examples.synthetic_programme.ties import DISTRICT_TIES
from counterpart.examples.synthetic_programme.truths import LAST


@dataclass(frozen=True, slots=True)
class Work:
    """A project: planned from one year through another, done so many months late."""

    key: str
    english: str
    chinese: str
    sector: str
    place: str
    lead: str
    sponsor: str
    status: str
    first: int
    last: int
    late: int
    millions: float
    serves: str = ""
    pairing: str | None = None


WORKS = (
    Work("park-works-1", "Park works 1", "园区工程一", "industry", "SYB11", "plateau-park-1", "enterprise", "completed", 2017, 2019, 4, 24, "fair-trade", "parks-1"),
    Work("park-works-2", "Park works 2", "园区工程二", "industry", "SYB31", "plateau-park-2", "enterprise", "running", 2019, 2024, 0, 31, "fair-trade", "parks-2"),
    Work("park-works-3", "Park works 3", "园区工程三", "industry", "SYB41", "plateau-park-3", "enterprise", "cancelled", 2019, 2022, 0, 9, "fair-trade", "parks-3"),
    Work("wind-works", "Wind field", "风电场", "energy", "SYB23", "plateau-grid", "enterprise", "completed", 2018, 2020, 7, 140, "clean-supply"),
    Work("sun-works", "Solar field", "光伏电站", "energy", "SYB43", "plateau-grid", "enterprise", "running", 2022, 2025, 0, 96, "clean-supply"),
    Work("grass-works", "Grassland restored", "草原修复", "ecology", "SYB3", "plateau-office", "government", "completed", 2017, 2021, 2, 18, "living-land"),
    Work("sand-works", "Sand control belt", "防沙带", "ecology", "SYB4", "plateau-office", "government", "running", 2021, 2025, 0, 12, "living-land"),
    Work("chest-centre", "Chest centre", "胸科中心", "health", "SYB11", "plateau-hospital-1", "public_service", "completed", 2021, 2022, 1, 7, "fair-services", "hospitals-1"),
    Work("tele-ward", "Remote ward", "远程病房", "health", "SYB31", "plateau-hospital-4", "public_service", "completed", 2018, 2019, 0, 3, "fair-services", "hospitals-2"),
    Work("shared-lessons", "Shared lessons", "共享课堂", "education", "SYB2", "plateau-school-01", "public_service", "running", 2019, 2025, 0, 4, "fair-services"),
    Work("labour-desk", "Labour desk", "劳务服务站", "labour", "SYB2", "plateau-services", "government", "completed", 2019, 2020, 3, 2, "fair-services"),
    Work("travelling-fair", "Travelling fair", "巡回市集", "culture", "SYA1", "coast-association", "civil_society", "completed", 2018, 2019, 0, 1, "open-doors"),
    Work("civic-clinic", "Civic clinic week", "社团义诊周", "united_front", "SYB42", "coast-association", "civil_society", "completed", 2022, 2022, 0, 0.6, "fair-services"),
    Work("civic-library", "Civic library", "社团图书馆", "united_front", "SYB13", "plateau-association", "civil_society", "confirmed", 2024, 2026, 0, 0.8, "open-doors"),
    Work("civic-craft", "Craft course", "手工课", "united_front", "SYB22", "coast-association", "civil_society", "completed", 2023, 2023, 5, 0.3, "open-doors"),
    Work("green-computing", "Computing hall", "算力机房", "industry", "SYB23", "plateau-computing", "enterprise", "completed", 2021, 2022, 6, 58, "clean-supply"),
    Work("crop-station", "Crop station", "作物试验站", "general", "SYB21", "coast-institute", "public_service", "running", 2020, 2025, 0, 5, "living-land", "research-2"),
    Work("night-coach", "Night coach", "夜班客车", "general", "SYA2", "coast-office", "government", "planned", 2025, 2026, 0, 2, "open-doors"),
)  # fmt: skip
ASSETS = (
    ("park-hall-1", "park-works-1", "Hall of park 1", "园区一厂房", "building", "SYB11", 0.4, "in_use"),
    ("park-land-2", "park-works-2", "Land of park 2", "园区二土地", "land", "SYB31", 0.0, "building"),
    ("park-hall-3", "park-works-3", "Hall of park 3", "园区三厂房", "building", "SYB41", 0.5, "idle"),
    ("wind-mills", "wind-works", "Wind mills", "风机", "equipment", "SYB23", 0.3, "in_use"),
    ("chest-theatre", "chest-centre", "Chest theatre", "胸科手术室", "equipment", "SYB11", 0.0, "in_use"),
    ("tele-sets", "tele-ward", "Remote sets", "远程设备", "equipment", "SYB31", 0.5, "lost"),
    ("crop-right", "crop-station", "Right to a strain", "品种权", "right", "SYB21", 0.5, "in_use"),
    ("flock", "village-roads-11", "Breeding flock", "种羊群", "livestock", "SYB11", 0.0, "in_use"),
    ("computing-hall", "green-computing", "Computing hall", "算力机房", "building", "SYB23", 0.25, "in_use"),
)  # fmt: skip
LAND = ("industry", "energy", "ecology")


def write_works(book: Book) -> None:
    """Projects, milestones, assets, and the yearly results of what runs."""
    for work in (*WORKS, *_villages()):
        _project(book, work)
        _results(book, work)
    for asset, project, english, chinese, kind, place, share, state in ASSETS:
        book.add(
            "assets",
            asset=asset,
            project=project,
            name_en=f"{english} (made up)",
            name_zh=f"{chinese}（虚构）",
            kind=kind,
            place=place,
            owner_share_a=share,
            owner_share_b=1 - share,
            state=state,
            state_on=date(LAST, 12, 31),
            handover_on=None if state == "building" else date(2022, 6, 30),
            capacity="2 tables" if asset == "chest-theatre" else None,
            source=OFFICE,
        )


def _villages() -> list[Work]:
    """The roads and works in villages of each county with a tie, paid from district funds."""
    counties = sorted({tie.b for tie in DISTRICT_TIES})
    return [_village(county) for county in counties]


def _village(county: str) -> Work:
    ties = [tie for tie in DISTRICT_TIES if tie.b == county]
    runs = ties[-1].last is None
    return Work(
        f"village-roads-{county[3:]}",
        f"Village roads {county[3:]}",
        f"乡村道路{county[3:]}",
        "rural_revitalization",
        county,
        "plateau-office",
        "government",
        "running" if runs else "completed",
        ties[0].first,
        LAST + 1 if runs else ties[-1].last or LAST,
        0,
        21,
        "fair-services",
        ties[-1].key,
    )


def _project(book: Book, work: Work) -> None:
    begun = work.status in ("completed", "running", "cancelled") and work.key != "park-works-3"
    start, due = date(work.first, 3, 1), date(work.last, 10, 31)
    done = due + timedelta(days=30 * work.late) if work.status == "completed" else None
    book.add(
        "projects",
        project=work.key,
        name_en=f"{work.english} (made up)",
        name_zh=f"{work.chinese}（虚构）",
        programme=PROGRAMME,
        pairing=work.pairing,
        sector=work.sector,
        place=work.place,
        lead=work.lead,
        sponsor_sector=work.sponsor,
        status=work.status,
        planned_start=start,
        planned_end=due,
        actual_start=start + timedelta(days=20) if begun else None,
        actual_end=done,
        budget=round(work.millions * 1_000_000),
        currency=CURRENCY,
        serves=work.serves or None,
        source=OFFICE,
    )
    steps = (("plan", "plan approved", "方案获批"), ("opening", "opening", "启用"))
    for milestone, english, chinese in steps:
        first = milestone == "plan"
        book.add(
            "milestones",
            project=work.key,
            milestone=milestone,
            name_en=english,
            name_zh=chinese,
            due=start if first else due,
            done_on=(start + _after(work.key) if begun else None) if first else done,
            source=OFFICE,
        )


def _results(book: Book, work: Work) -> None:
    """Reached, served and employed; where land is taken also consent, removal and complaints."""
    if work.status in ("planned", "confirmed", "cancelled"):
        return
    for year in range(work.first, min(LAST, work.last) + 1):
        since = year - work.first + 1
        reached = round(150 * work.millions**0.6 * since * book.wobble(0.1))
        values: dict[str, float] = {"persons_reached": reached}
        if work.sector in ("rural_revitalization", "industry", "labour"):
            values["households_benefiting"] = round(reached * 0.3)
            values["jobs_supported"] = round(12 * work.millions**0.7 * since)
        if work.sector == "rural_revitalization":
            values["village_works_completed"] = 2 + since % 3
        if work.sector in LAND:
            first = since == 1
            values |= {
                "land_area_taken": round(40 * work.millions**0.5) if first else 0,
                "land_consent_share": round(min(100.0, 88 + 2.5 * since), 1),
                "households_displaced": 6 if first and work.sector == "energy" else 0,
                "land_compensation_paid": round(90_000 * work.millions**0.5) if first else 0,
                "land_complaints": 5 if first else 1,
            }
            if work.sector != "industry":
                values["grazing_land_closed"] = 300 if first else 0
        for name, value in values.items():
            book.observe(name, work.key, year, value, OFFICE, "project")


def _after(project: str) -> timedelta:
    """How long after its day a plan was approved: one in three is late."""
    return timedelta(days=12 if project[-1] in "0369" else -5)
