"""The contents of deliveries: the bytes that were handed in have the hash they are known by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from counterpart.errors import Finding, finding
from counterpart_site.deliveries.models import Delivery, Payload
from counterpart_site.publishing.links import Links, Place
from counterpart_site.records.models import Chain


def check_contents(chain: Chain, links: Links) -> Iterator[tuple[Place, Finding]]:
    """What does not hold of the contents that a chain names, and of those that wait.

    One content is in memory at a time.
    """
    first: dict[str, int] = {}
    for sequence, (number, sha256) in sorted(links.contents.items()):
        first.setdefault(sha256, sequence)
        kept = Delivery.objects.filter(pk=number or 0, chain=chain).values_list(
            "payload_id", flat=True
        )
        if list(kept) != [sha256]:
            detail = f"delivery {number} has not the content that the entry states"
            yield (sequence, 1, ""), links.breach(sequence, detail)
    deliveries = Delivery.objects.filter(chain=chain).order_by("pk")
    seen: set[str] = set()
    for number, sha256 in deliveries.values_list("pk", "payload_id").iterator():
        if sha256 not in seen:
            seen.add(sha256)
            fault = _fault(Payload.objects.get(pk=sha256))
            if fault:
                place = (first.get(sha256, chain.length + 1), 2, "")
                yield (
                    place,
                    finding(
                        "payload_broken", value=number, programme=chain.programme, detail=fault
                    ),
                )


def _fault(payload: Payload) -> str | None:
    if payload.content is None:
        return None if payload.erased else "it is gone, and no erasure says why"
    if payload.erased:
        return "it is there, and an erasure says that it is not"
    content = bytes(payload.content)
    if hashlib.sha256(content).hexdigest() != payload.sha256:
        return "its bytes are not those that were handed in"
    return None if len(content) == payload.size else "its size is not the one noted"
