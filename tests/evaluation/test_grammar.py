"""The grammar of check expressions: small, closed, refused with a hint and a place."""

from __future__ import annotations

import json

import pytest

from counterpart.errors import InputError
from counterpart.periods import parse_period
from counterpart.rules.expressions import parse_check
from tests.conftest import Run
from tests.folders import Folder

PEOPLE = "{flow: {kind: cadre_secondment}}"


def refusal(text: str) -> str:
    """Why a check is refused."""
    with pytest.raises(InputError) as caught:
        parse_check(text)
    (finding,) = caught.value.findings
    assert finding.severity == "error"
    return finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{flo: {kind: x}}", "'flo' is no leaf and no operation; did you mean 'flow'?"),
        ("{summ: [1, 2]}", "did you mean 'sum'?"),
        ("{flow: {kindd: x}}", "flow knows no 'kindd'; did you mean 'kind'?"),
        ("{flow: {origin: A}}", "flow needs kind"),
        ("{observation: {indicator: population}}", "observation needs subject"),
        ("{count: {where: {a: b}}}", "count needs table"),
        ("{due: {commitment: x}}", "due needs year"),
        ("{date: {table: flows, key: x}}", "date needs column"),
        ("{rank: {indicator: x, subject: y}}", "rank needs in"),
        ("{distance: [A]}", "distance takes two places"),
        ("{share: [1, 2, 3]}", "share takes 2 expressions"),
        ("{minus: [1]}", "minus takes 2 expressions"),
        ("{sum: []}", "sum takes one or more expressions"),
        ("{change: {from: 1}}", "change takes from, to and steps"),
        ("{change: {from: 1, to: 2, step: 3}}", "change takes from, to and steps"),
        ("{change: {from: 1, to: 2, steps: 0}}", "steps"),
        ("{flow: {kind: x, take: most}}", "take is one of sum, last, count"),
        ("{flow: {kind: x, where: account}}", "where of flow is a mapping"),
        ("{flow: {kind: x}, compare: '=='}", "compare '==' is none of ="),
        ("{flow: {kind: x}, flow2: {kind: x}}", "one expression is expected"),
        ("{readings: {a: 1}, sum: [1, 2]}", "readings stand alone"),
        ("{readings: {}}", "readings stand alone"),
        ("{sum: [true, 1]}", "True is no expression"),
        ("[1, 2]", "a mapping is expected"),
        ("{flow: [", "it is not YAML"),
        ("{flow: {kind: x, period: soon}}", "'soon' is not a period"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_with_words(text: str, words: str) -> None:
    assert words in refusal(text)


UNCOMPUTABLE = (
    "{change: {from: 1, to: 2, steps: abc}}",
    "{change: {from: 1, to: 2, steps: 1.5}}",
    "{flow: {kind: cadre_secondment, period: 2024-13-45}}",
    "{flow: {kind: []}}",
    "{flow: {kind: [{a: b}]}}",
    "{flow: {kind: cadre_secondment, where: {origin: [A]}}}",
    "{observation: {indicator: [], subject: B}}",
    "{count: {table: [flows]}}",
    "{count: {table: flows, distinct: [origin]}}",
    "{due: {commitment: x, year: soon}}",
    "{date: {table: flows, key: F001, column: value}}",
    "{sum: [.nan, 1]}",
    "{rank: {indicator: population, subject: B, in: 'group:none'}}",
    "{claim: OWN}",
    "{flow: {kind: [cadre_secondment, assistance_funds]}}",
)


@pytest.mark.parametrize("text", UNCOMPUTABLE)
def test_what_cannot_be_computed_is_refused_before_any_audit(text: str, folder: Folder) -> None:
    folder.flow(flow="F001")
    folder.claim(text, claim="OWN", value=1)
    assert [each.code for each in folder.check().findings] == ["check_invalid"]


def test_every_part_of_a_check_is_read() -> None:
    check = parse_check(
        "{readings: {one: {sum: [{claim: C1}, 2.5]}, two: {flow: {kind: [a, b], period: 2020, "
        "where: {account: city}, take: last}}}, compare: '>=', against: {claim: C2}, at: 2021}"
    )
    assert list(check.readings) == ["one", "two"]
    assert check.compare == ">="
    assert check.at == parse_period("2021")
    flow = check.readings["two"]
    assert flow.fields == {
        "kind": ("a", "b"),
        "period": parse_period("2020"),
        "where": {"account": "city"},
        "take": "last",
    }
    assert sorted(each.fields["claim"] for each in check.leaves() if each.name == "claim") == [
        "C1",
        "C2",
    ]


UNKNOWN = {
    "{flow: {kind: cadre_secondmant}}": "'cadre_secondmant' is no kind of flow; did you mean",
    "{observation: {indicator: poplation, subject: B}}": "'poplation' is no indicator; did you",
    "{sum: [1, {claim: C999}]}": "claim C999 is not",
    "{count: {table: flow}}": "'flow' is no table; did you mean 'flows'?",
    "{count: {table: flows, where: {acount: city}}}": "table flows has no column 'acount'",
    "{count: {table: flows, distinct: sorce}}": "table flows has no column 'sorce'",
    "{date: {table: pairings, key: p, column: starts}}": "table pairings has no column 'starts'",
    "{flow: {kind: cadre_secondment, where: {acount: city}}}": "table flows has no column",
    PEOPLE[:-1] + ", against: {claim: C998}}": "claim C998 is not",
}


def test_names_that_are_nowhere_are_found_at_their_row(folder: Folder, run: Run) -> None:
    folder.claim(PEOPLE)
    for text in UNKNOWN:
        folder.claim(text)
    result = run("check", folder.write(), "--json")
    assert result.exit_code == 1
    found = {each["row"]: each for each in json.loads(result.output)}
    # The header is line 1 and the good claim line 2.
    assert sorted(found) == list(range(3, 3 + len(UNKNOWN)))
    for row, (text, words) in enumerate(UNKNOWN.items(), start=3):
        each = found[row]
        place = (each["code"], each["file"], each["column"], each["value"])
        assert place == ("check_invalid", "claims.csv", "check", text)
        assert words in each["message"]
