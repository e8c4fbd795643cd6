"""Words and numbers of the report: complete in both languages, written as people write them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.bounds import DRAWN
from counterpart.evaluation.measure import Known
from counterpart.reports.numbers import Numbers, machine
from counterpart.reports.words import load_words


def test_every_word_stands_in_both_languages_with_the_same_gaps_in_the_same_order() -> None:
    text = files("counterpart.reports").joinpath("words.yaml").read_text("utf-8")
    counts = re.compile(r"\{(\w+)\}")
    places = {"a", "b"}
    for key, entry in yaml.safe_load(text).items():
        gaps = [
            [gap for gap in counts.findall(entry[each]) if gap not in places]
            for each in ("en", "zh")
        ]
        assert gaps[0] == gaps[1], key
    with pytest.raises(KeyError):
        load_words("en")("no such word")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_interval_that_a_measure_gives_has_a_word(language: Any) -> None:
    words = load_words(language)
    for kind in (*get_args(Known), DRAWN, "estimate"):
        assert words.of("interval_kind", kind)


def test_every_word_is_used() -> None:
    text = files("counterpart.reports").joinpath("words.yaml").read_text("utf-8")
    # Pages share the words of reports.
    code = "".join(
        path.read_text("utf-8")
        for package in ("counterpart.reports", "counterpart_site.web")
        for path in Path(str(files(package))).rglob("*")
        if path.suffix in (".py", ".j2")
    )
    for key in yaml.safe_load(text):
        named = key.split(".")[0] if "." in key else key
        computed = named.startswith(("or_", "interval_"))
        assert computed or f'"{named}"' in code or f"'{named}'" in code, key


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (3912000000, "CNY", "3.912 bn CNY", "39.12亿元"),
        (20, "million CNY/year", "20 m CNY a year", "2,000万元/年"),
        (24.049155, "million persons", "24,049,155 persons", "24,049,155人"),
        (62500, "persons", "62,500 persons", "62,500人"),
        (40, "%", "40%", "40%"),
        (1996, "year", "1996", "1996"),
        (5000000, "EUR", "5 m EUR", "500万欧元"),
    ],
)
def test_numbers_read_as_people_write_them(
    value: float, unit: str, english: str, chinese: str
) -> None:
    catalogue = load_catalogue()
    shown = [
        Numbers(catalogue, load_words(language)).quantity(value, unit).text.replace("\u202f", " ")
        for language in ("en", "zh")
    ]
    assert shown == [english, chinese]


def test_bounds_show_as_many_digits_as_tell_them_apart() -> None:
    for language in ("en", "zh"):
        numbers = Numbers(load_catalogue(), load_words(language))
        low, high = numbers.between(35929450, 35929550, "CNY")
        assert low.number != high.number
        assert low.unit == ""


def test_machine_values_are_plain_digits() -> None:
    assert [machine(each) for each in (1e22, 0.1 + 0.2, -0.0, 5.0, 1e-7, 469328076.8)] == [
        "10000000000000000000000",
        "0.3",
        "0",
        "5",
        "0.0000001",
        "469328076.8",
    ]
