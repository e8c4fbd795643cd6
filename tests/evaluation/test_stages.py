"""Claimed shifts between stages: borne out, contradicted, not shown or untold, by hand."""

from __future__ import annotations

import pytest

from counterpart.evaluation.stages import Shift, stage_shifts
from counterpart.snapshot import Snapshot
from tests.folders import Folder

AID, RATIO = "economic.aid", "economic.self_sustaining_ratio"


def staged(folder: Folder, shifts: str, first: str = "") -> Folder:
    """Two stages of five years; what is said of each."""
    stage = {"programme": "ab", "source": "book", "locator": "page 1"}
    return folder.put(
        "stages",
        {**stage, "stage": "early", "name_en": "Early", "name_zh": "早期", "shifts": first,
         "start_on": "2010-01-01", "end_on": "2014-12-31"},
        {**stage, "stage": "late", "name_en": "Late", "shifts": shifts,
         "start_on": "2015-01-01", "end_on": "2019-12-31"},
    )  # fmt: skip


def yearly(
    folder: Folder, values: list[int], kind: str = "assistance_funds", **columns: object
) -> None:
    """Money of each year from 2010 on."""
    for year, value in enumerate(values, 2010):
        days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31", "money_stage": "paid"}
        folder.money(value=value, kind=kind, **{**days, **columns})


def only(folder: Folder, language: str = "en") -> Shift:
    (found,) = stage_shifts(folder.snapshot(), language)
    return found


def test_a_shift_beyond_the_years_is_borne_out_and_its_break_found(folder: Folder) -> None:
    staged(folder, f"{AID} rises")
    yearly(folder, [10, 11, 10, 12, 11, 30, 31, 29, 30, 32])
    shift = only(folder)
    assert (shift.before.value, shift.after.value) == (54, 152)
    assert (shift.verdict, shift.unit) == ("borne out", "CNY")
    # Of the 252 ways to put ten years into two stages one gives as much.
    assert shift.chance == pytest.approx(1 / 252)
    assert (shift.breaks, shift.distances, shift.steady) == ((2015,), (0,), False)
    assert (shift.before.years, shift.before.of, shift.source) == (5, 5, "book")


def test_the_reverse_is_contradicted(folder: Folder) -> None:
    staged(folder, f"{AID} falls")
    yearly(folder, [10, 11, 10, 12, 11, 30, 31, 29, 30, 32])
    shift = only(folder)
    assert (shift.verdict, shift.way) == ("contradicted", "falls")
    assert "p = 0.004" in shift.why


def test_a_rise_within_what_years_differ_anyway_is_not_shown(folder: Folder) -> None:
    staged(folder, f"{AID} rises")
    yearly(folder, [10, 30, 12, 28, 11, 29, 12, 31, 10, 30])
    shift = only(folder)
    assert (shift.before.value, shift.after.value) == (91, 112)
    assert shift.verdict == "not shown" and "no more than years differ anyway" in shift.why
    assert shift.chance is not None and shift.chance > 0.05


def test_a_ratio_is_of_sums_over_the_stage_not_a_mean_of_years(folder: Folder) -> None:
    staged(folder, f"{RATIO} rises")
    yearly(folder, [90, 10, 10, 10, 10, 10, 10, 10, 10, 10])
    yearly(
        folder,
        [10, 10, 10, 10, 10, 90, 90, 90, 90, 90],
        "product_sales",
        origin="B",
        destination="A",
    )
    shift = only(folder)
    # 50 of 50 + 130, while the mean of the years is 0.42; then 450 of 450 + 50.
    assert shift.before.value == pytest.approx(50 / 180)
    assert shift.after.value == pytest.approx(0.9)
    assert shift.verdict == "borne out"


def test_bounds_that_overlap_or_are_open_show_nothing(folder: Folder) -> None:
    staged(folder, f"{AID} rises")
    yearly(folder, [10] * 5 + [11] * 5, low=1, high=40, precision="estimate")
    shift = only(folder)
    assert (shift.verdict, shift.why) == (
        "not shown", "what the figures of the two stages allow overlaps",
    )  # fmt: skip


def test_an_open_bound_shows_nothing(folder: Folder) -> None:
    staged(folder, f"{AID} rises")
    yearly(folder, [10] * 5)
    folder.money(value=900, low=900, precision="more_than", money_stage="paid",
                 start_on="2015-01-01", end_on="2019-12-31")  # fmt: skip
    shift = only(folder)
    assert shift.verdict == "not shown" and "open" in shift.why


def test_few_years_show_nothing_however_far_apart(folder: Folder) -> None:
    staged(folder, f"{AID} rises")
    yearly(folder, [10, 10])
    folder.money(value=9000, money_stage="paid", start_on="2015-01-01", end_on="2019-12-31")
    shift = only(folder)
    assert (shift.verdict, shift.chance) == ("not shown", None)
    assert "fewer than 3 years" in shift.why and "8 are needed" in shift.untold
    assert (shift.after.years, shift.after.of) == (0, 5)


@pytest.mark.parametrize(
    ("shifts", "first", "words"),
    [
        (f"{RATIO} rises", "", "missing"),
        ("", f"{AID} rises", "first stage"),
        ("economic.aids rises", "", "economic.aid"),
    ],
)
def test_what_cannot_be_told_says_what_is_missing(
    folder: Folder, shifts: str, first: str, words: str
) -> None:
    staged(folder, shifts, first)
    yearly(folder, [10] * 10)
    shift = only(folder)
    assert shift.verdict == "cannot be told" and words in shift.why


def test_a_shift_is_judged_from_the_stage_that_is_named(folder: Folder) -> None:
    staged(folder, "")
    folder.add(
        "stages",
        {"programme": "ab", "stage": "last", "start_on": "2020-01-01", "source": "book",
         "shifts": f"{AID} rises from early; {AID} rises"},
    )  # fmt: skip
    yearly(folder, [10, 11, 10, 12, 11, 30, 31, 29, 30, 32, 20, 21, 20, 22, 21])
    named, nearest = stage_shifts(folder.snapshot())
    assert (named.before.stage, named.verdict) == ("early", "borne out")
    assert (nearest.before.stage, nearest.verdict) == ("late", "contradicted")


def test_several_shifts_and_both_languages(folder: Folder) -> None:
    staged(folder, f"{AID} falls; {RATIO} rises")
    yearly(folder, [10] * 10)
    found = stage_shifts(folder.snapshot(), "zh")
    assert [(each.measure, each.way) for each in found] == [(AID, "falls"), (RATIO, "rises")]
    assert found[0].before.name == "早期"
    assert "重叠" in found[0].why


def test_shifts_of_a_made_up_programme_are_judged_like_any_other(
    snapshots: dict[str, Snapshot],
) -> None:
    found = {each.measure: each for each in stage_shifts(snapshots["synthetic"])}
    # The generator makes the ratio jump in 2019, and leaves it where it is in 2022.
    sustaining = found[RATIO]
    assert (sustaining.verdict, sustaining.breaks) == ("not shown", (2019,))
    assert found[AID].verdict == "contradicted"


def test_the_shift_that_the_paper_claims_is_not_shown_by_its_record(
    example_snapshot: Snapshot,
) -> None:
    found = {each.measure: each for each in stage_shifts(example_snapshot)}
    assert found[RATIO].verdict == "not shown"
    assert found["cultural.reciprocity"].verdict == "cannot be told"
    assert all(each.source == "paper-chen-zhang" for each in found.values())
