"""The content root: a hash of the facts, the same on any machine for the same facts.

Each row is encoded canonically and hashed; the hashes of a table's year, in key order, make a node;
the nodes of a table make its node; the tables make the root. What the site adds to a row (revision,
who, when, delivery) is left out, and so are withdrawn rows and empty tables.

Encoding of a row: the cells of the contract's columns in order, each closed by the unit separator
U+001F, which no cell may hold (a rule refuses it): NFC text, decimals with four places, ISO dates,
numbers with nine places; an empty cell is the separator alone. Text is never empty, so no two
different rows have the same encoding. A column that came later to the contract is passed over where
it is empty and else is U+001E, its name, an equals sign and the value: a row that does not use it
has the seal that it had before, in whatever version.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import duckdb

from counterpart.engine.store import literal, quoted
from counterpart.tables import Column, Table

NO_YEAR = 0
LINE = 65
BLOCK = LINE << 14


@dataclass(frozen=True, slots=True)
class Node:
    """The hash over the rows of one year of one table (year 0 for tables without periods)."""

    table: str
    year: int
    rows: int
    digest: str


def year_of(table: Table) -> str:
    """SQL for the year that a row of `table` is sealed under."""
    return "coalesce(year(end_on), 0)" if "end_on" in table.has else str(NO_YEAR)


def key_order(table: Table) -> str:
    """SQL for the order in which rows are stored and sealed."""
    keys = [f"{quoted(name)} NULLS FIRST" for name in table.key]
    return ", ".join([year_of(table), *keys] if "end_on" in table.has else keys)


def row_digest(table: Table, empty: Set[str] = frozenset()) -> str:
    """SQL for the sha256 of a row's canonical encoding; `concat` passes over empty cells.

    Columns known to be `empty` throughout are not read; the encoding is the same.
    """
    parts = ["'row:'"]
    for column in table.columns:
        if column.later:
            if column.name not in empty:
                # Nothing where the value is nothing: a text put together with it is null.
                parts.append(f"chr(30) || '{column.name}=' || ({_text(column)}) || chr(31)")
            continue
        if column.name not in empty:
            parts.append(_text(column))
        parts.append("chr(31)")
    return f"sha256(concat({', '.join(parts)}))"


def _text(column: Column) -> str:
    """SQL for the one text of a value."""
    name = quoted(column.name)
    if column.type == "date":
        return f"strftime({name}, '%Y-%m-%d')"
    if column.type == "number":
        # Fixed at nine decimals: the shortest text of a double is not the same everywhere.
        return f"{name}::DECIMAL(18,9)"
    if column.type == "decimal":
        # The same text either way; numbers that fit 64 bits are written eight times as fast.
        small = f"{name} BETWEEN -99999999999999 AND 99999999999999"
        return f"CASE WHEN {small} THEN {name}::DECIMAL(18,4)::VARCHAR ELSE {name}::VARCHAR END"
    return name


def table_nodes(connection: duckdb.DuckDBPyConnection, table: Table, file: str) -> Iterator[Node]:
    """The nodes of a table stored in key order in the Parquet `file`, oldest year first.

    The digests pass through a temporary file: DuckDB writes them in stored order on all cores, and
    what is hashed after that is a stream of bytes, however many rows there are.
    """
    source = f"read_parquet({literal(file)})"
    digest = row_digest(table, _empty_columns(connection, table, file))
    counts = connection.execute(
        f"SELECT {year_of(table)} AS year, count(*) FROM {source} GROUP BY year ORDER BY year"
    ).fetchall()
    with tempfile.NamedTemporaryFile(suffix=".csv") as spool:
        connection.execute("SET preserve_insertion_order = true")
        try:
            connection.execute(
                f"COPY (SELECT {digest} FROM {source}) TO {literal(spool.name)} "
                "(FORMAT csv, HEADER false)"
            )
        finally:
            connection.execute("SET preserve_insertion_order = false")
        with Path(spool.name).open("rb") as lines:
            for year, rows in counts:
                yield _fold(table.name, year, rows, lines)


def content_root(nodes: Iterable[Node]) -> str:
    """The root over all nodes, whatever order they come in."""
    tables: dict[str, list[Node]] = {}
    for node in nodes:
        tables.setdefault(node.table, []).append(node)
    root = hashlib.sha256(b"root:")
    for name in sorted(tables):
        inner = hashlib.sha256(f"table:{name}:".encode())
        for node in sorted(tables[name], key=lambda each: each.year):
            inner.update(f"{node.year}:{node.rows}:{node.digest};".encode())
        root.update(f"{name}:{inner.hexdigest()};".encode())
    return root.hexdigest()


def _empty_columns(connection: duckdb.DuckDBPyConnection, table: Table, file: str) -> Set[str]:
    """The columns that have no value in the whole file, as its own statistics say.

    A column that came later is empty in a file that was written before it.
    """
    schema = connection.execute(f"SELECT name FROM parquet_schema({literal(file)})").fetchall()
    there = {row[0] for row in schema}
    absent = {each.name for each in table.columns if each.later and each.name not in there}
    rows = connection.execute(
        f"SELECT path_in_schema FROM parquet_metadata({literal(file)}) GROUP BY 1 "
        "HAVING bool_and(coalesce(stats_null_count = num_values, false))"
    ).fetchall()
    return frozenset(row[0] for row in rows) | absent


def _fold(table: str, year: int, rows: int, lines: BinaryIO) -> Node:
    """One node over the next `rows` lines, each a digest."""
    folded = hashlib.sha256(f"year:{table}:{year}:".encode())
    left = rows * LINE
    while left:
        block = lines.read(min(left, BLOCK))
        if not block:
            break
        folded.update(block.replace(b"\n", b""))
        left -= len(block)
    return Node(table, year, rows, folded.hexdigest())
