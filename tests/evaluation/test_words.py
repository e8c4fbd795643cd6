"""How measures are made is said in both languages."""

from __future__ import annotations

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.phrases import INPUTS, METHODS, Phrases


def test_every_method_and_every_input_is_said_in_chinese_and_nothing_else_is() -> None:
    assert {measure.method for measure in MEASURES.values()} == METHODS.keys()
    assert {name for measure in MEASURES.values() for name in measure.reads} == INPUTS.keys()


def test_english_is_the_declaration() -> None:
    for measure in MEASURES.values():
        assert Phrases("en").method(measure.method) == measure.method
        assert Phrases("zh").method(measure.method) != measure.method
