"""What each kind of rule makes due, against hand arithmetic; how short it is, and why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store
from counterpart.errors import InputError
from counterpart.evaluation.breakdown import breakdown
from counterpart.evaluation.commitments import DueYear, NoAmount, promises
from counterpart.evaluation.owed import Owed
from counterpart.evaluation.what_if import what_if
from tests.evaluation.test_promises import promise
from tests.folders import Folder

TERM = {"start_on": "2020-01-01", "end_on": "2022-12-31"}


def due(folder: Folder, *rows: Mapping[str, object]) -> dict[tuple[str, int], float | None]:
    """(commitment, year) -> amount due under the chosen reading."""
    promise(folder, *({**TERM, **row} for row in rows))
    found = promises(folder.snapshot())
    return {(row.commitment, row.year): row.due for row in found if row.chosen}


def of_gift(folder: Folder, *rows: Mapping[str, object]) -> list[float | None]:
    """What the gift makes due in its three years."""
    found = due(folder, *rows)
    return [found["gift", year] for year in (2020, 2021, 2022)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"rule": "growth", "base_year": 2020, "rate": 0.08}, [100, 108, 116.64]),
        ({"rule": "growth", "base_year": 2019, "rate": 0.08}, [108, 116.64, 125.9712]),
        ({"rule": "growth", "base_year": 2020, "first_step": 2022, "rate": 0.08}, [100, 100, 108]),
        ({"rule": "growth", "base_year": 2020, "rate": 0.08, "cap": 110}, [100, 108, 110]),
        ({"rule": "steps", "base": "", "steps": "2019: 10; 2022: 30"}, [10, 10, 30]),
        ({"rule": "steps", "base": "", "steps": "2021：10；2022：30"}, [None, 10, 30]),
        ({"rule": "floor", "cap": 90}, [90, 90, 90]),
    ],
)
def test_amounts_by_rule(
    folder: Folder, rule: dict[str, object], expected: list[float | None]
) -> None:
    assert of_gift(folder, rule) == pytest.approx(expected)


def test_an_amount_for_each_place_of_a_group_follows_its_members(folder: Folder) -> None:
    folder.put("groups", {"group": "key", "name_en": "key banners"})
    folder.put(
        "group_members",
        {"group": "key", "place": "B1", "start_on": "2020-01-01", "end_on": "2021-12-31"},
        {"group": "key", "place": "B2", "start_on": "2021-07-01"},
    )
    assert of_gift(folder, {"per_group": "key", "base": 30}) == [30, 60, 30]
    assert of_gift(folder, {"per_group": "key", "base": 30, "cap": 50}) == [30, 50, 30]


def test_a_base_left_to_the_record_carries_its_bounds(folder: Folder) -> None:
    folder.money(
        account="city", start_on="2019-01-01", end_on="2019-12-31", value=50, low=40, high=60
    )
    rule = {**TERM, "rule": "growth", "base": "", "base_year": 2019, "rate": 0.1}
    promise(folder, rule)
    first = promises(folder.snapshot())[0]
    assert (first.due, first.low, first.high) == pytest.approx((55, 44, 66))


def test_a_share_of_what_another_promise_makes_due(folder: Folder) -> None:
    half = {"commitment": "half", "rule": "share", "base": "", "rate": 0.8, "account": "district"}
    found = due(folder, {"rule": "growth", "base_year": 2020, "rate": 0.1}, {
        **half, "of_commitment": "gift"
    })  # fmt: skip
    assert [found["half", year] for year in (2020, 2021, 2022)] == pytest.approx([80, 88, 96.8])


def test_a_year_never_falls_below_the_one_before(folder: Folder) -> None:
    folder.money(account="city", value=70)
    rule = {"rule": "not_below_previous", "base": ""}
    assert of_gift(folder, rule) == [None, 70, None]


@pytest.mark.parametrize(
    ("flows", "status", "words"),
    [
        ([{"value": 100}], "met", None),
        ([{"value": 111}], "over_fulfilled", None),
        ([{"value": 99, "low": 98, "high": 101}], "near_breach", "rounding"),
        ([{"value": 60}], "breach", "nothing else on record explains it: Place A is asked"),
        ([], "open", "nothing else on record explains it"),
        (
            [{"value": 60}, {"value": 45, "money_stage": "committed"}],
            "breach",
            "40 CNY short; 45 CNY are agreed",
        ),
        (
            [
                {"value": 60},
                {"value": 45, "account": "district"},
                {"value": 41, "account": "social"},
            ],
            "breach",
            "40 CNY short; 86 CNY came on other accounts",
        ),
        (
            [{"value": 60}, {"value": 300, "start_on": "2019-01-01", "end_on": "2021-12-31"}],
            "near_breach",
            "40 CNY short; 240 CNY of a sum for a longer time (F002, 2019-01-01..2021-12-31)",
        ),
    ],
)
def test_how_short_it_is_and_the_smallest_explanation(
    folder: Folder, flows: list[dict[str, object]], status: str, words: str | None
) -> None:
    for flow in flows:
        folder.money(**{"account": "city", **flow})
    promise(folder, {})
    (row,) = promises(folder.snapshot())
    assert isinstance(row, DueYear)
    assert row.status == status
    assert (row.explanation is None) == (words is None)
    assert words is None or words in (row.explanation or "")


def test_the_reading_that_is_met_explains_a_near_breach(folder: Folder) -> None:
    promise(folder, {}, {"reading": "net", "chosen": "false", "base": 90})
    folder.money(account="city", value=95)
    chosen, other = promises(folder.snapshot(), "zh")
    assert isinstance(chosen, DueYear)
    assert isinstance(other, DueYear)
    assert (chosen.status, chosen.low, other.status) == ("near_breach", 90, "met")
    assert "按理解“net”（应付 90" in (chosen.explanation or "")


def test_some_places_only_are_no_breach_of_what_is_due_to_each(folder: Folder) -> None:
    folder.put("groups", {"group": "key", "name_en": "key banners"})
    folder.put("group_members", {"group": "key", "place": "B1"}, {"group": "key", "place": "B2"})
    promise(folder, {"per_group": "key", "base": 30})
    folder.money(account="city", value=10, destination="B1")
    (row,) = promises(folder.snapshot("some.snapshot"))
    assert (row.due, row.paid, row.status) == (60, 10, "open")
    folder.money(account="city", value=10, destination="B2")
    (row,) = promises(folder.snapshot("all.snapshot"))
    assert (row.due, row.paid, row.status) == (60, 20, "breach")


def test_a_newspaper_alone_shows_no_breach(folder: Folder) -> None:
    promise(folder, {})
    folder.money(account="city", value=10, source="news")
    (row,) = promises(folder.snapshot())
    assert (row.due, row.paid, row.status) == (100, 10, "open")


def parts(folder: Folder, by: str) -> list[tuple[int | None, str, float | None, float | None, str]]:
    """Year, part, due, paid and status of every part."""
    snapshot = folder.snapshot()
    found = breakdown(Owed(snapshot.store, snapshot.catalogue), by)
    return [(each.year, each.part, each.due, each.paid, each.status) for each in found]


def test_by_place_account_and_term(folder: Folder) -> None:
    folder.put("groups", {"group": "key", "name_en": "key banners"})
    folder.put("group_members", {"group": "key", "place": "B1"}, {"group": "key", "place": "B2"})
    promise(
        folder,
        {"per_group": "key", "base": 30, "account": "", "end_on": "2021-12-31"},
    )
    folder.money(account="city", value=29, destination="B1")
    folder.money(account="district", value=2, destination="B11")
    folder.money(account="", value=20, destination="B2")
    folder.money(account="", value=140, start_on="2020-01-01", end_on="2021-12-31", source="news")
    assert parts(folder, "unit") == [
        (2020, "B1", 30, 31, "met"),
        (2020, "B2", 30, 20, "breach"),
        (2021, "B1", 30, None, "open"),
        (2021, "B2", 30, None, "open"),
    ]
    assert parts(folder, "account") == [
        (2020, "", None, 20, "no amount"),
        (2020, "city", None, 29, "no amount"),
        (2020, "district", None, 2, "no amount"),
    ]
    assert parts(folder, "term") == [(None, "2020-2021", 120, 140, "over_fulfilled")]


def test_what_if_a_rule_were_another_one(folder: Folder) -> None:
    promise(folder, {"rule": "growth", "base_year": 2020, "rate": 0.1}, {"commitment": "other"})
    rules = Owed(*_opened(folder)).rules
    changed = what_if(rules, ["gift/stated: rate=0.5, cap=200"], until=2022)
    owed = Owed(*_opened(folder), changed)
    assert [[year.value for year in owed.path(rule).values()] for rule in owed.rules] == [
        [100, 150, 200],
        [100, 100, 100],
    ]
    assert [rule.end_on.year for rule in rules] == [2020, 2020]


@pytest.mark.parametrize("text", ["gft: rate=1", "gift", "gift: rte=1", "gift: rate=much", ""])
def test_a_what_if_that_is_not_understood(folder: Folder, text: str) -> None:
    promise(folder, {})
    with pytest.raises(InputError) as caught:
        what_if(Owed(*_opened(folder)).rules, [text])
    assert caught.value.findings[0].code.startswith("what_if")


def _opened(folder: Folder) -> tuple[Store, Catalogue]:
    snapshot = folder.snapshot("opened.snapshot")
    return snapshot.store, snapshot.catalogue


def test_every_row_has_the_same_keys(folder: Folder) -> None:
    promise(folder, {}, {"commitment": "open", "rule": "share", "base": "", "rate": 0.1})
    rows = promises(folder.snapshot())
    assert [type(row) for row in rows] == [DueYear, NoAmount]
    assert rows[0].as_dict().keys() == rows[1].as_dict().keys()


def test_a_base_left_to_the_record_is_that_of_each_place(folder: Folder) -> None:
    folder.put("groups", {"group": "key", "name_en": "key banners"})
    folder.put("group_members", {"group": "key", "place": "B1"}, {"group": "key", "place": "B2"})
    before = {"account": "city", "start_on": "2019-01-01", "end_on": "2019-12-31"}
    folder.money(value=50, destination="B1", **before)
    folder.money(value=20, destination="B2", **before)
    rule = {"rule": "growth", "base": "", "base_year": 2019, "rate": 0.1, "per_group": "key"}
    promise(folder, {**rule, "end_on": "2020-12-31"})
    # Together what both had, not that for each of the two.
    assert [row.due for row in promises(folder.snapshot("whole.snapshot"))] == [77]
    assert parts(folder, "unit") == [
        (2020, "B1", 55, None, "open"),
        (2020, "B2", 22, None, "open"),
    ]
