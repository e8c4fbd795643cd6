"""Commitment rules that cannot hold are refused, with the place and what to do."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from counterpart.errors import Finding
from tests.folders import Folder

RULE: dict[str, object] = {
    "commitment": "gift",
    "reading": "stated",
    "chosen": "true",
    "kind": "assistance_funds",
    "rule": "fixed",
    "base": 100,
    "start_on": "2020-01-01",
    "end_on": "2022-12-31",
    "origin": "A",
    "destination": "B",
    "account": "city",
    "currency": "CNY",
}


def findings(folder: Folder, *rows: Mapping[str, object]) -> list[Finding]:
    """The findings of commitments, each the plain gift but for what a row says."""
    folder.put("commitments", *({**RULE, **row} for row in rows))
    return [each for each in folder.check().findings if each.code.startswith("commitment")]


def part(name: str, whole: str) -> dict[str, object]:
    """A commitment that takes a share of another one."""
    return {"commitment": name, "rule": "share", "base": "", "rate": 0.5, "of_commitment": whole}


def test_plain_rules_are_taken(folder: Folder) -> None:
    later = {"commitment": "next", "start_on": "2023-01-01", "end_on": "2024-12-31"}
    other = {"commitment": "floor", "rule": "floor", "base": 80}
    assert not findings(folder, {}, later, other, part("half", "gift"))


def test_a_circle_of_shares_is_named_in_every_row_of_it(folder: Folder) -> None:
    beside = {**part("three", "one"), "account": "district"}
    found = findings(folder, part("one", "two"), part("two", "one"), beside)
    assert [(each.code, each.row, each.column) for each in found] == [
        ("commitment_circular", 2, "of_commitment"),
        ("commitment_circular", 3, "of_commitment"),
    ]
    assert "one -> two -> one" in found[0].message


@pytest.mark.parametrize(
    ("second", "refused"),
    [
        ({"start_on": "2022-12-31", "end_on": "2024-12-31"}, True),
        ({"start_on": "2023-01-01", "end_on": "2024-12-31"}, False),
        ({"account": "district"}, False),
        ({"destination": "B1"}, False),
        ({"rule": "not_below_previous", "base": ""}, False),
        ({"chosen": "false"}, False),
    ],
)
def test_the_same_promised_twice_for_the_same_days(
    folder: Folder, second: dict[str, object], *, refused: bool
) -> None:
    found = findings(folder, {}, {"commitment": "again", **second})
    assert [each.code for each in found] == ["commitment_overlap"] * refused
    assert all((each.row, "again" in each.message) == (3, True) for each in found)


@pytest.mark.parametrize("rule", ["fixed", "floor", "growth"])
def test_a_base_year_needs_a_figure(folder: Folder, rule: str) -> None:
    open_base = {"rule": rule, "base": "", "base_year": 2019}
    (found,) = findings(folder, open_base)
    assert (found.code, found.column, found.row) == ("commitment_base_missing", "base", 2)
    assert "2019" in found.message
    folder.money(account="district", start_on="2019-01-01", end_on="2019-12-31")
    assert len(findings(folder, open_base)) == 1
    folder.money(account="city", start_on="2019-01-01", end_on="2019-12-31")
    assert not findings(folder, open_base)


@pytest.mark.parametrize("steps", ["", "2018", "2018: 10; 2018: 12", "soon: 10", "2018: 1.2.3"])
def test_steps_that_cannot_be_read(folder: Folder, steps: str) -> None:
    (found,) = findings(folder, {"rule": "steps", "base": "", "steps": steps})
    assert (found.code, found.column) == ("commitment_steps", "steps")


def test_one_reading_counts(folder: Folder) -> None:
    found = findings(folder, {}, {"reading": "other"})
    assert [(each.code, each.row) for each in found] == [("commitment_chosen_twice", 3)]
