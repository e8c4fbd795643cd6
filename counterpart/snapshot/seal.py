"""The content root: a hash of the facts, the same on any machine for the same facts.

Each row is encoded canonically and hashed; the hashes of a table's year, in key order, make a node;
the nodes of a table make its node; the tables make the root. What the site adds to a row (revision,
who, when, delivery) is left out, and so are withdrawn rows and empty tables.

Encoding of a row: for each contract column in order, text as its length in bytes, a colon and the
NFC text; other values as fixed text (decimals with four places, ISO dates) closed by a semicolon;
an empty cell is the colon or the semicolon alone. No two different rows have the same encoding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

import duckdb

from counterpart.engine.store import literal, quoted
from counterpart.tables import Table

NO_YEAR = 0


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
        name = quoted(column.name)
        close = "':'" if column.type == "text" else "';'"
        if column.name in empty:
            parts.append(close)
        elif column.type == "text":
            parts += [f"strlen({name})", close, name]
        elif column.type == "number":
            # Fixed at nine decimals: the shortest text of a double is not the same everywhere.
            parts += [f"{name}::DECIMAL(18,9)", close]
        elif column.type == "decimal":
            # The same text either way; numbers that fit 64 bits are written eight times as fast.
            small = f"{name} BETWEEN -99999999999999 AND 99999999999999"
            fast = f"{name}::DECIMAL(18,4)::VARCHAR"
            parts += [f"CASE WHEN {small} THEN {fast} ELSE {name}::VARCHAR END", close]
        else:
            parts += [name, close]
    return f"sha256(concat({', '.join(parts)}))"


def table_nodes(connection: duckdb.DuckDBPyConnection, table: Table, file: str) -> Iterator[Node]:
    """The nodes of a table stored in key order in the Parquet `file`, one year after the other.

    The rows of a year lie together, so each pass reads little more than its own.
    """
    source = f"read_parquet({literal(file)}, file_row_number = true)"
    digest = row_digest(table, _empty_columns(connection, file))
    distinct = f"SELECT DISTINCT {year_of(table)} FROM {source} ORDER BY 1"
    for (year,) in connection.execute(distinct).fetchall():
        ((rows, digests),) = connection.execute(
            f"SELECT count(*), string_agg({digest}, '' ORDER BY file_row_number) "
            f"FROM {source} {_of_year(table, year)}"
        ).fetchall()
        folded = hashlib.sha256(f"year:{table.name}:{year}:{digests}".encode())
        yield Node(table.name, year, rows, folded.hexdigest())


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


def _of_year(table: Table, year: int) -> str:
    """SQL that takes the rows of one year, by dates so that blocks of other years are not read."""
    if "end_on" not in table.has:
        return ""
    if year == NO_YEAR:
        return "WHERE end_on IS NULL"
    return f"WHERE end_on BETWEEN DATE '{year:04}-01-01' AND DATE '{year:04}-12-31'"


def _empty_columns(connection: duckdb.DuckDBPyConnection, file: str) -> Set[str]:
    """The columns that have no value in the whole file, as its own statistics say."""
    rows = connection.execute(
        f"SELECT path_in_schema FROM parquet_metadata({literal(file)}) GROUP BY 1 "
        "HAVING bool_and(coalesce(stats_null_count = num_values, false))"
    ).fetchall()
    return frozenset(row[0] for row in rows)
