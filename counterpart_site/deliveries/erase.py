"""Erasure: what law or consent demands is taken out of the record, and its hashes stay.

Beside `accept.py` this is the only place that touches record tables. The key of a row, the chain
and the receipts stay, so that everything else can still be verified; copies that left the site
(snapshots, backups) are not reached.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from counterpart.engine.store import Store, connect, literal
from counterpart.errors import InputError, finding
from counterpart.tables import TABLES, Column, Table
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.accept import rows_digest
from counterpart_site.deliveries.chain import extend
from counterpart_site.deliveries.mentions import Mention, forget, mentions
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.transactions import locked, writing
from counterpart_site.deliveries.withdrawing import referring
from counterpart_site.records.models import MODELS, Chain, Entry, Row
from counterpart_site.records.queries import Moment

log = logging.getLogger("counterpart.deliveries")
# What stands where a column may not be empty; nothing ever reads it as a fact.
BLANK: dict[str, Any] = {"date": date(1, 1, 1), "decimal": 0, "number": 0, "integer": 0}


def erase(chain: Chain, account: Account, table: str, key: str, reason: str) -> Entry:
    """Erase what row `key` of `table` says, in all its revisions and in what was handed in.

    The contents of the deliveries that carried it go as a whole, whatever else they carried: their
    rows are on record. Deliveries that would bring it back are closed. As of any moment the row is
    left out from now on. InputError: nothing_to_erase, action_refused, empty_reason,
    still_referred_to.
    """
    if not reason.strip():
        raise InputError([finding("empty_reason")])
    nothing = InputError([finding("nothing_to_erase", value=key, table=table)])
    if table not in TABLES:
        raise nothing
    contract, model = TABLES[table], MODELS[table]
    standing = model._default_manager.filter(chain=chain, row_key=key, erased=None)
    membership = ask("erase", account, chain, sides=_sides(chain, list(standing)) or "ab")
    # Contents are read before the chain is held; what comes in meanwhile is looked at then.
    found = mentions(chain, contract, key)
    last = Delivery.objects.filter(chain=chain).order_by("pk").last()
    with writing():
        held = locked(chain)
        if connection.vendor == "sqlite":
            # What is deleted is overwritten in the file.
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
        revisions = list(standing.order_by("revision"))
        if not revisions:
            raise nothing
        with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
            moment = Moment(held.pk, held.length)
            if left := list(referring(contract, [key], {table: [key]}, moment, Path(folder))):
                raise InputError(left)
        found |= mentions(held, contract, key, after=last.pk if last else 0)
        found |= dict.fromkeys(_carrying(held, revisions), Mention.HELD)
        entry = extend(
            held,
            Entry.Act.ERASURE,
            role=membership.role,
            actor=account.pk,
            sides=membership.side,
            statement=reason.strip(),
            rows={table: list(_sealed(revisions))},
        )
        standing.update(**_emptied(contract, model, entry.sequence), erased=entry.sequence)
        forget(found, key, entry, account)
    log.info("erased", extra={"sequence": entry.sequence, "rows": len(revisions)})
    return entry


def _carrying(chain: Chain, revisions: Sequence[Row]) -> set[int]:
    """The numbers of the deliveries with which these revisions took effect."""
    places = {row.sequence for row in revisions}
    entries = Entry.objects.filter(chain=chain, sequence__in=places)
    return {each.delivery for each in entries if each.delivery is not None}


def _sides(chain: Chain, revisions: Sequence[Row]) -> str:
    """The sides that delivered these revisions; both, where the site itself did."""
    carried = Delivery.objects.filter(pk__in=_carrying(chain, revisions))
    return "".join(sorted({side for each in carried for side in each.side or "ab"}))


def _sealed(revisions: Sequence[Row]) -> tuple[int, str]:
    """How many rows are erased, and the digest over their digests."""
    listed = ", ".join(
        f"({literal(row.row_key)}, {row.revision}, {str(row.retracted).lower()}, "
        f"{literal(row.digest)})"
        for row in revisions
    )
    return rows_digest(
        Store(connect()), f"(VALUES {listed}) gone(row_key, revision, retracted, digest)"
    )


def _emptied(table: Table, model: type[Row], sequence: int) -> dict[str, Any]:
    """Field -> what is left of it: nothing, or a word or blank where it may not be empty."""
    columns = {field.column: field for field in model._meta.concrete_fields}
    left: dict[str, Any] = {}
    for column in table.columns:
        field = columns[column.name]
        if column.name not in table.key:
            left[field.name] = None if field.null else _blank(column, sequence)
    return left


def _blank(column: Column, sequence: int) -> Any:
    if column.type == "text":
        return f"erased by entry {sequence}"
    return False if column.type == "boolean" else BLANK[column.type]
