"""The command line: help with examples, exit codes, a remedy in every refusal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from counterpart.evaluation.all_measures import MEASURES
from counterpart.snapshot import Snapshot
from counterpart.tables import TABLES
from tests.conftest import EXAMPLE, Process, Run
from tests.folders import Folder

COMMANDS = (
    *("", "check", "snapshot", "snapshot build", "snapshot verify", "snapshot info"),
    *(
        "snapshot diff",
        "evaluate",
        "explain",
        "audit",
        "commitments",
        "draft",
        "since",
        "report",
        "verify",
    ),
)
SUBJECT = "beijing-inner-mongolia"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example(command: str, run: Run) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    last = result.output.strip().split("\n\n")[-1]
    words = " ".join(last.split())
    assert words.startswith("Example: counterpart ")
    assert words.split()[2:] and (not command or command.split()[-1] in words)


def test_help_lists_every_command(run: Run) -> None:
    text = run("--help").output
    assert [
        each for each in COMMANDS if each and " " not in each and f"  {each} " not in text
    ] == []


@pytest.mark.parametrize(
    "words",
    [
        *("check", "snapshot build", "snapshot verify", "snapshot info", "snapshot diff one"),
        *(
            "evaluate",
            "explain one",
            "audit",
            "commitments",
            "draft one",
            "since one",
            "report",
            "verify",
        ),
        *("nonsense", "check --nonsense", "check example:nowhere", "evaluate x --by planet"),
        *("evaluate x --engine spark", "snapshot build x -o y --as-of yesterday"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_so(words: str, run: Run) -> None:
    result = run(*words.split())
    assert result.exit_code == 2
    assert "Usage:" in result.output
    assert "Error:" in result.output


@pytest.mark.parametrize(
    "words",
    [
        *(
            "snapshot verify",
            "snapshot info",
            "audit",
            "commitments",
            "evaluate",
            "questions",
            "stages",
        ),
        *("report -o x.html",),
    ],
)
def test_what_is_no_snapshot_ends_with_one_and_a_remedy(
    words: str, run: Run, tmp_path: Path
) -> None:
    command, *rest = words.split(" -o ")
    options = [part for each in rest for part in ("-o", tmp_path / each)]
    result = run(*command.split(), tmp_path / "nowhere", *options)
    assert result.exit_code == 1
    assert "not_a_snapshot" in result.output
    assert "counterpart snapshot build" in result.output


def test_processes_end_with_zero_one_and_two(
    folder: Folder, process: Process, tmp_path: Path
) -> None:
    good = process("check", folder.write())
    assert (good.returncode, good.stderr) == (0, "")
    assert "0 errors" in good.stdout
    bad = process("verify", tmp_path)
    usage = process("check")
    assert (bad.returncode, usage.returncode) == (1, 2)
    assert "Traceback" not in bad.stderr + usage.stderr + good.stdout


def test_check_lists_the_tables_of_the_contract(run: Run) -> None:
    result = run("check", "--tables")
    assert result.exit_code == 0
    for name, table in TABLES.items():
        assert f"{name} – {table.about}" in result.output
    assert "kind*" in result.output


def test_an_unknown_measure_gives_a_hint(example_snapshot: Snapshot, run: Run) -> None:
    result = run("evaluate", example_snapshot.path, "-m", "economic.aide", "-m", "economic.markt")
    assert result.exit_code == 1
    assert "did you mean 'economic.aid'?" in result.output
    assert "did you mean 'economic.market'?" in result.output


def test_evaluate_lists_the_measures(run: Run) -> None:
    result = run("evaluate", "--list")
    assert result.exit_code == 0
    assert [key for key in MEASURES if key not in result.output] == []


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        ("economic.aide SUBJECT 2019", "unknown_measure", "did you mean 'economic.aid'?"),
        ("economic.aid beijing-inner-mongolio 2019", "unknown_subject", "did you mean"),
        ("economic.aid SUBJECT soon", "unknown_period", "2024-01..2024-05"),
        ("economic.aid SUBJECT 1995", "nothing_computed", "there is a value for"),
    ],
)
def test_explain_of_what_is_not_there(
    words: str, code: str, hint: str, example_snapshot: Snapshot, run: Run
) -> None:
    result = run("explain", example_snapshot.path, *words.replace("SUBJECT", SUBJECT).split())
    assert result.exit_code == 1
    assert code in result.output
    assert hint in " ".join(result.output.split())


@pytest.mark.parametrize(
    "words", ["audit", "commitments", "snapshot info", "evaluate -m economic.aid", "explain"]
)
def test_what_people_read_has_the_same_facts(
    words: str, example_snapshot: Snapshot, run: Run
) -> None:
    command, *rest = words.split(" -m ")
    more = [part for each in rest for part in ("-m", each)]
    if command == "explain":
        more = ["economic.aid", SUBJECT, "2019"]
    result = run(*command.split(), example_snapshot.path, *more)
    assert result.exit_code == 0
    expected = {
        "audit": "146 claims",
        "commitments": "growth-12th-plan",
        "snapshot info": example_snapshot.manifest.root,
        "evaluate": "economic.aid",
        "explain": "1,972,000,000",
    }
    assert expected[command] in result.output


def test_markup_in_data_is_shown_as_it_is(folder: Folder, run: Run) -> None:
    folder.flow(value="[bold]9[/bold]")
    result = run("check", folder.write())
    assert "[bold]9[/bold]" in result.output


def test_an_example_is_named_without_its_path(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.snapshot"
    result = run("snapshot", "build", f"example:{EXAMPLE.name}", "-o", target)
    assert (result.exit_code, (target / "MANIFEST").is_file()) == (0, True)
    result = run("check", "example:beijing")
    assert "there is beijing_inner_mongolia" in " ".join(result.output.split())


def test_import_loads_no_engine() -> None:
    code = (
        "import sys, counterpart, counterpart.cli; "
        "print([each for each in ('duckdb', 'ibis', 'pandas', 'pyarrow', 'numpy', 'altair') "
        "if each in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_a_record_without_programme_or_claims_says_what_to_add(run: Run, tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("place,name_en,level\n1,One,province\n", "utf-8")
    made = tmp_path / "made.snapshot"
    assert run("snapshot", "build", tmp_path / "places.csv", "-o", made).exit_code == 0
    assert "add a programme" in run("evaluate", made).output
    assert "add rows to claims" in run("audit", made).output
    assert "add rows to commitments" in run("commitments", made).output
