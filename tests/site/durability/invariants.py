"""What holds of a site at any moment, whatever was killed: as sentences about what does not."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db.models import Count, Max

from counterpart.engine.store import Store, connect
from counterpart.snapshot.seal import row_digest
from counterpart_site.deliveries.accept import rows_digest
from counterpart_site.deliveries.chain import head_of
from counterpart_site.deliveries.models import Delivery, Payload, Staged
from counterpart_site.deliveries.staging import row_key
from counterpart_site.publishing.backup import MANIFEST
from counterpart_site.publishing.verify import verify_site
from counterpart_site.records.models import MODELS, Chain, Entry
from counterpart_site.records.reading import newest
from tests.site.durability.months import KEPT

Status = Delivery.Status


def broken(folder: Path, thoroughly: bool = False) -> list[str]:
    """All that is wrong with a site; `thoroughly` hashes every row anew and reads its backup."""
    faults = []
    if thoroughly:
        faults += [f"verify: {found.message}" for found in verify_site()]
        faults += _backup(folder / KEPT)
    for chain in Chain.objects.all():
        entries = list(Entry.objects.filter(chain=chain).order_by("sequence"))
        faults += _chain(chain, entries)
        faults += _rows(chain, entries)
        faults += _deliveries(chain, entries)
        if thoroughly:
            faults += _digests(chain, entries)
    for payload in Payload.objects.all():
        if payload.content is not None:
            found = hashlib.sha256(bytes(payload.content)).hexdigest()
            if found != payload.sha256 or len(bytes(payload.content)) != payload.size:
                faults.append(f"payload {payload.sha256} holds something else")
    return faults


def _backup(path: Path) -> list[str]:
    """A backup is there as a whole or not at all."""
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
        tables = json.loads(archive.read(MANIFEST))["tables"]
    return [f"the backup is damaged: {damaged}"] if damaged or not tables else []


def _chain(chain: Chain, entries: list[Entry]) -> list[str]:
    faults = []
    head, at = "", None
    for place, entry in enumerate(entries, start=1):
        if entry.sequence != place or entry.previous != head:
            faults.append(f"entry {entry.sequence} does not follow the one before")
        if head_of(chain.programme, entry) != entry.head:
            faults.append(f"entry {entry.sequence} says something else than its head")
        if at is not None and entry.at < at:
            faults.append(f"entry {entry.sequence} is older than the one before")
        head, at = entry.head, entry.at
    if (chain.length, chain.head) != (len(entries), head):
        faults.append(f"the chain says {chain.length} entries, there are {len(entries)}")
    return faults


def _rows(chain: Chain, entries: list[Entry]) -> list[str]:
    """Every entry has exactly its rows; every key its revisions, one after another."""
    faults = []
    said = {
        (name, entry.sequence): number
        for entry in entries
        for name, (number, _) in entry.rows.items()
    }
    found: dict[tuple[str, int], int] = {}
    for name, model in MODELS.items():
        rows = model._default_manager.filter(chain=chain).order_by()
        for row in rows.values("sequence").annotate(number=Count("pk")):
            found[name, row["sequence"]] = row["number"]
        for key in rows.values("row_key").annotate(number=Count("pk"), last=Max("revision")):
            name_of = f"{name} {key['row_key']}"
            if key["number"] != key["last"]:
                faults.append(f"{name_of}: {key['number']} revisions of {key['last']}")
    if said != found:
        faults.append(f"entries and rows differ: {set(said.items()) ^ set(found.items())}")
    return faults


def _deliveries(chain: Chain, entries: list[Entry]) -> list[str]:
    """A delivery is accepted by the sides of its entries; what is not accepted has none."""
    faults = []
    accepted: dict[int | None, Counter[str]] = {}
    for entry in entries:
        if entry.act == Entry.Act.ACCEPTANCE:
            accepted.setdefault(entry.delivery, Counter()).update(entry.sides)
    for delivery in Delivery.objects.filter(chain=chain):
        name = f"delivery {delivery.pk} ({delivery.status})"
        sides = accepted.pop(delivery.pk, Counter())
        if set(sides) != set(delivery.accepted) or any(count > 1 for count in sides.values()):
            faults.append(f"{name} says {delivery.accepted!r}, its entries {sides}")
        done = delivery.status == Status.ACCEPTED
        if done and not set(delivery.needs) <= set(delivery.accepted):
            faults.append(f"{name} waits for {delivery.needs}, has {delivery.accepted}")
        if delivery.status in (Status.RECEIVED, Status.CHECKED, Status.REFUSED) and sides:
            faults.append(f"{name} has entries")
        kept = Staged.objects.filter(delivery=delivery).exists()
        if delivery.status in (Status.CHECKED, Status.PART) and not (kept and delivery.preview):
            faults.append(f"{name} has nothing to accept")
        if delivery.status in (Status.RECEIVED, Status.ACCEPTED) and kept:
            faults.append(f"{name} has staged rows")
        steps = Counter(delivery.steps.values_list("what", "side"))
        if any(number > 1 for number in steps.values()) or not steps["received", delivery.side]:
            faults.append(f"{name} has the steps {dict(steps)}")
    faults += [f"delivery {number} has entries and is not there" for number in accepted]
    return faults


def _digests(chain: Chain, entries: list[Entry]) -> list[str]:
    """What rows say gives their digest and key, and their digests those of their entries."""
    faults = []
    with TemporaryDirectory() as folder:
        for name in {table for entry in entries for table in entry.rows}:
            model = MODELS[name]
            store, table = Store(connect()), model.contract
            rows = model._default_manager.filter(chain=chain)
            for entry in entries:
                if name not in entry.rows:
                    continue
                own = rows.filter(sequence=entry.sequence).order_by("row_key")
                said = own.values_list("row_key", "revision", "retracted", "digest")
                values = ", ".join(f"({key!r}, {a}, {b}, '{c}')" for key, a, b, c in said)
                listed = f"(VALUES {values}) v(row_key, revision, retracted, digest)"
                if list(rows_digest(store, listed)) != entry.rows[name]:
                    faults.append(f"{name} of entry {entry.sequence} are others than were sealed")
            keys = list(rows.values_list("row_key", flat=True).distinct())
            path = Path(folder) / "rows.csv"
            newest(store.connection, chain.pk, table, keys, "found", path)
            odd = store.rows(
                f"SELECT row_key FROM found WHERE digest IS DISTINCT FROM {row_digest(table)} "
                f"OR row_key IS DISTINCT FROM {row_key(table)}"
            )
            faults += [f"{name} {key} says something else than its digest" for (key,) in odd]
    return faults
