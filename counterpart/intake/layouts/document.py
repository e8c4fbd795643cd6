"""Layouts as documents: read with every fault found, written without what goes without saying."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml

from counterpart.catalogue.load import near
from counterpart.errors import Finding, InputError, finding
from counterpart.intake.layouts.layout import (
    Block,
    Fact,
    Label,
    Layout,
    PeriodRule,
    UnitRule,
    Value,
)
from counterpart.intake.layouts.sheet_xml import REFERENCE

T = TypeVar("T")
# Where a document writes another word than the dataclass, or a single text for a whole rule.
NAMED = {Layout: {"layout": "name"}, Block: {"block": "name", "except": "but"}}
CHOICES = {"hidden_rows": ("leave", "take"), "order": ("same", "any")}
NAMES = ("places", "organisations", "projects")
WORDS = ("total", "note", "data")


class _Reading:
    """A document being read: findings are collected, with the path to what they are about."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(self, code: str, path: str, value: object, **words: Any) -> None:
        """One finding about the part at `path`."""
        place: dict[str, Any] = {"file": self.file, "column": path.removeprefix("layout.")}
        self.findings.append(finding(code, **place, value=value, **words))

    def bad(self, path: str, value: object, expected: str, example: str) -> None:
        """A value of a wrong kind."""
        self.add("layout_bad_value", path, value, expected=expected, example=example)

    def text(self, path: str, value: Any) -> str:
        """A text; numbers are taken as they are written."""
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            self.bad(path, value, "a text", "a text, in quotes where it begins with {")
            return ""
        return str(value)

    def texts(self, path: str, value: Any) -> tuple[str, ...]:
        """A text or a list of texts."""
        if isinstance(value, list):
            return tuple(self.text(f"{path}[{n}]", each) for n, each in enumerate(value))
        return (self.text(path, value),)

    def mapping(self, path: str, value: Any, read: Callable[[str, Any], T]) -> dict[str, T]:
        """A set of keys, each read by `read`."""
        if not isinstance(value, dict):
            self.bad(path, value, "a set of keys", "key: value")
            return {}
        return {str(key): read(f"{path}.{key}", each) for key, each in value.items()}

    def listed(self, path: str, value: Any, read: Callable[[str, Any], T]) -> tuple[T, ...]:
        """A list."""
        if not isinstance(value, list):
            self.bad(path, value, "a list", "- ...")
            return ()
        return tuple(read(f"{path}[{n}]", each) for n, each in enumerate(value))

    def flag(self, path: str, value: Any) -> bool:
        """Yes or no."""
        if not isinstance(value, bool):
            self.bad(path, value, "true or false", "true")
        return bool(value)

    def number(self, path: str, value: Any, low: int, high: int) -> int:
        """A whole number between two others."""
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.bad(path, value, f"a whole number from {low} to {high}", str(low))
            return low
        return value

    def cell(self, path: str, value: Any) -> str:
        """The name of a cell."""
        text = self.text(path, value)
        if not REFERENCE.fullmatch(text):
            self.bad(path, value, "a cell", "A1")
        return text

    def made(self, path: str, value: Any, kind: type[T], readers: Mapping[str, Any]) -> T | None:
        """A dataclass of the keys that its readers know."""
        if not isinstance(value, dict):
            self.bad(path, value, "a set of keys", "key: value")
            return None
        given: dict[str, Any] = {}
        renamed = NAMED.get(kind, {})
        own = {field.name: key for key, field in ((k, _field(kind, v)) for k, v in renamed.items())}
        for key, each in value.items():
            name = renamed.get(str(key), str(key))
            if name not in readers or (name in own and own[name] != key):
                hint = near(str(key), {own.get(one, one) for one in readers})
                self.add("layout_unknown_key", f"{path}.{key}", key, hint=hint)
            else:
                given[name] = readers[name](f"{path}.{key}", each)
        for field in fields(kind):  # type: ignore[arg-type]
            needed = field.default is MISSING and field.default_factory is MISSING
            if needed and field.name not in given:
                self.add("layout_missing_key", path, own.get(field.name, field.name))
                return None
        return kind(**given)


def _field(kind: type, name: str) -> Field[Any]:
    return next(field for field in fields(kind) if field.name == name)


def from_document(document: Any, file: str | None = None) -> Layout:
    """The layout of a document. Raises InputError with every finding about it."""
    reading = _Reading(file)
    layout = _layout(reading, document)
    if layout and not layout.blocks:
        reading.add("layout_missing_key", "blocks", "blocks")
    for block in layout.blocks if layout else ():
        _consistent(reading, block)
    if reading.findings or layout is None:
        raise InputError(reading.findings)
    return layout


def read_layout(path: Path) -> Layout:
    """The layout of a YAML or JSON file. Raises InputError with every finding about it."""
    try:
        document = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InputError([finding("path_not_found", file=path.name, value=str(path))]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        detail = " ".join(str(error).split())[:200]
        words: dict[str, Any] = {"value": "YAML", "detail": detail}
        raise InputError([finding("unreadable_file", file=path.name, **words)]) from None
    return from_document(document, path.name)


def _layout(reading: _Reading, document: Any) -> Layout | None:
    if isinstance(document, dict) and isinstance(document.get("blocks"), list):
        document = {**document, "blocks": _inherited(reading, document["blocks"])}
    texts = reading.texts

    def names(path: str, value: Any) -> dict[str, Any]:
        found = reading.mapping(path, value, lambda p, v: reading.mapping(p, v, reading.text))
        for each in found.keys() - set(NAMES):
            reading.add("layout_unknown_key", f"{path}.{each}", each, hint=near(each, NAMES))
        return found

    def own_words(path: str, value: Any) -> dict[str, Any]:
        found = reading.mapping(path, value, texts)
        for each in found.keys() - set(WORDS):
            reading.add("layout_unknown_key", f"{path}.{each}", each, hint=near(each, WORDS))
        return found

    readers = {
        "name": reading.text,
        "names": names,
        "units": lambda p, v: reading.mapping(p, v, reading.text),
        "ignore": texts,
        "words": own_words,
        "blocks": lambda p, v: tuple(
            each for each in reading.listed(p, v, lambda q, w: _block(reading, q, w)) if each
        ),
    }
    return reading.made("layout", document, Layout, readers)


def _inherited(reading: _Reading, blocks: list[Any]) -> list[Any]:
    """Blocks with what they take over from the block that `like` names."""
    made: dict[str, dict[str, Any]] = {}
    found: list[Any] = []
    for number, block in enumerate(blocks):
        if isinstance(block, dict):
            base = block.get("like")
            if base is not None and base not in made:
                reading.add("layout_dangling", f"blocks[{number}].like", base, what="block above")
            inherited = {
                key: value
                for key, value in made.get(str(base), {}).items()
                if key not in ("seen", "except")
            }
            block = {**inherited, **{key: each for key, each in block.items() if key != "like"}}
            made[str(block.get("block"))] = block
        found.append(block)
    return found


def _block(reading: _Reading, path: str, value: Any) -> Block | None:
    text, texts, flag = reading.text, reading.texts, reading.flag

    def rows(where: str, given: Any) -> tuple[int, ...]:
        listed = given if isinstance(given, list) else [given]
        return tuple(reading.number(where, each, 1, 10_000) for each in listed)

    def period(where: str, given: Any) -> PeriodRule:
        if isinstance(given, (str, int)):
            return PeriodRule(fixed=str(given))
        readers = {
            **dict.fromkeys(("fixed", "label", "year"), text),
            **dict.fromkeys(("cell", "agrees"), reading.cell),
            "sheet": flag,
        }
        return reading.made(where, given, PeriodRule, readers) or PeriodRule()

    def unit(where: str, given: Any) -> UnitRule:
        if isinstance(given, str):
            return UnitRule(fixed=given)
        readers = {"fixed": text, "label": text, "cell": reading.cell}
        return reading.made(where, given, UnitRule, readers) or UnitRule()

    def choice(where: str, given: Any) -> str:
        allowed = CHOICES[where.rsplit(".", 1)[1]]
        if given not in allowed:
            reading.bad(where, given, " or ".join(allowed), allowed[0])
        return str(given)

    readers = {
        **dict.fromkeys(("name", "after"), text),
        **dict.fromkeys(("sheets", "but", "ignore", "seen"), texts),
        **dict.fromkeys(("hidden_rows", "order"), choice),
        "header": rows,
        "spread": flag,
        "part": lambda p, v: reading.number(p, v, 1, 50),
        "period": period,
        "year_starts": lambda p, v: reading.number(p, v, 1, 12),
        "unit": unit,
        "labels": lambda p, v: {
            name: each
            for name, each in reading.mapping(p, v, lambda q, w: _label(reading, q, w)).items()
            if each
        },
        "facts": lambda p, v: tuple(
            each for each in reading.listed(p, v, lambda q, w: _fact(reading, q, w)) if each
        ),
    }
    return reading.made(path, value, Block, readers)


def _label(reading: _Reading, path: str, value: Any) -> Label | None:
    if isinstance(value, (str, list)):
        return Label(header=reading.texts(path, value))
    readers = {
        "header": reading.texts,
        "cell": reading.cell,
        **dict.fromkeys(("sheet", "fill"), reading.flag),
        **dict.fromkeys(("fixed", "after", "until", "within"), reading.text),
        "values": lambda p, v: reading.mapping(p, v, reading.text),
    }
    label = reading.made(path, value, Label, readers)
    if label:
        given = [bool(label.header), bool(label.cell), label.sheet, label.fixed is not None]
        if sum(given) != 1:
            expected = "exactly one of header, cell, sheet and fixed"
            reading.bad(path, sorted(value), expected, "header: 旗县")
    return label


def _fact(reading: _Reading, path: str, value: Any) -> Fact | None:
    def column(where: str, given: Any) -> Value | None:
        if isinstance(given, (str, list)):
            return Value(header=reading.texts(where, given))
        readers = {
            "header": reading.texts,
            **dict.fromkeys(("key", "unit"), reading.text),
            "set": lambda p, v: reading.mapping(p, v, reading.text),
            "values": lambda p, v: reading.mapping(
                p, v, lambda q, w: reading.mapping(q, w, reading.text)
            ),
            "stock": reading.flag,
        }
        return reading.made(where, given, Value, readers)

    readers = {
        **dict.fromkeys(("form", "at"), reading.text),
        "set": lambda p, v: reading.mapping(p, v, reading.text),
        "columns": lambda p, v: tuple(each for each in reading.listed(p, v, column) if each),
        "when": lambda p, v: reading.mapping(p, v, reading.texts),
    }
    fact = reading.made(path, value, Fact, readers)
    if fact and not fact.columns and not fact.at:
        reading.bad(
            path,
            fact.form,
            "columns of figures, or `at`, the label a line stands at",
            "at: project",
        )
    return fact


_NAMED = re.compile(r"\{([^{}]*)\}")


def named_in(text: str) -> list[str]:
    """The names in braces of a text."""
    return _NAMED.findall(text)


def _consistent(reading: _Reading, block: Block) -> None:
    """Labels that are named must be there."""
    uses: list[tuple[str, str]] = []
    for fact in block.facts:
        captured = {
            name for each in fact.columns for header in each.header for name in named_in(header)
        }
        for value in (*fact.set.values(), *(v for each in fact.columns for v in each.set.values())):
            uses += [("set", name) for name in named_in(value) if name not in captured]
        uses += [("when", name) for name in fact.when]
        uses += [("at", fact.at)] if fact.at else []
    for rule, name in (("period", block.period.label), ("unit", block.unit.label)):
        uses += [(rule, name)] if name else []
    for where, name in dict.fromkeys(uses):
        if name not in block.labels:
            hint = near(name, block.labels)
            path = f"{block.name}.{where}"
            reading.add("layout_dangling", path, name, what=f"label{hint}")


def to_document(layout: Layout) -> dict[str, Any]:
    """The layout as plain YAML or JSON; what is as usual is left out."""
    return _plain(layout)


def _plain(made: Any) -> dict[str, Any]:
    renamed = {name: key for key, name in NAMED.get(type(made), {}).items()}
    document: dict[str, Any] = {}
    for field in fields(made):
        value = getattr(made, field.name)
        usual = field.default_factory() if field.default_factory is not MISSING else field.default
        if value == usual and field.name != "header":
            continue
        if value in ((), {}, None):
            continue
        document[renamed.get(field.name, field.name)] = _written(value)
    return document


def _written(value: Any) -> Any:
    if isinstance(value, (Block, Fact, Label, Value, PeriodRule, UnitRule)):
        document = _plain(value)
        # A rule that is one header or one fixed text is written as that text.
        short = {Label: "header", Value: "header", PeriodRule: "fixed", UnitRule: "fixed"}
        only = short.get(type(value))
        return document[only] if only and list(document) == [only] else document
    if isinstance(value, Mapping):
        return {key: _written(each) for key, each in value.items()}
    if isinstance(value, tuple):
        listed = [_written(each) for each in value]
        return listed[0] if len(value) == 1 and isinstance(value[0], str) else listed
    return value
