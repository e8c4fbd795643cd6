"""Rows between the site's database and DuckDB: streams of CSV, which both sides read fast.

PostgreSQL writes and reads CSV by itself (COPY); SQLite's rows pass through Python's own csv
module. Text on the record is never empty, so that an empty cell is a null either way; texts are
quoted, so that what looks like the end of a line or of the data, or a mark at the beginning of a
file, is only what somebody wrote.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

BATCH = 5_000
BLOCK = 1 << 18
FORMAT = "FORMAT csv, FORCE_QUOTE *"

KEYS = "{keys}"


def spool(sql: str, path: Path, keys: Sequence[str] | None = None) -> None:
    """Write the rows of a query to `path`, a line each, without a header.

    `{keys}` in the query stands for the list of `keys`, however long: `row_key IN {keys}`.
    """
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            given = None if keys is None else [list(keys)]
            sql = sql.replace(KEYS, "(SELECT unnest(%s::text[]))")
            statement = f"COPY ({sql}) TO STDOUT ({FORMAT})"
            with path.open("wb") as out, cursor.copy(statement, given) as rows:
                for block in rows:
                    out.write(block)
            return
        listed = sql.replace(KEYS, "(SELECT value FROM json_each(?))")
        # The driver's own cursor: Django's would take percent signs of the query for places.
        selected = cursor.connection.execute(listed, [] if keys is None else [json.dumps(keys)])
        with path.open("w", encoding="utf-8", newline="") as text:
            writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
            while batch := selected.fetchmany(BATCH):
                writer.writerows(batch)


def insert(table: str, columns: Sequence[str], path: Path) -> None:
    """Add the lines of the CSV file `path` to a table in one statement; empty cells are nulls."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            statement = f'COPY "{table}" ({names}) FROM STDIN (FORMAT csv)'
            with path.open("rb") as lines, cursor.copy(statement) as copy:
                while block := lines.read(BLOCK):
                    copy.write(block)
            return
        places = ", ".join("?" * len(columns))
        # The driver's own cursor: Django's would log and rewrite each of the rows.
        cursor.connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({places})', _cells(path)
        )


def _cells(path: Path) -> Iterator[list[Any]]:
    with path.open(encoding="utf-8", newline="") as text:
        for line in csv.reader(text):
            yield [cell or None for cell in line]
