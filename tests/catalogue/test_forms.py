"""Delivery forms: columns are columns of the contract, both languages are there, examples valid."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from counterpart.catalogue import Catalogue, Form, load_catalogue
from counterpart.tables import TABLES, Table

FORMS = load_catalogue().forms
EVERY = pytest.mark.parametrize(
    "form", [pytest.param(each, id=each.code) for each in FORMS.values()]
)
# Columns that a form has beside the contract's: the unit that the reporter counts in.
BESIDE = {"unit"}


def units_of(catalogue: Catalogue, entry: str) -> str:
    """The unit of a kind or an indicator."""
    listed = catalogue.kinds if entry in catalogue.kinds else catalogue.indicators
    return listed[entry].unit


def faults(form: Form, table: Table, catalogue: Catalogue) -> list[str]:
    """What is wrong with a form against its table."""
    found = []
    columns = {column.column for column in form.columns}
    given = columns | form.fixed.keys() | {name for row in form.rows for name in row.fixed}
    if form.rows or any(column.entry for column in form.columns):
        given |= {"kind"} if table.name == "flows" else {"indicator"}
    found += [f"{name} is no column" for name in given - table.has - BESIDE]
    made = {table.key[0]} if table.name in ("flows", "observations") else set()
    must = {column.name for column in table.columns if column.required} - made
    found += [f"{name} is missing" for name in must - given]
    for column in form.columns:
        needed = column.column in table.has and table.column(column.column).required
        if needed and not column.required and not column.entry:
            found.append(f"{column.column} must be required")
    for name, value in form.fixed.items():
        codes = table.column(name).codes if name in table.has else None
        if codes and value not in catalogue.allowed(codes):
            found.append(f"{name}: {value} is no code of {codes}")
    asked = [(each.entry, each.unit) for each in form.columns if each.entry]
    asked += [(each.entry, each.unit) for each in form.rows]
    for entry, unit in asked:
        own = catalogue.units[units_of(catalogue, entry)]
        if unit and catalogue.units[unit].quantity != own.quantity:
            found.append(f"{entry} cannot be asked in {unit}")
        if own.quantity == "money" and not unit and "currency" not in given:
            found.append(f"{entry} is money without a currency")
    return found


@EVERY
def test_a_form_agrees_with_its_table(form: Form) -> None:
    assert form.table in TABLES
    assert faults(form, TABLES[form.table], load_catalogue()) == []


def test_that_a_form_can_disagree_with_its_table() -> None:
    form = FORMS["hospital_month"]
    assert "subject is no column" in faults(form, TABLES["flows"], load_catalogue())
    assert "kind is missing" in faults(FORMS["needs"], TABLES["engagements"], load_catalogue())


@EVERY
def test_a_form_speaks_both_languages(form: Form) -> None:
    chinese = [form.name_zh, form.reporter_zh]
    english = [form.name_en, form.reporter_en]
    for column in form.columns:
        chinese += [column.title_zh, column.help_zh]
        english += [column.title_en, column.help_en]
    assert all(re.search(r"[\u4e00-\u9fff]", each) for each in chinese), chinese
    assert all(each.strip() for each in english)
    keys = [column.key for column in form.columns]
    assert len(set(keys)) == len(keys)
    titles = [column.title_zh for column in form.columns]
    assert len(set(titles)) == len(titles), titles


@EVERY
def test_the_example_row_could_be_delivered_and_says_that_it_is_made_up(form: Form) -> None:
    catalogue, table = load_catalogue(), TABLES[form.table]
    example = dict(form.example)
    assert any("synthetic" in value for value in example.values())
    for column in form.columns:
        if column.required:
            assert example.get(column.key), column.key
    for name, value in example.items():
        contract = "value" if name in form.entries else name
        target = table.column(contract)
        if target.codes:
            assert value in catalogue.allowed(target.codes), (name, value)
        elif target.type in ("decimal", "number", "integer"):
            assert Decimal(value).is_finite()
        elif target.type == "date":
            assert date.fromisoformat(value)
        elif target.type == "boolean":
            assert value in ("true", "false")


def test_the_forms_of_an_office_are_all_there() -> None:
    tables = {form.table for form in FORMS.values()}
    assert tables >= {
        *("agreements", "commitments", "flows", "projects", "milestones", "assets", "engagements"),
        *("pairings", "claims", "needs", "offers", "stories", "recommendations", "observations"),
    }
    assert {form.every for form in FORMS.values()} == {"month", "quarter", "year", "event"}
