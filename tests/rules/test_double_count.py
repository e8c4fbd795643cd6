"""No double counting: what conflicts, repeats, contains, overlaps - and what simply adds."""

from __future__ import annotations

import pytest

from counterpart.errors import Finding
from tests.folders import Folder, codes

Row = dict[str, object]
Compared = dict[str, list[tuple[str, str]]]

BATCH: Row = {"batch": "6"}
HALF: Row = {"end_on": "2020-06-30"}
TWO_YEARS: Row = {"end_on": "2021-12-31"}


def found(folder: Folder) -> list[tuple[str, str | None]]:
    """Code and value of every finding."""
    return [(each.code, each.value) for each in folder.check().findings]


def words(folder: Folder) -> list[Finding]:
    """Every finding."""
    return list(folder.check().findings)


def test_two_sources_for_one_cell_are_a_conflict_resolved_by_policy(folder: Folder) -> None:
    folder.money(flow="press", value=70, source="news")
    folder.money(flow="official", value=80, source="book")
    (finding,) = words(folder)
    assert (finding.code, finding.value, finding.row) == ("conflict", "official, press", 2)
    # The policy of the catalogue puts a yearbook before the press.
    assert "takes official" in finding.remedy


def test_one_source_that_gives_a_cell_twice_repeats_itself(folder: Folder) -> None:
    folder.flow(flow="one")
    folder.flow(flow="two", value=11)
    assert found(folder) == [("repeated_entry", "one, two")]


WIDER: dict[str, tuple[Row, Row]] = {
    "origin": ({}, {"origin": "A1"}),
    "destination, two levels": ({}, {"destination": "B11"}),
    "both places": ({}, {"origin": "A1", "destination": "B11"}),
    "period": (TWO_YEARS, {}),
    "period, begins later": ({}, {"start_on": "2020-03-01"}),
    "all accounts": ({}, {"account": "social"}),
    "all budgets over the city's": ({"account": "fiscal"}, {"account": "city"}),
    "all accounts over the city's": ({}, {"account": "city"}),
    "all batches": ({}, BATCH),
    "all projects": ({}, {"project": "works"}),
    "all pairings": ({}, {"pairing": "tie"}),
    "all organisations": ({}, {"origin_organisation": "office"}),
    "place and period": (TWO_YEARS, {"origin": "A1"}),
    "a running total without a start": ({"start_on": "", "end_on": "2021-06-30"}, {}),
}


@pytest.mark.parametrize("name", WIDER)
def test_a_wider_row_contains_a_narrower_one(name: str, compared: Compared) -> None:
    assert compared[name] == [("double_count", "one")]


def test_a_container_is_told_once_with_how_many_it_holds(folder: Folder) -> None:
    folder.flow(flow="wide", **TWO_YEARS)
    for number in range(8):
        folder.flow(flow=f"n{number}", value=1, batch=number)
    (finding,) = words(folder)
    assert (finding.code, finding.row, finding.column) == ("double_count", 2, "flow")
    assert "n0, n1, n2, n3, n4, n5, ..." in finding.message
    assert "(8 in all, together 8 persons)" in finding.message


def test_each_container_of_a_nest_is_told(folder: Folder) -> None:
    folder.flow(flow="year")
    folder.flow(flow="district", origin="A1", value=4)
    folder.flow(flow="month", origin="A1", value=1, start_on="2020-05-01", end_on="2020-05-31")
    assert sorted(found(folder)) == [("double_count", "district"), ("double_count", "year")]


OVERLAPS: dict[str, tuple[Row, Row]] = {
    "periods cross": (TWO_YEARS, {"start_on": "2021-07-01", "end_on": "2022-06-30"}),
    "wider place, shorter time": (HALF, {"origin": "A1"}),
    "all accounts, shorter time": (HALF, {"account": "city"}),
}


@pytest.mark.parametrize("name", OVERLAPS)
def test_periods_that_cross_overlap_partially(name: str, compared: Compared) -> None:
    assert compared[name] == [("partial_overlap", "one")]


ADDING: dict[str, tuple[Row, Row]] = {
    "districts": ({"origin": "A1"}, {"origin": "A2"}),
    "years": ({}, {"start_on": "2021-01-01", "end_on": "2021-12-31"}),
    "the next day": (HALF, {"start_on": "2020-07-01"}),
    "accounts": ({"account": "city"}, {"account": "social"}),
    "district and city budgets": ({"account": "city"}, {"account": "district"}),
    "batches": ({"batch": "5"}, {"batch": "6"}),
    "projects": ({"project": "works"}, {"project": "other works"}),
    "directions": ({}, {"origin": "B", "destination": "A"}),
    "kinds": ({}, {"kind": "investment_paid_in"}),
    "currencies": ({}, {"currency": "USD"}),
    "planned and paid": ({"money_stage": "planned"}, {"money_stage": "paid"}),
    "planned and not said": ({"money_stage": "planned"}, {}),
    "planned year in paid years": ({"money_stage": "planned"}, TWO_YEARS),
    "wider place against wider account": (
        {"origin": "A", "account": "city"},
        {"origin": "A1", "account": ""},
    ),
    "wider project against wider batch": ({"project": "works"}, BATCH),
}


@pytest.mark.parametrize("name", ADDING)
def test_everything_else_adds(name: str, compared: Compared) -> None:
    assert compared[name] == []


CASES = {**WIDER, **OVERLAPS, **ADDING}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """The findings of every pair of rows above, checked in one folder, each between own places."""
    folder = Folder(tmp_path_factory.mktemp("pairs") / "data")
    folder.put(
        "projects",
        {"project": "works", "name_en": "Works"},
        {"project": "other works", "name_en": "Other works"},
    )
    folder.put("pairings", {"pairing": "tie", "level": "group", "certainty": "stated"})
    folder.put("organisations", {"organisation": "office", "name_en": "O", "kind": "government"})
    places = [row for row in folder.tables["places"] if row["parent"]]
    for name, pair in CASES.items():
        for row in places:
            own = {"place": f"{row['place']} {name}", "parent": f"{row['parent']} {name}"}
            top = {"parent": ""} if row["parent"] == "N" else {}
            folder.add("places", {**row, **own, **top})
        for word, row in zip(("one", "other"), pair, strict=True):
            ends = {
                end: f"{row.get(end, place)} {name}"
                for end, place in (("origin", "A"), ("destination", "B"))
            }
            folder.money(flow=f"{name}|{word}", **{**row, **ends})
    found: Compared = {name: [] for name in CASES}
    for each in folder.check().findings:
        name, _, word = str(each.value).partition("|")
        found[name].append((each.code, word))
    return found


def test_stocks_of_different_days_are_not_compared_as_spans(folder: Folder) -> None:
    folder.observe(indicator="population", end_on="2010-11-01", value=90)
    folder.observe(indicator="population", end_on="2020-11-01", value=95)
    assert found(folder) == []


# How three parts of 3,000 are stated, the total beside them, whether the two agree.
SUMS = (
    # Each rounded part may be 2,500 to 3,500: 7,500 to 10,500 in all.
    ("rounded", 10_400, True),
    ("rounded", 10_600, False),
    ("rounded", 7_500, True),
    ("rounded", 7_400, False),
    ("exact", 9_000, True),
    ("exact", 9_001, False),
    # Three parts over 3,000 are over 9,000 and have no upper bound.
    ("more_than", 90_000, True),
    ("more_than", 9_000, False),
    ("more_than", 8_999, False),
)


def test_a_place_total_is_compared_with_all_its_parts(folder: Folder) -> None:
    wrong = []
    for number, (precision, whole, fits) in enumerate(SUMS):
        top = {"place": f"T{number}", "name_en": "T", "level": "province"}
        parts = [{**top, "place": f"T{number}{part}", "parent": f"T{number}"} for part in "abc"]
        folder.add("places", top, *parts)
        for part in parts:
            folder.observe(subject=part["place"], value=3000, precision=precision)
        total = folder.observe(subject=f"T{number}", value=whole)
        if not fits:
            wrong.append(("sum_mismatch", total))
    assert found(folder) == wrong


def test_parts_that_are_not_complete_are_not_compared(folder: Folder) -> None:
    folder.observe(subject="B1", value=3)
    folder.observe(subject="B", value=100)
    assert found(folder) == []


@pytest.mark.parametrize(
    "other", [{"end_on": "2019-12-31"}, {"source": "news"}, {"role": "target"}]
)
def test_parts_of_another_day_source_or_role_are_not_compared(
    other: dict[str, object], folder: Folder
) -> None:
    folder.observe(subject="B", value=100)
    folder.observe(subject="B1", value=3)
    folder.observe(subject="B2", value=3, **other)
    assert found(folder) == []


def test_contained_flows_may_not_exceed_their_container(folder: Folder) -> None:
    folder.money(flow="all", value=100)
    folder.money(flow="one", value=60, account="city")
    assert codes(folder.check()) == ["double_count"]
    folder.money(flow="two", value=41, account="social")
    assert found(folder) == [("double_count", "all"), ("sum_mismatch", "all")]
