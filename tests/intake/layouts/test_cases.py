"""Three office workbooks against what a careful person takes from them: facts and findings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from counterpart.catalogue import load_catalogue
from counterpart.intake.forms import Reporting
from counterpart.intake.layouts import (
    Extract,
    Layout,
    Places,
    extract,
    propose,
    read_with_layout,
)
from counterpart.intake.layouts.taken import Taken
from tests.intake.layouts.scoring import case, extra, missed, number, score

HERE = Path(__file__).parent
EXAMPLE = Path(__file__).parents[3] / "counterpart" / "examples" / "beijing_inner_mongolia"
REPORTING = Reporting("beijing-inner-mongolia", "office")
# Our words for the codes of the truth.
MEANING = {
    "paid_exceeds_planned": {"paid_exceeds_planned"},
    "number_as_text": {"number_as_text"},
    "sum_mismatch": {"row_sum_differs"},
    "subtotal_mismatch": {"subtotal_differs"},
    "total_mismatch": {"total_differs"},
    "figure_in_note": {"figure_in_note"},
    "hidden_column_with_figures": {"hidden_column"},
    "place_alias": {"place_by_short_name"},
    "title_conflict": {"title_differs"},
    "missing_value": {"value_left_empty"},
    "header_changed": {"header_changed"},
    "new_column": {"column_new"},
    "break_in_series": {"series_gap"},
    "cumulative_mismatch": {"cumulative_differs"},
    "negative_value": {"negative_figure"},
    "mixed_currency_total": {"currencies_mixed", "currencies_added"},
    "unit_scale": {"scale_by_row"},
    "fiscal_quarter": {"year_starts_late"},
    "provisional": {"provisional"},
    "repeated_figures": {"figures_repeated"},
}
# True, and not in the truth: K24 is 10 too high, so N24 differs from K24 + L24 + M24 as N34 does.
ALSO_TRUE = {("2023年台账", "N24")}


def layout(name: str, june: bool = False) -> Layout:
    """A layout of this folder; that of the hospital may know June."""
    document = yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))
    if june:
        document["blocks"][0]["except"] = ["6月"]
        document["blocks"] += yaml.safe_load((HERE / "hospital_june.yaml").read_text("utf-8"))
    return Layout.from_document(document)


def read(path: Path, how: Layout) -> Extract:
    """The facts of a workbook."""
    return extract(path, how, REPORTING, places=Places.read(EXAMPLE))


def test_every_fact_of_the_fund_ledger_is_found_and_none_is_false() -> None:
    path, truth = case("01")
    found = read(path, layout("ledger"))

    def key(fact: Taken) -> tuple[Any, ...]:
        said = fact.values
        if fact.form == "projects":
            end = said.get("actual_end") or said.get("planned_end")
            dates = (said["actual_start"], end)
            return ("projects", fact.cell, said["place"], said["name_zh"], said["status"], *dates)
        where = (said["origin"], said["destination"], said["start_on"], said["end_on"])
        what = (said["money_stage"], said["account"], said["currency"], said["project"])
        return ("flows", fact.cell, *where, *what, number(said["value"]), said.get("precision"))

    expected: list[tuple[Any, ...]] = []
    for each in truth["facts"]:
        dates = (each["start_on"], each["end_on"])
        if each["table"] == "projects":
            status = {"under way": "running"}.get(each["status"], each["status"])
            named = (each["place"], each["cell_content"], status)
            expected.append(("projects", each["cell"], *named, *dates))
        else:
            where = (each["origin"], each["destination"], *dates)
            what = (each["money_stage"], each["account"], each["currency"], each["project"])
            value = number(each["value"])
            expected.append(("flows", each["cell"], *where, *what, value, None))
    scored = score(found.facts, expected, key)
    assert (scored.false, scored.missing) == ([], [])
    assert scored.right == 142
    assert missed(found.findings, truth, MEANING) == []
    assert extra(found.findings, truth, ALSO_TRUE) == []


# Words of the case -> what the catalogue calls it.
HOSPITAL_KINDS = {
    "experts in post": "experts_in_post",
    "out-patient visits by posted experts": "expert_outpatient_visits",
    "remote consultations": "remote_consultations",
    "staff trained": "training_participants",
    "new techniques introduced": "new_techniques",
    "operations by posted experts": "surgeries",
    "expert visits": "expert_trips",
    "free clinic visits": "expert_clinics",
}


WIDE = ("experts_in_post", "new_techniques")


def hospital_key(fact: Taken) -> tuple[Any, ...]:
    said = fact.values
    wide = next((name for name in WIDE if name in said), None)
    ends = (said.get("origin", "110000"), said.get("destination", "150430"))
    dates = (said.get("start_on"), said["end_on"])
    kind = wide or said["kind"]
    figure = number(said[wide or "value"])
    return (fact.sheet, fact.cell, kind, *ends, *dates, said["note"], figure)


def hospital_truth(truth: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (
            each["sheet"],
            each["cell"],
            HOSPITAL_KINDS[each["kind"]],
            each["origin"],
            each["destination"],
            each["start_on"],
            each["end_on"],
            each["department"],
            number(each["value"]),
        )
        for each in truth["facts"]
    ]


def test_the_layout_of_january_takes_nothing_from_the_changed_columns_of_june() -> None:
    path, truth = case("04")
    found = read(path, layout("hospital"))
    scored = score(found.facts, hospital_truth(truth), hospital_key)
    assert scored.false == []
    changed = [
        each for each in truth["facts"] if each["sheet"] == "6月" and each["cell"][0] in "BDEH"
    ]
    assert len(scored.missing) == len(changed) == 27
    assert missed(found.findings, truth, MEANING) == []
    assert extra(found.findings, truth, set()) == []


def test_every_fact_of_the_hospital_is_found_once_june_is_described() -> None:
    path, truth = case("04")
    found = read(path, layout("hospital", june=True))
    scored = score(found.facts, hospital_truth(truth), hospital_key)
    assert (scored.right, scored.false, scored.missing) == (351, [], [])
    assert extra(found.findings, truth, set()) == []
    settled = {"header_changed", "new_column", "break_in_series"}
    left = [each for each in truth["findings"] if each["code"] not in settled]
    assert missed(found.findings, {"findings": left}, MEANING) == []


def test_every_fact_of_the_budget_is_found_and_none_is_false() -> None:
    path, truth = case("06")
    how = layout("budget")
    found = read(path, how)
    places = {code: name for name, code in how.names["places"].items()}

    def key(fact: Taken) -> tuple[Any, ...]:
        said = fact.values
        where = (places[said["origin"]], places[said["destination"]])
        what = (said["money_stage"], said["currency"], said["batch"], said["note"])
        dates = (said["start_on"], said["end_on"])
        return (fact.cell, *where, *what, *dates, number(said["value"]), said.get("account"))

    expected = [
        (
            each["cell"],
            each["origin_name"],
            each["destination_name"],
            each["money_stage"],
            each["currency"],
            each["line"],
            each["category"],
            each["start_on"],
            each["end_on"],
            number(each["value"]),
            each["account"],
        )
        for each in truth["facts"]
    ]
    scored = score(found.facts, expected, key)
    assert (scored.right, scored.false, scored.missing) == (103, [], [])
    assert missed(found.findings, truth, MEANING) == []
    assert extra(found.findings, truth, set()) == []


@pytest.mark.parametrize(
    ("number", "name", "june", "rows"),
    [
        ("01", "ledger", False, {"flows": 120, "projects": 22}),
        ("04", "hospital", True, {"flows": 231, "observations": 120}),
        ("06", "budget", False, {"flows": 103}),
    ],
)
def test_the_facts_become_contract_rows(
    number: str, name: str, june: bool, rows: dict[str, int]
) -> None:
    path, _ = case(number)
    places = Places.read(EXAMPLE)
    checked = read_with_layout(path, layout(name, june), REPORTING, places=places)
    filled = {name: each.rows for name, each in checked.store.relations.items() if each.rows}
    assert filled == rows
    assert checked.accepted
    assert {each.code for each in checked.findings} == {
        each.code for each in read(path, layout(name, june)).findings
    }


@pytest.mark.parametrize(
    ("number", "right", "missing"), [("01", 120, 22), ("04", 324, 27), ("06", 0, 103)]
)
def test_what_a_proposal_gives_before_anybody_answers(
    number: str, right: int, missing: int
) -> None:
    path, truth = case(number)
    places = Places.read(EXAMPLE)
    made = propose(path, load_catalogue(), places=places)
    found = read(path, made.layout)
    expected = {(each["sheet"], each["cell"]): each for each in truth["facts"]}

    def is_true(fact: Taken) -> bool:
        told, said = expected.get((fact.sheet, fact.cell)), fact.values
        wide = next((name for name in WIDE if name in said), None)
        figure = said[wide or "value"]
        if told is None or Decimal(told["value"]) != Decimal(figure):
            return False
        keys = ("origin", "destination", "start_on", "end_on", "money_stage", "account")
        if number == "04" and (wide or said["kind"]) != HOSPITAL_KINDS[told["kind"]]:
            return False
        return all(key not in said or said[key] == told.get(key) for key in keys)

    assert [fact for fact in found.facts if not is_true(fact)] == []
    assert (len(found.facts), len(expected) - len(found.facts)) == (right, missing)
    assert made.questions


def test_layouts_of_the_cases_survive_being_written() -> None:
    for name in ("ledger", "hospital", "budget"):
        made = layout(name)
        text = yaml.safe_dump(made.to_document(), allow_unicode=True)
        assert Layout.from_document(yaml.safe_load(text)) == made
