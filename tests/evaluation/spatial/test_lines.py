"""Spatial lines of the table where their inputs fall short, and on the drawn programme."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import Answer, Composition, Observed
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import Evaluation
from counterpart.intake import check
from counterpart.snapshot import open_snapshot, write_snapshot
from tests.conftest import EXAMPLE
from tests.evaluation.reads.asking import asked, year
from tests.folders import Folder

POINTS = {"a": (0.0, 0.0), "b": (0.0, 1.0), "c": (0.0, 3.0)}
DEGREE = 111.195080


def given(key: str, **inputs: object) -> Answer:
    """What the function of a line gives."""
    found = MEASURES[f"spatial.{key}"].function(**inputs)
    assert isinstance(found, Answer)
    return found


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """The whole of the drawn programme by measure, for the lines asked."""
    target = tmp_path_factory.mktemp("drawn") / "drawn.snapshot"
    checked = check([EXAMPLE.parent / "synthetic"])
    write_snapshot(checked.store, checked.catalogue, target)
    asked_for = [f"spatial.{key}" for key in ("paired_flow_ratio", "tourism_above_expected")]
    found = Evaluation(open_snapshot(target), "programme", asked_for).results()
    return {row.measure: row for row in found if row.scope == "all"}


def test_the_flows_of_tied_places_are_what_was_built_in(drawn: dict[str, Result]) -> None:
    row = drawn["spatial.paired_flow_ratio"]
    assert row.interval == "sampling" and row.low is not None and row.high is not None
    # e to the power of 0.4; the draws of the record are not its expectation
    assert row.low < 1.4918 < row.high
    assert row.value == pytest.approx(1.4918, rel=0.03)
    assert "elasticity of distance -1.2" in row.note
    assert "11 tied pairs" in row.note


def test_a_model_that_could_fit_everything_is_not_fitted(drawn: dict[str, Result]) -> None:
    row = drawn["spatial.tourism_above_expected"]
    assert row.value is None
    assert "two for each coefficient" in row.note


def test_a_flow_whose_end_has_no_coordinates_is_left_out_and_counted() -> None:
    flows = {("a", "b"): 30.0, ("a", "c"): 10.0, ("a", "nowhere"): 500.0}
    found = given("migration_distance_a_to_b", flows=flows, coordinates=POINTS)
    assert found.value == pytest.approx((30 + 3 * 10) / 40 * DEGREE)
    assert found.notes == (("flows not located", {"count": 1}),)
    freight = given("freight_a_to_b", flows=flows, coordinates=POINTS)
    assert freight.value == pytest.approx(60 * DEGREE)
    nowhere = given("freight_a_to_b", flows={("a", "nowhere"): 5.0}, coordinates=POINTS)
    assert (nowhere.value, nowhere.reason) == (None, "ends without coordinates")


def test_without_tied_flows_there_is_no_ratio() -> None:
    places = {f"{side}{number}": (number, ord(side) % 7) for side in "pq" for number in range(6)}
    there = {
        (one, other): 5.0 + position
        for position, one in enumerate(sorted(places))
        for other in places
        if one[0] == "p" and other[0] == "q"
    }
    inputs = {"there": {2020: there}, "back": {}, "coordinates": places}
    none = given("paired_flow_ratio", ties={}, **inputs)
    assert (none.value, none.reason) == (None, "no tied flows")
    one = given("paired_flow_ratio", ties={2020: frozenset({("p1", "q2", "village")})}, **inputs)
    assert one.value is not None and one.low is None
    assert one.notes[0][0] == "gravity of one pair"


def test_composition_has_no_better_side_and_is_read_of_whole_programmes_only() -> None:
    found = [
        measure
        for measure in MEASURES.values()
        if any(
            isinstance(read, Composition) and "population_han" in read.indicators
            for read in measure.reads.values()
        )
    ]
    assert len(found) == 16
    for measure in found:
        assert (measure.better, measure.by, measure.level) == ("none", ("programme",), "context")
    keys = {measure.key for measure in found}
    assert {key.replace("_minority_", "_majority_") for key in keys} <= keys


def test_places_are_read_as_they_were_on_the_day(folder: Folder, tmp_path: Path) -> None:
    folder.tables["places"][3]["valid_to"] = "2015-12-31"
    folder.add(
        "places",
        {"place": "A9", "name_en": "New", "level": "district", "parent": "A",
         "valid_from": "2016-01-01"},
    )  # fmt: skip
    gone = str(folder.tables["places"][3]["place"])
    stays = next(each for each in ("A1", "A2") if each != gone)
    for place, day, value in (
        (gone, "2010-12-31", 10), (stays, "2010-12-31", 20),
        ("A9", "2020-12-31", 30), (stays, "2020-12-31", 40),
    ):  # fmt: skip
        folder.observe(subject=place, end_on=day, value=value)
    read = Observed(("population",), "a", of="places")
    assert sorted(asked(folder, read, year(2010))[0].value) == [10, 20]
    assert sorted(asked(folder, read)[0].value) == [30, 40]
