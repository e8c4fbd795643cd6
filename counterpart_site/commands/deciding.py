"""counterpart site accept | return | discard"""

from __future__ import annotations

import click

from counterpart.cli.output import out, print_json, progress
from counterpart_site.commands.options import account_of, as_option, site_command


@site_command("accept", "accept 12 --as coordinator@example.org")
@click.argument("number", type=int)
@as_option
@click.option("--scope", default="", help="How rows that contain each other are meant.")
def accept(number: int, actor: str, scope: str, as_json: bool) -> None:
    """Accept delivery NUMBER for one's own side; what crosses waits for the other side as well.

    What is accepted is what was previewed: where the record changed in what it touches, the
    delivery is previewed anew and nothing is accepted yet.
    """
    from counterpart_site.deliveries.accept import accept as accept_delivery
    from counterpart_site.deliveries.checking import delivery_of
    from counterpart_site.deliveries.receipts import receipt

    with progress(quiet=as_json) as listen:
        entry = accept_delivery(delivery_of(number), account_of(actor), scope, listen)
    delivery = delivery_of(number)
    if as_json:
        print_json(receipt(delivery))
        return
    if entry is None:
        out.print(f"delivery {number} was accepted by your side before", highlight=False)
    else:
        rows = sum(count for count, _ in entry.rows.values())
        said = f"accepted as entry {entry.sequence}: {rows:,} rows took effect"
        out.print(f"{said}, head {entry.head}", highlight=False)
    waiting = [side for side in delivery.needs if side not in delivery.accepted]
    if waiting:
        out.print(f"the rest waits for side {' and side '.join(waiting)}", highlight=False)


@site_command("return", "return 12 --as coordinator@example.org --comment 'July is missing'")
@click.argument("number", type=int)
@as_option
@click.option("--comment", required=True, help="What is to be corrected.")
def return_(number: int, actor: str, comment: str, as_json: bool) -> None:
    """Return delivery NUMBER to who handed it in, with a comment."""
    from counterpart_site.deliveries.checking import delivery_of
    from counterpart_site.deliveries.returning import return_delivery

    return_delivery(delivery_of(number), account_of(actor), comment)
    _closed(number, "returned", as_json)


@site_command("discard", "discard 12 --as clerk@example.org")
@click.argument("number", type=int)
@as_option
def discard(number: int, actor: str, as_json: bool) -> None:
    """Take back delivery NUMBER, which one handed in and nobody has accepted."""
    from counterpart_site.deliveries.checking import delivery_of
    from counterpart_site.deliveries.returning import discard as discard_delivery

    discard_delivery(delivery_of(number), account_of(actor))
    _closed(number, "discarded", as_json)


def _closed(number: int, what: str, as_json: bool) -> None:
    if as_json:
        print_json({"delivery": number, "status": what})
    else:
        out.print(f"delivery {number} is {what}", highlight=False)
