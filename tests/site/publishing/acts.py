"""Acts that the tests of what leaves the site begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from counterpart_site.deliveries.accept import accept
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.receive import Handed, receive, withdrawal
from counterpart_site.records.models import Chain
from tests.site.world import flows, person

STORY = 'story,title_en,text,place,consent\n{key},Teacher,"{text}",east-1,given\n'


def accepted(chain: Chain, handed: Handed, who: str = "clerk-a") -> Delivery:
    """What `who` hands in, accepted by the sides that it needs."""
    delivery = check(receive(chain, person(who), handed))
    assert delivery.status in ("checked", "partly accepted", "accepted"), delivery.findings
    for side in delivery.needs:
        accept(delivery, person(f"coordinator-{side}"), "the whole, with its parts")
    return Delivery.objects.get(pk=delivery.pk)


def deliver_flows(chain: Chain, *rows: str) -> Delivery:
    """Flows on record, given as in `world.flows`."""
    return accepted(chain, flows(*rows))


def withdraw(chain: Chain, key: str) -> Delivery:
    """A flow withdrawn."""
    return accepted(chain, withdrawal({"flows": [key]}, "paid to another"))


def story(key: str, text: str) -> Handed:
    """One story of a place of side A, as a delivery of tables."""
    content = STORY.format(key=key, text=text).encode()
    return Handed(Delivery.Kind.TABLES, "stories.csv", content)


@contextmanager
def passing(blocker: Any) -> Iterator[None]:
    """A transaction around the tests of a module; what each of them does is undone within it."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
