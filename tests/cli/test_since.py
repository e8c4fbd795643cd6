"""counterpart since, and the chapter of a report: what changed between two snapshots, in words."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from counterpart.snapshot import write_snapshot
from tests.conftest import Run
from tests.folders import Folder

BEFORE, AFTER = date(2021, 6, 30), date(2022, 12, 31)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Aid of 100 in 2020; later it is 130, and 1000 of 2021 have come."""
    found = []
    for name, day, rows in (
        ("one", BEFORE, ((2020, 100),)),
        ("two", AFTER, ((2020, 130), (2021, 1000))),
    ):
        folder = Folder(tmp_path_factory.mktemp("since") / name)
        for year, value in rows:
            days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
            folder.money(value=value, money_stage="paid", **days)
        checked = folder.check()
        target = folder.path.parent / f"{name}.snapshot"
        write_snapshot(checked.store, checked.catalogue, target, as_of=day)
        found.append(target)
    return found[0], found[1]


def test_steps_and_the_rows_behind_them_are_printed(two: tuple[Path, Path], run: Run) -> None:
    text = run("since", *two, "-m", "economic.aid").output
    for words in ("revision", "real change", "1,130", "newest: 2020, now 2021", "F002", "added"):
        assert words in text, words
    assert "definition" not in text.split("Steps are made")[0]


def test_json_has_every_difference_and_every_row(two: tuple[Path, Path], run: Run) -> None:
    told = json.loads(run("since", *two, "-m", "economic.aid", "--json").output)
    whole = next(each for each in told["differences"] if each["scope"] == "all")
    assert (whole["before"], whole["after"], whole["change"]) == (100, 1130, 1030)
    assert whole["steps"] == {
        "definition": 0, "scope": 0, "revision": 30, "new data": 0, "real change": 1000,
    }  # fmt: skip
    assert {(each["key"], each["how"]) for each in told["rows"]} == {
        ("F001", "changed"),
        ("F002", "added"),
    }
    rows = list(csv.DictReader(io.StringIO(run("since", *two, "--csv").output)))
    line = next(
        each for each in rows if (each["measure"], each["scope"]) == ("economic.aid", "all")
    )
    assert float(line["step revision"]) == 30


def test_what_cannot_be_compared_ends_with_a_remedy(two: tuple[Path, Path], run: Run) -> None:
    for words, code in (
        ((two[1], two[0]), "since_backwards"),
        ((two[0], two[0]), "since_same"),
        ((two[0], two[1], "-m", "economic.ade"), "unknown_measure"),
        ((two[0], two[1], "--subject", "nowhere"), "unknown_subject"),
    ):
        result = run("since", *words)
        assert result.exit_code == 1 and code in result.output
    nothing = run("since", *two, "-m", "economic.energy").output
    assert "no value differs" in nothing


@pytest.mark.parametrize(("language", "words"), [("en", "real change"), ("zh", "实际变化")])
def test_a_report_says_what_changed_since(
    two: tuple[Path, Path], run: Run, tmp_path: Path, language: str, words: str
) -> None:
    target = tmp_path / "report.html"
    options = ("--lang", language, "-o", target)
    assert run("report", two[1], "--since", two[0], *options).exit_code == 0
    html = target.read_text("utf-8")
    assert 'id="since"' in html and words in html and '<data value="1030">' in html
    assert run("report", two[1], *options).exit_code == 0
    assert 'id="since"' not in target.read_text("utf-8")
