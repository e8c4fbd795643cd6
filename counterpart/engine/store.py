"""A store: the contract tables of one delivery, folder or snapshot in one DuckDB connection.

Whatever reads tables makes a store, whatever checks or evaluates them takes one. Every relation
holds all contract columns (absent ones as nulls) and `_part` and `_row`, which lead a finding back
to the file, sheet and row that a value came from.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from counterpart.tables import TABLES, Table

MEMORY_LIMIT = "1500MB"


@dataclass(frozen=True, slots=True)
class Part:
    """Where rows came from: a file, or a sheet of one.

    `titles` says how the file calls columns of the contract, where it has words of its own.
    """

    file: str
    sheet: str | None = None
    titles: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """A contract table as it stands in the store: the columns its input had, and its size.

    `current` says that each key stands once and none is withdrawn, whatever revisions there were.
    """

    table: Table
    columns: frozenset[str]
    rows: int
    current: bool = False

    @property
    def name(self) -> str:
        """Its name in SQL."""
        return quoted(self.table.name)

    def has(self, *names: str) -> bool:
        """Whether the input gave all of these columns."""
        return self.columns.issuperset(names)


@dataclass(slots=True)
class Store:
    """A connection with contract tables in it."""

    connection: duckdb.DuckDBPyConnection
    relations: dict[str, Relation] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows that a query gives."""
        return self.connection.execute(sql).fetchall()

    def row(self, sql: str) -> tuple[Any, ...]:
        """The first row that a query gives; a query that may give none has no place here."""
        found = self.connection.execute(sql).fetchone()
        assert found is not None
        return found

    def has(self, name: str) -> bool:
        """Whether there is a table or view of this name, whoever made it."""
        listed = "SELECT count(*) FROM information_schema.tables WHERE table_name = "
        return bool(self.row(listed + literal(name))[0])

    def has_column(self, table: str, column: str) -> bool:
        """Whether a table or view has a column beside those of the contract."""
        listed = "SELECT count(*) FROM information_schema.columns WHERE "
        where = f"table_name = {literal(table)} AND column_name = {literal(column)}"
        return bool(self.row(listed + where)[0])

    def place(self, part: int | None, row: int | None) -> dict[str, Any]:
        """File, sheet and row as the keyword arguments of a finding."""
        if part is None or not 0 <= part < len(self.parts):
            return {"file": None, "sheet": None, "row": None}
        return {"file": self.parts[part].file, "sheet": self.parts[part].sheet, "row": row}

    def complete(self) -> None:
        """Give every contract table a relation; those without input are empty."""
        for table in TABLES.values():
            if table.name not in self.relations:
                columns = ", ".join(f"{quoted(each.name)} {each.sql}" for each in table.columns)
                self.connection.execute(
                    f"CREATE TABLE {quoted(table.name)} ({columns}, _part INTEGER, _row BIGINT)"
                )
                self.relations[table.name] = Relation(table, frozenset(), 0)


def connect() -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that keeps to its memory, spills to disk and never asks a network.

    It spills to a folder of its own, made when it is needed and removed with the connection: two
    processes that spill to one folder write over each other and crash.
    """
    spilling = Path(tempfile.gettempdir()) / f"counterpart-{secrets.token_hex(8)}.spill"
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(spilling),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    connection.execute("SET enable_progress_bar = false")
    return connection


def quoted(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str | int | date | None) -> str:
    """An SQL literal. Values are written into queries, since parameters would import pandas."""
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def literals(values: Sequence[str] | frozenset[str]) -> str:
    """A list of SQL literals for IN; never empty."""
    return ", ".join(literal(value) for value in sorted(values)) or "NULL"
