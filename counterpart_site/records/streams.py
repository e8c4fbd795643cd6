"""A large table out of PostgreSQL through several connections at once, all of one moment.

Over one connection the server waits while a row is taken and the reader while one is made. Each
stream is a process of its own: one interpreter takes rows one after the other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from django.db import DatabaseError, connection

from counterpart.engine.store import literal, quoted

LARGE = 1 << 27
MOST = 4
PAGE = "current_setting('block_size')::bigint"
STREAM = [sys.executable, "-m", "counterpart_site.records.stream"]


def can_stream(table: str) -> bool:
    """Whether a table is worth several connections and they would see what this one sees.

    What a transaction has not committed is invisible to others, so it must be one that only reads.
    """
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('transaction_read_only')::boolean "
            f"AND pg_relation_size({literal(quoted(table))}) >= {LARGE}"
        )
        return bool(cursor.fetchone()[0])


def spool_streams(
    table: str, query: Callable[[str], str], folder: Path
) -> tuple[Sequence[Path], int]:
    """Write the rows of `query(where)` to files in `folder`, one a stream: which, and how many.

    `where` narrows the rows `r` of `table` to a stretch of its pages. DatabaseError where a stream
    broke off.
    """
    with connection.cursor() as cursor:
        size = f"pg_relation_size({literal(quoted(table))})"
        cursor.execute(f"SELECT pg_export_snapshot(), {size} / {PAGE}")
        snapshot, pages = cursor.fetchone()
    info = connection.connection.info
    shared = {"conninfo": info.dsn, "password": info.password, "snapshot": snapshot}
    paths, running, rows = [], [], 0
    for number, where in enumerate(_stretches(pages, max(2, min(MOST, os.cpu_count() or 1)))):
        paths.append(folder / f"{table}.{number}.csv")
        asked = {**shared, "sql": query(where), "to": str(paths[-1])}
        running.append(_start(json.dumps(asked)))
    for process in running:
        counted, said = process.communicate()
        if process.returncode:
            raise DatabaseError((said.strip() or "a stream broke off").splitlines()[-1])
        rows += int(counted)
    return paths, rows


def _start(asked: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        STREAM,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdin is not None
    process.stdin.write(asked)
    process.stdin.close()
    process.stdin = None
    return process


def _stretches(pages: int, count: int) -> list[str]:
    """SQL for stretches of pages that meet at their edges; the last is open, for tables grow."""
    edges = [None, *(pages * number // count for number in range(1, count)), None]
    found = []
    for low, high in pairwise(edges):
        bounds = [f"r.ctid >= '({low},0)'::tid"] if low is not None else []
        bounds += [f"r.ctid < '({high},0)'::tid"] if high is not None else []
        found.append(" AND ".join(bounds))
    return found
