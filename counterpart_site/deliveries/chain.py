"""The hash chain of a programme: each entry seals what it says and the head before it.

A chain proves nothing against the owner of the database unless heads leave the machine: they stand
in every receipt and snapshot, and the other side signs them.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from django.db import connection
from django.utils import timezone

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.catalogues import keep_catalogue
from counterpart_site.deliveries.transactions import locked, writing
from counterpart_site.records.models import Chain, Entry

FIELDS = ("sequence", "act", "previous", "role", "actor", "sides", "delivery", "content", "form")
MORE = ("catalogue", "statement", "rows", "signed_sequence", "signed_head")


def head_of(programme: str, entry: Entry) -> str:
    """The hash over all that an entry says, with the head before it: sha256 of canonical JSON."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in (*FIELDS, *MORE)}
    said["programme"] = programme
    said["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"entry:{text}".encode()).hexdigest()


def extend(chain: Chain, act: Entry.Act, **said: Any) -> Entry:
    """Add an entry to a chain that the caller holds locked, in the caller's transaction.

    Time never runs backwards in a chain, whatever the clock does.
    """
    assert connection.in_atomic_block, "a chain is extended inside a transaction"
    last = Entry.objects.filter(chain=chain, sequence=chain.length).first()
    catalogue = load_catalogue()
    keep_catalogue(catalogue.version)
    entry = Entry(
        chain=chain,
        sequence=chain.length + 1,
        act=act,
        previous=chain.head,
        at=max(timezone.now(), last.at) if last else timezone.now(),
        catalogue=catalogue.version,
        **said,
    )
    entry.head = head_of(chain.programme, entry)
    entry.save(force_insert=True)
    chain.length, chain.head = entry.sequence, entry.head
    chain.save(update_fields=["length", "head"])
    return entry


def countersign(chain: Chain, account: Account, sequence: int, head: str) -> Entry:
    """Sign, for one's own side, the head that one holds (from a receipt, a snapshot, a report).

    InputError (head_differs) where the chain has another head there: that is what signing is for.
    """
    membership = ask("countersign", account, chain)
    with writing():
        held = locked(chain)
        entry = Entry.objects.filter(chain=held, sequence=sequence).first()
        if entry is None or entry.head != head:
            raise InputError([finding("head_differs", value=held.programme, sequence=sequence)])
        return extend(
            held,
            Entry.Act.COUNTERSIGNATURE,
            role=membership.role,
            actor=account.pk,
            sides=membership.side,
            signed_sequence=sequence,
            signed_head=head,
        )
