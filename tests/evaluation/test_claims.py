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
