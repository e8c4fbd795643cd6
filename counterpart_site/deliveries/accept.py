"""THE ONLY WRITER of records: rows take effect when every side they concern has accepted them.

An acceptance is one transaction: the rows of each table in one bulk INSERT, the entry that seals
them, the step of the delivery. What is accepted is exactly what was previewed.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
from pathlib import Path
from typing import Any

from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Store, connect, literal, quoted
from counterpart.errors import Finding, InputError, finding
from counterpart.tables import Column, Table
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.chain import extend
from counterpart_site.deliveries.checking import check, findings_of, look_again
from counterpart_site.deliveries.models import Delivery, Staged, Step
from counterpart_site.deliveries.remarks import remark
from counterpart_site.deliveries.staging import staged_files
from counterpart_site.deliveries.transactions import locked, machine_faults, writing
from counterpart_site.records.models import MODELS, Chain, Entry
from counterpart_site.records.spool import insert

log = logging.getLogger("counterpart.deliveries")
Status = Delivery.Status
ATTEMPTS = 4


@machine_faults()
def accept(
    delivery: Delivery, account: Account, scope: str = "", progress: Progress = silent
) -> Entry | None:
    """Accept a delivery for one's own side; the entry, or None where the side had accepted before.

    InputError: action_refused, not_open, record_moved (the preview is made anew: look at it),
    scope_unstated (rows contain each other: `scope` says how they are meant).
    """
    asked = delivery.needs or delivery.side
    membership = ask("accept", account, delivery.chain, sides=asked, author=delivery.author)
    if membership.side in delivery.accepted:
        return None
    said = remark(scope)
    return _accept(delivery, membership.side, membership.role, account, said, progress)


@machine_faults()
def accept_system(delivery: Delivery, progress: Progress = silent) -> Entry | None:
    """Accept for both sides what the site delivered; InputError with what is wrong with it."""
    delivery = check(delivery, progress)
    if delivery.status == Status.REFUSED:
        raise InputError(findings_of(delivery))
    if delivery.status == Status.ACCEPTED:
        return None
    return _accept(delivery, "ab", "system", None, "", progress)


def _accept(
    delivery: Delivery,
    sides: str,
    role: str,
    account: Account | None,
    scope: str,
    progress: Progress,
) -> Entry | None:
    side = sides if len(sides) == 1 else ""
    seen = _digest(delivery, side)
    for left in reversed(range(ATTEMPTS)):
        faults: list[Finding] = []
        with writing():
            chain = locked(delivery.chain)
            delivery = Delivery.objects.select_for_update().get(pk=delivery.pk)
            if set(sides) <= set(delivery.accepted):
                return None
            if not delivery.open or delivery.status == Status.RECEIVED or answered(delivery):
                raise InputError([finding("not_open", value=delivery.pk, status=delivery.status)])
            if not left and not _as_seen(delivery, chain):
                # Others were quicker each time: look while nobody can be.
                delivery = look_again(delivery, progress)
            if _as_seen(delivery, chain):
                faults = _faults(delivery, side, seen, scope)
                if not faults:
                    return _write(delivery, chain, sides, role, account, scope)
        # Said outside of the transaction, which keeps the new preview.
        if faults:
            raise InputError(faults)
        # Somebody was quicker. Where that changes nothing in what is accepted here, it goes on.
        delivery = look_again(delivery, progress)
    raise InputError([finding("record_moved", value=delivery.pk)])


def answered(delivery: Delivery) -> bool:
    """Whether the draft of an agreement was countered, so that this version is signed no more."""
    gone = (Status.RECEIVED, Status.REFUSED, Status.DISCARDED)
    return delivery.answered_by.exclude(status__in=gone).exists()


def _as_seen(delivery: Delivery, chain: Chain) -> bool:
    """Whether the record holds what it held when the preview was made.

    A signature changes nothing in it, nor does the first of two acceptances that are both needed.
    """
    if delivery.seen_head == chain.head:
        return True
    since = Entry.objects.filter(chain=chain, sequence__gt=delivery.seen_length)
    quiet = (Entry.Act.ACCEPTANCE, Entry.Act.COUNTERSIGNATURE)
    return all(entry.act in quiet and not entry.rows for entry in since)


def _faults(delivery: Delivery, side: str, seen: str | None, scope: str) -> list[Finding]:
    """Why what stands now cannot be accepted by who saw the preview `seen`."""
    faults = []
    wrong = [each for each in findings_of(delivery) if each.severity == "error"]
    if wrong or _digest(delivery, side) != seen:
        faults = [finding("record_moved", value=delivery.pk), *wrong]
    elif (
        delivery.side
        and (delivery.preview or {})["meetings"]["contains"]["count"]
        and not (scope or _stated_scope(delivery))
    ):
        faults = [finding("scope_unstated", value=delivery.pk)]
    return faults


def _digest(delivery: Delivery, side: str) -> str | None:
    """What the preview says of the rows that a side is asked for, in short."""
    digest: str | None = (delivery.preview or {}).get("digests", {}).get(side)
    return digest


def _write(
    delivery: Delivery, chain: Chain, sides: str, role: str, account: Account | None, scope: str
) -> Entry:
    """Write what takes effect with this acceptance, inside the caller's transaction."""
    accepted = "".join(side for side in "ab" if side in delivery.accepted or side in sides)
    rows: dict[str, list[Any]] = {}
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        folder = Path(name)
        store = Store(connect())
        for table, path in staged_files(delivery, folder):
            rows_of = f"read_parquet({literal(str(path))})"
            now, before = _settled(accepted), _settled(delivery.accepted)
            effective = (
                f"(SELECT * FROM {rows_of} WHERE change <> 'unchanged' AND {now} "
                f"AND NOT ({literal(delivery.accepted)} <> '' AND {before}))"
            )
            count, digest = _insert(store, table, effective, chain, folder)
            if count:
                rows[table.name] = [count, digest]
    entry = extend(
        chain,
        Entry.Act.ACCEPTANCE,
        role=role,
        actor=account.pk if account else None,
        sides=sides,
        delivery=delivery.pk,
        content=delivery.payload_id,
        form=delivery.form,
        statement=scope,
        rows=rows,
    )
    delivery.accepted = accepted
    done = set(delivery.needs) <= set(accepted)
    delivery.status = Status.ACCEPTED if done else Status.PART
    # What waits for the other side is as it was: this entry changed none of those rows.
    delivery.seen_length, delivery.seen_head = entry.sequence, entry.head
    delivery.save(update_fields=["accepted", "status", "seen_length", "seen_head"])
    Step.objects.create(
        delivery=delivery,
        what="accepted",
        role=role,
        side=sides if len(sides) == 1 else "",
        actor=account,
        comment=scope,
        sequence=entry.sequence,
        at=entry.at,
    )
    if done:
        Staged.objects.filter(delivery=delivery).delete()
    said = {
        "delivery": delivery.pk,
        "sequence": entry.sequence,
        "rows": sum(r[0] for r in rows.values()),
    }
    log.info("accepted", extra=said)
    return entry


def _settled(accepted: str) -> str:
    """SQL: every side that a row needs is among those that have accepted."""
    first, second = literal(accepted[:1]), literal(accepted[1:])
    return f"replace(replace(needs, {first}, ''), {second}, '') = ''"


def _insert(
    store: Store, table: Table, effective: str, chain: Chain, folder: Path
) -> tuple[int, str]:
    """Add the effective rows of one table; how many, and the digest over them in key order."""
    facts = ", ".join(map(_written, table.columns))
    path = folder / f"{table.name}.csv"
    store.connection.execute(
        f"COPY (SELECT {facts}, row_key, revision, retracted::INTEGER, {chain.pk}, "
        f"{chain.length + 1}, digest FROM {effective} ORDER BY row_key) "
        f"TO {literal(str(path))} (FORMAT csv, HEADER false)"
    )
    own = ("row_key", "revision", "retracted", "chain_id", "sequence", "digest")
    insert(MODELS[table.name]._meta.db_table, (*table.names, *own), path)
    return rows_digest(store, effective)


def _written(column: Column) -> str:
    """SQL for a value as both databases read it."""
    name = quoted(column.name)
    if column.type == "boolean":
        return f"{name}::INTEGER"
    if column.type == "decimal":
        # The same text either way; numbers that fit 64 bits are written eight times as fast.
        small = f"{name} BETWEEN -99999999999999 AND 99999999999999"
        return f"CASE WHEN {small} THEN {name}::DECIMAL(18,4)::VARCHAR ELSE {name}::VARCHAR END"
    return name


def rows_digest(store: Store, rows: str) -> tuple[int, str]:
    """How many rows there are, and a hash over their keys' order, digests, revisions, withdrawals.

    `rows` is a relation with row_key, revision, retracted and digest.
    """
    said = hashlib.sha256(b"rows:")
    count = 0
    cursor = store.connection.execute(
        f"SELECT digest || ':' || revision || ':' || retracted::INTEGER FROM {rows} "
        "ORDER BY row_key, revision"
    )
    while batch := cursor.fetchmany(10_000):
        count += len(batch)
        said.update("\n".join(row[0] for row in batch).encode() + b"\n")
    return count, said.hexdigest()


def _stated_scope(delivery: Delivery) -> bool:
    """Whether another side has said how rows that contain each other are meant."""
    return delivery.steps.filter(what="accepted").exclude(comment="").exists()
