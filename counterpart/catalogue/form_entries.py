"""Making delivery forms out of their files; the tests check columns against the contract."""

from __future__ import annotations

from typing import Any

from counterpart.catalogue.documents import Entry, Inner
from counterpart.catalogue.forms import Form, FormColumn, FormRow
from counterpart.catalogue.reading import NAMES, Reading

FORM_KEYS = (
    *(*NAMES, "mechanisms", "table", "reporter_en", "reporter_zh", "every", "due_days"),
    *("key", "columns", "fixed", "rows", "example"),
)
COLUMN_KEYS = (
    *("column", "value", "unit", "title_en", "title_zh", "required", "help_en", "help_zh"),
)
COLUMN_MUST = ("title_en", "title_zh", "help_en", "help_zh")
ROW_KEYS = ("kind", "indicator", "unit", "title_en", "title_zh", "fixed")
# The list that a fixed value must stand in: by table and column, by column, else of its own name.
LISTS = {
    ("engagements", "kind"): "engagement_kind",
    ("engagements", "status"): "engagement_status",
    ("projects", "status"): "project_status",
    ("projects", "sector"): "project_sector",
    ("assets", "kind"): "asset_kind",
    ("pairings", "level"): "pairing_level",
}
NAMED = {"kind": "kinds", "indicator": "indicators", "currency": "currencies"}


def make_form(reading: Reading, entry: Entry) -> Form:
    """A form with its columns, printed lines and example row."""
    fields = entry.fields
    reading.coded(entry)
    days = fields["due_days"]
    if not isinstance(days, int) or days < 0:
        reading.bad(entry, "due_days", "a number of days from 0 on", "15")
    columns = tuple(_column(reading, each) for each in _inner(reading, entry, "columns"))
    rows = tuple(_row(reading, each, fields["table"]) for each in _inner(reading, entry, "rows"))
    keys = {column.key for column in columns} | {column.column for column in columns}
    for each in (*fields["key"], *fields["example"]):
        reading.known("key", each, keys | {"kind", "indicator"}, entry.file, entry.line)
    return Form(
        entry.name,
        *reading.names(entry),
        reading.mechanisms(entry),
        fields["table"],
        fields["reporter_en"],
        fields["reporter_zh"],
        fields["every"],
        days,
        tuple(fields["key"]),
        columns,
        _fixed(reading, entry, fields["table"]),
        rows,
        {name: str(value) for name, value in fields["example"].items()},
    )


def _inner(reading: Reading, entry: Entry, key: str) -> list[Entry]:
    """The mappings listed under a key, each an entry with its own line."""
    listed: Any = entry.fields.get(key) or []
    if not isinstance(listed, list) or not all(isinstance(each, Inner) for each in listed):
        reading.bad(entry, key, "a list of sets of keys", "- {column: end_on, ...}")
        return []
    return [Entry(entry.name, each, entry.file, each.line) for each in listed]


def _column(reading: Reading, entry: Entry) -> FormColumn:
    fields = entry.fields
    for key in COLUMN_MUST:
        if not fields.get(key):
            reading.add("catalogue_missing_key", entry, key, value=key)
    _known_keys(reading, entry, COLUMN_KEYS)
    wide = fields.get("value")
    if (wide is None) == (fields.get("column") is None):
        expected = "either a column of the contract or, in a wide form, a kind or indicator"
        reading.bad(entry, "column", expected, "column: end_on")
    names = {*reading.lists["kinds"], *reading.lists["indicators"]}
    reading.known("value", wide, names, entry.file, entry.line)
    reading.known("unit", fields.get("unit"), reading.lists["unit"], entry.file, entry.line)
    return FormColumn(
        fields.get("column") or "value",
        wide,
        fields.get("unit"),
        fields.get("title_en", ""),
        fields.get("title_zh", ""),
        bool(fields.get("required")),
        fields.get("help_en", ""),
        fields.get("help_zh", ""),
    )


def _row(reading: Reading, entry: Entry, table: str) -> FormRow:
    fields = entry.fields
    _known_keys(reading, entry, ROW_KEYS)
    named = [key for key in ("kind", "indicator") if fields.get(key)]
    if len(named) != 1:
        reading.bad(entry, "kind", "either a kind or an indicator", "kind: assistance_funds")
    for key in (*named, "unit"):
        value = fields.get(key)
        reading.known(key, value, reading.lists[NAMED.get(key, key)], entry.file, entry.line)
    return FormRow(
        str(fields.get(named[0], "")) if named else "",
        fields.get("unit"),
        fields.get("title_en", ""),
        fields.get("title_zh", ""),
        _fixed(reading, entry, table),
    )


def _known_keys(reading: Reading, entry: Entry, keys: tuple[str, ...]) -> None:
    for key in entry.fields:
        if key not in keys:
            reading.add("catalogue_unknown_key", entry, key, value=key)


def _fixed(reading: Reading, entry: Entry, table: str) -> dict[str, str]:
    """The values that a form fills in; those that are codes must be in their list."""
    fixed = {name: str(value) for name, value in (entry.fields.get("fixed") or {}).items()}
    for name, value in fixed.items():
        listed = reading.lists.get(LISTS.get((table, name)) or NAMED.get(name, name))
        if listed is not None:
            reading.known(name, value, listed, entry.file, entry.line)
    return fixed
