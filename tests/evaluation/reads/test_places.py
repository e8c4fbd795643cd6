"""Figures of places: each place once, on one geography, over years."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from counterpart.evaluation.reading import Composition, Coordinates, Panel
from counterpart.evaluation.reads.geography import Geography
from counterpart.evaluation.reads.places import Counts, Grid
from tests.evaluation.reads.asking import asked, year
from tests.folders import Folder

GROUPS = ("population_han", "population_minority")
WHO = Composition(GROUPS, "b")
INCOME = Panel(("rural_income_per_head",), "b")
MERGED = {"from_place": "B1", "to_place": "B2", "on": "2021-01-01", "share": 1}


def compose(folder: Folder, day: str, **counts: tuple[int, int]) -> None:
    """Publish the composition of places on a day."""
    for place, pair in counts.items():
        for indicator, value in zip(GROUPS, pair, strict=True):
            folder.observe(indicator=indicator, subject=place, value=value, end_on=day)


def counts(folder: Folder, read: Composition) -> Counts:
    """The newest composition."""
    found = asked(folder, read)[0].value
    assert isinstance(found, Counts)
    return found


def grid(folder: Folder, read: Panel) -> Grid:
    """The panel of the whole period."""
    found = asked(folder, read)[0].value
    assert isinstance(found, Grid)
    return found


def test_a_composition_is_a_table_of_the_finest_places(folder: Folder) -> None:
    compose(folder, "2020-11-01", B=(150, 50), B1=(90, 10), B11=(20, 5), B2=(60, 40))
    found = counts(folder, WHO)
    assert found.places == ("B11", "B2")
    assert found.counts.tolist() == [[20, 5], [60, 40]]
    assert np.isnan(found.coordinates).all()


def test_places_that_publish_a_part_of_it_do_not_hide_those_that_publish_all(
    folder: Folder,
) -> None:
    compose(folder, "2020-11-01", B1=(90, 10), B2=(60, 40))
    folder.observe(indicator=GROUPS[0], subject="B11", value=20, end_on="2020-11-01")
    found = counts(folder, WHO)
    assert found.places == ("B1", "B2")
    assert found.counts.tolist() == [[90, 10], [60, 40]]


def test_one_place_alone_has_no_composition_over_places(folder: Folder) -> None:
    compose(folder, "2020-11-01", B=(150, 50))
    given, _ = asked(folder, WHO)
    assert given.value is None
    assert given.missing and "side B" in given.missing


def test_two_days_are_compared_on_the_geography_of_the_newer(folder: Folder) -> None:
    folder.put("place_changes", {**MERGED, "on": "2015-01-01"})
    compose(folder, "2010-11-01", B1=(90, 10), B2=(60, 40))
    compose(folder, "2020-11-01", B2=(160, 60), B11=(3, 4))
    given, _ = asked(folder, Composition(GROUPS, "b", before=True))
    before, after = given.value
    assert (before.places, before.counts.tolist()) == (("B2",), [[150, 50]])
    assert after.places == ("B11", "B2")
    assert given.note == "places as of 2020-11-01; 2 figures of earlier places carried over"


def test_a_change_is_seen_in_the_span_in_which_it_ends(folder: Folder) -> None:
    compose(folder, "2010-11-01", B1=(90, 10), B2=(60, 40))
    compose(folder, "2020-11-01", B1=(80, 20), B2=(60, 40))
    change = Composition(GROUPS, "b", before=True)
    assert asked(folder, change, year(2020))[0].value is not None
    assert asked(folder, change, year(2010))[0].value is None
    assert asked(folder, WHO, year(2015))[0].value is None


def test_a_panel_has_a_row_a_place_and_a_column_a_year(folder: Folder) -> None:
    for place, end, value in (("B1", 2019, 10), ("B1", 2020, 11), ("B2", 2020, 20)):
        folder.observe(
            indicator="rural_income_per_head", subject=place, value=value,
            start_on=f"{end}-01-01", end_on=f"{end}-12-31", currency="CNY",
        )  # fmt: skip
    folder.put(
        "pairings",
        {"pairing": "p", "programme": "ab", "level": "district-banner", "side_a": "A1",
         "side_b": "B1", "certainty": "stated"},
    )  # fmt: skip
    found = grid(folder, INCOME)
    assert (found.places, found.years) == (("B1", "B2"), (2019, 2020))
    np.testing.assert_array_equal(found.values, [[10, 11], [np.nan, 20]])
    assert found.paired.tolist() == [True, False]
    assert found.side == ("b", "b")


def test_a_place_with_a_paired_school_is_no_paired_place(folder: Folder) -> None:
    for place in ("B1", "B2"):
        folder.observe(indicator="doctors", subject=place, value=10)
    for side, place in (("a", "A1"), ("b", "B1")):
        folder.add(
            "organisations",
            {"organisation": f"school {side}", "name_en": "S", "kind": "school", "place": place},
        )
    folder.put(
        "pairings",
        {"pairing": "p", "programme": "ab", "level": "school", "side_a": "school a",
         "side_b": "school b", "certainty": "stated"},
    )  # fmt: skip
    assert grid(folder, Panel(("doctors",), "b")).paired.tolist() == [False, False]


def test_a_panel_per_another_indicator_divides_place_by_place(folder: Folder) -> None:
    for place, doctors, people in (("B1", 5, 1000), ("B2", 9, 3000)):
        folder.observe(indicator="doctors", subject=place, value=doctors)
        folder.observe(indicator="population", subject=place, value=people)
    found = grid(folder, Panel(("doctors",), "b", per=("population",)))
    np.testing.assert_allclose(found.values, [[0.005], [0.003]])


def test_rates_do_not_move_with_a_part_of_a_place(folder: Folder) -> None:
    folder.put("place_changes", {**MERGED, "share": 0.4})
    geography = Geography(folder.snapshot().store)
    before, after = date(2020, 12, 31), date(2021, 12, 31)
    moved, count = geography.carried({"B1": 100.0, "B2": 50.0}, before, after)
    assert (moved, count) == ({"B1": 60.0, "B2": 90.0}, 1)
    rates, _ = geography.carried({"B1": 7.0, "B2": 5.0}, before, after, additive=False)
    assert rates == {"B1": 7.0, "B2": 5.0}
    # What half of a new place had is not known: the new place has no figure.
    assert geography.carried({"B2": 50.0}, before, after) == ({}, 0)
    assert geography.carried({"B1": 1.0}, after, after) == ({"B1": 1.0}, 0)


def test_coordinates_are_those_of_places_in_the_sides(folder: Folder) -> None:
    for row in folder.tables["places"]:
        row |= {"latitude": 40, "longitude": 116} if row["place"] in ("N", "A1") else {}
    assert asked(folder, Coordinates())[0].value == {"A1": (pytest.approx(40), pytest.approx(116))}
