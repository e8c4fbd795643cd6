"""The README of the Beijing example says what its files hold."""

from __future__ import annotations

import csv
import re

import pytest

from counterpart.evaluation.claims import audit
from counterpart.snapshot import Snapshot
from tests.conftest import EXAMPLE

README = (EXAMPLE / "README.md").read_text("utf-8")


def rows_of(table: str) -> int:
    """How many rows a table of the example has."""
    with (EXAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.DictReader(stream))


def listed() -> dict[str, int]:
    """Table -> rows, as the README lists them."""
    found: dict[str, int] = {}
    for names, counts in re.findall(r"^\| ([a-z_, ]+) \| ([\d, ]+) \|", README, re.MULTILINE):
        pairs = zip(names.split(", "), counts.split(", "), strict=True)
        found |= {name: int(count) for name, count in pairs}
    return found


@pytest.mark.parametrize("table", sorted(each.stem for each in EXAMPLE.glob("*.csv")))
def test_every_table_is_listed_with_its_rows(table: str) -> None:
    assert listed()[table] == rows_of(table)


def test_nothing_is_listed_that_is_not_there() -> None:
    assert set(listed()) == {each.stem for each in EXAMPLE.glob("*.csv")}


def test_what_the_claims_come_to_is_what_the_audit_says(example_snapshot: Snapshot) -> None:
    verdicts = [each for each in audit(example_snapshot) if each.status == "stated"]
    elsewhere = [each for each in verdicts if each.basis == "independent"]
    hold = sum(each.verdict == "reproduced" for each in elsewhere)
    said = f"{len(elsewhere)} rest on rows of other sources: {hold} hold"
    assert f"Of the {len(verdicts)} that a text states, {said}" in " ".join(README.split())
