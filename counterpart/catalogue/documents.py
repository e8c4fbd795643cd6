"""Catalogue files as entries that know their file and line, so that a finding can name them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from counterpart.errors import Finding, finding

# The C parser where libyaml is there: the catalogue is read on every command.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Entry:
    """One catalogue entry: its name, its fields, and where it stands."""

    name: str
    fields: dict[str, Any]
    file: str
    line: int


class Inner(dict[str, Any]):
    """A mapping inside an entry, with the line it begins on."""

    line: int = 0


def read_csv(file: Traversable, key: str) -> tuple[list[Entry], list[Finding]]:
    """Rows of a CSV file, empty cells as None; the first column must be called `key`."""
    reader = csv.DictReader(io.StringIO(file.read_text("utf-8")))
    entries: list[Entry] = []
    if not reader.fieldnames or reader.fieldnames[0] != key:
        return [], [finding("catalogue_missing_key", file=file.name, row=1, value=key)]
    for row in reader:
        fields = {name: value or None for name, value in row.items() if name is not None}
        entries.append(Entry(row[key] or "", fields, file.name, reader.line_num))
    return entries, _doubles(entries)


def read_yaml(file: Traversable) -> tuple[list[Entry], list[Finding]]:
    """Top-level mappings of a YAML file, each an entry; doubled keys are found, not merged."""
    try:
        root = yaml.compose(file.read_text("utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return [], [
            finding("unreadable_file", file=file.name, row=line, value="YAML", detail=error)
        ]
    entries: list[Entry] = []
    findings: list[Finding] = []
    if not isinstance(root, yaml.MappingNode):
        return [], [finding("unreadable_file", file=file.name, value="YAML", detail="no entries")]
    making = yaml.constructor.SafeConstructor()
    for key, node in root.value:
        line = key.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            findings.append(
                finding(
                    "catalogue_bad_value",
                    file=file.name,
                    row=line,
                    column=key.value,
                    value=node.value,
                    expected="a set of keys",
                    example="name_en: ...",
                )
            )
            continue
        fields: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for inner, value in node.value:
            if inner.value in seen:
                findings.append(
                    finding(
                        "catalogue_duplicate",
                        file=file.name,
                        row=inner.start_mark.line + 1,
                        value=f"{key.value}.{inner.value}",
                        first=seen[inner.value],
                    )
                )
            seen[inner.value] = inner.start_mark.line + 1
            fields[inner.value] = _construct(value, making)
        entries.append(Entry(key.value, fields, file.name, line))
    return entries, findings + _doubles(entries)


def _construct(node: yaml.Node, making: Any) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_construct(each, making) for each in node.value]
    if isinstance(node, yaml.MappingNode):
        inner = Inner(
            (_construct(key, making), _construct(value, making)) for key, value in node.value
        )
        inner.line = node.start_mark.line + 1
        return inner
    if node.tag == TEXT:
        return node.value
    try:
        return making.construct_object(node)
    except ValueError:
        # What looks like a date and is none stays the text it is.
        return node.value


def _doubles(entries: list[Entry]) -> list[Finding]:
    first: dict[str, int] = {}
    findings = []
    for entry in entries:
        if entry.name in first:
            findings.append(
                finding(
                    "catalogue_duplicate",
                    file=entry.file,
                    row=entry.line,
                    value=entry.name,
                    first=first[entry.name],
                )
            )
        first.setdefault(entry.name, entry.line)
    return findings
