"""A small record, claims about it, and expressions with their values by hand."""

from __future__ import annotations

from typing import Any

from tests.folders import Folder


def people(year: int, **fields: object) -> str:
    """A check that sums officials sent in a year."""
    given = "".join(f", {name}: {value}" for name, value in fields.items())
    return f"{{flow: {{kind: cadre_secondment, period: {year}{given}}}}}"


def sent(folder: Folder, year: int, value: object, **columns: object) -> None:
    """Officials sent in a year."""
    folder.flow(start_on=f"{year}-01-01", end_on=f"{year}-12-31", value=value, **columns)


def residents(subject: str = "B", indicator: str = "population") -> str:
    """A check that reads the newest count of residents."""
    return f"{{observation: {{indicator: {indicator}, subject: {subject}}}}}"


def record(folder: Folder) -> None:
    """The rows that the claims below are about."""
    for year, value, source in (
        (2001, 10, "book"),
        (2002, 20, "paper"),
        (2003, 30, "book"),
        (2003, 30, "paper"),
        (2004, 41, "book"),
        (2004, 40, "paper"),
        (2012, 51, "news"),
        (2012, 50, "paper"),
        (2005, 324, "book"),
        (2006, 100, "book"),
        (2007, "12.9", "book"),
    ):
        sent(folder, year, value, source=source)
    sent(folder, 2008, 700, source="book", low=700, precision="more_than")
    sent(folder, 2009, 5, origin="A1", batch=1)
    sent(folder, 2009, 7, origin="A2", batch=2)
    sent(folder, 2010, 50, kind="staff_exchanged_times")
    folder.money(
        start_on="2011-01-01", end_on="2011-12-31", value=2_000_000, currency="USD", source="book"
    )
    folder.observe(end_on="2010-11-01", value=80)
    folder.observe(end_on="2020-11-01", value=90)
    folder.observe(subject="A", end_on="2010-11-01", value=70)
    folder.observe(subject="A", end_on="2020-11-01", value=95)
    for subject, value in (("B1", 30), ("B2", 20)):
        folder.observe(subject=subject, end_on="2020-11-01", value=value)
    for source, value in (("news", 7), ("paper", 6)):
        folder.observe(indicator="paired_schools", subject="A1", source=source, value=value)
    folder.tables["places"][1].update(latitude=0, longitude=0)
    folder.tables["places"][4].update(latitude=0, longitude=1)
    for value, low, high in ((2, "", 2), ("", 4, 6)):
        folder.observe(
            indicator="travel_hours",
            subject="B1" if value else "B2",
            end_on="2021-06-30",
            value=value,
            low=low,
            high=high,
            precision="less_than" if value else "approximate",
        )
    folder.put(
        "groups",
        {"group": "cities", "name_en": "Cities"},
        {"group": "regions", "name_en": "Regions", "source": "book"},
        {"group": "undated", "name_en": "Places without a day"},
    )
    folder.put(
        "agreements",
        {
            "agreement": "minutes",
            "title_en": "Minutes",
            "signed_on": "1997-01-01",
            "date_precision": "year",
            "source": "book",
        },
    )
    folder.put("group_members", *({"group": "cities", "place": each} for each in ("B1", "B2")))
    founded = {"A": "1955-10-01", "B": "1947-05-01", "N": "1958-03-15"}
    folder.add(
        "group_members",
        *(
            {"group": "regions", "place": place, "start_on": day, "source": "book"}
            for place, day in founded.items()
        ),
        {"group": "undated", "place": "A", "start_on": "1955-10-01"},
        {"group": "undated", "place": "B"},
    )
    folder.put(
        "pairings",
        {
            "pairing": "tie",
            "level": "group",
            "certainty": "stated",
            "start_on": "1996-09-01",
            "end_on": "2020-08-31",
            "source": "book",
        },
    )
    rule = {
        "commitment": "rule",
        "kind": "assistance_funds",
        "rule": "growth",
        "base": 100,
        "base_year": 2011,
        "rate": 0.1,
        "start_on": "2011-01-01",
        "end_on": "2013-12-31",
        "currency": "CNY",
        "source": "paper",
    }
    folder.put(
        "commitments",
        {**rule, "reading": "from 2012", "chosen": "true"},
        {**rule, "reading": "from 2013", "chosen": "false", "first_step": 2013},
    )


UNDATED = {"start_on": "", "end_on": ""}
TIE = "{date: {table: pairings, key: tie, column: start_on}}"
MINUTES = "{date: {table: agreements, key: minutes, column: signed_on}}"
PAPER = "{date: {table: sources, key: paper, column: published_on}}"
HOURS = {"unit": "hours", "start_on": "", "end_on": "2021-12-31"}
OLD_ORDER = f"{residents()[:-1]}, compare: '>', against: {residents('A')}}}"
LEVEL_OR_MORE = (
    f"{{readings: {{level: {{ratio: [{people(2005)}, {people(2006)}]}}, "
    f"increase: {{ratio: [{{minus: [{people(2005)}, {people(2006)}]}}, {people(2006)}]}}}}}}"
)
NO_BASE = LEVEL_OR_MORE.replace("2006", "1990")


def founding(subject: str, group: str = "regions") -> str:
    """A check that ranks a place in a group by the day on which it joined."""
    return f"{{rank: {{subject: {subject}, in: 'group:{group}'}}}}"


# name: (check, columns of the claim)
CLAIMS: dict[str, tuple[str | None, dict[str, Any]]] = {
    "another source": (people(2001), {"value": 10}),
    "own document": (people(2002), {"value": 20}),
    "both": (people(2003), {"value": 30}),
    "own against another": (people(2004), {"value": 40}),
    "own against the press": (people(2012), {"value": 50}),
    "own count against the press": (
        residents("A1", "paired_schools"),
        {"value": 6, "start_on": "", "end_on": "2020-12-31"},
    ),
    "ten": (people(2001), {"value": 10}),
    "through claims": ("{sum: [{claim: ten}, {claim: ten}]}", {"value": 20, "status": "derived"}),
    "through a rule": ("{due: {commitment: rule, year: 2013}}", {"value": 121, "unit": "CNY"}),
    "old figure": (residents(), {"value": 80, **UNDATED}),
    "new figure": (residents(), {"value": 90, **UNDATED}),
    "old figure of its day": (residents()[:-2] + ", period: 2010}}", {"value": 80, **UNDATED}),
    "old figure at a day": (residents()[:-1] + ", at: 2010}", {"value": 80, **UNDATED}),
    "claim about 2010": (residents(), {"value": 80, "start_on": "", "end_on": "2010-12-31"}),
    "never": (residents(), {"value": 85, **UNDATED}),
    "once above": (OLD_ORDER, {"code": "above", "unit": "ordinal", **UNDATED}),
    "always below": (
        OLD_ORDER.replace("'>'", "<").replace("subject: B}", "subject: B, period: 2010}"),
        {"code": "below", "unit": "ordinal", "start_on": "", "end_on": "2010-12-31"},
    ),
    "fell, not rose": (f"{{change: [{people(2005)}, {people(2006)}]}}", {"value": 5, "unit": "%"}),
    "times for persons": (
        "{flow: {kind: staff_exchanged_times, period: 2010}}",
        {"value": 50, "unit": "persons"},
    ),
    "no rows": (people(1990), {"value": 1}),
    "no check": (None, {"value": 1, "note": "a list of all members"}),
    "cut off": (people(2007), {"value": 12, "precision": "truncated", "decimals": 0}),
    "cut off, called rounded": (people(2007), {"value": 12, "precision": "rounded", "decimals": 0}),
    "rounded": (people(2007), {"value": 13, "precision": "rounded", "decimals": 0}),
    "more than": (people(2001), {"value": 9, "low": 9, "precision": "more_than"}),
    "more than itself": (people(2001), {"value": 10, "low": 10, "precision": "more_than"}),
    "both over 700": (people(2008), {"value": 700, "low": 700, "precision": "more_than"}),
    "62,500 from over 700": (people(2008), {"value": 62_500, "precision": "rounded"}),
    "2.24 times": (LEVEL_OR_MORE, {"value": "2.24", "unit": "ratio", "precision": "rounded"}),
    "3.24 times": (LEVEL_OR_MORE, {"value": "3.24", "unit": "ratio", "precision": "rounded"}),
    "2.24 times of nothing": (NO_BASE, {"value": "2.24", "unit": "ratio", "precision": "rounded"}),
    "the first of three": (founding("B"), {"value": 1, "unit": "rank"}),
    "called the first of three": (founding("A"), {"value": 1, "unit": "rank"}),
    "the first of the undated": (founding("A", "undated"), {"value": 1, "unit": "rank"}),
    "in the nineties": (
        f"{TIE[:-1]}, compare: inside}}",
        {"code": "1990s", "unit": "year", "start_on": "1990-01-01", "end_on": "1999-12-31"},
    ),
    "in the eighties": (
        f"{TIE[:-1]}, compare: inside}}",
        {"code": "1980s", "unit": "year", "start_on": "1980-01-01", "end_on": "1989-12-31"},
    ),
    "the year of a year": (MINUTES, {"value": 1997, "unit": "year"}),
    "the month of a year": (MINUTES, {"code": "1997-01", "unit": "year-month"}),
    "day of the document": (PAPER, {"code": "2022-12-31", "unit": "date"}),
    "years up to the document": (
        f"{{years_between: [{TIE}, {PAPER}]}}",
        {"value": 26, "unit": "years"},
    ),
    "under two hours": (residents("B1", "travel_hours"), {"value": 2, "high": 2, **HOURS}),
    "four to six hours": (
        residents("B2", "travel_hours"),
        {"low": 4, "high": 6, "precision": "approximate", **HOURS},
    ),
    "a day for an hour": (residents("B1", "travel_hours"), {**HOURS, "value": 2, "unit": "days"}),
    "dollars for yuan": (
        "{flow: {kind: assistance_funds, period: 2011}}",
        {"value": 2, "unit": "million CNY"},
    ),
}

# An expression and its value, by hand.
COMPUTED: dict[str, tuple[str, object]] = {
    "flow of a place takes those below": (people(2009, origin="A"), 12),  # 5 + 7
    "flow takes the count": (people(2009, take="count"), 2),
    "flow takes the last": (people(2009, take="last"), 7),
    "flow where": (people(2009, where="{batch: 1}"), 5),
    "observation of a group": (residents("'group:cities'"), 50),  # 30 + 20
    "count": ("{count: {table: flows, where: {source: paper}}}", 4),
    "count of distinct": ("{count: {table: group_members, distinct: group}}", 3),
    "due under another reading": (
        "{due: {commitment: rule, reading: from 2013, year: 2013}}",
        110,  # one step of ten percent on 100
    ),
    "rank": ("{rank: {indicator: population, subject: B2, in: 'group:cities'}}", 2),
    "distance": ("{distance: [A, B]}", 111.2),  # 2 pi 6371.0088 km / 360
    "sum": (f"{{sum: [{people(2001)}, {people(2002)}, 0.5]}}", 30.5),
    "minus": (f"{{minus: [{people(2001)}, {people(2002)}]}}", -10),
    "product": (f"{{product: [{people(2001)}, 3]}}", 30),
    "ratio": (f"{{ratio: [{people(2002)}, {people(2001)}]}}", 2),
    "share": (f"{{share: [{people(2001)}, {people(2002)}]}}", 50),
    "change": (f"{{change: [{people(2001)}, {people(2002)}]}}", 100),
    # 10 to 10 x 1.1^2 = 12.1 in two steps is ten percent a step
    "change by steps": (f"{{change: {{from: {people(2001)}, to: 12.1, steps: 2}}}}", 10),
    "years between": (
        "{years_between: [{date: {table: pairings, key: tie, column: start_on}}, "
        "{date: {table: pairings, key: tie, column: end_on}}]}",
        24,
    ),
}
