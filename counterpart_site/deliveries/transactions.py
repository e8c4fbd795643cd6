"""Transactions that write: one at a time for each programme, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
from django.db import Error, transaction

from counterpart.errors import InputError, finding
from counterpart_site.records.models import Chain


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that is on disk when the block ends; it undoes itself where the block fails."""
    with transaction.atomic(durable=not transaction.get_connection().in_atomic_block):
        yield


@contextmanager
def machine_faults() -> Iterator[None]:
    """What the machine cannot do, as a finding: a full disk or memory, a database that is away.

    InputError (database_failed). It stands around whole acts (`@machine_faults()`), outside of
    their transactions, which have undone themselves when it speaks.
    """
    try:
        yield
    except (Error, OSError, MemoryError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise InputError([finding("database_failed", value=said)]) from error


def locked(chain: Chain) -> Chain:
    """The chain as it stands now, held until the transaction ends.

    PostgreSQL locks the row; on SQLite a writing transaction has the whole file to itself.
    """
    return Chain.objects.select_for_update().get(pk=chain.pk)
