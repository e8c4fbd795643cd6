"""What changed between two snapshots: five kinds of change, alone and together, by hand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from math import fsum
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError
from counterpart.evaluation.since import STEPS, Difference, Since
from counterpart.snapshot import Snapshot, open_snapshot, write_snapshot
from tests.folders import Folder

BEFORE, AFTER = date(2021, 6, 30), date(2022, 12, 31)
AID = "economic.aid"


def aid(folder: Folder, value: int, year: int = 2020, **columns: object) -> None:
    days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
    folder.money(value=value, **{"money_stage": "paid", **days, **columns})


def frozen(folder: Folder, name: str, day: date, catalogue: Path | None = None) -> Snapshot:
    checked = folder.check()
    assert checked.accepted, checked.findings
    target = folder.path.parent / name
    known = load_catalogue(catalogue) if catalogue else checked.catalogue
    write_snapshot(checked.store, known, target, as_of=day, catalogue_folder=catalogue)
    return open_snapshot(target)


def world(tmp_path: Path, name: str) -> Folder:
    """Aid of 100 in 2019 and of 200 in 2020, the latter to one place of B."""
    folder = Folder(tmp_path / name)
    aid(folder, 100, 2019)
    aid(folder, 200, destination="B1")
    return folder


def compared(
    tmp_path: Path, change: Callable[[Folder], object], measure: str = AID
) -> dict[str, Difference]:
    """The differences of one measure that a change of the world makes, by scope or year."""
    before = frozen(world(tmp_path, "one"), "one.snapshot", BEFORE)
    later = world(tmp_path, "two")
    change(later)
    after = frozen(later, "two.snapshot", AFTER)
    return by_scope(Since(before, after, measures=[measure]))


def by_scope(found: Since) -> dict[str, Difference]:
    return {
        str((each.start or each.start_before or date.min).year)
        if each.scope == "year"
        else each.scope: each
        for each in found.differences
    }


def parts(each: Difference) -> dict[str, float | None]:
    """The steps that are not nothing."""
    return {name: step for name, step in zip(STEPS, each.steps, strict=True) if step != 0}


def revise(folder: Folder) -> None:
    folder.tables["flows"][0]["value"] = 130


def withdraw(folder: Folder) -> None:
    del folder.tables["flows"][0]


def come_late(folder: Folder) -> None:
    aid(folder, 7, destination="B2")


def move_on(folder: Folder) -> None:
    aid(folder, 1000, 2021)


def leave_the_region(folder: Folder) -> None:
    for place in folder.tables["places"]:
        if place["place"] == "B1":
            place["parent"] = "N"


@pytest.mark.parametrize(
    ("change", "year", "expected"),
    [
        (revise, "2019", {"revision": 30}),
        (come_late, "2020", {"new data": 7}),
        (leave_the_region, "2020", {"scope": None}),
    ],
)
def test_each_kind_of_change_is_told_from_the_others(
    tmp_path: Path,
    change: Callable[[Folder], object],
    year: str,
    expected: dict[str, float | None],
) -> None:
    found = compared(tmp_path, change)
    if change is leave_the_region:
        # What went to B1 went to no place of the pair any more: the year has no value.
        assert (found[year].before, found[year].after, found[year].status) == (200, None, "gone")
        assert parts(found["all"]) == {"scope": -200}
        return
    assert parts(found[year]) == expected
    (step,) = expected.values()
    assert found[year].change == step
    assert found["all"].change == step
    other = {"2019": "2020", "2020": "2019"}[year]
    assert found[other].status == "same" and parts(found[other]) == {}


def test_what_happened_since_is_a_real_change_of_the_whole_and_of_the_newest_year(
    tmp_path: Path,
) -> None:
    found = compared(tmp_path, move_on)
    assert parts(found["all"]) == {"real change": 1000}
    latest = found["latest"]
    assert (latest.before, latest.after, parts(latest)) == (200, 1000, {"real change": 800})
    assert (latest.end_before, latest.end) == (date(2020, 12, 31), date(2021, 12, 31))
    assert (found["2021"].status, found["2021"].steps) == ("new", (None,) * 5)
    assert found["2020"].status == "same"


def test_a_newest_year_that_was_only_told_late_is_no_real_change(tmp_path: Path) -> None:
    def late(folder: Folder) -> None:
        folder.money(
            value=90,
            money_stage="paid",
            start_on="2021-01-01",
            end_on="2021-06-30",
            destination="B2",
        )

    latest = compared(tmp_path, late)["latest"]
    assert (latest.end_before, latest.end) == (date(2020, 12, 31), date(2021, 12, 31))
    assert parts(latest) == {"new data": -110}


def test_a_withdrawn_row_is_a_revision_and_a_value_that_goes_is_no_number(tmp_path: Path) -> None:
    found = compared(tmp_path, withdraw)
    assert parts(found["all"]) == {"revision": -100}
    assert (found["2019"].before, found["2019"].after, found["2019"].status) == (100, None, "gone")
    assert found["2019"].change is None


def test_all_together_sum_to_the_whole_difference(tmp_path: Path) -> None:
    def everything(folder: Folder) -> None:
        for change in (revise, come_late, move_on):
            change(folder)
        folder.add(
            "places", {"place": "B3", "name_en": "B3", "level": "league-city", "parent": "B"}
        )
        aid(folder, 5, destination="B3")

    found = compared(tmp_path, everything)["all"]
    assert (found.before, found.after) == (300, 1342)
    assert parts(found) == {"revision": 30, "new data": 12, "real change": 1000}


def test_another_catalogue_is_a_change_of_definition(tmp_path: Path) -> None:
    # In the earlier catalogue private money beside public money was of the family of aid.
    older = tmp_path / "catalogue"
    shutil.copytree(str(files("counterpart.catalogue")), older)
    kinds = (older / "kinds.csv").read_text("utf-8")
    told = kinds.replace(",money,cofunding,", ",money,aid,")
    assert told != kinds
    (older / "kinds.csv").write_text(told, "utf-8")

    def with_private(name: str) -> Folder:
        folder = world(tmp_path, name)
        aid(folder, 50, kind="private_cofunding")
        return folder

    before = frozen(with_private("one"), "one.snapshot", BEFORE, older)
    later = with_private("two")
    come_late(later)
    found = by_scope(Since(before, frozen(later, "two.snapshot", AFTER), measures=[AID]))
    assert (found["2020"].before, found["2020"].after) == (250, 207)
    assert parts(found["2020"]) == {"definition": -50, "new data": 7}
    assert found["2019"].status == "same"


def test_rows_behind_a_difference_are_those_that_moved_in_it(tmp_path: Path) -> None:
    before = frozen(world(tmp_path, "one"), "one.snapshot", BEFORE)
    later = world(tmp_path, "two")
    revise(later)
    come_late(later)
    found = Since(before, frozen(later, "two.snapshot", AFTER), measures=[AID])
    told = {
        (each.scope, each.start and each.start.year): [
            (move.key, move.how, move.change) for move in found.behind(each)
        ]
        for each in found.differences
    }
    assert told["year", 2019] == [("F001", "changed", "revision")]
    assert told["year", 2020] == [("F003", "added", "new data")]
    assert len(told["all", 2019]) == 2


def test_a_value_inside_what_was_allowed_before_says_so(tmp_path: Path) -> None:
    one = world(tmp_path, "one")
    one.tables["flows"][0].update(low=90, high=140, precision="estimate")
    before = frozen(one, "one.snapshot", BEFORE)
    for value, within in ((130, True), (150, False)):
        later = world(tmp_path, f"two-{value}")
        later.tables["flows"][0]["value"] = value
        after = frozen(later, f"two-{value}.snapshot", AFTER)
        assert by_scope(Since(before, after, measures=[AID]))["2019"].within is within


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    one = frozen(world(tmp_path, "one"), "one.snapshot", AFTER)
    earlier = frozen(world(tmp_path, "two"), "two.snapshot", BEFORE)
    strange = world(tmp_path, "three")
    strange.tables["programmes"][0]["programme"] = "xy"
    for before, after, code in (
        (one, earlier, "since_backwards"),
        (one, one, "since_same"),
        (earlier, frozen(strange, "three.snapshot", AFTER), "since_strangers"),
    ):
        with pytest.raises(InputError) as error:
            Since(before, after)
        assert [each.code for each in error.value.findings] == [code]


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.sampled_from([revise, come_late, move_on, leave_the_region]), min_size=1, unique=True
    )
)
def test_steps_always_sum_to_the_difference(
    tmp_path_factory: pytest.TempPathFactory, changes: list[Callable[[Folder], None]]
) -> None:
    def all_of(folder: Folder) -> None:
        for change in changes:
            change(folder)

    for measure in (AID, "economic.self_sustaining_ratio", "economic.kinds_of_money"):
        for each in compared(tmp_path_factory.mktemp("law"), all_of, measure).values():
            if each.change is not None:
                assert fsum(step or 0 for step in each.steps) == pytest.approx(each.change)
