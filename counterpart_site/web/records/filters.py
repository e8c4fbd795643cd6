"""Filters of a table by column: what a reader asked for, as SQL and as fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from django.db import connection

from counterpart.catalogue import Catalogue
from counterpart.engine.store import quoted
from counterpart.errors import InputError, finding
from counterpart.tables import TABLES, Column, Table
from counterpart_site.records.models import MODELS
from counterpart_site.records.queries import Moment
from counterpart_site.web.records.labels import COLUMNS
from counterpart_site.web.records.naming import names_of, targets, title_columns

# Of a table with more rows than these a key is typed, not chosen.
CHOICES = 150
BOOLEANS = {"true": True, "false": False}
Kind = Literal["choice", "text", "date", "number"]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a column: its field names, what was given, and what may be chosen."""

    column: Column
    kind: Kind
    value: str
    low: str
    high: str
    choices: tuple[tuple[str, str], ...] = ()
    chain: int = 0

    @property
    def name(self) -> str:
        """The name of its field; those of a span end in _from and _to."""
        return f"f_{self.column.name}"

    @property
    def label(self) -> str:
        """What the column is called."""
        return str(COLUMNS[self.column.name])

    @property
    def used(self) -> bool:
        """Whether something was asked for."""
        return bool(self.value or self.low or self.high)

    def condition(self) -> tuple[str, list[Any]]:
        """SQL over the rows `r`, and its parameters. InputError: not_a_day, wrong_type."""
        name = f"r.{quoted(self.column.name)}"
        if self.kind == "text" and self.column.references and not self.column.many:
            return self._refers(name)
        if self.kind == "text":
            return f"lower({name}) LIKE %s ESCAPE '!'", [contains(self.value)]
        if self.kind == "choice":
            return f"{name} = %s", [BOOLEANS.get(self.value, self.value)]
        if self.kind == "number" and self.column.type == "decimal":
            # Where the database has no exact decimals, quantities are kept as text.
            name = name if connection.vendor == "postgresql" else f"CAST({name} AS REAL)"
        read = _day if self.kind == "date" else _number
        parts = [(sign, read(text)) for sign, text in ((">=", self.low), ("<=", self.high)) if text]
        return " AND ".join(f"{name} {sign} %s" for sign, _ in parts), [each for _, each in parts]

    def _refers(self, name: str) -> tuple[str, list[Any]]:
        """SQL for rows that refer to this key, or to something of such a name."""
        parts, given = [f"{name} = %s"], [self.value]
        for target in targets(self.column):
            columns = title_columns(TABLES[target], "en")
            if not columns:
                continue
            said = " OR ".join(f"lower(t.{each}) LIKE %s ESCAPE '!'" for each in columns)
            model = quoted(MODELS[target]._meta.db_table)
            parts.append(
                f"{name} IN (SELECT t.row_key FROM {model} t "
                f"WHERE t.chain_id = {self.chain} AND ({said}))"
            )
            given += [contains(self.value)] * len(columns)
        return f"({' OR '.join(parts)})", given


def filters_of(
    table: Table, asked: Mapping[str, str], catalogue: Catalogue, moment: Moment, language: str
) -> list[Filter]:
    """A filter for every column of a table."""
    small: dict[str, tuple[tuple[str, str], ...]] = {}
    found = []
    for column in table.columns:
        name = f"f_{column.name}"
        value, low, high = (asked.get(name + end, "").strip() for end in ("", "_from", "_to"))
        kind: Kind = "text"
        choices: tuple[tuple[str, str], ...] = ()
        if column.codes:
            kind, choices = "choice", _codes(column, catalogue, language)
        elif column.type == "boolean":
            kind, choices = "choice", tuple((each, each) for each in BOOLEANS)
        elif column.type == "date":
            kind = "date"
        elif column.type in ("decimal", "number", "integer"):
            kind = "number"
        elif column.references and not column.many and table.key != (column.name,):
            choices = _keys(column, moment, language, small)
            # A key that is not on the list, as of an address, can be asked for all the same.
            kind = "choice" if choices else "text"
        found.append(Filter(column, kind, value, low, high, choices, moment.chain))
    return found


def search(table: Table, text: str) -> tuple[str, list[Any]]:
    """SQL for rows that say `text` in their key or one of their own texts."""
    names = [
        each.name
        for each in table.columns
        if each.type == "text"
        and not each.codes
        and (not each.references or each.name in table.key)
    ]
    said = " OR ".join(f"lower(r.{quoted(name)}) LIKE %s ESCAPE '!'" for name in names)
    return f"({said})", [contains(text)] * len(names)


def contains(text: str) -> str:
    """The pattern of what contains `text`, its own signs taken as they are."""
    plain = text.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return f"%{plain}%"


def _codes(column: Column, catalogue: Catalogue, language: str) -> tuple[tuple[str, str], ...]:
    name = column.codes or ""
    named = ((code, catalogue.name(name, code, language)) for code in catalogue.allowed(name))
    return tuple(sorted(named, key=lambda each: each[1]))


def _keys(
    column: Column,
    moment: Moment,
    language: str,
    small: dict[str, tuple[tuple[str, str], ...]],
) -> tuple[tuple[str, str], ...]:
    """The keys that a column may hold with their names, where these are few."""
    known: list[tuple[str, str]] = []
    for target in targets(column):
        if target not in small:
            named = names_of(TABLES[target], moment, language, None, CHOICES + 1)
            small[target] = tuple(named.items())
        if len(small[target]) > CHOICES:
            return ()
        known += small[target]
    return tuple(known)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError([finding("not_a_day", value=text)]) from None


def _number(text: str) -> Decimal | float:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError([finding("wrong_type", value=text, expected="a number", example="12.5")])
    return number if connection.vendor == "postgresql" else float(number)
