"""datapackage.json: the snapshot described for other software (Frictionless Data Package v2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from counterpart.tables import TABLES, Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "text": "string",
    "date": "date",
    "decimal": "number",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
}


def data_package(tables: Mapping[str, int], root: str, as_of: str) -> str:
    """The descriptor of a snapshot that holds `tables` (name -> rows)."""
    document = {
        "$schema": PROFILE,
        "name": "counterpart-snapshot",
        "title": "Snapshot of recorded cooperation",
        "description": "Tables of the Counterpart contract as known at a moment",
        "created": f"{as_of}T00:00:00Z",
        "version": root[:16],
        "resources": [_resource(TABLES[name], rows, tables) for name, rows in tables.items()],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _resource(table: Table, rows: int, present: Mapping[str, int]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if len(table.required_key) == len(table.key):
        schema["primaryKey"] = list(table.key)
    keys = [
        {
            "fields": [column.name],
            # An empty resource is the table itself.
            "reference": {
                "resource": "" if column.references == table.name else column.references,
                "fields": [TABLES[column.references].key[0]],
            },
        }
        for column in table.columns
        if column.references in present and not column.many and column.references in TABLES
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.about,
        "rows": rows,
        "sensitivity": table.sensitivity,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    # Readers that pass through floats turn an empty integer into NaN, which is a number only.
    type_ = "number" if column.type == "integer" and not column.required else TYPES[column.type]
    described: dict[str, Any] = {"name": column.name, "type": type_}
    if column.about:
        described["description"] = column.about
    if column.codes:
        described["codes"] = column.codes
    if column.required:
        described["constraints"] = {"required": True}
    return described
