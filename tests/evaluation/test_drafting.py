"""The next agreement, drafted from the outturn of the last: every rule, and what it must settle."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from counterpart.errors import InputError
from counterpart.evaluation.against_rules import against_rules
from counterpart.evaluation.drafting import Clause, as_row, propose
from tests.folders import Folder

PROMISE = {
    "reading": "main",
    "chosen": "true",
    "agreement": "plan",
    "kind": "assistance_funds",
    "start_on": "2018-01-01",
    "end_on": "2020-12-31",
    "origin": "A",
    "destination": "B",
    "currency": "CNY",
    "source": "book",
}


@pytest.fixture
def plan(folder: Folder) -> Folder:
    folder.put(
        "agreements",
        {"agreement": "plan", "title_en": "Plan", "programme": "ab", "source": "book"},
        {"agreement": "talks", "title_en": "Talks", "programme": "ab", "source": "book"},
    )
    return folder


def promised(folder: Folder, **columns: object) -> None:
    folder.add("commitments", {**PROMISE, "commitment": "grant-2018", **columns})


def drafted(folder: Folder, **options: Any) -> Clause:
    (clause,) = propose(folder.snapshot(), "plan", **options)
    return clause


@pytest.mark.parametrize(
    ("given", "base", "status", "why"),
    [
        (120, "120", "over_fulfilled", "what was given"),
        (101, "101", "met", "what was given"),
        (90, "100", "breach", "less than that is on record"),
        (None, "100", "open", "nothing is on record"),
    ],
)
def test_what_was_given_is_promised_and_what_was_missed_stays_due(
    plan: Folder, given: int | None, base: str, status: str, why: str
) -> None:
    promised(plan, rule="fixed", base=100)
    if given is not None:
        plan.money(value=given, money_stage="paid")
    clause = drafted(plan)
    assert (clause.follows, clause.year, clause.status) == ("grant-2018", 2020, status)
    assert (clause.due, clause.paid) == (100, given)
    assert as_row(clause.rule)["base"] == base
    assert why in clause.why
    # As long as the term before, from the year after it, under a name of its own.
    assert clause.rule.commitment == "grant-2021"
    assert (clause.rule.start_on.year, clause.rule.end_on.year) == (2021, 2023)
    assert (clause.rule.agreement, clause.rule.source) == (None, None)


def test_the_term_is_as_asked_for(plan: Folder) -> None:
    promised(plan, rule="fixed", base=100)
    clause = drafted(plan, first=2020, until=2020)
    assert (clause.year, clause.rule.commitment) == (2019, "grant-2020")
    assert (clause.rule.start_on.year, clause.rule.end_on.year) == (2020, 2020)


def test_growth_goes_on_from_the_last_amount(plan: Folder) -> None:
    promised(plan, rule="growth", base=100, base_year=2017, first_step=2018, rate=0.1)
    clause = drafted(plan)
    row = as_row(clause.rule)
    # 100 x 1.1 x 1.1 x 1.1 in 2020; the first new step is in 2021.
    assert clause.due == pytest.approx(133.1)
    assert (row["base"], row["base_year"], row["first_step"]) == ("133.1", "2020", "2021")
    assert row["rate"] == "0.1"


def test_steps_go_on_from_the_last_one(plan: Folder) -> None:
    promised(plan, rule="steps", steps="2018: 10; 2020: 30")
    assert as_row(drafted(plan).rule)["steps"] == "2021: 30"


def test_a_share_and_not_below_need_no_amount(plan: Folder) -> None:
    promised(plan, commitment="grant", rule="fixed", base=100)
    promised(plan, commitment="part", rule="share", rate=0.8, of_commitment="grant")
    promised(plan, commitment="again", rule="not_below_previous", base=5, base_year=2017)
    clauses = {each.follows: each for each in propose(plan.snapshot(), "plan")}
    part, again = as_row(clauses["part"].rule), as_row(clauses["again"].rule)
    assert (part["rate"], part["of_commitment"]) == ("0.8", "grant-2021")
    assert "base" not in part and "base" not in again
    assert "the same share" in clauses["part"].why


def test_what_each_place_of_a_group_was_given_is_its_share_of_the_sum(plan: Folder) -> None:
    plan.put("groups", {"group": "twins", "name_en": "Twins", "source": "book"})
    plan.put("group_members", *({"group": "twins", "place": each} for each in ("B1", "B2")))
    promised(plan, rule="floor", base=100, per_group="twins")
    for place, value in (("B1", 150), ("B2", 155)):
        plan.money(destination=place, value=value, money_stage="paid")
    clause = drafted(plan)
    assert (clause.due, clause.paid) == (200, 305)
    assert as_row(clause.rule)["base"] == "152.5"


@pytest.mark.parametrize(
    ("agreement", "options", "code"),
    [
        ("plann", {}, "draft_unknown"),
        ("talks", {}, "draft_nothing"),
        ("plan", {"first": 2021, "until": 2020}, "draft_term"),
    ],
)
def test_what_cannot_be_drafted_is_refused(
    plan: Folder, agreement: str, options: dict[str, Any], code: str
) -> None:
    promised(plan, rule="fixed", base=100)
    with pytest.raises(InputError) as error:
        propose(plan.snapshot(), agreement, **options)
    (found,) = error.value.findings
    assert found.code == code
    assert code != "draft_unknown" or "plan" in found.message


def test_a_draft_is_asked_for_what_it_would_take_away(plan: Folder) -> None:
    promised(plan, rule="fixed", base=100)
    promised(plan, commitment="wide", rule="floor", base=140, end_on="2021-12-31", agreement="")
    plan.money(value=130, money_stage="paid")
    snapshot = plan.snapshot()
    (clause,) = propose(snapshot, "plan")
    low = replace(clause.rule, base=Decimal(120))
    first, second, third = against_rules(snapshot, [low])
    assert [each.year for each in (first, second, third)] == [2021, 2022, 2023]
    assert (first.due, first.force, first.in_force) == (120, "wide", 140)
    assert (first.before_year, first.before) == (2020, 140)
    assert (first.given_year, first.given) == (2020, 130)
    assert [each.split(":")[0] for each in first.asks] == [
        "20 less than wide, which is in force, makes due",
        "20 less than was due in 2020",
        "10 less than was given in 2020",
    ]
    # From 2022 nothing else is in force.
    assert (second.force, len(second.asks), len(third.asks)) == (None, 2, 2)
    kept = replace(clause.rule, base=Decimal(140))
    assert [each.asks for each in against_rules(snapshot, [kept])] == [(), (), ()]


def test_other_places_accounts_and_currencies_are_no_rule_about_the_same(plan: Folder) -> None:
    promised(plan, rule="fixed", base=100, account="city")
    for number, columns in enumerate(
        ({"destination": "B1"}, {"currency": "USD"}, {"account": "social"})
    ):
        promised(
            plan, commitment=f"other-{number}", rule="fixed", base=900, end_on="2023-12-31",
            **{"account": "city", **columns},
        )  # fmt: skip
    snapshot = plan.snapshot()
    clauses = propose(snapshot, "plan")
    mine = next(each.rule for each in clauses if each.follows == "grant-2018")
    assert {each.force for each in against_rules(snapshot, [mine])} == {None}


def test_a_draft_that_makes_nothing_due_says_so_in_both_languages(plan: Folder) -> None:
    promised(plan, rule="not_below_previous")
    snapshot = plan.snapshot()
    rules = [each.rule for each in propose(snapshot, "plan")]
    for language, words in (("en", "makes no amount due by itself"), ("zh", "本身不产生应付额")):
        (year, *_) = against_rules(snapshot, rules, language)
        assert (year.due, year.asks[0].startswith(words)) == (None, True)
