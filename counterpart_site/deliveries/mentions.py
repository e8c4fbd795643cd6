"""Deliveries that hold or quote a row that is erased: what they say of it goes with it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from counterpart.engine.store import literal
from counterpart.tables import Table
from counterpart_site.access.models import Account
from counterpart_site.deliveries.models import Delivery, Payload, Staged, Step
from counterpart_site.deliveries.reading import read_delivery
from counterpart_site.deliveries.staging import row_key
from counterpart_site.records.models import Chain, Entry

Status = Delivery.Status
# Deliveries that took effect are known by their entries; these are not.
REST = (Status.RECEIVED, Status.REFUSED, Status.CHECKED, Status.RETURNED, Status.DISCARDED)


def mentioning(chain: Chain, table: Table, key: str) -> list[Delivery]:
    """The deliveries of a chain that quote a row in a preview, or hold it and never took effect.

    Those that never took effect are read again: a row may be in them that no preview lists.
    """
    found = []
    quoted = json.dumps(key)[1:-1]
    for delivery in Delivery.objects.filter(chain=chain).order_by("pk").iterator(chunk_size=20):
        told = json.dumps([delivery.preview, delivery.findings])
        if quoted in told or (
            delivery.status in (*REST, Status.PART) and _holds(delivery, table, key)
        ):
            found.append(delivery)
    return found


def forget(
    deliveries: Iterable[Delivery], table: Table, key: str, entry: Entry, account: Account
) -> None:
    """Take contents, staged rows, previews and findings from deliveries, in the caller's
    transaction; those that are open are closed.

    A delivery that merely quotes the row in its preview keeps its content.
    """
    for delivery in {each.pk: each for each in deliveries}.values():
        holds = delivery.status not in (Status.RECEIVED, *REST) or _holds(delivery, table, key)
        Staged.objects.filter(delivery=delivery).delete()
        if holds:
            gone = {"content": None, "erased": entry.sequence}
            Payload.objects.filter(pk=delivery.payload_id, erased=None).update(**gone)
        counts = (delivery.preview or {}).get("counts", {})
        delivery.preview = {"erased": entry.sequence, "counts": counts}
        delivery.findings = []
        was_open = delivery.open
        if was_open:
            delivery.status = Status.DISCARDED
        delivery.save(update_fields=["preview", "findings", "status"])
        said: dict[str, Any] = {"role": entry.role, "side": entry.sides, "actor": account}
        Step.objects.create(
            delivery=delivery, what="erased", sequence=entry.sequence, at=entry.at, **said
        )


def _holds(delivery: Delivery, table: Table, key: str) -> bool:
    """Whether the content of a delivery has the row."""
    if delivery.payload.content is None or delivery.kind == Delivery.Kind.WITHDRAWAL:
        return False
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        store = read_delivery(delivery, Path(folder)).store
        relation = store.relations.get(table.name)
        if relation is None or not relation.rows:
            return False
        asked = f"SELECT count(*) FROM {relation.name} WHERE {row_key(table)} = {literal(key)}"
        return bool(store.row(asked)[0])
