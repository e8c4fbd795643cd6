"""What waits for a decision: here (asked of a side), and there (asked of the other side alone)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from counterpart_site.deliveries.models import Delivery, Step
from counterpart_site.records.models import Chain, Entry


@dataclass(frozen=True, slots=True)
class Waiting:
    """The deliveries that wait, oldest first; each has `counts`: table -> change -> rows."""

    here: tuple[Delivery, ...]
    there: tuple[Delivery, ...]


def asked_of(delivery: Delivery) -> str:
    """The sides whose decision an open delivery waits for; its own, where it changes nothing."""
    if not delivery.open:
        return ""
    asked = delivery.needs or delivery.side
    return "".join(side for side in asked if side not in delivery.accepted)


def waiting(chain: Chain, side: str) -> Waiting:
    """What waits in a programme, as a side may see it: its own, and what asks it."""
    checked = (Delivery.Status.CHECKED, Delivery.Status.PART)
    found = (
        Delivery.objects.filter(chain=chain, status__in=checked)
        .annotate(counts=F("preview__counts"))
        .defer("preview", "findings")
        .order_by("pk")
    )
    concerned = [each for each in found if each.accepted or side in each.side + each.needs]
    here = tuple(each for each in concerned if side in asked_of(each))
    return Waiting(here, tuple(each for each in concerned if side not in asked_of(each)))


def changed_rows(delivery: Delivery) -> dict[str, int]:
    """Change -> how many rows of all tables, for a delivery of `waiting`; without empty changes."""
    counts: dict[str, dict[str, Any]] = getattr(delivery, "counts", None) or {}
    sums = {
        change: sum(each[change] for each in counts.values())
        for change in ("added", "changed", "withdrawn", "unchanged")
    }
    return {change: count for change, count in sums.items() if count}


def newest_accepted(chain: Chain, limit: int) -> list[tuple[Entry, Delivery]]:
    """The last acceptances of deliveries by people, newest first, each with its delivery."""
    entries = list(
        Entry.objects.filter(chain=chain, act=Entry.Act.ACCEPTANCE)
        .exclude(role="system")
        .order_by("-sequence")[:limit]
    )
    asked = Delivery.objects.defer("preview", "findings")
    deliveries = asked.in_bulk({each.delivery for each in entries if each.delivery})
    return [(each, deliveries[each.delivery]) for each in entries if each.delivery in deliveries]


def returned_since(chain: Chain, moment: Any) -> int:
    """How many deliveries were returned after a moment."""
    return Step.objects.filter(
        delivery__chain=chain, what=Delivery.Status.RETURNED, at__gt=moment
    ).count()
