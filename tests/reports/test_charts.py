"""What charts say: bounds as bounds, stocks as stocks, labels with room, made-up data as such."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from markupsafe import Markup

from counterpart.catalogue import load_catalogue
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.reads.described import indicators_of
from counterpart.reports.balance import Amount, Balance, balances
from counterpart.reports.butterfly import butterfly
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Programme
from counterpart.reports.theme import Canvas, text_width, wrapped
from counterpart.reports.words import Language, load_words
from tests.built import Reports, Snapshots
from tests.reports.test_timelines import EXAMPLES, LANGUAGES, counted

NUMBERS = Numbers(load_catalogue(), load_words("en"))
LONG = "Northgate Teaching Hospital and the Foundation of its Friends in the Northern Highlands"
PLACED = re.compile(r'text-anchor="(\w+)" transform="translate\(([-\d.]+),[-\d.]+\)"[^>]*>([^<]+)<')


def amount(value: int, *, low: int | None, high: int | None) -> Amount:
    """An amount of people."""
    return Amount(Figure(NUMBERS, value, "person-times", low, high), Markup("2020"))


@pytest.mark.parametrize("wide", [True, False])
def test_bounds_and_long_names_stand_inside_the_butterfly(wide: bool) -> None:
    most, least = amount(314860, low=None, high=314860), amount(239060, low=239060, high=None)
    balance = Balance("k", "visits of tourists", "f", "person-times", most, least, None, None)
    sides = Programme("p", "", "a", "b", LONG, LONG, ())
    canvas = Canvas("x", wide)
    chart = butterfly([balance], sides, NUMBERS, canvas)
    texts = [text.replace("\u202f", " ") for _, _, text in PLACED.findall(chart)]
    assert "≤ 314,860 person-times" in texts
    assert "≥ 239,060 person-times" in texts
    # A scale is named by a bound where its longest bar is one.
    assert not any(re.search(r"(?<![≤≥] )314,860", text) for text in texts)
    for anchor, at, text in PLACED.findall(chart):
        width = text_width(text) - 6
        left = float(at) - {"start": 0, "middle": width / 2, "end": width}[anchor]
        assert left >= -10 and left + width <= canvas.width + 10, text


def test_a_stock_shows_its_last_value_not_the_sum(snapshots: Snapshots) -> None:
    flows = counted(snapshots["cross_border"])
    found = balances(flows, flows.record.programmes[0])
    commuters = next(each for each in found if each.kind == "cross_border_commuters")
    assert commuters.b_to_a and commuters.a_to_b
    assert commuters.b_to_a.figure.value == Decimal(3160)
    assert commuters.a_to_b.figure.value == Decimal(310)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_and_sheet_says_that_its_data_are_made_up(
    reports: Reports, language: Language
) -> None:
    word = load_words(language)("synthetic")
    for name in EXAMPLES:
        html = reports.html(name, language)
        charts = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
        assert len(charts) > 6
        assert all(f">{word}</text>" in chart for chart in charts)
        assert all(f'aria-label="{word}' in chart for chart in charts)
        assert re.search(rf'@bottom-center {{ content: "{word}', html)
    assert word not in reports.html("beijing_inner_mongolia", language)


def test_measures_that_wait_for_inputs_never_recorded_fold_into_a_line(
    reports: Reports,
) -> None:
    html = reports.html("cross_border", "en")
    folded = re.findall(r'<details class="unread">.*?</details>', html, re.DOTALL)
    said = " ".join(folded)
    assert "<summary>No input on record: " in said
    lines = re.findall(r"<li>.*?</li>", said, re.DOTALL)
    waiting = "residents registered elsewhere in the same county"
    assert sum(waiting in line for line in lines) == sum(
        any("movers_same_county" in indicators_of(read) for read in measure.reads.values())
        for measure in MEASURES.values()
    )
    rest = html.split('id="measures"')[1].split("</section>")[0]
    for part in folded:
        rest = rest.replace(part, "")
    assert waiting not in rest
    # What was recorded and still gives no value keeps its line.
    hospitals = reports.html("twinned_hospitals", "en")
    assert not any(
        re.search(r"missing: one currency[^;]*</span>", part)
        for part in re.findall(r'<details class="unread">.*?</details>', hospitals, re.DOTALL)
    )


def test_units_after_one_are_singular() -> None:
    for unit, one in (
        ("events", "1 event"),
        ("surgeries", "1 surgery"),
        ("hospitals", "1 hospital"),
        ("classes", "1 class"),
        ("person-times", "1 person-time"),
        ("projects/cadre", "1 project a cadre"),
        ("tonnes CO2", "1 tonne of CO₂"),
        ("PFLOPS", "1 PFLOPS"),
        ("CNY", "1 CNY"),
    ):
        assert NUMBERS.quantity(1, unit).text.replace("\u202f", " ") == one
    assert NUMBERS.quantity(2, "events").text == "2\u202fevents"
    assert Numbers(load_catalogue(), load_words("zh")).quantity(1, "events").text == "1场"


def test_labels_break_between_words_and_chinese_characters() -> None:
    for text in (LONG, "诺斯盖特教学医院与北方高地之友基金会的长期合作项目"):
        lines = wrapped(text, 200)
        assert len(lines) > 1
        assert all(text_width(line) <= 200 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(first and second for first, second in pairwise(wrapped(LONG, 200)))
