"""Pairs of flows found by keys and spans against the rule spelled out, on random records."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from counterpart.engine.hierarchies import hierarchy
from counterpart.evaluation.run import evaluate
from counterpart.intake import Checked
from counterpart.rules.cells import row_id
from counterpart.rules.containment import HOLDER
from counterpart.rules.marks import held_among
from counterpart.snapshot import open_snapshot
from counterpart.snapshot.compared import MARKS
from tests.folders import PLACES, Folder
from tests.rules.brute_force import pairs

PARENTS = {place: parent or None for place, _, parent in PLACES}
TIES: dict[str, str | None] = {"top": None, "tie": "top", "knot": "tie", "other": "top"}
DAY = timedelta(days=1)


def period(draw: random.Random) -> tuple[date | None, date]:
    """A day, a month, a quarter, a year, several years, some days, or no beginning."""
    year, month = draw.randint(2015, 2021), draw.randint(1, 12)
    how = draw.choice(["day", "month", "quarter", "year", "years", "days", "fiscal", "open"])
    first = date(year, month, draw.randint(1, 28))
    months = {"month": 1, "quarter": 3, "year": 12, "fiscal": 12, "years": 12 * draw.randint(2, 9)}
    if how == "day":
        return first, first
    if how == "open":
        return None, first
    if how == "days":
        return first, first + timedelta(days=draw.randint(1, 900))
    begin = {"month": month, "quarter": (month - 1) // 3 * 3 + 1, "fiscal": 4}.get(how, 1)
    last = begin - 1 + months[how]
    return date(year, begin, 1), date(year + last // 12, last % 12 + 1, 1) - DAY


def record(folder: Folder, seed: int, rows: int = 150) -> list[dict[str, Any]]:
    """A record of random flows, two of a kind never in the same cell with the same length."""
    draw = random.Random(seed)
    folder.put(
        "pairings",
        *(
            {"pairing": key, "parent": parent or "", "level": "group", "certainty": "stated"}
            for key, parent in TIES.items()
        ),
    )
    folder.put("projects", {"project": "works", "name_en": "Works"})
    flows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number in range(rows):
        start, end = period(draw)
        row = {
            "flow": f"R{number:04d}",
            "kind": draw.choice(["cadre_secondment", "training_participants"]),
            "origin": draw.choice(["N", "A", "A1", "A2"]),
            "destination": draw.choice(["B", "B1", "B2", "B11"]),
            "start_on": start,
            "end_on": end,
            "pairing": draw.choice([None, None, *TIES]),
            "batch": draw.choice([None, None, "6"]),
            "project": draw.choice([None, None, None, "works"]),
        }
        named = tuple(row[key] for key in ("kind", "origin", "destination", "pairing", "batch"))
        length = (end - (start or date.min)).days
        flows.setdefault((*named, row["project"], length), row)
    for row in flows.values():
        folder.flow(**{key: "" if value is None else value for key, value in row.items()})
    return list(flows.values())


def found(checked: Checked) -> set[tuple[str, str, bool]]:
    """The pairs that the check left in its store, by the keys of the flows."""
    store = checked.store
    numbered = f"(SELECT flow, {row_id(store)} AS id FROM flows)"
    rows = store.rows(
        f"SELECT wide.flow, narrow.flow, contains FROM flow_pairs "
        f"JOIN {numbered} wide ON wide.id = {HOLDER} JOIN {numbered} narrow ON narrow.id = other"
    )
    assert len(rows) == len(set(rows))
    return set(rows)


@pytest.mark.parametrize("seed", range(12))
def test_pairs_are_those_of_the_rule_spelled_out(seed: int, folder: Folder) -> None:
    flows = record(folder, seed)
    expected = pairs(flows, PARENTS, TIES)
    assert len(expected) > 100
    assert found(folder.check()) == expected


def test_of_some_rows_the_others_are_not_looked_at(folder: Folder) -> None:
    flows = record(folder, 99)
    checked = folder.check()
    some = flows[::3]
    keys = frozenset(str(row["flow"]) for row in some)
    held = held_among(checked.store, checked.catalogue, keys)
    expected = pairs(some, PARENTS, TIES)
    assert set(held) == {narrow for _, narrow, _ in expected}
    assert {(wide, flow, contains) for flow, (wide, contains) in held.items()} <= expected


def test_what_the_seal_keeps_gives_what_comparing_again_gives(folder: Folder) -> None:
    record(folder, 7)
    folder.put(
        "stages",
        {"programme": "ab", "stage": "first", "start_on": "2014-01-01", "end_on": "2017-12-31"},
        {"programme": "ab", "stage": "second", "start_on": "2018-01-01", "end_on": ""},
    )
    folder.flow(flow="again", source="news", value=12)
    folder.flow(flow="once", source="book", value=10)
    sealed = folder.snapshot()
    assert sealed.store.row("SELECT count(*) FROM flow_marks")[0] > 50
    # A flow that lies in another and meets no other of its cell is in no conflict.
    met = sealed.store.rows("SELECT flow FROM flow_conflicts ORDER BY flow")
    assert [row[0] for row in met] == ["again", "once"]
    kept = {by: evaluate(sealed, by=by).rows for by in ("programme", "pairing", "place")}
    assert any("left out" in row.note for row in kept["place"])
    (sealed.path / MARKS).unlink()
    again = open_snapshot(sealed.path)
    for by, rows in kept.items():
        assert evaluate(again, by=by).rows == rows  # type: ignore[arg-type]


def test_a_year_on_record_counts_for_itself_and_not_beside_its_total(folder: Folder) -> None:
    # The same in the numbers that a person adds up: 30 in two years, 12 of them in the second.
    folder.put(
        "stages",
        {"programme": "ab", "stage": "both", "start_on": "2019-01-01", "end_on": "2020-12-31"},
    )
    folder.money(flow="two years", value=30, start_on="2019-01-01", end_on="2020-12-31")
    folder.money(flow="its second", value=12)
    rows = evaluate(folder.snapshot(), ["economic.aid"]).rows
    assert {(row.scope, row.value) for row in rows} == {("all", 30), ("stage", 30), ("year", 12)}


def test_what_was_revised_or_withdrawn_holds_nothing(folder: Folder) -> None:
    two_years = {"start_on": "2019-01-01", "end_on": "2020-12-31"}
    folder.money(flow="withdrawn", value=30, revision=1, retracted="true", **two_years)
    folder.money(flow="year", value=12, revision=1)
    folder.money(flow="year", value=13, revision=2)
    rows = evaluate(folder.snapshot(), ["economic.aid"]).rows
    assert {row.value for row in rows} == {13}


def test_many_containers_are_counted_and_the_largest_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterpart.rules.double_count.LISTED", 3)
    for number in range(5):
        folder.flow(flow=f"year {number}", batch=f"b{number}")
        for month in range(1, number + 2):
            days = {"start_on": f"2020-{month:02d}-01", "end_on": f"2020-{month:02d}-28"}
            folder.flow(batch=f"b{number}", value=1, **days)
    told = [each for each in folder.check().findings if each.code == "double_count"]
    assert [each.value for each in told] == ["year 2", "year 3", "year 4"]
    (rest,) = [each for each in folder.check().findings if each.code == "more_of_the_same"]
    assert (rest.value, rest.of) == ("2", "double_count")


def test_codes_begin_with_the_code_of_what_contains_them() -> None:
    parents = {"a": None, "b": None, "a1": "a", "a2": "a", "a3": "a", "b1": "b", "a21": "a2"}
    made = hierarchy(parents)
    for member, parent in parents.items():
        code, depth = made.codes[member]
        over = made.codes[parent][0] if parent else 0
        assert code & made.masks[depth - 1] == over
        assert code & made.masks[depth] == code
    assert len({code for code, _ in made.codes.values()}) == len(parents)


@pytest.mark.parametrize(("levels", "code"), [(50, "double_count"), (62, "hierarchy_too_deep")])
def test_a_very_deep_hierarchy_is_compared_or_told(levels: int, code: str, folder: Folder) -> None:
    above = "A"
    for number in range(levels):
        row = {"place": f"deep {number}", "name_en": "D", "level": "village", "parent": above}
        folder.add("places", row)
        above = f"deep {number}"
    folder.flow(flow="whole")
    folder.flow(flow="part", origin=above)
    (finding,) = folder.check().findings
    assert (finding.code, finding.value) == (code, "whole" if levels == 50 else "64")
