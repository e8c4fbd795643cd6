"""Deliveries that hold or quote a row that is erased: what they say of it goes with it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any

from counterpart.engine.store import literal
from counterpart.errors import InputError
from counterpart.tables import Table
from counterpart_site.access.models import Account
from counterpart_site.deliveries.models import Delivery, Payload, Staged, Step
from counterpart_site.deliveries.reading import read_delivery
from counterpart_site.deliveries.staging import row_key
from counterpart_site.records.models import Chain, Entry


class Mention(IntEnum):
    """How a delivery speaks of a row: in a finding, as one that it changes, in its own content."""

    QUOTED = 1
    LISTED = 2
    HELD = 3


def mentions(chain: Chain, table: Table, key: str, after: int = 0) -> dict[int, Mention]:
    """Delivery number -> how it speaks of a row, for the deliveries numbered above `after`.

    Contents that may have the row are read again: a preview lists some rows only, and none that
    were on record already.
    """
    found = {}
    asked = Delivery.objects.filter(chain=chain, pk__gt=after).order_by("pk")
    for delivery in asked.iterator(chunk_size=20):
        preview = delivery.preview or {}
        listed = preview.get("changes", {}).get(table.name, [])
        if table.name in preview.get("counts", {table.name: 0}) and _holds(delivery, table, key):
            found[delivery.pk] = Mention.HELD
        elif any(each["key"] == key for each in listed):
            found[delivery.pk] = Mention.LISTED
        elif _says([preview, delivery.findings], key):
            found[delivery.pk] = Mention.QUOTED
    return found


def forget(found: Mapping[int, Mention], key: str, entry: Entry, account: Account) -> None:
    """Take what deliveries say of a row out of them, in the caller's transaction.

    A delivery that holds the row loses its content; one that would change it is closed, if it is
    open; one that merely quotes it loses the quotation.
    """
    for number, how in sorted(found.items()):
        delivery = Delivery.objects.select_for_update().get(pk=number)
        preview = delivery.preview or {}
        if how == Mention.QUOTED:
            for each in preview.get("meetings", {}).values():
                each["listed"] = [one for one in each["listed"] if not _says(one, key)]
            delivery.findings = [one for one in delivery.findings if not _says(one, key)]
            preview["read"] = [one for one in preview.get("read", []) if not _says(one, key)]
        else:
            preview = {"erased": entry.sequence, "counts": preview.get("counts", {})}
            delivery.findings = []
            Staged.objects.filter(delivery=delivery).delete()
            if delivery.open:
                delivery.status = Delivery.Status.DISCARDED
            said: dict[str, Any] = {"role": entry.role, "side": entry.sides, "actor": account}
            said |= {"sequence": entry.sequence, "at": entry.at}
            Step.objects.create(delivery=delivery, what="erased", **said)
        delivery.preview = preview
        delivery.save(update_fields=["preview", "findings", "status"])
        if how == Mention.HELD:
            gone = {"content": None, "erased": entry.sequence}
            Payload.objects.filter(pk=delivery.payload_id, erased=None).update(**gone)


def _says(document: Any, key: str) -> bool:
    """Whether a JSON value names the key, as a value of its own or within a text."""
    return json.dumps(key, ensure_ascii=False)[1:-1] in json.dumps(document, ensure_ascii=False)


def _holds(delivery: Delivery, table: Table, key: str) -> bool:
    """Whether the content of a delivery has the row; what cannot be read any more may."""
    if delivery.payload.content is None or delivery.kind == Delivery.Kind.WITHDRAWAL:
        return False
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        try:
            store = read_delivery(delivery, Path(folder)).store
        except (InputError, KeyError):
            return True
        relation = store.relations.get(table.name)
        if relation is None or not relation.rows:
            return False
        asked = f"SELECT count(*) FROM {relation.name} WHERE {row_key(table)} = {literal(key)}"
        return bool(store.row(asked)[0])
