"""counterpart draft: the example's agreement of 2024 goes on, in words, as rows and as JSON."""

from __future__ import annotations

import csv
import io
import json

from counterpart.snapshot import Snapshot
from tests.conftest import Run

LAST = "annual-agreements-2024"


def test_a_draft_says_what_it_is_made_from_and_what_it_stands_beside(
    example_snapshot: Snapshot, run: Run
) -> None:
    result = run("draft", example_snapshot.path, LAST)
    assert result.exit_code == 0
    for words in ("drafted from the outturn", "beside what holds without it", "2025"):
        assert words in result.output
    assert "what-if" not in result.output


def test_rows_to_go_on_with_are_rows_of_commitments(example_snapshot: Snapshot, run: Run) -> None:
    result = run("draft", example_snapshot.path, LAST, "--csv", "--from", "2026", "--until", "2027")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert rows and all(each["commitment"].endswith("-2026") for each in rows)
    assert {(each["start_on"], each["end_on"]) for each in rows} == {("2026-01-01", "2027-12-31")}
    assert "agreement" not in rows[0] and "source" not in rows[0]


def test_a_what_if_changes_a_clause_and_says_so(example_snapshot: Snapshot, run: Run) -> None:
    plain = json.loads(run("draft", example_snapshot.path, LAST, "--json").output)
    key = plain["clauses"][0]["row"]["commitment"]
    change = ("--what-if", f"{key}: end_on=2027-12-31")
    changed = json.loads(run("draft", example_snapshot.path, LAST, *change, "--json").output)
    assert changed["clauses"][0]["row"]["end_on"] == "2027-12-31"
    assert [each["year"] for each in plain["against"]] == [2025]
    assert [each["year"] for each in changed["against"]] == [2025, 2026, 2027]
    assert "a what-if" in run("draft", example_snapshot.path, LAST, *change).output
    refused = run("draft", example_snapshot.path, LAST, "--what-if", "nothing: base=1")
    assert refused.exit_code == 1 and "what_if_unknown" in refused.output


def test_an_agreement_that_is_not_there_is_refused_with_the_nearest(
    example_snapshot: Snapshot, run: Run
) -> None:
    result = run("draft", example_snapshot.path, "annual-agreement-2024")
    assert result.exit_code == 1
    assert "draft_unknown" in result.output and LAST in result.output
