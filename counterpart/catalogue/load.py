"""Reading a catalogue folder: everything wrong with it is refused, with file and line."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from counterpart.catalogue.documents import Entry, read_csv, read_yaml
from counterpart.catalogue.kinds import (
    Catalogue,
    Code,
    DatedValue,
    FlowKind,
    Indicator,
    Parameter,
    Part,
    Unit,
)
from counterpart.errors import Finding, InputError, finding

NAMES = ("name_en", "name_zh")
KIND_KEYS = (
    *("kind", *NAMES, "unit", "family", "nature", "dimension", "field", "level", "about"),
    *("aggregation", "mechanisms", "sensitive", "valid_from", "superseded_by", "reference"),
)
INDICATOR_KEYS = (
    *(*NAMES, "unit", "aggregation", "dimension", "field", "level", "about", "better"),
    *("mechanisms", "valid_from", "reference", "composition"),
)
UNIT_KEYS = ("code", *NAMES, "quantity", "factor", "currency", "valid_from")
PARAMETER_KEYS = (*NAMES, "unit", "values")
VALUE_KEYS = ("from", "value", "reference")
OPTIONAL = {"superseded_by", "composition", "currency", "name_zh", "sensitive", "parent"}
# Keys that kinds and indicators share and that are taken as they stand.
SHARED = ("unit", "aggregation", "dimension", "field", "level", "about", "reference")
# Keys whose values are codes of the list of the same name.
CODED = ("family", "nature", "dimension", "field", "level", "about", "aggregation", "better")

Made = TypeVar("Made")


def load_catalogue(folder: Traversable | None = None) -> Catalogue:
    """The catalogue of `folder`, by default the one that ships with Counterpart.

    Raises InputError with every finding: unknown and missing keys, doubles, undated entries,
    names that are in no list, values without a reference.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> Catalogue:
    return _load(files("counterpart.catalogue"))


def catalogue_files(folder: Traversable) -> list[tuple[str, Traversable]]:
    """The data files of a catalogue folder by relative name, sorted: what a version consists of."""
    found = [("kinds.csv", folder / "kinds.csv"), ("indicators.yaml", folder / "indicators.yaml")]
    for part, ending in (("codes", ".csv"), ("parameters", ".yaml")):
        for file in sorted((folder / part).iterdir(), key=lambda each: each.name):
            if file.name.endswith(ending):
                found.append((f"{part}/{file.name}", file))
    return sorted(found)


def _load(folder: Traversable) -> Catalogue:
    reading = _Reading()
    codes: dict[str, Mapping[str, Code]] = {}
    units: dict[str, Unit] = {}
    parameters: dict[str, Parameter] = {}
    digest = hashlib.sha256()
    listed = catalogue_files(folder)
    for name, file in listed:
        digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
        if name == "codes/units.csv":
            units = reading.entries(read_csv(file, "code"), UNIT_KEYS, reading.unit)
        elif name.startswith("codes/"):
            keys = ("code", *NAMES, "parent")
            made = reading.entries(read_csv(file, "code"), keys, reading.code)
            for part in made.values():
                line = reading.lines[file.name, part.code]
                reading.known("parent", part.parent, made, file.name, line)
            codes[file.name.removesuffix(".csv")] = made
    reading.lists = {"unit": set(units), **{name: set(list_) for name, list_ in codes.items()}}
    for name, file in listed:
        if name.startswith("parameters/"):
            parameters |= reading.entries(read_yaml(file), PARAMETER_KEYS, reading.parameter)
    kinds = reading.entries(read_csv(folder / "kinds.csv", "kind"), KIND_KEYS, reading.kind)
    for kind in kinds.values():
        line = reading.lines["kinds.csv", kind.code]
        reading.known("superseded_by", kind.superseded_by, kinds, "kinds.csv", line)
    indicators = reading.entries(
        read_yaml(folder / "indicators.yaml"), INDICATOR_KEYS, reading.indicator
    )
    if reading.findings:
        raise InputError(reading.findings)
    return Catalogue(digest.hexdigest()[:16], kinds, indicators, units, codes, parameters)


class _Reading:
    """Collects the findings of one catalogue while its entries are made."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.lists: dict[str, set[str]] = {}
        self.lines: dict[tuple[str, str], int] = {}

    def entries(
        self,
        read: tuple[list[Entry], list[Finding]],
        keys: tuple[str, ...],
        make: Callable[[Entry], Made],
    ) -> dict[str, Made]:
        """Make each entry whose keys are right; the others become findings."""
        entries, findings = read
        self.findings += findings
        made: dict[str, Made] = {}
        for entry in entries:
            self.lines.setdefault((entry.file, entry.name), entry.line)
            before = len(self.findings)
            for key in entry.fields:
                if key not in keys:
                    hint = near(key, keys)
                    self._add("catalogue_unknown_key", entry, key, value=key, hint=hint)
            for key in keys:
                if key not in OPTIONAL and entry.fields.get(key) in (None, ""):
                    self._missing(entry, key)
            if len(self.findings) == before:
                made[entry.name] = make(entry)
        return made

    def code(self, entry: Entry) -> Part:
        return Part(entry.name, *self._names(entry), parent=entry.fields.get("parent"))

    def unit(self, entry: Entry) -> Unit:
        fields = entry.fields
        return Unit(
            entry.name,
            *self._names(entry),
            fields["quantity"],
            self._factor(entry),
            fields.get("currency"),
            self._day(entry, "valid_from"),
        )

    def kind(self, entry: Entry) -> FlowKind:
        self._coded(entry)
        fields = entry.fields
        return FlowKind(
            entry.name,
            *self._names(entry),
            **{key: fields[key] for key in (*SHARED, "family", "nature", "superseded_by")},
            mechanisms=tuple(fields["mechanisms"].split()),
            sensitive=fields.get("sensitive") == "yes",
            valid_from=self._day(entry, "valid_from"),
        )

    def indicator(self, entry: Entry) -> Indicator:
        self._coded(entry)
        fields = entry.fields
        if fields.get("composition") and fields["better"] != "none":
            expected = "none (the composition of a population is never better or worse)"
            self._bad(entry, "better", expected, "better: none")
        return Indicator(
            entry.name,
            *self._names(entry),
            **{key: fields[key] for key in (*SHARED, "better")},
            mechanisms=tuple(fields["mechanisms"]),
            valid_from=self._day(entry, "valid_from"),
            composition=bool(fields.get("composition")),
        )

    def parameter(self, entry: Entry) -> Parameter:
        self.known("unit", entry.fields["unit"], self.lists["unit"], entry.file, entry.line)
        values = []
        listed = entry.fields["values"]
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            expected, example = "a list of dated values", "- from: 1996-01-01"
            self._bad(entry, "values", expected, example)
            listed = []
        for each in listed:
            for key in set(each) - set(VALUE_KEYS):
                self._add(
                    "catalogue_unknown_key", entry, key, value=key, hint=near(key, VALUE_KEYS)
                )
            if not each.get("reference"):
                self._add("catalogue_unreferenced", entry, "reference", value=entry.name)
            inner = Entry(entry.name, each, entry.file, entry.line)
            values.append(
                DatedValue(self._day(inner, "from"), each.get("value"), each.get("reference") or "")
            )
        values.sort(key=lambda value: value.valid_from)
        return Parameter(entry.name, *self._names(entry), entry.fields["unit"], tuple(values))

    def known(
        self, column: str, value: str | None, target: Collection[str], file: str, line: int | None
    ) -> None:
        """Find a name that is not in `target`."""
        if value is not None and value not in target:
            self.findings.append(
                finding(
                    "catalogue_dangling",
                    file=file,
                    row=line,
                    column=column,
                    value=value,
                    target=f"the list of {column}",
                    hint=near(value, target),
                )
            )

    def _coded(self, entry: Entry) -> None:
        for key in ("unit", *CODED):
            if key in entry.fields:
                self.known(key, entry.fields[key], self.lists.get(key, ()), entry.file, entry.line)

    def _names(self, entry: Entry) -> tuple[str, str]:
        return entry.fields.get("name_en") or entry.name, entry.fields.get("name_zh") or ""

    def _day(self, entry: Entry, key: str) -> date:
        value = entry.fields.get(key)
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self._add("catalogue_undated", entry, key, value=entry.name)
            return date.min

    def _factor(self, entry: Entry) -> Decimal:
        try:
            factor = Decimal(entry.fields["factor"])
        except InvalidOperation:
            factor = Decimal("NaN")
        if not factor.is_finite() or factor <= 0:
            self._bad(entry, "factor", "a number above 0", "1000000")
        return factor

    def _bad(self, entry: Entry, column: str, expected: str, example: str) -> None:
        words = {"value": entry.fields[column], "expected": expected, "example": example}
        self._add("catalogue_bad_value", entry, column, **words)

    def _missing(self, entry: Entry, key: str) -> None:
        codes = {"valid_from": "catalogue_undated", "reference": "catalogue_unreferenced"}
        code = codes.get(key, "catalogue_missing_key")
        self._add(code, entry, key, value=key if code == "catalogue_missing_key" else entry.name)

    def _add(self, code: str, entry: Entry, column: str, **words: object) -> None:
        self.findings.append(
            finding(code, file=entry.file, row=entry.line, column=column, **words)  # type: ignore[arg-type]
        )


def near(word: str, known: Collection[str]) -> str:
    """A hint for messages: the known word that `word` looks like, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean {found[0]!r}?" if found else ""
