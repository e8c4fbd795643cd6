"""One stream of a large table: a process that copies a query of a shared moment into a file.

It reads {conninfo, password, snapshot, sql, to} as JSON from its input: no password is in a list
of processes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Literal

from counterpart_site.records.spool import FORMAT


def copy_out(conninfo: str, password: str, snapshot: str, sql: str, to: str) -> None:
    """Write the rows of `sql` as of an exported snapshot to the file `to`, as CSV."""
    with psycopg.connect(conninfo, password=password or None) as server:
        server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        server.execute(SQL("SET TRANSACTION SNAPSHOT {}").format(Literal(snapshot)))
        statement = f"COPY ({sql}) TO STDOUT ({FORMAT})"
        with Path(to).open("wb") as out, server.cursor().copy(statement) as rows:
            for block in rows:
                out.write(block)


if __name__ == "__main__":
    copy_out(**json.load(sys.stdin))
