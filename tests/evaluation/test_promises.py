"""Promises: money apart from persons, one way apart from the other, amounts that follow."""

from __future__ import annotations

import pytest

from counterpart.evaluation.commitments import DueYear, promises
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import evaluate
from tests.folders import Folder

RULE: dict[str, object] = {
    "commitment": "gift",
    "reading": "stated",
    "chosen": "true",
    "agreement": "paper",
    "kind": "assistance_funds",
    "rule": "fixed",
    "base": 100,
    "start_on": "2020-01-01",
    "end_on": "2020-12-31",
    "origin": "A",
    "destination": "B",
    "account": "city",
    "currency": "CNY",
}
NO_MONEY = {"kind": "cadre_secondment", "account": "", "currency": ""}


def promise(folder: Folder, *rows: dict[str, object]) -> None:
    """Put rules of one agreement, each the plain gift but for what a row says."""
    folder.put("agreements", {"agreement": "paper", "title_en": "Paper", "programme": "ab"})
    folder.put("commitments", *({**RULE, **row} for row in rows))


def of_2020(folder: Folder, measure: str) -> Result:
    """A measure of the programme in 2020."""
    found = evaluate(folder.snapshot(), [measure])
    return next(row for row in found if str(row.start) == "2020-01-01" and row.scope == "year")


def test_persons_are_not_added_to_money(folder: Folder) -> None:
    promise(folder, {}, {**NO_MONEY, "commitment": "cadres", "base": 5})
    folder.money(value=90, account="city")
    folder.flow(value=5)
    due = of_2020(folder, "economic.due")
    assert (due.value, due.unit, due.n) == (100, "CNY", 1)
    assert of_2020(folder, "economic.fulfilment").value == pytest.approx(0.9)


@pytest.mark.parametrize(
    "back",
    [
        {"origin": "B", "destination": "A"},
        {"origin": "B1", "destination": ""},
        {"origin": "", "destination": "A1"},
    ],
)
def test_what_the_other_side_promised_is_not_added(folder: Folder, back: dict[str, object]) -> None:
    promise(folder, {}, {**back, "commitment": "back", "base": 54})
    folder.money(value=90, account="city")
    folder.money(value=54, account="city", origin="B", destination="A")
    assert of_2020(folder, "economic.due").value == 100
    assert of_2020(folder, "economic.fulfilment").value == pytest.approx(0.9)


def test_a_promise_to_the_side_of_b_goes_its_way(folder: Folder) -> None:
    promise(folder, {"origin": "", "destination": "B1"})
    assert of_2020(folder, "economic.due").value == 100


def test_not_fewer_than_the_year_before(folder: Folder) -> None:
    term = {"start_on": "2019-01-01", "end_on": "2022-12-31", "base": ""}
    promise(folder, {**NO_MONEY, **term, "rule": "not_below_previous"})
    for year, value in ((2019, 10), (2020, 12), (2021, 11)):
        folder.flow(value=value, start_on=f"{year}-01-01", end_on=f"{year}-12-31")
    rows = promises(folder.snapshot())
    assert [(row.year, row.due, row.paid, row.status) for row in rows] == [
        (2019, None, 10, "no amount"),
        (2020, 10, 12, "met"),
        (2021, 12, 11, "breach"),
        (2022, 11, None, "open"),
    ]
    assert {row.unit for row in rows} == {"persons"}
    assert "2018" in (rows[0].missing or "")
    assert rows[0].as_dict().keys() == rows[1].as_dict().keys()


def test_a_share_of_what_is_told_for_all_accounts(folder: Folder) -> None:
    term = {"end_on": "2021-12-31", "base": ""}
    promise(folder, {**term, "rule": "share", "rate": 0.2})
    folder.money(value=500, account="")
    folder.money(value=90, account="city", start_on="2021-01-01", end_on="2021-12-31")
    first, second = promises(folder.snapshot())
    assert isinstance(first, DueYear)
    assert (first.due, first.low, first.high, first.missing) == (100, 100, 100, None)
    assert (second.due, second.paid, second.status) == (None, 90, "no amount")
    assert of_2020(folder, "economic.due").value == 100


@pytest.mark.parametrize(
    ("rule", "missing", "chinese"),
    [
        ({"rule": "share", "rate": 0.2}, "of all accounts together, 2020", "2020 年各类资金合计"),
        ({"rule": "share"}, "the rate of the rule", "该规则的比例"),
        ({"rule": "growth", "base": 5, "base_year": 2021}, "base of the rule that holds", "基数"),
        ({"rule": "fixed", "base": 5, "per_group": "none"}, "group none in 2020", "none组的成员"),
        ({"rule": "not_below_previous"}, "2019", "2019"),
    ],
)
def test_what_an_amount_would_take_is_said_in_both_languages(
    folder: Folder, rule: dict[str, object], missing: str, chinese: str
) -> None:
    folder.put("groups", {"group": "none", "name_en": "no places"})
    promise(folder, {"base": "", **rule})
    snapshot = folder.snapshot()
    for language, words in (("en", missing), ("zh", chinese)):
        (row,) = promises(snapshot, language)
        assert (row.due, row.status) == (None, "no amount")
        assert words in (row.missing or "")
