"""The argument and the register of the worked example: complete, sourced, nobody's name."""

from __future__ import annotations

import csv
import hashlib
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from counterpart.evaluation.all_measures import MEASURES
from counterpart.tables import TABLES

EXAMPLE = Path(str(files("counterpart"))) / "examples" / "beijing_inner_mongolia"
PAPER, FEATURE = "paper-chen-zhang", "feature-2024"
ENTERED = (
    "theories",
    "constructs",
    "links",
    "recommendations",
    "organisations",
    "projects",
    "milestones",
    "assets",
    "engagements",
)
LISTS = {
    "paper-evaluation-frame": "field-economy field-politics field-culture field-ecology "
    "field-society",
    "paper-migrant-services": "migrant-medical migrant-housing migrant-schooling",
    "paper-education-channels": "education-courses education-teachers education-remote",
    "paper-hospital-activities": "hospital-visits hospital-remote hospital-training",
    "paper-areas": "area-industry area-talent area-culture-education area-medical",
    "paper-products": "product-rice product-lamb product-grains",
    "five-tasks-2023": "",
}
# The persons whom the two texts name, as hashes: a test must not keep the names either.
PERSONS = {
    "d0617982fdf9",
    "c49635cc85af",
    "818f8e33b02a",
    "5829afca574b",
    "eaf1df132021",
    "6ff6df1d0a08",
    "8b8f129c8e49",
    "5c1944866f8c",
    "963a08b0c1b6",
    "a36b9b6277d0",
    "0dd3d2ab8389",
    "8d6c32d13345",
    "9a76d92bf6d1",
}


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as they are written."""
    with (EXAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


CONSTRUCTS = {row["construct"]: row for row in rows("constructs")}
LINKS = rows("links")


def test_every_causal_sentence_of_the_texts_is_a_link() -> None:
    assert [row["link"] for row in LINKS] == [f"T{number:02d}" for number in range(1, 39)]
    for number, row in enumerate(LINKS, 1):
        argument = ("paper-argument", PAPER) if number <= 31 else ("feature-argument", FEATURE)
        assert (row["theory"], row["source"]) == argument


@pytest.mark.parametrize("link", LINKS, ids=lambda row: row["link"])
def test_a_link_has_two_ends_rivals_and_what_would_refute_it(link: dict[str, str]) -> None:
    for end in ("cause", "effect"):
        assert CONSTRUCTS[link[end]]["theory"] == link["theory"]
    rivals = link["rivals"].split(";")
    assert {CONSTRUCTS[rival]["class"] for rival in rivals} == {"condition"}
    assert link["cause"] not in rivals
    assert link["sign"] in ("+", "-")
    for column in ("unit_of_analysis", "would_refute", "locator"):
        assert link[column]
    # First words that lead to the place, not the sentence itself.
    assert 2 <= len(link["wording"].split()) <= 22


def test_an_aim_is_quoted_and_never_measured() -> None:
    aims = [row for row in CONSTRUCTS.values() if row["class"] == "aim"]
    assert len(aims) >= 10
    for row in aims:
        assert (row["measurable"], row["measures"]) == ("by_choice_not", "")
        assert row["note"]


def test_what_is_called_measured_is_read_by_something_that_exists() -> None:
    indicators = (files("counterpart") / "catalogue" / "indicators.yaml").read_text("utf-8")
    for key, row in CONSTRUCTS.items():
        named = [each for each in row["measures"].split(";") if each]
        assert set(named) <= set(MEASURES), key
        if row["measurable"] == "yes":
            read = re.findall(r"indicator (\w+)", row["note"])
            assert named or read, key
            assert all(f"\n{each}:" in indicators for each in read), key
        else:
            assert not named and row["note"], key


@pytest.mark.parametrize("theory", LISTS)
def test_the_lists_of_the_paper_hold_what_it_names(theory: str) -> None:
    named = [key for key, row in CONSTRUCTS.items() if row["theory"] == theory]
    assert named == LISTS[theory].split()
    note = next(row["note"] for row in rows("theories") if row["theory"] == theory)
    assert named or note.startswith("missing:")


def test_the_four_integrations_stand_in_the_argument() -> None:
    four = {f"{each}-integration" for each in ("spatial", "cultural", "economic", "social")}
    assert {CONSTRUCTS[each]["theory"] for each in four} == {"paper-argument"}


def test_the_recommendations_have_no_answer_yet() -> None:
    found = rows("recommendations")
    assert [(row["recommendation"], row["position"]) for row in found] == [
        (f"rec-{number}", str(number)) for number in range(1, 5)
    ]
    for row in found:
        assert (row["response"], row["owner"], row["source"]) == ("open", "", PAPER)
        assert "missing:" in row["note"]


@pytest.mark.parametrize("table", ENTERED)
def test_no_row_names_or_describes_a_person(table: str) -> None:
    columns = set(rows(table)[0])
    assert columns <= TABLES[table].has
    assert not any(re.search(r"person|ethnic|gender|age\b|phone", name) for name in columns)
    for row in rows(table):
        words = re.findall(r"[A-Za-z']+", " ".join(row.values()))
        for pair in pairwise(words):
            text = " ".join(pair).lower().encode()
            assert hashlib.sha256(text).hexdigest()[:12] not in PERSONS, row


def test_a_title_that_looks_like_a_count_is_a_title() -> None:
    titled = [row for row in rows("engagements") if "Thousand" in row["name_en"]]
    assert titled
    assert not any(row["headcount"] or row["low"] for row in titled)
    assert any("Ten Thousand Firms" in row["name_en"] for row in rows("projects"))


def test_a_row_that_stands_for_many_has_no_dates() -> None:
    many = [row for row in rows("engagements") if "one row for many" in row["note"]]
    assert many
    assert not any(row["start_on"] or row["end_on"] or row["headcount"] for row in many)


def test_assets_ask_for_land_consent_and_owners() -> None:
    for row in rows("assets"):
        assert "missing:" in row["note"], row["asset"]
        if row["kind"] == "land":
            assert "consent" in row["note"], row["asset"]
