"""Stages that share days, leave days out, or say what cannot be read."""

from __future__ import annotations

import pytest

from counterpart.rules.stages import parse_shifts
from tests.folders import Folder


def found(folder: Folder, *stages: tuple[str, str, str, str]) -> list[tuple[str, str, str]]:
    """Code, column and message of what is said of stages: name, first day, last day, shifts."""
    folder.put(
        "stages",
        *(
            {"programme": "ab", "stage": name, "name_en": name, "start_on": start, "end_on": end,
             "shifts": shifts, "source": "book"}
            for name, start, end, shifts in stages
        ),
    )  # fmt: skip
    return [
        (each.code, each.column or "", each.message)
        for each in folder.check().findings
        if each.code.startswith(("stage_", "shift_"))
    ]


def test_stages_that_follow_each_other_are_right(folder: Folder) -> None:
    assert found(folder, ("a", "2010", "2014", ""), ("b", "2015", "", "economic.aid rises")) == []


def test_days_in_two_stages_and_in_none_are_told(folder: Folder) -> None:
    told = found(
        folder, ("a", "2010", "2014", ""), ("b", "2014-07", "2015", ""), ("c", "2018", "2019", "")
    )
    assert [each[:2] for each in told] == [("stage_overlap", "start_on"), ("stage_gap", "start_on")]
    assert "2014-07-01 to 2014-12-31" in told[0][2]
    assert "ends 2015-12-31" in told[1][2] and "begins 2018-01-01" in told[1][2]


def test_an_open_stage_before_the_last_overlaps_it(folder: Folder) -> None:
    (told,) = found(folder, ("a", "2010", "", ""), ("b", "2015", "", ""))
    assert told[0] == "stage_overlap"


@pytest.mark.parametrize(
    "text", ["economic.aid", "economic.aid grows", "aid rises", "a.b rises falls", "a.b rises from"]
)
def test_a_shift_that_cannot_be_read_is_refused(folder: Folder, text: str) -> None:
    (told,) = found(folder, ("a", "2010", "2014", text))
    assert told[:2] == ("shift_invalid", "shifts")
    with pytest.raises(ValueError, match=text):
        parse_shifts(text)
