"""JSON for machines: exactly the keys of the contract, and the same facts as the files."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.snapshot import Snapshot
from tests.conftest import Run
from tests.folders import Folder

FINDING = {*("code", "severity", "file", "sheet", "row", "column", "value", "message", "remedy")}
RESULT = {
    *("measure", "subject_type", "subject", "start", "end", "value", "low", "high", "interval"),
    *("unit", "n", "method", "note"),
}
VERDICT = {
    *("claim", "verdict", "basis", "status", "stated", "computed", "low", "high", "unit"),
    *("arithmetic", "missing", "rows", "computed_unit", "against", "against_unit"),
}
DUE = {
    *("commitment", "reading", "chosen", "year", "due", "low", "high", "currency", "committed"),
    *("paid", "status", "unit", "missing", "paid_low", "paid_high", "owner", "explanation"),
}
SUBJECT = "beijing-inner-mongolia"


def printed(run: Run, *words: object, code: int = 0) -> Any:
    """The JSON that a command prints."""
    result = run(*words, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_check_prints_findings_with_the_keys_of_the_contract(folder: Folder, run: Run) -> None:
    assert printed(run, "check", folder.write()) == []
    folder.flow(value="many")
    folder.flow(valeu=1)
    found = printed(run, "check", folder.write(), code=1)
    assert {each["code"] for each in found} == {"wrong_type", "unknown_column"}
    assert all(set(each) == FINDING for each in found)


def test_warnings_alone_end_with_zero(run: Run) -> None:
    found = printed(run, "check", "example:beijing_inner_mongolia")
    assert {each["severity"] for each in found} == {"warning"}
    conflicts = [each for each in found if each["code"] == "conflict"]
    assert any("F030" in each["value"] for each in conflicts)


def test_audit_prints_one_verdict_a_claim(example_snapshot: Snapshot, run: Run) -> None:
    found = printed(run, "audit", example_snapshot.path)
    assert len(found) == example_snapshot.manifest.tables["claims"]
    assert all(set(each) == VERDICT for each in found)
    assert [each["claim"] for each in found] == sorted(each["claim"] for each in found)


def test_evaluate_prints_the_results_asked_for(example_snapshot: Snapshot, run: Run) -> None:
    path = example_snapshot.path
    found = printed(run, "evaluate", path, "-m", "economic.aid", "-m", "social")
    assert all(set(each) == RESULT for each in found)
    wanted = {key for key, each in MEASURES.items() if each.dimension == "social"}
    assert {each["measure"] for each in found} == {*wanted, "economic.aid"}
    by_place = printed(run, "evaluate", path, "-m", "economic.aid", "--by", "place")
    assert {each["subject_type"] for each in by_place} == {"place"}
    units = {each["unit"] for each in found}
    assert units <= {*load_catalogue().units, "CNY"}


def test_evaluate_writes_the_same_results_as_csv_and_json(
    example_snapshot: Snapshot, run: Run, tmp_path: Path
) -> None:
    words = ["evaluate", example_snapshot.path, "-m", "economic", "-o", tmp_path / "out"]
    shown = printed(run, *words)
    files = {each.name for each in (tmp_path / "out").iterdir()}
    assert files == {"results.csv", "results.json"}
    assert json.loads((tmp_path / "out" / "results.json").read_text("utf-8")) == shown
    with (tmp_path / "out" / "results.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert set(rows[0]) == RESULT
    read = [(row["measure"], row["start"] or None, row["value"]) for row in rows]
    assert read == [
        (each["measure"], each["start"], "" if each["value"] is None else str(each["value"]))
        for each in shown
    ]


def test_explain_prints_the_result_the_arithmetic_and_the_rows(
    example_snapshot: Snapshot, run: Run
) -> None:
    found = printed(run, "explain", example_snapshot.path, "economic.aid", SUBJECT, "2019")
    assert set(found) == {"result", "arithmetic", "rows", "left_out"}
    assert set(found["result"]) == RESULT
    # 1,533 million of budgets and 439 million of donations, told by one report of 2020
    assert found["result"]["value"] == 1_533_000_000 + 439_000_000
    assert {row["key"] for row in found["rows"]} == {"F040", "F041"}
    assert {row["source"] for row in found["rows"]} == {"beijing-daily-2020"}


def test_explain_tells_what_was_taken_of_rows_that_hold_each_other(
    example_snapshot: Snapshot, run: Run
) -> None:
    found = printed(run, "explain", example_snapshot.path, "economic.aid", SUBJECT, "2011")
    told = {row["key"]: (row["taken"], row["why"], row["source"]) for row in found["left_out"]}
    # 80 million by the paper and 70 by the press: the yearbook's row is taken.
    assert told["F003"] == ("F026", "another source", "paper-chen-zhang")
    assert told["F030"] == ("F026", "another source", "press-2011-12-31")
    assert not told.keys() & {row["key"] for row in found["rows"]}
    whole = printed(run, "explain", example_snapshot.path, "economic.aid", SUBJECT, "all")
    why = {row["key"]: (row["taken"], row["why"]) for row in whole["left_out"]}
    # 275 million in kind lie in 616 of 1997-2009, and both in the 1,264 of 1996-2017.
    assert why["F018"] == why["F017"] == ("F032", "contained")
    assert why["F026"] == ("F032", "contained")


def test_snapshot_info_and_verify_keep_their_contract(example_snapshot: Snapshot, run: Run) -> None:
    info = printed(run, "snapshot", "info", example_snapshot.path)
    assert set(info) == {"root", "as_of", "tables", "catalogue", "chain_head"}
    assert info["as_of"] == "2026-11-22"
    assert info["tables"]["claims"] == 146
    assert printed(run, "snapshot", "verify", example_snapshot.path) == []


def test_a_broken_seal_is_told_in_json_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "MANIFEST").write_text("{}")
    found = printed(run, "snapshot", "verify", tmp_path, code=1)
    assert [set(each) for each in found] == [FINDING]


def test_commitments_keep_their_contract(example_snapshot: Snapshot, run: Run) -> None:
    found = printed(run, "commitments", example_snapshot.path)
    assert all(set(each) == DUE for each in found)
    assert all(isinstance(each["year"], int) for each in found)
    own = [each for each in found if each["commitment"] == "growth-12th-plan"]
    assert {each["reading"] for each in own} == {"base-2011", "base-2012"}


def test_a_built_snapshot_is_told_with_its_root(folder: Folder, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.snapshot"
    built = printed(run, "snapshot", "build", folder.write(), "-o", target)
    assert set(built) == {"root", "as_of", "tables"}
    assert built["root"] == printed(run, "snapshot", "info", target)["root"]
    assert built["tables"] == {"places": 8, "programmes": 1, "sources": 3}
