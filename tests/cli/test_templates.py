"""counterpart template, and what counterpart check makes of a filled-in form."""

from __future__ import annotations

import json
from pathlib import Path

from counterpart.intake.forms import recognise
from tests.conftest import Run
from tests.intake.forms.filled import FORMS, example, fill, write_csv


def test_without_a_form_the_forms_are_listed(run: Run) -> None:
    listed = json.loads(run("template", "--json").output)
    assert {each["form"] for each in listed} == set(FORMS)
    assert {"name_zh", "reporter_en", "every", "due_days"} <= listed[0].keys()
    assert "hospital_month" in run("template").output


def test_a_template_is_written_and_replaced_but_nothing_else_is(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "hospital.xlsx"
    assert run("template", "hospital_month", "-o", target).exit_code == 0
    assert recognise(target) == "hospital_month"
    assert run("template", "travel", "-o", target).exit_code == 0
    assert recognise(target) == "travel"
    other = tmp_path / "mine.xlsx"
    other.write_bytes(b"mine")
    result = run("template", "travel", "-o", other)
    assert result.exit_code == 1 and "not_a_template" in result.output
    assert other.read_bytes() == b"mine"
    assert run("template", "travel", "-o", other, "--force").exit_code == 0
    assert run("template", "travel", "-o", tmp_path / "x.csv").exit_code == 2
    assert run("template", "travel").exit_code == 2


def test_an_unknown_form_has_a_hint(run: Run, tmp_path: Path) -> None:
    result = run("template", "hospital_mont", "-o", tmp_path / "x.xlsx", "--json")
    assert result.exit_code == 1
    assert "'hospital_month'" in json.loads(result.output)[0]["message"]


def test_a_filled_in_form_is_checked_without_the_register(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    run("template", "travel", "-o", target)
    result = run("check", fill(target, example(FORMS["travel"])))
    assert result.exit_code == 0
    assert "checked as the form travel" in result.output
    assert "2 rows in 1 tables: 0 errors" in result.output
    fill(target, example(FORMS["travel"]) | {"end_on": "never"})
    found = json.loads(run("check", target, "--json").output)
    assert [(each["code"], each["row"]) for each in found] == [("wrong_type", 6)]


def test_a_csv_says_by_an_option_which_form_it_is(run: Run, tmp_path: Path) -> None:
    line = example(FORMS["tourism_spending"])
    path = write_csv(tmp_path / "lines.csv", [list(line), list(line.values())])
    assert run("check", path, "--form", "tourism_spending").exit_code == 0
    assert run("check", path, "--form", "nothing").exit_code == 1
