"""What offices report is taken from one level: nobody's figure is counted twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterpart.evaluation.reading import Reported
from tests.evaluation.reads.asking import asked, year
from tests.folders import Folder

COMPLAINTS = Reported(("labour_complaints",))
JOBS = Reported(("jobs_created",), "b")
YEAR = {"start_on": "2020-01-01", "end_on": "2020-12-31"}


def test_the_side_itself_is_taken_before_its_parts(folder: Folder) -> None:
    own = folder.observe(indicator="jobs_created", subject="B", value=70)
    folder.observe(indicator="jobs_created", subject="B1", value=30)
    given, rows = asked(folder, JOBS)
    assert (given.value, rows, given.whole) == (70, [own], True)


def test_parts_add_where_the_side_does_not_report_and_say_that_they_are_parts(
    folder: Folder,
) -> None:
    for place, value in (("B1", 30), ("B2", 20), ("B11", 7)):
        folder.observe(indicator="jobs_created", subject=place, value=value)
    given, _ = asked(folder, JOBS)
    # B11 lies in B1, whose figure holds it.
    assert (given.value, given.n, given.whole) == (50, 2, False)


def test_organisations_are_taken_where_no_place_reports(folder: Folder) -> None:
    folder.put(
        "organisations",
        {"organisation": "one", "name_en": "One", "kind": "firm", "place": "B11"},
        {"organisation": "two", "name_en": "Two", "kind": "firm", "place": "A1"},
    )
    for name in ("one", "two"):
        folder.observe(indicator="jobs_created", subject_type="organisation", subject=name, value=5)
    assert asked(folder, JOBS)[0].value == 5
    assert asked(folder, Reported(("jobs_created",)))[0].value == 10


def test_a_pairing_reports_for_itself_and_below_its_parent(folder: Folder) -> None:
    folder.put(
        "pairings",
        {"pairing": "a1-b1", "programme": "ab", "level": "district-banner", "side_a": "A1",
         "side_b": "B1", "certainty": "stated"},
    )  # fmt: skip
    folder.observe(
        indicator="labour_complaints", subject_type="pairing", subject="a1-b1", value=3, **YEAR
    )
    assert asked(folder, COMPLAINTS)[0].value == 3
    assert asked(folder, COMPLAINTS, by="pairing", subject="a1-b1")[0].value == 3


def test_months_add_up_and_a_year_that_holds_them_is_taken_instead(folder: Folder) -> None:
    for month in ("01", "02"):
        days = {"start_on": f"2020-{month}-01", "end_on": f"2020-{month}-28"}
        folder.observe(indicator="labour_complaints", subject="B", value=2, **days)
    assert asked(folder, COMPLAINTS, year(2020))[0].value == 4
    folder.observe(indicator="labour_complaints", subject="B", value=30, **YEAR)
    assert asked(folder, COMPLAINTS, year(2020))[0].value == 30
    assert asked(folder, COMPLAINTS, year(2021))[0].missing


def test_of_a_stock_the_newest_counts(folder: Folder) -> None:
    folder.observe(indicator="jobs_created", subject="B", value=10, end_on="2019-12-31")
    folder.observe(indicator="jobs_created", subject="B", value=12, end_on="2020-12-31")
    assert asked(folder, JOBS)[0].value == 12


def test_a_rate_of_several_is_their_mean_with_the_spread_as_bounds(folder: Folder) -> None:
    for place, value in (("B1", 80), ("B2", 40)):
        folder.observe(indicator="placement_consent_share", subject=place, value=value)
    given, _ = asked(folder, Reported(("placement_consent_share",), "b"))
    assert (given.value, given.low, given.high) == (60, 40, 80)
    assert given.note and "unweighted mean of 2" in given.note


def test_beside_keeps_both_parts_of_a_ratio_to_those_who_report_both(folder: Folder) -> None:
    due, kept = "placements_kept_6_months", "placements_kept_12_months"
    for place, indicator, value in (("B1", due, 10), ("B1", kept, 8), ("B2", due, 90)):
        folder.observe(indicator=indicator, subject=place, value=value, **YEAR)
    assert asked(folder, Reported((due,), "b", beside=(kept,)))[0].value == 10
    assert asked(folder, Reported((due,), "b"))[0].value == 100


def test_targets_are_not_outcomes(folder: Folder) -> None:
    folder.observe(indicator="jobs_created", subject="B", value=99, role="target")
    assert asked(folder, JOBS)[0].missing
    assert asked(folder, Reported(("jobs_created",), "b", role="target"))[0].value == 99


@pytest.mark.parametrize("place", ["A1", "B1"])
def test_of_a_place_only_what_lies_in_it_counts(folder: Folder, place: str) -> None:
    for each, value in (("A1", 1), ("B1", 2)):
        folder.observe(indicator="labour_complaints", subject=each, value=value, **YEAR)
    found = asked(folder, COMPLAINTS, by="place", subject=place)[0].value
    assert found == {"A1": 1, "B1": 2}[place]


def test_a_rate_of_one_part_is_no_part_of_the_whole(folder: Folder) -> None:
    folder.observe(indicator="computing_green_share", subject="B1", value=40)
    given, _ = asked(folder, Reported(("computing_green_share",), "b"))
    assert (given.value, given.whole) == (40, None)


def test_one_type_of_reporter_is_taken_though_a_place_reports_the_whole(folder: Folder) -> None:
    folder.put(
        "organisations",
        {"organisation": "one", "name_en": "One", "kind": "hospital", "place": "B11"},
        {"organisation": "two", "name_en": "Two", "kind": "hospital", "place": "B2"},
    )
    folder.observe(indicator="outpatient_visits", subject="B", value=90, **YEAR)
    for name, value in (("one", 30), ("two", 40)):
        folder.observe(
            indicator="outpatient_visits", subject_type="organisation", subject=name, value=value,
            **YEAR,
        )  # fmt: skip
    visits = Reported(("outpatient_visits",), "b", each=True)
    assert asked(folder, visits)[0].value == {"B": 90}
    assert asked(folder, replace(visits, by="organisation"))[0].value == {"one": 30, "two": 40}
