"""Bad input is refused with its place and a remedy, and loses nothing that was there before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from counterpart.errors import Finding
from counterpart.intake import check
from counterpart.snapshot import Snapshot
from tests.conftest import Process, Run
from tests.folders import Folder, codes
from tests.intake.breaking import FLOWS, Fault
from tests.intake.faults import FAULTS

EACH = pytest.mark.parametrize(
    "fault",
    [pytest.param(each, id=each.name) for each in FAULTS],
)


def only(findings: tuple[Finding, ...], code: str) -> Finding:
    """The one finding of a code."""
    found = [each for each in findings if each.code == code]
    assert len(found) == 1, [each.message for each in findings]
    return found[0]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@EACH
def test_a_fault_is_refused_at_its_place_and_the_older_snapshot_stays(
    fault: Fault, folder: Folder, small_snapshot: Snapshot, run: Run, tmp_path: Path
) -> None:
    older = tmp_path / "older.snapshot"
    shutil.copytree(small_snapshot.path, older)
    result = run("snapshot", "build", fault.write(folder), "-o", older, "--json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    same = [each for each in found if each["code"] == fault.code]
    places = [(each["file"], each["row"], each["column"]) for each in same]
    assert (fault.file, fault.row, fault.column) in places, found
    assert all(each["severity"] == "error" and each["remedy"] for each in same)
    assert contents(older) == contents(small_snapshot.path)
    assert {each.name for each in tmp_path.iterdir()} == {"data", "older.snapshot"}


@pytest.mark.parametrize("name", ["text for a number", "broken parquet", "formula"])
def test_nothing_is_written_where_nothing_was(
    name: str, folder: Folder, run: Run, tmp_path: Path
) -> None:
    fault = next(each for each in FAULTS if each.name == name)
    result = run("snapshot", "build", fault.write(folder), "-o", tmp_path / "x" / "new.snapshot")
    assert result.exit_code == 1
    assert fault.code in result.output
    assert "→" in result.output
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_a_process_ends_with_one_and_words_not_with_a_traceback(
    folder: Folder, process: Process, tmp_path: Path
) -> None:
    folder.flow(value="many")
    ended = process("snapshot", "build", folder.write(), "-o", tmp_path / "x.snapshot")
    assert ended.returncode == 1
    assert "flows.csv, row 2, value" in ended.stderr
    assert "'many' is not a number" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    assert not (tmp_path / "x.snapshot").exists()


@pytest.mark.parametrize("command", ["check", "snapshot build"])
def test_a_missing_path_is_named(command: str, run: Run, tmp_path: Path) -> None:
    output = ["-o", tmp_path / "x.snapshot"] if command != "check" else []
    result = run(*command.split(), tmp_path / "nowhere", *output)
    assert result.exit_code == 1
    assert "path_not_found" in result.output
    assert "nowhere" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no table")
    assert codes(check([tmp_path])) == ["empty_folder"]
    assert not check([tmp_path]).accepted


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "flows.pdf").write_text("no table")
    refused = check([tmp_path / "flows.pdf"])
    assert codes(refused) == ["unreadable_file"]
    assert not refused.accepted


def test_an_unknown_table_is_named_with_a_hint_and_left_out(folder: Folder) -> None:
    folder.put("flow", {"flow": "F1"})
    found = folder.check()
    finding = only(found.findings, "unknown_table")
    assert (finding.file, finding.severity) == ("flow.csv", "warning")
    assert "'flows'" in finding.message
    assert found.accepted


def test_an_unknown_column_is_named_with_a_hint_and_left_out(folder: Folder) -> None:
    folder.flow(valeu=11)
    found = folder.check()
    finding = only(found.findings, "unknown_column")
    assert (finding.file, finding.row, finding.column) == (FLOWS, 1, "valeu")
    assert "'value'" in finding.message
    assert found.accepted


def test_full_width_digits_are_shown_as_they_may_be_meant(folder: Folder) -> None:
    folder.flow(value="１２．５", end_on="２０２０－１２－３１")
    found = {each.column: each for each in folder.check().findings}
    assert {each.code for each in found.values()} == {"full_width_digits"}
    assert found["value"].value == "１２．５"
    assert "12.5" in found["value"].remedy
    assert "2020-12-31" in found["end_on"].remedy


def test_all_faults_of_all_files_are_found_at_once(folder: Folder) -> None:
    folder.flow(value="many")
    folder.flow(end_on="soon")
    folder.observe(indicator="poplation")
    folder.add("places", {"place": "X", "level": "hamlet", "parent": "Y"})
    found = {(each.code, each.file, each.row, each.column) for each in folder.check().findings}
    assert found == {
        ("wrong_type", FLOWS, 2, "value"),
        ("wrong_type", FLOWS, 3, "end_on"),
        ("unknown_code", "observations.csv", 2, "indicator"),
        ("unknown_code", "places.csv", 10, "level"),
        ("missing_value", "places.csv", 10, "name_en"),
        ("dangling_reference", "places.csv", 10, "parent"),
    }


def test_the_nearest_known_word_is_offered(folder: Folder) -> None:
    folder.flow(kind="cadre_secondmant")
    finding = only(folder.check().findings, "unknown_code")
    assert "'cadre_secondment'" in finding.message


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"value": "x"}, "wrong_type"),
        ({"kind": "x"}, "unknown_code"),
        ({"value": ""}, "empty_quantity"),
    ],
)
def test_more_than_200_of_a_kind_are_counted_not_listed(
    folder: Folder, columns: dict[str, object], code: str
) -> None:
    for _ in range(203):
        folder.flow(**columns)
    found = [each for each in folder.check().findings if each.severity in ("error", "note")]
    assert [each.code for each in found] == [*[code] * 200, "more_of_the_same"]
    assert (found[-1].severity, found[-1].value, found[-1].file) == ("note", "3", FLOWS)


def test_a_sheet_is_named_where_a_workbook_has_several(folder: Folder, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("milestones")
    first.title = "projects"
    first.append(("project", "name_en"))
    first.append(("p1", "Project 1"))
    second.append(("project", "milestone", "due"))
    second.append(("p1", "start", "soon"))
    book.save(tmp_path / "works.xlsx")
    finding = only(check([folder.write(), tmp_path / "works.xlsx"]).findings, "wrong_type")
    assert (finding.file, finding.sheet, finding.row, finding.column) == (
        "works.xlsx", "milestones", 2, "due"
    )  # fmt: skip


def test_a_workbook_without_any_contract_table_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "2023"
    book.save(tmp_path / "ledger.xlsx")
    found = check([tmp_path / "ledger.xlsx"])
    assert [each.code for each in found.findings] == ["unknown_table", "empty_folder"]
    assert not found.accepted
