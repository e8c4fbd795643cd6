"""The audit on a small record: each operation by hand, each verdict, and what verdicts rest on."""

from __future__ import annotations

import pytest

from counterpart.evaluation.claims import audit
from counterpart.evaluation.results import Verdict
from tests.evaluation.claim_cases import CLAIMS, COMPUTED, record
from tests.folders import Folder

Judged = dict[str, Verdict]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The verdicts of all claims above, from one snapshot."""
    folder = Folder(tmp_path_factory.mktemp("claims") / "data")
    record(folder)
    for name, (check, columns) in CLAIMS.items():
        folder.claim(check, claim=name, **columns)
    for name, (check, value) in COMPUTED.items():
        folder.claim(check, claim=name, value=value)
    found = {each.claim: each for each in audit(folder.snapshot())}
    assert set(found) == {*CLAIMS, *COMPUTED}
    return found


@pytest.mark.parametrize("name", COMPUTED)
def test_each_expression_gives_what_the_hand_gives(name: str, judged: Judged) -> None:
    assert judged[name].computed == pytest.approx(COMPUTED[name][1], abs=1e-6)
    assert judged[name].verdict == "reproduced"


@pytest.mark.parametrize(
    ("name", "verdict", "basis"),
    [
        ("another source", "reproduced", "independent"),
        ("own document", "reproduced", "same_document"),
        ("both", "reproduced", "independent"),
        ("own against another", "not_reproduced", "independent"),
        ("own against the press", "not_reproduced", "independent"),
        ("own count against the press", "not_reproduced", "independent"),
        ("through claims", "reproduced", "arithmetic"),
        ("through a rule", "reproduced", "arithmetic"),
        ("old figure", "stale", "independent"),
        ("new figure", "reproduced", "independent"),
        ("old figure of its day", "reproduced", "independent"),
        ("old figure at a day", "reproduced", "independent"),
        ("claim about 2010", "reproduced", "independent"),
        ("never", "not_reproduced", "independent"),
        ("once above", "stale", "independent"),
        ("always below", "contradicted", "independent"),
        ("fell, not rose", "contradicted", "independent"),
        ("times for persons", "definition_differs", "independent"),
        ("no rows", "not_checkable", None),
        ("no check", "not_checkable", None),
        ("cut off", "reproduced", "independent"),
        ("cut off, called rounded", "not_reproduced", "independent"),
        ("rounded", "reproduced", "independent"),
        ("more than", "reproduced", "independent"),
        ("more than itself", "not_reproduced", "independent"),
        ("both over 700", "reproduced", "independent"),
        ("62,500 from over 700", "not_reproduced", "independent"),
        ("2.24 times", "reproduced", "independent"),
        ("3.24 times", "reproduced", "independent"),
        ("2.24 times of nothing", "not_checkable", None),
        ("dollars for yuan", "definition_differs", "independent"),
        ("the first of three", "reproduced", "independent"),
        ("called the first of three", "not_reproduced", "independent"),
        ("the first of the undated", "not_checkable", None),
        ("in the nineties", "reproduced", "independent"),
        ("in the eighties", "not_reproduced", "independent"),
        ("the year of a year", "reproduced", "independent"),
        # The first of January stands for the whole year and says nothing of a month.
        ("the month of a year", "not_checkable", None),
        ("day of the document", "reproduced", "same_document"),
        ("years up to the document", "reproduced", "arithmetic"),
        ("under two hours", "reproduced", "independent"),
        ("four to six hours", "reproduced", "independent"),
        ("a day for an hour", "not_reproduced", "independent"),
    ],
)  # fmt: skip
def test_each_verdict_and_what_it_rests_on(
    name: str, verdict: str, basis: str | None, judged: Judged
) -> None:
    assert (judged[name].verdict, judged[name].basis) == (verdict, basis)


def test_the_missing_thing_is_named(judged: Judged) -> None:
    assert judged["no rows"].missing == "officials on secondment, 1990"
    assert judged["no check"].missing == "a list of all members"
    assert judged["another source"].missing is None


def test_a_name_stands_for_a_key_in_what_is_missing(judged: Judged) -> None:
    missing = judged["the first of the undated"].missing
    assert missing == "first day of every member of Places without a day"


def test_figures_are_in_the_unit_of_the_claim(judged: Judged) -> None:
    under, span = judged["under two hours"], judged["four to six hours"]
    assert (under.computed, under.low, under.high) == (2, None, 2)
    assert (span.stated, span.computed, span.low, span.high) == ("4 to 6", None, 4, 6)
    assert "under 2 hours [book]" in under.arithmetic
    assert "4 to 6 hours [book]" in span.arithmetic
    # Two hours are a twelfth of a day.
    assert judged["a day for an hour"].computed == pytest.approx(2 / 24, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("the first of three", ["group_members regions+N+1958-03-15 book"]),
        ("years up to the document", ["pairings tie book", "sources paper paper"]),
        ("through claims", ["claims ten paper"]),
        ("through a rule", ["commitments rule+from 2012 paper"]),
        ("distance", ["places A None", "places B None"]),
        ("no rows", []),
        ("no check", []),
    ],
)
def test_a_verdict_names_the_rows_it_rests_on(name: str, rows: list[str], judged: Judged) -> None:
    found = [f"{row.table} {row.key} {row.source}" for row in judged[name].rows]
    assert len(found) == (3 if name == "the first of three" else len(rows))
    assert set(rows) <= set(found)


def test_what_was_found_of_an_uncheckable_claim_is_named_too(judged: Judged) -> None:
    (row,) = judged["2.24 times of nothing"].rows
    assert (row.table, row.source) == ("flows", "book")
    assert judged["2.24 times of nothing"].as_dict()["rows"][0]["key"] == row.key


def test_a_stale_claim_says_when_it_was_true(judged: Judged) -> None:
    assert "true at 2010-11-01" in judged["old figure"].arithmetic
    assert judged["old figure"].computed == 80


def test_an_ambiguous_ratio_shows_every_reading_the_fitting_one_first(judged: Judged) -> None:
    # 324 is 3.24 times 100, or 2.24 times more than 100.
    assert judged["2.24 times"].computed == 2.24
    assert judged["3.24 times"].computed == 3.24
    first, second = judged["2.24 times"].arithmetic.split("; ")
    assert (first.split(":")[0], second.split(":")[0]) == ("increase", "level")


def test_a_missing_base_is_named_with_what_it_would_have_to_be(judged: Judged) -> None:
    arithmetic = judged["2.24 times of nothing"].arithmetic
    # 324 / 2.24 = 144.642857...; 324 / 3.24 = 100
    assert "it would hold with a base of 144.6429" in arithmetic
    assert "it would hold with a base of 100)" in arithmetic
    assert judged["2.24 times of nothing"].missing == "officials on secondment, 1990"


def test_what_was_stated_is_shown_as_printed(judged: Judged) -> None:
    assert judged["2.24 times"].stated == 2.24
    assert judged["once above"].stated == "above"
