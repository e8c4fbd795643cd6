"""A document being read: every fault is collected, with the path to what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

from counterpart.catalogue.load import near
from counterpart.errors import Finding, finding
from counterpart.intake.layouts.layout import Block, Layout
from counterpart.intake.layouts.sheet_xml import REFERENCE

T = TypeVar("T")
# Where a document writes another word than the dataclass.
NAMED: dict[type, dict[str, str]] = {
    Layout: {"layout": "name"},
    Block: {"block": "name", "except": "but"},
}


class Reading:
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
