"""The argument, the advice, the gaps, the claims by verdict: in both languages, or not at all."""

from __future__ import annotations

import re

import pytest

from counterpart.reports.document import render_report
from counterpart.reports.record import apart
from counterpart.reports.words import Language, load_words
from counterpart.snapshot import Snapshot
from tests.built import Reports
from tests.folders import Folder

NEW = ("argument", "recommendations", "gaps")
LANGUAGES: tuple[Language, ...] = ("en", "zh")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def pages(reports: Reports) -> dict[Language, str]:
    """The example's report in both languages."""
    return {language: reports.html("beijing_inner_mongolia", language) for language in LANGUAGES}


@pytest.fixture
def argued(folder: Folder) -> str:
    """The report of a small record with one link, one list, one answer and an aim."""
    folder.put(
        "theories",
        {"theory": "t", "title": "Roads bring trade", "source": "paper", "locator": "page 3"},
        {"theory": "list", "title": "Towns named", "note": "missing: the towns"},
    )
    construct = {"theory": "t", "class": "outcome", "measurable": "no_data"}
    folder.put(
        "constructs",
        {**construct, "construct": "roads", "name_en": "roads", "name_zh": "公路"},
        {
            **construct,
            "construct": "trade",
            "name_en": HOSTILE,
            "measurable": "yes",
            "measures": "economic.market",
            "note": "half of it is read; missing: sales by product",
        },
        {**construct, "construct": "trust", "name_en": "trust", "class": "aim"},
        {
            **construct,
            "construct": "oil",
            "name_en": "oil price",
            "theory": "",
            "class": "condition",
        },
    )
    link = {"theory": "t", "cause": "roads", "sign": "+", "source": "paper", "rivals": "oil"}
    folder.put(
        "links",
        {**link, "link": "L1", "effect": "trade", "wording": "roads bring", "would_refute": "None"},
        {**link, "link": "L2", "effect": "trust", "sign": "-", "rivals": ""},
    )
    advice = {"source": "paper", "title": "Build on"}
    folder.put(
        "recommendations",
        {
            **advice,
            "recommendation": "r1",
            "position": 1,
            "response": "accepted",
            "owner": "office",
        },
        {**advice, "recommendation": "r2", "position": 2, "due": "2025-06-30"},
    )
    return render_report(folder.snapshot(), "en")


def section(html: str, name: str) -> str:
    """One section of a page."""
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def test_the_example_shows_every_link_and_every_recommendation(pages: dict[Language, str]) -> None:
    for html in pages.values():
        links = re.findall(r'<tr id="link-(T\d\d)"', section(html, "argument"))
        assert links == [f"T{number:02d}" for number in range(1, 39)]
        advice = re.findall(r'<tr id="recommendation-(rec-\d)"', section(html, "recommendations"))
        assert advice == [f"rec-{number}" for number in range(1, 5)]
        assert all(f'<li><a href="#{name}">' in html for name in NEW)


def test_names_of_constructs_come_in_the_language_of_the_page(pages: dict[Language, str]) -> None:
    english, chinese = (section(pages[language], "argument") for language in LANGUAGES)
    assert "uneven development of east and west" in english
    assert "东西部发展不平衡" in chinese and "东西部发展不平衡" not in english


def test_a_link_on_record_is_not_called_a_finding(pages: dict[Language, str]) -> None:
    assert "it is not a finding" in section(pages["en"], "argument")
    assert "并非结论" in section(pages["zh"], "argument")
    for verdict in ("supported", "refuted"):
        assert f">{verdict}<" not in section(pages["en"], "argument")


def test_a_record_without_theory_advice_and_gaps_has_no_such_sections(
    small_snapshot: Snapshot,
) -> None:
    for language in LANGUAGES:
        html = render_report(small_snapshot, language)
        for name in NEW:
            assert f'id="{name}"' not in html
            assert f'href="#{name}"' not in html
        assert load_words(language)("argument") not in html


def test_a_link_shows_its_ends_its_rivals_and_what_is_missing(argued: str) -> None:
    shown = section(argued, "argument")
    first, second = re.findall(r'<tr id="link-L\d".*?</tr>', shown, re.DOTALL)
    assert "raises" in first and "oil price" in first and 'href="#source-paper"' in first
    assert "lowers" in second and 'class="aim"' in second
    # Neither rivals nor what would refute it are on record.
    assert second.count('<span class="missing">missing</span>') == 2
    assert "<script" not in argued and "&lt;script&gt;" in first
    assert "Constructs of no theory" in shown
    assert "missing: sales by product" in shown


def test_advice_with_an_answer_is_not_counted_as_open(argued: str) -> None:
    shown = section(argued, "recommendations")
    assert ">accepted" in shown.replace("\n", "") and "not answered yet" in shown
    open_advice = re.findall(r'href="#recommendation-(\w+)"', section(argued, "gaps"))
    assert open_advice == ["r2"]


def test_what_notes_call_missing_is_gathered_once(argued: str) -> None:
    shown = section(argued, "gaps")
    assert "the towns" in shown and "Towns named" in shown
    # What constructs lack stands beside them, and is only counted here.
    assert "sales by product" not in shown


@pytest.mark.parametrize(
    ("note", "said", "missing"),
    [
        (None, "", ""),
        ("a remark", "a remark", ""),
        ("missing: a year", "", "a year"),
        (
            "seen once; missing: a year, a unit; told twice",
            "seen once; told twice",
            "a year, a unit",
        ),
        ("说明；缺失：年份", "说明", "年份"),
        ("nothing is missing here", "nothing is missing here", ""),
    ],
)
def test_a_note_is_told_apart_from_what_it_calls_missing(
    note: str | None, said: str, missing: str
) -> None:
    assert apart(note) == (said, missing)


def test_claims_stand_once_under_their_verdict_and_long_lists_fold(
    pages: dict[Language, str], example_snapshot: Snapshot
) -> None:
    claims = {row[0] for row in example_snapshot.store.rows("SELECT claim FROM claims")}
    for html in pages.values():
        shown = section(html, "claims")
        found = re.findall(r'<tr id="claim-([^"]+)"', shown)
        assert len(found) == len(claims) and set(found) == claims
        for group in shown.split("<h3>")[1:]:
            length = group.count('<tr id="claim-')
            assert length > 0
            assert ("<details" in group) == (length > 12)
        # Folded are only those that hold no surprise; adverse ones are open from the start.
        assert len(re.findall(r"<details>", shown)) <= 2
