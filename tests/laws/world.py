"""A record in which every measure has a value, both ways, and ways to transform it."""

from __future__ import annotations

import random
from pathlib import Path

from tests.folders import Folder

MONEY_COLUMNS = ("value", "low", "high", "base")
# Money from A to B by kind; from B to A it is half as much.
MONEY = {"assistance_funds": 400, "investment_paid_in": 600, "product_sales": 800}
COUNTS = {
    "cadre_secondment": 20,
    "labour_placement": 30,
    "study_tour_participants": 50,
    "electricity": 7000,
}
MOVERS = {"movers_same_county": 4, "movers_same_province": 3, "movers_other_province": 2}
GROWTH = ("outpatient_visits", "inpatient_discharges", "surgical_procedures")
# Half of 400 in the city's account, half of 20 in the social one.
AID_BACK = 200 + 10
# What B promises A each year, on which 10 was paid.
DUE_BACK = 8


def world(path: Path) -> Folder:
    """The record: two years, both directions, both sides."""
    folder = Folder(path)
    for side, level in (("A", "district"), ("B", "league-city")):
        for place in (f"{side}3", f"{side}4"):
            folder.add("places", {"place": place, "name_en": place, "level": level, "parent": side})
    folder.put(
        "stages",
        {"programme": "ab", "stage": "one", "start_on": "2020-01-01", "end_on": "2020-12-31"},
        {"programme": "ab", "stage": "two", "start_on": "2021-01-01", "end_on": ""},
    )
    _flows(folder)
    _observations(folder)
    _ties(folder)
    _commitments(folder)
    return folder


def _flows(folder: Folder) -> None:
    for origin, destination, share in (("A", "B", 1), ("B", "A", 0.5)):
        ends = {"origin": origin, "destination": destination}
        for year in (2020, 2021):
            days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
            for kind, value in MONEY.items():
                folder.money(
                    kind=kind,
                    value=value * share,
                    precision="rounded",
                    account="city",
                    **ends,
                    **days,
                )
            for kind, value in COUNTS.items():
                folder.flow(kind=kind, value=value * share, **ends, **days)
            folder.money(account="social", value=20 * share, precision="at_least", **ends, **days)
            for kind, headcount in (("posting", 3), ("event", "")):
                number = len(folder.tables.get("engagements", ()))
                row = {"engagement": f"E{number}", "kind": kind, "status": "held", **ends, **days}
                folder.add("engagements", {**row, "headcount": headcount, "batch": "1"})


def _observations(folder: Folder) -> None:
    for place in ("A", "B", *(f"{side}{number}" for side in "AB" for number in range(1, 5))):
        size = 1000 if len(place) == 1 else 400 + int(place[1])
        folder.observe(subject=place, value=size)
        for indicator, value in MOVERS.items():
            folder.observe(indicator=indicator, subject=place, value=value * size / 100)
    for place in "AB":
        folder.add(
            "organisations",
            {"organisation": f"clinic {place}", "name_en": "C", "kind": "hospital", "place": place},
            {"organisation": f"school {place}", "name_en": "S", "kind": "school", "place": place},
        )
        for indicator in ("paired_schools", "paired_hospitals"):
            folder.observe(indicator=indicator, subject=place, value=12)
        for number, name in enumerate(GROWTH, start=1):
            folder.observe(
                indicator=f"{name}_growth",
                subject_type="organisation",
                subject=f"clinic {place}",
                value=10 * number,
            )


def _ties(folder: Folder) -> None:
    ties = (
        ("a1-b11", "district-banner", "A1", "B11", "2020-2021"),
        ("a2-b11", "district-banner", "A2", "B11", "2020"),
        ("schools", "school", "school A", "school B", "2020-2021"),
        ("clinics", "hospital", "clinic A", "clinic B", "2021"),
    )
    folder.put(
        "pairings",
        *(
            {
                "pairing": key,
                "programme": "ab",
                "level": level,
                "side_a": one,
                "side_b": other,
                "certainty": "stated",
                "evidence_years": years,
            }
            for key, level, one, other, years in ties
        ),
    )


def _commitments(folder: Folder) -> None:
    folder.put("agreements", {"agreement": "paper", "title_en": "Paper", "programme": "ab"})
    rule = {
        "commitment": "rule",
        "agreement": "paper",
        "kind": "assistance_funds",
        "rule": "growth",
        "rate": 0.1,
        "start_on": "2020-01-01",
        "end_on": "2021-12-31",
        "origin": "A",
        "destination": "B",
        "account": "social",
        "currency": "CNY",
    }
    back = {**rule, "commitment": "back", "rate": "", "origin": "B", "destination": "A"}
    folder.put(
        "commitments",
        {**rule, "reading": "one", "chosen": "true", "base": 18, "base_year": 2020},
        {**rule, "reading": "two", "chosen": "false", "base": 22, "base_year": 2020},
        {**back, "reading": "only", "chosen": "true", "rule": "fixed", "base": DUE_BACK},
    )


# The last year in which each measure has a value, and that value by hand.
BY_HAND: dict[str, tuple[int, float]] = {
    "spatial.people_a_to_b": (2021, 20),
    "spatial.people_b_to_a": (2021, 10),
    # three people, all days of the year
    "spatial.person_days_a_to_b": (2021, 3 * 365),
    "spatial.person_days_b_to_a": (2021, 3 * 365),
    "spatial.labour_a_to_b": (2021, 30),
    "spatial.labour_b_to_a": (2021, 15),
    # 4 + 3 of 4 + 3 + 2 movers a hundred residents
    "spatial.mobility_retention_a": (2020, 7 / 9),
    "spatial.mobility_retention_b": (2020, 7 / 9),
    "spatial.mobility_rate_a": (2020, 0.09),
    "spatial.mobility_rate_b": (2020, 0.09),
    # the three largest of four places with 401 to 404 residents and equal rates
    "spatial.mobility_concentration_a": (2020, (402 + 403 + 404) / 1610),
    "spatial.mobility_concentration_b": (2020, (402 + 403 + 404) / 1610),
    "cultural.participants_a_to_b": (2021, 50),
    "cultural.participants_b_to_a": (2021, 25),
    "cultural.events_a_to_b": (2021, 1),
    "cultural.events_b_to_a": (2021, 1),
    # 20 + 50 persons one way, half of it the other way
    "cultural.reciprocity": (2021, 1 - 35 / 105),
    # of four districts one is tied in 2021; the only banner is
    "cultural.coverage_a": (2021, 1 / 4),
    "cultural.coverage_b": (2021, 1),
    # of A1-B11, A2-B11 and A-B the second was lost
    "cultural.continuity": (2021, 2 / 3),
    "economic.aid": (2021, 400 + 20),
    "economic.investment": (2021, 600),
    "economic.market": (2021, 400),
    "economic.self_sustaining_ratio": (2021, 400 / 820),
    # 18 and ten percent; 20 was paid
    "economic.due": (2021, 19.8),
    "economic.fulfilment": (2021, 20 / 19.8),
    "economic.energy": (2021, 3500),
    "social.institution_ties": (2021, 2),
    # A1-B11 has one level, A-B has schools and hospitals
    "social.multiplexity": (2021, 1.5),
    "social.paired_schools_a": (2020, 12),
    "social.paired_schools_b": (2020, 12),
    "social.paired_hospitals_a": (2020, 12),
    "social.paired_hospitals_b": (2020, 12),
    "social.outpatient_visits_change": (2020, 10),
    "social.inpatient_discharges_change": (2020, 20),
    "social.surgical_procedures_change": (2020, 30),
}


def shuffled(folder: Folder) -> Folder:
    """The same rows in another order."""
    chance = random.Random(28)
    for rows in folder.tables.values():
        chance.shuffle(rows)
    return folder


def with_an_empty_place(folder: Folder) -> Folder:
    """One more place on each side, of a level that no tie reaches, and one on neither."""
    for parent in ("A1", "B11", "N"):
        folder.add(
            "places",
            {"place": f"new {parent}", "name_en": "New", "level": "village", "parent": parent},
        )
    return folder


def swapped(folder: Folder) -> Folder:
    """The same record told from the other side."""
    for table in ("programmes", "pairings"):
        for row in folder.tables[table]:
            row["side_a"], row["side_b"] = row["side_b"], row["side_a"]
    return folder


def with_more_money(folder: Folder, factor: int = 10) -> Folder:
    """Every sum of money times a factor."""
    for table in ("flows", "commitments"):
        for row in folder.tables[table]:
            if row.get("currency"):
                for name in MONEY_COLUMNS:
                    if row.get(name):
                        row[name] = float(str(row[name])) * factor
    return folder
