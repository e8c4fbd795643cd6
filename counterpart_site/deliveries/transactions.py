"""Transactions that write: one at a time for each programme."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from counterpart_site.records.models import Chain


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that is on disk when the block ends; it undoes itself where the block fails."""
    with transaction.atomic(durable=not transaction.get_connection().in_atomic_block):
        yield


def locked(chain: Chain) -> Chain:
    """The chain as it stands now, held until the transaction ends.

    PostgreSQL locks the row; on SQLite a writing transaction has the whole file to itself.
    """
    return Chain.objects.select_for_update().get(pk=chain.pk)
