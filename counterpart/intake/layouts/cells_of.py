"""Texts of a row for the keys of a form: places by name, dates completed, amounts in their unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from counterpart.catalogue import Form
from counterpart.intake.layouts.layout import Layout
from counterpart.intake.layouts.places import Found, Places
from counterpart.intake.layouts.spans import whole_span
from counterpart.intake.layouts.words import plain
from counterpart.tables import TABLES

SUBJECTS = {"place": "places", "organisation": "organisations", "project": "projects"}


@dataclass(frozen=True, slots=True)
class Key:
    """What a key of a form holds: the type of its contract column, and what it refers to."""

    name: str
    type: str
    refers: str | None
    required: bool
    unit: str | None = None
    entry: str | None = None


def keys_of(form: Form) -> dict[str, Key]:
    """The keys that a form takes, by name; kind and indicator where its lines are printed."""
    table = TABLES[form.table]
    found: dict[str, Key] = {}
    for column in form.columns:
        contract = table.column(column.column)
        refers = contract.references
        if column.column == "subject":
            refers = SUBJECTS.get(form.fixed.get("subject_type", ""))
        found[column.key] = Key(
            column.key, contract.type, refers, column.required, column.unit, column.entry
        )
    for name in ("kind", "indicator"):
        if form.rows and name in table.has and name not in found:
            found[name] = Key(name, "text", None, True)
    own = form.key[0] if len(form.key) == 1 else None
    if own in found and own == table.key[0]:
        # The key of a row of its own (an engagement) may be left to the record to make.
        found[own] = Key(own, "text", found[own].refers or form.table, form.table == "projects")
    return found


class Names:
    """What written names lead to, asked once a name."""

    def __init__(self, layout: Layout, places: Places | None) -> None:
        self.places = places
        self._own = {
            kind: {plain(name): key for name, key in listed.items()}
            for kind, listed in layout.names.items()
        }

    def own(self, kind: str | None, text: str) -> str | None:
        """What the layout itself says a name leads to."""
        if kind == "party":
            return self.own("places", text) or self.own("organisations", text)
        return self._own.get(kind or "", {}).get(plain(text))

    def place(self, text: str, within: str | None) -> Found:
        """The place of a name that the layout does not explain."""
        if self.places is None:
            # Without a register only codes can be told from names.
            coded = (
                text.replace("-", "").isalnum()
                and text.isascii()
                and any(letter.isdigit() for letter in text)
            )
            return Found(text if coded else None, "code" if coded else "unknown")
        return self.places.find(text, within)


def date_text(key: str, value: object, as_month: bool, year: int | None) -> str | None:
    """A date as ISO: months and years completed to their first day, or the last for an end.

    None where the cell tells no date.
    """
    ends = key.endswith("_end") or key in ("end_on", "valid_to")
    if isinstance(value, (date, datetime)) and not as_month:
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, (date, datetime)):
        value = f"{value.year}-{value.month:02d}"
    span = whole_span(value)
    dates = span.of_year(year).dates() if span else None
    return None if dates is None else dates[1 if ends else 0].isoformat()


def render(template: str, labels: Mapping[str, str]) -> str:
    """A text with its {labels} filled in, and no separators left around empty ones."""
    text = template
    for name, value in labels.items():
        text = text.replace("{" + name + "}", value)
    return text.strip(" /;,-") if "{" in template else text
