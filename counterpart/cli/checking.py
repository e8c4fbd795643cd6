"""counterpart check"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from counterpart.cli.output import (
    DataPath,
    command,
    json_option,
    out,
    print_findings,
    print_json,
    progress,
)
from counterpart.tables import TABLES


@command("check", "counterpart check my-folder flows-2024.xlsx")
@click.argument("paths", nargs=-1, type=DataPath())
@click.option(
    "--tables", is_flag=True, help="List the contract tables with their columns and stop."
)
@json_option
def check(paths: tuple[Path, ...], tables: bool, as_json: bool) -> None:
    """Find everything that is wrong with PATHS: files (xlsx, csv, parquet) or data folders.

    Exits 1 when anything found is an error; warnings and notes exit 0.
    """
    if tables:
        _print_tables()
        return
    if not paths:
        raise click.UsageError("name a file or a folder to check")
    from counterpart.intake import check as check_paths

    with progress(quiet=as_json) as listen:
        checked = check_paths(paths, progress=listen)
    if as_json:
        print_json([finding.as_dict() for finding in checked.findings])
    else:
        print_findings(checked.findings)
        found = Counter(finding.severity for finding in checked.findings)
        filled = [each for each in checked.store.relations.values() if each.rows]
        rows = sum(each.rows for each in filled)
        out.print(
            f"{rows:,} rows in {len(filled)} tables: {found['error']} errors, "
            f"{found['warning']} warnings, {found['note']} notes",
            highlight=False,
        )
    sys.exit(0 if checked.accepted else 1)


def _print_tables() -> None:
    for table in TABLES.values():
        out.print(f"[bold]{table.name}[/bold] – {table.about}", highlight=False)
        columns = [f"{name}*" if table.column(name).required else name for name in table.names]
        out.print("    " + ", ".join(columns), highlight=False)
    out.print("* may not be empty")
