"""counterpart site deliver"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import click

from counterpart.cli.output import DataPath, out, print_json, progress
from counterpart.errors import InputError, finding
from counterpart_site.commands.options import (
    account_of,
    as_option,
    programme_option,
    site_command,
)


@site_command("deliver", "deliver money.xlsx --as clerk@example.org")
@click.argument("paths", nargs=-1, type=DataPath())
@as_option
@click.option("--form", help="The delivery form; a workbook made as a template says it itself.")
@click.option("--layout", help="The remembered layout by which an office's own workbook is read.")
@click.option("--reporter", help="The organisation or place reported for.")
@click.option(
    "--withdraw", multiple=True, metavar="TABLE:KEY", help="A row to withdraw; may be repeated."
)
@click.option("--reason", default="", help="Why rows are withdrawn.")
@programme_option
def deliver(
    paths: tuple[Path, ...],
    actor: str,
    form: str | None,
    layout: str | None,
    reporter: str | None,
    withdraw: tuple[str, ...],
    reason: str,
    programme: str | None,
    as_json: bool,
) -> None:
    """Hand in PATHS: workbooks, CSV files or folders; each is checked and previewed at once.

    Nothing reaches the record before it is accepted. The same content handed in again is the same
    delivery. Exits 1 where a delivery is refused.
    """
    from counterpart_site.commands.shown import delivery_document, print_delivery
    from counterpart_site.deliveries.checking import check
    from counterpart_site.deliveries.handing import handed_file
    from counterpart_site.deliveries.receive import receive, withdrawal
    from counterpart_site.records.queries import chain_of

    if bool(paths) == bool(withdraw):
        raise click.UsageError("name files to hand in, or rows to --withdraw")
    chain, account = chain_of(programme), account_of(actor)
    if withdraw:
        handed = [withdrawal(_rows(withdraw), reason)]
    else:
        handed = [handed_file(chain, path, form, layout, reporter) for path in paths]
    done = []
    with progress(quiet=as_json) as listen:
        for each in handed:
            done.append(check(receive(chain, account, each, reporter), listen))
    if as_json:
        print_json([delivery_document(delivery) for delivery in done])
    else:
        for delivery in done:
            print_delivery(delivery)
    if any(delivery.status == "refused" for delivery in done):
        if not as_json:
            out.print("nothing of it is on record; repair the file and hand it in again")
        sys.exit(1)


def _rows(withdraw: tuple[str, ...]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = defaultdict(list)
    for each in withdraw:
        table, _, key = each.partition(":")
        if not key:
            hint = "write TABLE:KEY, for example flows:f-2031-01"
            raise InputError([finding("unknown_table", value=each, hint=f"; {hint}")])
        rows[table].append(key)
    return dict(rows)
