"""Five workbooks of invented offices by the way an office would go: proposal, answers, facts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from counterpart.catalogue import load_catalogue
from counterpart.intake.forms import Reporting
from counterpart.intake.layouts import Extract, Layout, Places, extract, propose, read_with_layout
from counterpart.intake.layouts.amounts import target_unit, written
from counterpart.intake.layouts.cells_of import Key, keys_of
from counterpart.intake.layouts.taken import Taken
from tests.intake.layouts.offices import OFFICES
from tests.intake.layouts.scoring import Score, cells, score

EXAMPLE = Path(__file__).parents[3] / "counterpart" / "examples" / "beijing_inner_mongolia"
CATALOGUE = load_catalogue()
REPORTING = Reporting("example", "office")
NO_KEY = Key("", "text", None, False)
Answers = Callable[[dict[str, Any]], None]


def key(fact: Taken) -> tuple[str, ...]:
    """A fact as offices.py writes it."""
    said = fact.values
    entry = next((name for name in said if name in CATALOGUE.indicators), "")
    ends = (said.get("origin", ""), said.get("destination") or said.get("subject", ""))
    dates = (said.get("start_on", ""), said.get("end_on", ""))
    figure = said.get("value") or said.get("headcount") or said.get(entry, "")
    kind = said.get("kind") or entry
    form = CATALOGUE.forms[fact.form]
    unit = target_unit(CATALOGUE, form, keys_of(form).get(entry or "value", NO_KEY), kind)
    if unit is not None and CATALOGUE.units[unit].factor != 1:
        # The form may ask in a larger unit than the record keeps.
        figure = written(Decimal(figure) * CATALOGUE.units[unit].factor)
    return (fact.form, fact.cell, kind, *ends, *dates, figure, said.get("currency", ""))


def labour(document: dict[str, Any]) -> None:
    document["blocks"][0]["facts"][1]["set"] = {"subject": "{origin}"}


def consumption(document: dict[str, Any]) -> None:
    for block in document["blocks"]:
        fact = block["facts"][0]
        label = fact["set"]["destination"]
        fact["set"] = {"origin": label, "destination": "110000"}


def schools(document: dict[str, Any]) -> None:
    document["names"] = {
        "places": {"甲中学": "110000", "丙小学": "110000", "乙中学": "150430", "丁小学": "150430"}
    }
    block = document["blocks"][0]
    block["labels"] |= {
        "headcount": "人数",
        "name": "活动名称",
        "kind": {"header": "活动类型", "values": {"培训": "training", "授课": "lesson"}},
    }
    block["ignore"] = ["序号", "备注"]
    ends = {
        "origin": "{origin_organisation}",
        "destination": "{destination_organisation}",
        "start_on": "{start}",
        "end_on": "{end}",
    }
    held = {"kind": "{kind}", "headcount": "{headcount}", "name_zh": "{name}"}
    block["facts"] = [
        {"form": "trainings_and_lessons", "at": "headcount", "set": ends | held},
        {"form": "staff_exchange", "set": ends | {"kind": "expert_days"}, "columns": ["人日"]},
    ]


def electricity(document: dict[str, Any]) -> None:
    block = document["blocks"][0]
    block["facts"][0]["set"] = {"origin": "150000"}


def in_kind(document: dict[str, Any]) -> None:
    document["names"] = {
        "places": {"Kent Trust": "UK1", "Ohio Friends": "US1", "North Clinic": "UG1"}
        | {"South School": "UG2"}
    }
    fact = document["blocks"][0]["facts"][0]
    fact["form"] = "money_movements"
    kind = {"kind": "assistance_funds", "money_stage": "paid", "account": "in_kind"}
    fact["set"] |= kind
    fact["columns"] = ["Value"]


ANSWERS: dict[str, Answers] = {
    "labour": labour,
    "consumption": consumption,
    "schools": schools,
    "electricity": electricity,
    "in_kind": in_kind,
}
# What stands at which cell: everything else found there would be a false alarm.
EXPECTED = {
    "labour": {
        ("B5", "place_by_short_name"),
        ("A6", "place_by_short_name"),
        ("A7", "place_by_short_name"),
        ("A10", "figure_in_note"),
    },
    "consumption": {("A7", "place_by_short_name"), ("A8", "place_by_short_name")},
    "schools": {
        ("I5", "number_as_text"),
        ("H7", "figure_not_read"),
        ("I9", "total_differs"),
    },
    "electricity": {
        ("E7", "row_sum_differs"),
        *((f"{letter}3", "place_by_short_name") for letter in "BCD"),
    },
    "in_kind": {
        ("H5", "number_as_text"),
        ("B8", "period_not_known"),
        ("H9", "currencies_added"),
        ("A10", "figure_in_note"),
        ("G6", "scale_by_row"),
    },
}
# How good a proposal is before anybody answers: right, false, missing.
UNASSISTED = {
    "labour": (8, 0, 6),
    "consumption": (0, 0, 24),
    "schools": (0, 0, 7),
    "electricity": (0, 0, 18),
    "in_kind": (0, 0, 4),
}


def read(path: Path, layout: Layout) -> Extract:
    return extract(path, layout, REPORTING, places=Places.read(EXAMPLE))


@pytest.mark.parametrize("name", OFFICES)
def test_a_proposal_that_nobody_has_answered_gives_no_false_fact(name: str, tmp_path: Path) -> None:
    path, truth = OFFICES[name](tmp_path)
    made = propose(path, CATALOGUE, places=Places.read(EXAMPLE))
    scored: Score = score(read(path, made.layout).facts, truth, key)
    print(name, scored.right, scored.false, scored.missing)
    assert (scored.right, len(scored.false), len(scored.missing)) == UNASSISTED[name]
    assert made.questions or not scored.missing


@pytest.mark.parametrize("name", OFFICES)
def test_an_answered_proposal_gives_every_fact_and_none_that_is_false(
    name: str, tmp_path: Path
) -> None:
    path, truth = OFFICES[name](tmp_path)
    document = propose(path, CATALOGUE, places=Places.read(EXAMPLE)).layout.to_document()
    ANSWERS[name](document)
    found = read(path, Layout.from_document(document))
    scored = score(found.facts, truth, key)
    assert (scored.false, scored.missing) == ([], [])
    here = {(cell, code) for (_, cell), codes in cells(found.findings).items() for code in codes}
    assert here == EXPECTED[name]


@pytest.mark.parametrize("name", OFFICES)
def test_the_facts_of_an_office_become_contract_rows(name: str, tmp_path: Path) -> None:
    path, truth = OFFICES[name](tmp_path)
    document = propose(path, CATALOGUE, places=Places.read(EXAMPLE)).layout.to_document()
    ANSWERS[name](document)
    layout = Layout.from_document(document)
    checked = read_with_layout(path, layout, REPORTING, places=Places.read(EXAMPLE))
    rows = sum(each.rows for each in checked.store.relations.values())
    assert rows == len(truth)


@pytest.mark.parametrize("name", OFFICES)
def test_a_remembered_layout_is_proposed_again(name: str, tmp_path: Path) -> None:
    path, _ = OFFICES[name](tmp_path)
    document = propose(path, CATALOGUE, places=Places.read(EXAMPLE)).layout.to_document()
    ANSWERS[name](document)
    remembered = Layout.from_document(document)
    again = propose(path, CATALOGUE, remembered=[remembered])
    assert (again.remembered, again.layout) == (remembered.name, remembered)
    assert (again.likeness, again.differs) == (1.0, [])
