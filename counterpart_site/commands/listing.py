"""counterpart site deliveries | show"""

from __future__ import annotations

import click

from counterpart.cli.output import out, print_json, table
from counterpart_site.commands.options import (
    account_of,
    as_option,
    programme_option,
    site_command,
)


@site_command("deliveries", "deliveries --as coordinator@example.org --waiting")
@as_option
@click.option("--waiting", is_flag=True, help="Only those that wait for a side.")
@programme_option
def deliveries(actor: str, waiting: bool, programme: str | None, as_json: bool) -> None:
    """List what was handed in: whose, what became of it, whom it waits for."""
    from counterpart_site.commands.shown import delivery_document
    from counterpart_site.deliveries.reading_rights import readable
    from counterpart_site.records.queries import chain_of

    found = readable(account_of(actor), chain_of(programme))
    if waiting:
        found = [each for each in found if each.open]
    if as_json:
        print_json([delivery_document(each) for each in found])
        return
    if not found:
        out.print("nothing waits" if waiting else "nothing was handed in yet")
        return
    table(
        "",
        ["delivery", "received", "status", "side", "waits for", "form", "reporter", "file"],
        [
            (
                str(each.pk),
                f"{each.received_at:%Y-%m-%d %H:%M}",
                each.status,
                each.side or "both",
                ", ".join(side for side in each.needs if each.open and side not in each.accepted),
                each.form or each.kind,
                each.reporter,
                each.file_name,
            )
            for each in found
        ],
    )


@site_command("show", "show 12 --as coordinator@example.org")
@click.argument("number", type=int)
@as_option
def show(number: int, actor: str, as_json: bool) -> None:
    """Show delivery NUMBER: where it stands, what was found, what it would change."""
    from counterpart_site.commands.shown import delivery_document, print_delivery
    from counterpart_site.deliveries.checking import delivery_of
    from counterpart_site.deliveries.reading_rights import ask_to_read

    delivery = delivery_of(number)
    ask_to_read(account_of(actor), delivery)
    if as_json:
        print_json(delivery_document(delivery))
        return
    print_delivery(delivery)
    rows = [
        (f"{each.at:%Y-%m-%d %H:%M}", each.what, each.role, each.side, each.comment)
        for each in delivery.steps.all()
    ]
    table("", ["at", "step", "role", "side", "comment"], rows)
