"""Who sees a delivery: pending ones the sides they concern, those on record all members."""

from __future__ import annotations

from counterpart_site.access.actions import ask, may
from counterpart_site.access.models import Account
from counterpart_site.deliveries.models import Delivery
from counterpart_site.records.models import Chain


def ask_to_read(account: Account, delivery: Delivery) -> None:
    """InputError (action_refused) where `account` may not see the delivery."""
    if delivery.accepted:
        ask("read rows", account, delivery.chain)
    else:
        ask("read pending", account, delivery.chain, sides=_concerned(delivery))


def readable(account: Account, chain: Chain) -> list[Delivery]:
    """The deliveries of a programme that `account` may see, newest first.

    InputError (action_refused) where it is no member.
    """
    ask("read rows", account, chain)
    sees = {side for side in "ab" if may("read pending", account, chain, sides=side)}
    found = Delivery.objects.filter(chain=chain).select_related("chain").order_by("-pk")
    return [each for each in found if each.accepted or sees & set(_concerned(each))]


def _concerned(delivery: Delivery) -> str:
    """The sides whose thing it is before it is on record: its own, and whom it asks while open.

    What was proposed as an agreement stays with both, also once it was countered.
    """
    if delivery.kind == Delivery.Kind.AGREEMENT and delivery.status != Delivery.Status.REFUSED:
        return "ab"
    return delivery.side + (delivery.needs if delivery.open else "")
