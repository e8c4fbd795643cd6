"""Deliveries that do not go on: returned by who is asked, or taken back by who handed them in."""

from __future__ import annotations

import logging

from counterpart.errors import InputError, finding
from counterpart_site.access.actions import ask
from counterpart_site.access.models import Account
from counterpart_site.deliveries.models import Delivery, Staged, Step
from counterpart_site.deliveries.remarks import remark
from counterpart_site.deliveries.transactions import machine_faults, writing

log = logging.getLogger("counterpart.deliveries")
Status = Delivery.Status


@machine_faults()
def return_delivery(delivery: Delivery, account: Account, comment: str) -> Delivery:
    """Return a delivery with a comment, for a side that is asked and has not accepted.

    Rows that took effect with the other side's acceptance stay; those that wait never do.
    InputError: action_refused, not_open, empty_reason.
    """
    waiting = "".join(side for side in delivery.needs if side not in delivery.accepted)
    asked = waiting or delivery.needs or delivery.side
    membership = ask("return", account, delivery.chain, sides=asked, author=delivery.author)
    comment = remark(comment)
    if not comment:
        raise InputError([finding("empty_reason")])
    return _close(delivery, Status.RETURNED, membership.role, membership.side, account, comment)


@machine_faults()
def discard(delivery: Delivery, account: Account) -> Delivery:
    """Take back what one handed in, before any side has accepted it.

    InputError: action_refused, not_open.
    """
    membership = ask(
        "discard", account, delivery.chain, sides=delivery.side, author=delivery.author
    )
    return _close(delivery, Status.DISCARDED, membership.role, membership.side, account, "")


@machine_faults()
def counter(delivery: Delivery, account: Account, answer: Delivery) -> Delivery:
    """Close the draft of an agreement that `answer`, of either side, takes the place of.

    InputError: action_refused, not_open (the side that counters has signed it).
    """
    membership = ask("counter", account, delivery.chain, sides=answer.side)
    said = f"{answer.pk}"
    return _close(
        delivery, Status.RETURNED, membership.role, membership.side, account, said, "countered"
    )


def _close(
    delivery: Delivery,
    status: Status,
    role: str,
    side: str,
    account: Account,
    comment: str,
    what: str = "",
) -> Delivery:
    with writing():
        held = Delivery.objects.select_for_update().get(pk=delivery.pk)
        taken_back = status == Status.DISCARDED
        closable = held.open or (taken_back and held.status == Status.REFUSED)
        if not closable or (held.accepted if taken_back else side in held.accepted):
            raise InputError([finding("not_open", value=held.pk, status=held.status)])
        held.status = status
        held.save(update_fields=["status"])
        said = {"role": role, "side": side, "actor": account, "comment": comment}
        Step.objects.create(delivery=held, what=what or status, **said)
        Staged.objects.filter(delivery=held).delete()
    log.info(str(status), extra={"delivery": held.pk})
    return held
