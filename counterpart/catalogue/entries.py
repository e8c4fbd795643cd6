"""Making the entries of a catalogue out of what its files say: codes, units, kinds, indicators."""

from __future__ import annotations

from counterpart.catalogue.code import Part
from counterpart.catalogue.documents import Entry
from counterpart.catalogue.kinds import (
    DatedValue,
    FlowKind,
    Indicator,
    Mechanism,
    Parameter,
    Unit,
)
from counterpart.catalogue.reading import NAMES, Reading, near

CODE_KEYS = ("code", *NAMES, "parent")
UNIT_KEYS = ("code", *NAMES, "quantity", "factor", "currency", "valid_from")
MECHANISM_KEYS = ("mechanism", *NAMES, "section", "tables", "outcome", "form_reason", "reference")
KIND_KEYS = (
    *("kind", *NAMES, "unit", "family", "nature", "dimension", "field", "level", "about"),
    *("aggregation", "mechanisms", "sensitive", "valid_from", "superseded_by", "reference"),
)
INDICATOR_KEYS = (
    *(*NAMES, "unit", "aggregation", "nature", "dimension", "field", "level", "about", "better"),
    *("mechanisms", "valid_from", "reference", "composition", "sensitive"),
)
PARAMETER_KEYS = (*NAMES, "unit", "values")
VALUE_KEYS = ("from", "value", "reference")
# Keys that kinds and indicators share and that are taken as they stand.
SHARED = ("unit", "aggregation", "nature", "dimension", "field", "level", "about", "reference")


def make_code(reading: Reading, entry: Entry) -> Part:
    """An entry of a code list."""
    return Part(entry.name, *reading.names(entry), parent=entry.fields.get("parent"))


def make_unit(reading: Reading, entry: Entry) -> Unit:
    """A unit with its size."""
    fields = entry.fields
    return Unit(
        entry.name,
        *reading.names(entry),
        fields["quantity"],
        reading.factor(entry),
        fields.get("currency"),
        reading.day(entry, "valid_from"),
    )


def make_mechanism(reading: Reading, entry: Entry) -> Mechanism:
    """A mechanism; its tables are checked by the tests, which know the contract."""
    reading.coded(entry)
    fields = entry.fields
    return Mechanism(
        entry.name,
        *reading.names(entry),
        fields["section"],
        tuple((fields.get("tables") or "").split()),
        fields["outcome"],
        fields.get("form_reason"),
        fields["reference"],
    )


def make_kind(reading: Reading, entry: Entry) -> FlowKind:
    """A kind of flow."""
    reading.coded(entry)
    fields = entry.fields
    return FlowKind(
        entry.name,
        *reading.names(entry),
        **{key: fields[key] for key in (*SHARED, "family", "superseded_by")},
        mechanisms=reading.mechanisms(entry),
        sensitive=fields.get("sensitive") == "yes",
        valid_from=reading.day(entry, "valid_from"),
    )


def make_indicator(reading: Reading, entry: Entry) -> Indicator:
    """An indicator; one of the make-up of a population may have no better side."""
    reading.coded(entry)
    fields = entry.fields
    if fields.get("composition") and fields["better"] != "none":
        expected = "none (the composition of a population is never better or worse)"
        reading.bad(entry, "better", expected, "better: none")
    return Indicator(
        entry.name,
        *reading.names(entry),
        **{key: fields[key] for key in (*SHARED, "better")},
        mechanisms=reading.mechanisms(entry),
        valid_from=reading.day(entry, "valid_from"),
        composition=bool(fields.get("composition")),
        sensitive=bool(fields.get("sensitive")),
    )


def make_parameter(reading: Reading, entry: Entry) -> Parameter:
    """A parameter with its dated values, oldest first."""
    reading.coded(entry)
    values = []
    listed = entry.fields["values"]
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        reading.bad(entry, "values", "a list of dated values", "- from: 1996-01-01")
        listed = []
    for each in listed:
        for key in set(each) - set(VALUE_KEYS):
            hint = near(key, VALUE_KEYS)
            reading.add("catalogue_unknown_key", entry, key, value=key, hint=hint)
        if not each.get("reference"):
            reading.add("catalogue_unreferenced", entry, "reference", value=entry.name)
        inner = Entry(entry.name, each, entry.file, entry.line)
        day = reading.day(inner, "from")
        values.append(DatedValue(day, each.get("value"), each.get("reference") or ""))
    values.sort(key=lambda value: value.valid_from)
    return Parameter(entry.name, *reading.names(entry), entry.fields["unit"], tuple(values))
