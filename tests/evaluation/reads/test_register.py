"""Rows of the register, postings, years and stages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterpart.evaluation.reading import Counted, Flows, Spells, Stages, Yearly
from tests.evaluation.reads.asking import asked, year
from tests.folders import Folder

PROJECTS = (
    {"project": "P1", "name_en": "One", "programme": "ab", "status": "completed",
     "planned_end": "2020-06-30", "actual_end": "2020-05-01"},
    {"project": "P2", "name_en": "Two", "programme": "ab", "status": "completed",
     "planned_end": "2020-06-30", "actual_end": "2021-05-01"},
    {"project": "P3", "name_en": "Three", "programme": "ab", "status": "running"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("read", "keys"),
    [
        (Counted("projects"), ["P1", "P2", "P3"]),
        (Counted("projects", where=(("status", ("completed",)),)), ["P1", "P2"]),
        (Counted("projects", filled=("planned_end",)), ["P1", "P2"]),
        (Counted("projects", empty=("planned_end",)), ["P3"]),
        (Counted("projects", on_time=("planned_end", "actual_end")), ["P1"]),
    ],
)
def test_rows_that_satisfy_conditions_are_counted(
    folder: Folder, read: Counted, keys: list[str]
) -> None:
    folder.put("projects", *PROJECTS)
    given, rows = asked(folder, read)
    assert (given.value, rows) == (len(keys), keys)


def test_a_year_counts_by_the_day_that_is_named(folder: Folder) -> None:
    folder.put("projects", *PROJECTS)
    assert asked(folder, Counted("projects", dated="actual_end"), year(2021))[0].value == 1


def test_none_of_some_is_zero_and_none_of_none_is_missing(folder: Folder) -> None:
    folder.put("projects", *PROJECTS)
    assert asked(folder, Counted("projects", filled=("budget",)))[0].value == 0
    assert asked(folder, Counted("stories", filled=("source",)))[0].missing == "rows of stories"


def test_none_that_has_a_value_is_zero_and_the_missing_kind_is_named(folder: Folder) -> None:
    folder.put("projects", *PROJECTS)
    sector = (("sector", ("health",)),)
    assert asked(folder, Counted("projects", having=sector))[0].value == 0
    assert asked(folder, Counted("projects", where=sector))[0].missing == (
        "rows of projects that are health"
    )
    done = Counted("projects", having=(("status", ("completed",)),))
    assert asked(folder, done) == asked(folder, replace(done, having=(), where=done.having))


def test_what_is_not_due_yet_is_not_counted(folder: Folder) -> None:
    folder.put("projects", *PROJECTS)
    folder.put(
        "milestones",
        *(
            {"project": "P1", "milestone": str(number), "due": due, "done_on": done}
            for number, (due, done) in enumerate(
                (("2020-06-30", "2020-06-30"), ("2020-07-01", ""), ("2031-01-01", "2020-01-01"))
            )
        ),
    )
    given, rows = asked(folder, Counted("milestones", due="due"))
    assert (given.value, rows) == (2, ["P1+0", "P1+1"])
    assert asked(folder, Counted("milestones", due="due"), year(2019))[0].value is None
    assert asked(folder, Counted("milestones", due="due", on_time=("due", "done_on")))[1] == [
        "P1+0"
    ]


def test_ratings_of_other_places_are_not_of_the_programme(folder: Folder) -> None:
    for subject in ("A", "B11", "N"):
        folder.observe(subject=subject)
    assert asked(folder, Counted("observations"))[0].value == 2


def test_spells_are_cut_to_the_span_and_an_unknown_end_stays_unknown(folder: Folder) -> None:
    row = {"kind": "posting", "status": "held", "origin": "A", "destination": "B"}
    folder.put(
        "engagements",
        {**row, "engagement": "E1", "capability": "surgery", "start_on": "2019-07-01",
         "end_on": "2020-06-30"},
        {**row, "engagement": "E2", "capability": "surgery", "start_on": "2020-08-01",
         "end_on": ""},
        {**row, "engagement": "E3", "capability": "", "start_on": "2020-08-01", "end_on": ""},
    )  # fmt: skip
    given, rows = asked(folder, Spells(("posting",), "a_to_b"), year(2020))
    assert rows == ["E1", "E2"]
    assert given.value == (
        ("B: surgery", date(2020, 1, 1), date(2020, 6, 30)),
        ("B: surgery", date(2020, 8, 1), None),
    )


def test_a_read_year_by_year_has_the_years_that_have_a_value(folder: Folder) -> None:
    for number in (2019, 2021):
        folder.money(start_on=f"{number}-01-01", end_on=f"{number}-12-31", value=number)
    given, rows = asked(folder, Yearly(Flows(("aid",), "a_to_b", "money")))
    assert given.value == {2019: 2019.0, 2021: 2021.0}
    assert given.low == given.value
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("split", "parts"),
    [
        ("kind", {"cadre_secondment": 30.0}),
        ("origin", {"A1": 10.0, "A2": 20.0}),
        ("destination", {"B1": 30.0}),
        ("pair", {("A1", "B1"): 10.0, ("A2", "B1"): 20.0}),
    ],
)
def test_a_sum_is_divided(folder: Folder, split: str, parts: dict[object, float]) -> None:
    folder.flow(origin="A1", destination="B1")
    folder.flow(origin="A2", destination="B1", value=20)
    read = Flows(("people",), "a_to_b", "persons", split=split)  # type: ignore[arg-type]
    assert asked(folder, read)[0].value == parts


def test_claimed_beginnings_of_stages_leave_out_the_first(folder: Folder) -> None:
    folder.put(
        "stages",
        {"programme": "ab", "stage": "one", "start_on": "2010-01-01", "end_on": "2015-12-31"},
        {"programme": "ab", "stage": "two", "start_on": "2016-01-01", "end_on": ""},
    )
    assert asked(folder, Stages())[0].value == [date(2016, 1, 1)]
