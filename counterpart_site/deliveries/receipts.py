"""Receipts: what was handed in and what became of it, under which heads of the chain."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import Any

from counterpart.snapshot.heads import receipt_seal
from counterpart_site.deliveries.models import Delivery
from counterpart_site.records.models import Entry

FORMAT = 1


def receipt(delivery: Delivery) -> dict[str, Any]:
    """The receipt of a delivery as a JSON object, closed by the hash over all it says (`receipt`).

    `accepted` has an object for each acceptance {side, role, at, sequence, head, rows}. No person
    is named in it. Whoever keeps it can show that the chain was rewritten.
    """
    entries = Entry.objects.filter(
        chain=delivery.chain, act=Entry.Act.ACCEPTANCE, delivery=delivery.pk
    )
    document: dict[str, Any] = {
        "format": FORMAT,
        "programme": delivery.chain.programme,
        "delivery": delivery.pk,
        "kind": str(delivery.kind),
        "form": delivery.form,
        "reporter": delivery.reporter,
        "side": delivery.side,
        "file_name": delivery.file_name,
        "content": delivery.payload_id,
        "received_at": delivery.received_at.astimezone(UTC).isoformat(),
        "status": str(delivery.status),
        "accepted": [
            {
                "side": entry.sides,
                "role": entry.role,
                "at": entry.at.astimezone(UTC).isoformat(),
                "sequence": entry.sequence,
                "head": entry.head,
                "rows": {name: each[0] for name, each in sorted(entry.rows.items())},
            }
            for entry in entries.order_by("sequence")
        ],
    }
    document["receipt"] = receipt_seal(document)
    return document


def write_receipt(delivery: Delivery, path: Path) -> dict[str, Any]:
    """Write the receipt of a delivery to a file; returns it."""
    document = receipt(delivery)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return document
