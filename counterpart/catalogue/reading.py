"""Reading one catalogue: what every kind of entry needs, and the findings that are collected."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from counterpart.catalogue.documents import Entry
from counterpart.errors import Finding, finding

NAMES = ("name_en", "name_zh")
OPTIONAL = {
    *("superseded_by", "composition", "currency", "name_zh", "sensitive", "parent"),
    *("form_reason", "tables", "fixed", "rows"),
}
# Keys whose values are codes of a list, and the list.
CODED = {
    "every": "frequency",
    "section": "mechanism_section",
    **{
        name: name
        for name in (
            *("family", "nature", "dimension", "field", "level", "about"),
            *("aggregation", "better", "unit"),
        )
    },
}

Made = TypeVar("Made")


class Reading:
    """Collects the findings of one catalogue while its entries are made.

    `lists` holds the names that entries may use, by list; `lines` where each entry stands.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.lists: dict[str, Collection[str]] = {}
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
            self.keys(entry, keys)
            if len(self.findings) == before:
                made[entry.name] = make(entry)
        return made

    def keys(self, entry: Entry, keys: tuple[str, ...]) -> None:
        """Find keys of an entry that are unknown or missing."""
        for key in entry.fields:
            if key not in keys:
                hint = near(key, keys)
                self.add("catalogue_unknown_key", entry, key, value=key, hint=hint)
        for key in keys:
            if key not in OPTIONAL and entry.fields.get(key) in (None, ""):
                self._missing(entry, key)

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

    def coded(self, entry: Entry) -> None:
        """Find codes of an entry that are in no list."""
        for key, name in CODED.items():
            if key in entry.fields:
                self.known(key, entry.fields[key], self.lists[name], entry.file, entry.line)

    def mechanisms(self, entry: Entry) -> tuple[str, ...]:
        """The mechanisms that an entry serves; unknown ones are findings."""
        value = entry.fields["mechanisms"]
        named = tuple(value.split() if isinstance(value, str) else value)
        for each in named:
            self.known("mechanisms", each, self.lists["mechanisms"], entry.file, entry.line)
        return named

    def names(self, entry: Entry) -> tuple[str, str]:
        """The names of an entry, its code where it has no English one."""
        return entry.fields.get("name_en") or entry.name, entry.fields.get("name_zh") or ""

    def day(self, entry: Entry, key: str) -> date:
        """A date; what is none is a finding."""
        value = entry.fields.get(key)
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.add("catalogue_undated", entry, key, value=entry.name)
            return date.min

    def factor(self, entry: Entry) -> Decimal:
        """The size of a unit: a number above 0."""
        try:
            factor = Decimal(entry.fields["factor"])
        except InvalidOperation:
            factor = Decimal("NaN")
        if not factor.is_finite() or factor <= 0:
            self.bad(entry, "factor", "a number above 0", "1000000")
        return factor

    def bad(self, entry: Entry, column: str, expected: str, example: str) -> None:
        """Add the finding that a value is not what is expected there."""
        words = {"value": entry.fields.get(column), "expected": expected, "example": example}
        self.add("catalogue_bad_value", entry, column, **words)

    def add(self, code: str, entry: Entry, column: str, **words: object) -> None:
        """Add a finding about a key of an entry."""
        self.findings.append(
            finding(code, file=entry.file, row=entry.line, column=column, **words)  # type: ignore[arg-type]
        )

    def _missing(self, entry: Entry, key: str) -> None:
        codes = {"valid_from": "catalogue_undated", "reference": "catalogue_unreferenced"}
        code = codes.get(key, "catalogue_missing_key")
        self.add(code, entry, key, value=key if code == "catalogue_missing_key" else entry.name)


def near(word: str, known: Collection[str]) -> str:
    """A hint for messages: the known word that `word` looks like, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean {found[0]!r}?" if found else ""
