"""One stream of a large table: a process that copies a query of a shared moment into a file.

It reads {conninfo, password, snapshot, sql, to} as JSON from its input: no password is in a list
of processes. It prints how many rows it wrote.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psycopg
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.sql import SQL, Literal

from counterpart_site.records.spool import BLOCK, FORMAT


def copy_out(conninfo: str, password: str, snapshot: str, sql: str, to: str) -> int:
    """Write the rows of `sql` as of an exported snapshot to the file `to`, as CSV; how many."""
    with psycopg.connect(conninfo, password=password or None) as server:
        server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        server.execute(SQL("SET TRANSACTION SNAPSHOT {}").format(Literal(snapshot)))
        return _receive(server.pgconn, f"COPY ({sql}) TO STDOUT ({FORMAT})", Path(to))


def _receive(server: PGconn, statement: str, to: Path) -> int:
    """Straight from libpq: a row passes three times as fast as through a cursor's generator."""
    _expect(server, server.exec_(statement.encode()), ExecStatus.COPY_OUT)
    take = server.get_copy_data
    with to.open("wb", BLOCK) as out:
        write = out.write
        size, row = take(0)
        while size > 0:
            write(row)
            size, row = take(0)
    ended = server.get_result()
    _expect(server, ended, ExecStatus.COMMAND_OK)
    assert ended is not None
    assert server.get_result() is None
    return ended.command_tuples or 0


def _expect(server: PGconn, result: PGresult | None, status: ExecStatus) -> None:
    if result is None or result.status != status:
        raise psycopg.DatabaseError(server.error_message.decode("utf-8", "replace").strip())


if __name__ == "__main__":
    print(copy_out(**json.load(sys.stdin)))
