"""What measures are, ask and warn of is said in both languages."""

from __future__ import annotations

import re

import pytest

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import TEXTS
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.texts import section

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("key", MEASURES)
def test_every_text_of_a_measure_is_said_in_both_languages(key: str) -> None:
    for text in TEXTS:
        english, chinese = (MEASURES[key].said(text, each) for each in ("en", "zh"))
        assert english and not CHINESE.search(english), text
        assert CHINESE.search(chinese), text
        assert "{" not in english + chinese, text


def test_every_input_is_named_in_chinese_and_nothing_else_is() -> None:
    assert {name for measure in MEASURES.values() for name in measure.reads} == set(
        section("inputs")
    )
    assert Phrases("en").input("grant_share") == "grant share"


def test_every_text_belongs_to_a_measure() -> None:
    used = {text["en"] for measure in MEASURES.values() for text in [measure.texts["name"]]}
    for template, texts in section("measures").items():
        assert set(texts) == set(TEXTS), template
        start = re.escape(texts["name"]["en"]).replace("\\{arrow\\}", ".*")
        pattern = start.replace("\\{SIDE\\}", ".")
        assert any(re.fullmatch(pattern, name) for name in used), template
