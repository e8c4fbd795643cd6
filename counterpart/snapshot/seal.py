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
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import numpy as np

from counterpart.engine.store import literal, quoted
from counterpart.tables import Table

NO_YEAR = 0
DIGEST = 64


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


def row_digest(table: Table) -> str:
    """SQL for the sha256 of a row's canonical encoding; `concat` passes over empty cells."""
    parts = ["'row:'"]
    for column in table.columns:
        name = quoted(column.name)
        if column.type == "text":
            parts += [f"strlen({name})", "':'", name]
        elif column.type == "number":
            # Fixed at nine decimals: the shortest text of a double is not the same everywhere.
            parts += [f"{name}::DECIMAL(18,9)", "';'"]
        elif column.type == "decimal":
            # The same text either way; numbers that fit 64 bits are written eight times as fast.
            small = f"{name} BETWEEN -99999999999999 AND 99999999999999"
            fast = f"{name}::DECIMAL(18,4)::VARCHAR"
            parts += [f"CASE WHEN {small} THEN {fast} ELSE {name}::VARCHAR END", "';'"]
        else:
            parts += [name, "';'"]
    return f"sha256(concat({', '.join(parts)}))"


def table_nodes(connection: duckdb.DuckDBPyConnection, table: Table, files: str) -> Iterator[Node]:
    """The nodes of a table stored in key order in the Parquet `files`; streams, never holds it."""
    connection.execute("SET preserve_insertion_order = true")
    try:
        reader = connection.execute(
            f"SELECT {year_of(table)}::INTEGER AS year, {row_digest(table)} AS digest "
            f"FROM read_parquet({literal(files)})"
        ).to_arrow_reader(122_880)
        yield from _fold(table.name, _runs(reader))
    finally:
        connection.execute("SET preserve_insertion_order = false")


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


def _runs(reader: Iterable[object]) -> Iterator[tuple[int, int, memoryview]]:
    """(year, rows, digests one after the other) for each run of one year in each batch."""
    for batch in reader:
        years = batch.column(0).to_numpy()  # type: ignore[attr-defined]
        digests = batch.column(1)  # type: ignore[attr-defined]
        if not len(years):
            continue
        text = memoryview(digests.buffers()[2])[digests.offset * DIGEST :]
        edges = [0, *(np.flatnonzero(np.diff(years)) + 1).tolist(), len(years)]
        for first, last in itertools.pairwise(edges):
            yield int(years[first]), last - first, text[first * DIGEST : last * DIGEST]


def _fold(table: str, runs: Iterable[tuple[int, int, memoryview]]) -> Iterator[Node]:
    year: int | None = None
    rows = 0
    folded = hashlib.sha256()
    for run_year, run_rows, digests in runs:
        if run_year != year:
            if year is not None:
                yield Node(table, year, rows, folded.hexdigest())
            year, rows, folded = run_year, 0, hashlib.sha256(f"year:{table}:{run_year}:".encode())
        rows += run_rows
        folded.update(digests)
    if year is not None:
        yield Node(table, year, rows, folded.hexdigest())
