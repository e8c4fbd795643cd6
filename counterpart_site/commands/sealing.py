"""counterpart site receipt | countersign | erase"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.cli.output import out, print_json
from counterpart_site.commands.options import (
    account_of,
    as_option,
    programme_option,
    site_command,
)


@site_command("receipt", "receipt 12 --as clerk@example.org -o receipt-12.json")
@click.argument("number", type=int)
@as_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it to a file.")
def receipt(number: int, actor: str, output: Path | None, as_json: bool) -> None:
    """Give the receipt of delivery NUMBER: what was handed in, who accepted it, under which heads.

    Keep it: with it `counterpart verify --against` finds out whether the chain was rewritten.
    """
    from counterpart_site.deliveries.checking import delivery_of
    from counterpart_site.deliveries.reading_rights import ask_to_read
    from counterpart_site.deliveries.receipts import receipt as receipt_of
    from counterpart_site.deliveries.receipts import write_receipt

    delivery = delivery_of(number)
    ask_to_read(account_of(actor), delivery)
    document = write_receipt(delivery, output) if output else receipt_of(delivery)
    if output and not as_json:
        out.print(f"receipt {document['receipt']} written to {output}", highlight=False)
    else:
        print_json(document)


@site_command("countersign", "countersign --sequence 12 --head 3f0a... --as you@example.org")
@as_option
@click.option("--sequence", required=True, type=int, help="The entry whose head is signed.")
@click.option("--head", required=True, help="The head that you hold: from a receipt or snapshot.")
@programme_option
def countersign(actor: str, sequence: int, head: str, programme: str | None, as_json: bool) -> None:
    """Sign for one's own side the head that one holds; refused where the chain has another."""
    from counterpart_site.deliveries.chain import countersign as sign
    from counterpart_site.records.queries import chain_of

    entry = sign(chain_of(programme), account_of(actor), sequence, head)
    if as_json:
        print_json({"sequence": entry.sequence, "head": entry.head, "side": entry.sides})
    else:
        said = f"entry {sequence} is signed for side {entry.sides}"
        out.print(f"{said}, as entry {entry.sequence}, head {entry.head}", highlight=False)


@site_command("erase", "erase stories s-12 --reason 'consent withdrawn' --as you@example.org")
@click.argument("table")
@click.argument("key")
@as_option
@click.option("--reason", required=True, help="Which law or whose wish demands it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@programme_option
def erase(
    table: str,
    key: str,
    actor: str,
    reason: str,
    yes: bool,
    programme: str | None,
    as_json: bool,
) -> None:
    """Erase for good what row KEY of TABLE says, in all its revisions; its hashes stay.

    This cannot be undone. A row that is merely wrong is corrected or withdrawn, not erased.
    """
    from counterpart_site.deliveries.erase import erase as erase_row
    from counterpart_site.records.queries import chain_of

    if not yes:
        click.confirm(f"Erase {table} {key} for good?", abort=True)
    entry = erase_row(chain_of(programme), account_of(actor), table, key, reason)
    if as_json:
        print_json({"sequence": entry.sequence, "head": entry.head})
    else:
        out.print(f"erased as entry {entry.sequence}, head {entry.head}", highlight=False)
