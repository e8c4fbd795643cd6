"""The vocabulary in which the contract is written: a column, a table, and short words for both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Type = Literal["text", "date", "decimal", "number", "integer", "boolean"]

# DuckDB types; a decimal is an exact quantity, a number is a measured coordinate or share.
SQL_TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "date": "DATE",
    "decimal": "DECIMAL(20,4)",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, whether it may be empty, what it refers to, which codes it takes.

    `references` names the table whose key the values are; `party` means places or organisations.
    `codes` names a code list, or a part of the catalogue (kinds, indicators, units, currencies).
    `many` marks several values in one cell, separated by semicolons. `later` marks a column that
    came after records were sealed: rows without a value keep the seal they had before it.
    """

    name: str
    type: Type = "text"
    required: bool = False
    references: str | None = None
    codes: str | None = None
    many: bool = False
    about: str = ""
    later: bool = False

    @property
    def sql(self) -> str:
        """The DuckDB type."""
        return SQL_TYPES[self.type]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the contract: key columns first, then the rest, in the order they are stored."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    about: str
    sensitivity: Literal["public", "restricted"] = "public"

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def required_key(self) -> tuple[str, ...]:
        """The key columns that may not be empty."""
        return tuple(name for name in self.key if self.column(name).required)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in storage order."""
        return tuple(column.name for column in self.columns)

    @property
    def has(self) -> frozenset[str]:
        """Column names as a set."""
        return frozenset(self.names)


def later(column: Column) -> Column:
    """A column that came to the contract after records were sealed."""
    return replace(column, later=True)


def text(name: str, about: str = "") -> Column:
    """Free text or an identifier."""
    return Column(name, about=about)


def day(name: str, about: str = "") -> Column:
    """A date; YYYY and YYYY-MM are completed to the first day of `start` and the last of `end`."""
    return Column(name, "date", about=about)


def quantity(name: str, about: str = "") -> Column:
    """An exact quantity with four decimals."""
    return Column(name, "decimal", about=about)


def number(name: str, about: str = "") -> Column:
    """A floating number: a coordinate, a share, a rate."""
    return Column(name, "number", about=about)


def whole(name: str, about: str = "") -> Column:
    """A whole number."""
    return Column(name, "integer", about=about)


def flag(name: str, about: str = "") -> Column:
    """True or false."""
    return Column(name, "boolean", about=about)


def code(name: str, codes: str | None = None, about: str = "") -> Column:
    """A value of a code list (named like the column unless said otherwise)."""
    return Column(name, codes=codes or name, about=about)


def ref(name: str, references: str, about: str = "") -> Column:
    """The key of a row of another table."""
    return Column(name, references=references, about=about)


def refs(name: str, references: str, about: str = "") -> Column:
    """Several keys of another table, separated by semicolons."""
    return Column(name, references=references, many=True, about=about)


def must(column: Column) -> Column:
    """The same column, never empty."""
    return replace(column, required=True)


def names() -> tuple[Column, ...]:
    """Names by language; one of them at least is wanted, English is required."""
    return (must(text("name_en")), text("name_zh"), text("name_mn"))


def bounds() -> tuple[Column, ...]:
    """A value with its bounds and the word that makes them."""
    return (
        quantity("value", "empty where only bounds are known"),
        quantity("low", "empty means unbounded"),
        quantity("high", "empty means unbounded"),
        code("precision", about="how the figure was stated; exact when empty"),
    )


def money() -> tuple[Column, ...]:
    """What turns a number into money."""
    return (
        code("currency", "currencies"),
        whole("price_year", "empty means current prices"),
    )


def stated() -> tuple[Column, ...]:
    """Where a fact is stated."""
    return (
        ref("source", "sources"),
        text("locator", "where in the source: page, section, line, cell"),
        text("note"),
    )


# Written by the site on every record; never part of the content root.
RECORD_COLUMNS: tuple[Column, ...] = (
    whole("revision"),
    text("recorded_at"),
    text("recorded_by", "a role, not a name"),
    text("delivery"),
    flag("retracted"),
)


def table(name: str, key: str, about: str, *columns: Column | tuple[Column, ...]) -> Table:
    """Declare a table; `key` lists its key columns joined by `+`; all but dates are required."""
    keys = tuple(key.split("+"))
    flat: list[Column] = []
    for item in columns:
        flat.extend(item if isinstance(item, tuple) else (item,))
    missing = [each for each in keys if each not in {column.name for column in flat}]
    heads = tuple(must(text(each)) for each in missing)
    rest = tuple(
        must(column) if column.name in keys and column.type != "date" else column for column in flat
    )
    return Table(name, keys, heads + rest, about)
