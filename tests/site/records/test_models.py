"""The models and the contract say the same, table by table and column by column."""

from __future__ import annotations

import pytest
from django.db import connection, models

from counterpart.tables import RECORD_COLUMNS, TABLES, Table
from counterpart_site.records.fields import QuantityField
from counterpart_site.records.models import MODELS, Entry, Row

FIELDS: dict[str, type[models.Field]] = {  # type: ignore[type-arg]
    "text": models.TextField,
    "date": models.DateField,
    "decimal": QuantityField,
    "number": models.FloatField,
    "integer": models.BigIntegerField,
    "boolean": models.BooleanField,
}
OWN = {field.name for field in Row._meta.get_fields()} | {"id"}
NAMES = list(TABLES)


def test_every_table_has_a_model_and_no_model_is_without_a_table() -> None:
    assert list(MODELS) and set(MODELS) == set(TABLES)
    for name, model in MODELS.items():
        assert model.contract is TABLES[name]
        assert model._meta.db_table == f"record_{name}"
        assert (model.__doc__ or "").strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_model_has_the_columns_of_its_table(name: str) -> None:
    table = TABLES[name]
    fields = {field.column: field for field in MODELS[name]._meta.concrete_fields}
    facts = {column for column, field in fields.items() if field.name not in OWN}
    assert facts == table.has
    for column in table.columns:
        field = fields[column.name]
        assert type(field) is FIELDS[column.type], column.name
        assert field.null is not column.required, column.name
        assert not field.unique, column.name


@pytest.mark.parametrize("name", NAMES)
def test_the_database_has_them_too(db: None, name: str) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, f"record_{name}")
    there = {each.name: bool(each.null_ok) for each in found}
    for column in TABLES[name].columns:
        assert there[column.name] is not column.required, column.name


def test_the_columns_of_the_record_come_from_a_row_and_its_entry() -> None:
    row = {field.name for field in Row._meta.get_fields()}
    entry = {field.name for field in Entry._meta.get_fields()}
    source = {
        "revision": "revision" in row,
        "retracted": "retracted" in row,
        "recorded_at": "at" in entry,
        "recorded_by": "role" in entry,
        "delivery": "delivery" in entry,
    }
    assert source == {column.name: True for column in RECORD_COLUMNS}
    assert "sequence" in row and "sequence" in entry


@pytest.mark.parametrize("table", TABLES.values(), ids=NAMES)
def test_a_table_is_indexed_for_reading_as_of(table: Table) -> None:
    meta = MODELS[table.name]._meta
    assert {tuple(index.fields) for index in meta.indexes} == {
        ("chain", "row_key"),
        ("chain", "sequence"),
    }
    assert [c.fields for c in meta.constraints if isinstance(c, models.UniqueConstraint)] == [
        ("chain", "row_key", "revision")
    ]
