"""counterpart layout: propose a layout, answer it, check it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from click.testing import CliRunner

from counterpart.cli.main import main
from tests.intake.layouts.offices import labour

PLACES = ["--places", "example:beijing_inner_mongolia"]


def test_propose_writes_a_layout_and_says_what_it_understood(tmp_path: Path) -> None:
    path, _ = labour(tmp_path)
    output = tmp_path / "layout.yaml"
    result = CliRunner().invoke(main, ["layout", "propose", str(path), *PLACES, "-o", str(output)])
    assert result.exit_code == 0, result.output
    assert "labour_placement" in result.output
    assert "? 转移就业, subject:" in result.output
    assert yaml.safe_load(output.read_text("utf-8"))["blocks"][0]["header"] == [3, 4]


def test_check_tells_facts_and_findings_and_ends_with_1_on_errors(tmp_path: Path) -> None:
    path, truth = labour(tmp_path)
    output = tmp_path / "layout.yaml"
    CliRunner().invoke(main, ["layout", "propose", str(path), *PLACES, "-o", str(output)])
    asked = ["layout", "check", str(output), str(path), *PLACES]
    unanswered = CliRunner().invoke(main, [*asked, "--json"])
    assert unanswered.exit_code == 1
    assert "key_empty" in {each["code"] for each in json.loads(unanswered.output)["findings"]}
    document = yaml.safe_load(output.read_text("utf-8"))
    document["blocks"][0]["facts"][1]["set"] = {"subject": "{origin}"}
    output.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    answered = CliRunner().invoke(main, [*asked, "--json"])
    assert answered.exit_code == 0, answered.output
    made = json.loads(answered.output)
    assert len(made["facts"]) == len(truth)
    assert {"sheet", "cell", "form", "value"} <= made["facts"][0].keys()
    shown = CliRunner().invoke(main, asked)
    assert shown.exit_code == 0
    assert "14 facts: 0 errors, 0 warnings, 4 notes" in shown.output


def test_a_remembered_layout_is_found_again(tmp_path: Path) -> None:
    path, _ = labour(tmp_path)
    folder = tmp_path / "layouts"
    folder.mkdir()
    output = ["-o", str(folder / "labour.yaml")]
    CliRunner().invoke(main, ["layout", "propose", str(path), *PLACES, *output])
    again = ["layout", "propose", str(path), "--remembered", str(folder), "--json"]
    result = CliRunner().invoke(main, again)
    assert json.loads(result.output)["likeness"] == 1.0


def test_what_cannot_be_read_ends_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    for asked in (["propose", str(path)], ["check", str(path), str(path)]):
        result = CliRunner().invoke(main, ["layout", *asked])
        assert result.exit_code == 1
        assert not isinstance(result.exception, (ValueError, KeyError, TypeError))
    unknown = CliRunner().invoke(
        main, ["layout", "propose", str(path), "--form", "labor_placement"]
    )
    assert unknown.exit_code == 2
