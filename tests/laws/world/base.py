"""What stands in the record whatever is measured: two years, both directions, both sides."""

from __future__ import annotations

from tests.folders import Folder

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


def rows(folder: Folder) -> None:
    """Places, stages, flows, observations, ties, commitments."""
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
