"""Sites of their own, on the kind of database that the tests run on, for processes of their own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")


@contextmanager
def own_database(passing: Path) -> Iterator[dict[str, str]]:
    """The environment of a process whose site has a database to itself; `passing` is its /tmp."""
    passing.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"TMPDIR": str(passing)}
    if not POSTGRES:
        yield environment
        return
    url = os.environ["DATABASE_URL"]
    name = f"own_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield environment | {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
