"""counterpart site export | backup | restore"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from counterpart.cli.output import command, json_option, out, print_json, progress
from counterpart_site.commands.options import as_of_option, programme_option, site_command


@site_command("export", "export --as-of 2031-11-30 -o november.snapshot")
@as_of_option
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to make."
)
@programme_option
def export(
    as_of: date | datetime | None, output: Path, programme: str | None, as_json: bool
) -> None:
    """Freeze what was known of a programme as a snapshot, with the head of its chain."""
    from counterpart_site.publishing.export import export as export_chain
    from counterpart_site.records.queries import chain_of

    with progress(quiet=as_json) as listen:
        manifest = export_chain(chain_of(programme), output, as_of, listen)
    if as_json:
        document = {
            "root": manifest.root,
            "as_of": manifest.as_of,
            "tables": manifest.tables,
            "chain_head": manifest.chain_head,
        }
        print_json(document)
        return
    rows = sum(manifest.tables.values())
    out.print(f"{output}: {rows:,} rows in {len(manifest.tables)} tables", highlight=False)
    out.print(f"content root {manifest.root}", highlight=False)
    out.print(f"chain head {manifest.chain_head or 'none yet'}", highlight=False)


@command("backup", "counterpart site backup my-site my-site.backup")
@click.argument("data", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def backup(data: Path, file: Path, as_json: bool) -> None:
    """Write the whole site of the folder DATA into FILE, while it goes on working."""
    from counterpart_site.setup import database_errors, open_site

    open_site(data)
    from counterpart_site.publishing.backup import backup as backup_site

    with progress(quiet=as_json) as listen, database_errors():
        backup_site(file, listen)
    if as_json:
        print_json({"backup": str(file), "bytes": file.stat().st_size})
    else:
        out.print(f"{file}: {file.stat().st_size / 1e6:,.1f} MB", highlight=False)


@command("restore", "counterpart site restore my-site.backup new-site")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@json_option
def restore(file: Path, data: Path, as_json: bool) -> None:
    """Make a site in the folder DATA out of the backup FILE; DATA must not hold one.

    The record may change its database: set DATABASE_URL for PostgreSQL, unset it for SQLite.
    """
    from counterpart_site.publishing.restore import restore as restore_site

    with progress(quiet=as_json) as listen:
        restore_site(file, data, listen)
    if as_json:
        print_json({"data": str(data)})
    else:
        out.print(f"the site is in {data}, and its chains hold", highlight=False)
