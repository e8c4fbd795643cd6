"""A picture of the whole database at one moment, while writers go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def picture() -> Iterator[None]:
    """Everything read inside is of one moment; nothing is written and nobody waits.

    Inside a transaction of the caller that transaction is the picture.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions ask SQLite for the lock of writers; a reader needs none.
        connection.ensure_connection()
        driver = connection.connection
        driver.execute("BEGIN DEFERRED")
        try:
            driver.execute("SELECT count(*) FROM chain").fetchone()
            yield
        finally:
            driver.execute("ROLLBACK")
