"""Receiving: what is handed in is kept as it is, before anything is made of it."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef

from counterpart.catalogue import load_catalogue
from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account, Membership
from counterpart_site.deliveries.models import Delivery, Layout, Payload, Step
from counterpart_site.deliveries.remarks import remark
from counterpart_site.deliveries.transactions import locked, machine_faults, writing
from counterpart_site.records.models import MODELS, Chain, Entry

log = logging.getLogger("counterpart.deliveries")

# What was handed in and went no further: the same content may be tried again, since the register
# or the layout that it is read with may have changed.
CLOSED = (Delivery.Status.REFUSED, Delivery.Status.RETURNED, Delivery.Status.DISCARDED)


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed in: bytes with a file name, and how they are to be read."""

    kind: Delivery.Kind
    file_name: str
    content: bytes
    form: str | None = None
    layout: Layout | None = None

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.content).hexdigest()


def withdrawal(rows: Mapping[str, Sequence[str]], reason: str) -> Handed:
    """The withdrawal of rows (table -> row keys) for a reason, as what can be handed in."""
    if not reason.strip():
        raise InputError([finding("empty_reason")])
    document = {"withdraw": {name: sorted(keys) for name, keys in rows.items()}, "reason": reason}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    return Handed(Delivery.Kind.WITHDRAWAL, "withdrawal.json", text.encode("utf-8", "replace"))


@machine_faults()
def receive(
    chain: Chain, account: Account, handed: Handed, reporter: str | None = None
) -> Delivery:
    """Keep what `account` hands in for its side; the same content again is the same delivery.

    `reporter` is the organisation or place reported for: the membership's own, where it names one.
    InputError: action_refused, upload_too_large, unknown_form, empty_file.
    """
    action = "withdraw" if handed.kind == Delivery.Kind.WITHDRAWAL else "deliver"
    membership = ask(action, account, chain, reporter=reporter)
    if len(handed.content) > settings.UPLOAD_LIMIT:
        size, limit = len(handed.content) / 1e6, settings.UPLOAD_LIMIT / 1e6
        raise InputError(
            [
                finding(
                    "upload_too_large",
                    file=handed.file_name,
                    value=f"{size:,.1f} MB",
                    limit=f"{limit:,.1f} MB",
                )
            ]
        )
    return _keep(chain, handed, reporter_of(membership, reporter), membership, account)


@machine_faults()
def receive_system(chain: Chain, handed: Handed) -> Delivery:
    """Keep what the site itself delivers, for both sides."""
    return _keep(chain, handed, chain.programme, None, None)


def _keep(
    chain: Chain,
    handed: Handed,
    reporter: str,
    membership: Membership | None,
    account: Account | None,
) -> Delivery:
    if not handed.content:
        raise InputError([finding("empty_file", file=handed.file_name)])
    if handed.form is not None and handed.form not in load_catalogue().forms:
        hint = near(handed.form, load_catalogue().forms)
        raise InputError([finding("unknown_form", value=handed.form, hint=hint)])
    side = membership.side if membership else ""
    sha256 = handed.sha256
    with writing():
        held = locked(chain)
        known = (
            Delivery.objects.filter(chain=held, payload=sha256, kind=handed.kind, side=side)
            .filter(form=handed.form, layout=handed.layout, reporter=reporter)
            .exclude(status__in=CLOSED)
            .last()
        )
        if known and not _left_behind(known, held):
            return known
        size = {"size": len(handed.content), "content": handed.content}
        payload, _ = Payload.objects.get_or_create(sha256=sha256, defaults=size)
        delivery = Delivery.objects.create(
            chain=held,
            kind=handed.kind,
            form=handed.form,
            layout=handed.layout,
            reporter=reporter,
            side=side,
            author=account,
            payload=payload,
            file_name=remark(handed.file_name),
        )
        role = membership.role if membership else "system"
        Step.objects.create(delivery=delivery, what="received", role=role, side=side, actor=account)
    log.info(
        "received",
        extra={"delivery": delivery.pk, "form": handed.form, "size": len(handed.content)},
    )
    return delivery


def _left_behind(known: Delivery, chain: Chain) -> bool:
    """Whether rows that a person handed in and that were accepted have been revised since.

    Handed in anew they are another delivery, which puts back what they say. What the site itself
    delivers is accepted without being looked at, and never undoes a correction.
    """
    accepted = known.status == Delivery.Status.ACCEPTED and not known.is_system
    return accepted and any(
        _revised(entry, name)
        for entry in Entry.objects.filter(chain=chain, delivery=known.pk, act=Entry.Act.ACCEPTANCE)
        for name in entry.rows
    )


def _revised(entry: Entry, table: str) -> bool:
    """Whether rows of a table that took effect with an entry have later revisions."""
    rows = MODELS[table]._default_manager.filter(chain=entry.chain_id)
    own = {"row_key": OuterRef("row_key"), "revision__gt": OuterRef("revision")}
    # Said twice for the index of what has later revisions.
    later = rows.filter(revision__gt=1).filter(**own)
    return rows.filter(sequence=entry.sequence).filter(Exists(later)).exists()


def reporter_of(membership: Membership, given: str | None) -> str:
    """Who is reported for: as given, else the member's organisation, else the side's own party."""
    own = membership.chain.side_a if membership.side == "a" else membership.chain.side_b
    return remark(given or "") or membership.organisation or own
