"""Layouts as documents: read with every fault found, written without what goes without saying."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import yaml

from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.intake.layouts.document_reading import NAMED, Reading
from counterpart.intake.layouts.layout import (
    Block,
    Fact,
    Label,
    Layout,
    PeriodRule,
    UnitRule,
    Value,
)

CHOICES = {"hidden_rows": ("leave", "take"), "order": ("same", "any")}
NAMES = ("places", "organisations", "projects")
WORDS = ("total", "note", "data")


def from_document(document: Any, file: str | None = None) -> Layout:
    """The layout of a document. Raises InputError with every finding about it."""
    reading = Reading(file)
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


def _layout(reading: Reading, document: Any) -> Layout | None:
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


def _inherited(reading: Reading, blocks: list[Any]) -> list[Any]:
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


def _block(reading: Reading, path: str, value: Any) -> Block | None:
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


def _label(reading: Reading, path: str, value: Any) -> Label | None:
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


def _fact(reading: Reading, path: str, value: Any) -> Fact | None:
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


def _consistent(reading: Reading, block: Block) -> None:
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
