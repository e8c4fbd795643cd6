"""counterpart site rows"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from counterpart.cli.output import out, print_json, table
from counterpart.tables import TABLES
from counterpart_site.commands.options import (
    account_of,
    as_of_option,
    as_option,
    programme_option,
    site_command,
)

SHOWN = ("kind", "indicator", "subject", "origin", "destination", "start_on", "end_on", "value")


@site_command("rows", "rows flows --as-of 2031-11-30 --as auditor@example.org")
@click.argument("name", metavar="TABLE", type=click.Choice(list(TABLES)))
@as_option
@as_of_option
@click.option("--key", help="Only this row, with all its revisions.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1))
@programme_option
def rows(
    name: str,
    actor: str,
    as_of: date | datetime | None,
    key: str | None,
    limit: int,
    programme: str | None,
    as_json: bool,
) -> None:
    """Show rows of TABLE as known at a moment; with --key every revision of one row."""
    from counterpart_site.access.actions import ask
    from counterpart_site.records.queries import chain_of, moment_of
    from counterpart_site.records.rows import known_rows, revisions

    chain, account = chain_of(programme), account_of(actor)
    ask("read rows" if key is None else "read history", account, chain)
    found = (
        known_rows(TABLES[name], moment_of(chain, as_of), limit)
        if key is None
        else revisions(TABLES[name], chain, key)
    )
    if as_json:
        print_json(found)
        return
    if not found:
        out.print("no row was known then" if as_of else "no row is on record")
        return
    named = [column for column in SHOWN if column in TABLES[name].names]
    facts = named if len(named) > 2 else TABLES[name].names[len(TABLES[name].key) :][:5]
    extra = ("revision", "recorded_at", "recorded_by", "delivery", *(["state"] if key else []))
    columns = [*TABLES[name].key, *facts, *extra]
    table("", columns, [[_cell(row.get(column)) for column in columns] for row in found])
    if key is None and len(found) == limit:
        out.print(f"the first {limit}; `--limit` shows more", highlight=False)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
