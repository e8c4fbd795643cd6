"""Asking a record: what is planted is asked of the right office, in words that accuse nobody."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from counterpart.evaluation.phrases import PHRASES
from counterpart.evaluation.questions import CHECKS, Question, questions
from counterpart.snapshot import Snapshot
from tests.conftest import Run
from tests.folders import Folder

ACCUSING = re.compile(
    r"fals|fraud|forge|fabricat|manipulat|cheat|lie\b|lying|suspicious|fake|invent|wrongdoing|"
    r"造假|虚报|作假|弄虚|篡改|舞弊|可疑|谎|骗",
    re.IGNORECASE,
)


def monthly(folder: Folder, subject: str, values: list[int], **columns: object) -> None:
    """Outpatient visits of one office, month by month from 2015 on."""
    for place, value in enumerate(values):
        month = f"{2015 + place // 12}-{place % 12 + 1:02d}"
        folder.observe(
            indicator="outpatient_visits", subject_type="organisation", subject=subject,
            start_on=month, end_on=month, value=value, **columns,
        )  # fmt: skip


@pytest.fixture
def offices(folder: Folder) -> Folder:
    return folder.put(
        "organisations",
        *(
            {"organisation": name, "name_en": name, "kind": "hospital", "place": "B1"}
            for name in ("h1", "h2", "h3")
        ),
    )


def noisy(seed: int, count: int = 60) -> list[int]:
    return [int(value) for value in np.random.default_rng(seed).integers(400, 600, count)]


def only(snapshot: Snapshot, check: str, language: str = "en") -> Question:
    (asked,) = questions(snapshot, [check], language)
    (found,) = asked.questions
    return found


def test_an_honest_record_is_asked_nothing(offices: Folder) -> None:
    for seed, name in enumerate(("h1", "h2", "h3")):
        monthly(offices, name, noisy(seed))
    found = questions(offices.snapshot())
    assert [each.check for each in found] == list(CHECKS)
    assert [each.questions for each in found] == [()] * len(CHECKS)
    assert found[0].asked == 3 and found[1].asked == 3


def test_round_counts_are_asked_of_who_gives_them_unless_they_say_so(offices: Folder) -> None:
    monthly(offices, "h1", [value // 10 * 10 for value in noisy(1)])
    monthly(offices, "h2", noisy(2))
    monthly(offices, "h3", [value // 10 * 10 for value in noisy(3)], precision="rounded")
    found = only(offices.snapshot(), "heaping")
    assert (found.subject, found.what, len(found.rows)) == ("h1", "outpatient_visits", 60)
    assert found.asks.startswith("60 of 60 counts end in 0 or 5") and found.asks.endswith("?")


def test_a_december_of_its_own_is_asked_with_its_rows(offices: Folder) -> None:
    values = noisy(1)
    monthly(offices, "h1", [value * (3 if n % 12 == 11 else 1) for n, value in enumerate(values)])
    found = only(offices.snapshot(), "last month")
    assert found.subject == "h1" and len(found.rows) == 5
    assert found.p is not None and found.p < 0.01


def test_two_offices_with_the_same_values_are_asked_together(offices: Folder) -> None:
    for name in ("h1", "h2"):
        monthly(offices, name, noisy(1, 24))
    monthly(offices, "h3", noisy(2, 24))
    found = only(offices.snapshot(), "same values")
    assert found.subject == "h1, h2" and "24 of 24 periods" in found.asks


def test_a_count_since_the_beginning_is_asked(folder: Folder) -> None:
    for place, value in enumerate(np.cumsum([90, 110, 105, 95, 120, 100, 98])):
        year = 2010 + place
        folder.flow(start_on=f"{year}-01-01", end_on=f"{year}-12-31", value=int(value))
    found = only(folder.snapshot(), "never falls")
    assert found.subject == "A -> B" and found.table == "flows"
    assert "from 90 to 718" in found.asks


def test_targets_that_are_just_met_are_asked_of_who_set_them(offices: Folder) -> None:
    for place in range(12):
        span = {"start_on": f"2015-{place + 1:02d}", "end_on": f"2015-{place + 1:02d}"}
        for role in ("target", "actual"):
            offices.observe(
                indicator="outpatient_visits", subject_type="organisation", subject="h1",
                value=500 + place, role=role, **span,
            )  # fmt: skip
    found = only(offices.snapshot(), "attainment")
    assert found.subject == "h1" and "12 reach it and 0 miss it" in found.asks
    assert len(found.rows) == 24


def test_one_figure_under_two_kinds_is_asked_without_a_chance(folder: Folder) -> None:
    for kind in ("investment_contracted", "investment_paid_in"):
        folder.money(kind=kind, value=31_000_000)
    found = only(folder.snapshot(), "same figure")
    assert (found.p, len(found.rows)) == (None, 2)
    assert "31,000,000" in found.asks


def test_small_counts_are_never_asked(offices: Folder) -> None:
    for name in ("h1", "h2"):
        monthly(offices, name, [5, 10] * 30)
    found = questions(offices.snapshot())
    assert [each.questions for each in found] == [()] * len(CHECKS)


def test_no_words_accuse_anybody_and_every_question_asks() -> None:
    for check in CHECKS:
        for head in ("asks", "innocent", "answer"):
            for text in PHRASES[f"{head} {check}"]:
                assert not ACCUSING.search(text), text
        english, chinese = PHRASES[f"asks {check}"]
        assert english.endswith("?") and chinese.endswith("？")
    assert ACCUSING.search("the office falsified it") and ACCUSING.search("涉嫌虚报")


def test_the_command_tells_what_it_asked_and_what_it_could_not(offices: Folder, run: Run) -> None:
    monthly(offices, "h1", [value // 10 * 10 for value in noisy(1)])
    monthly(offices, "h2", noisy(2, 6))
    path = offices.snapshot().path
    text = run("questions", path, "--check", "heaping").output
    assert "too short to ask" in text and "60 of 60" in text and "to settle it" in text
    told = json.loads(run("questions", path, "--json", "--subject", "h2").output)
    assert told["checks"]["heaping"] == {"asked": 1, "too_short": 1}
    assert told["questions"] == []
    assert "nothing to ask" in run("questions", path, "--subject", "h2").output
    assert run("questions", path, "--check", "colour").exit_code == 2
