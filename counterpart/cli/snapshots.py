"""counterpart snapshot build | verify | info | diff"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from counterpart.cli.output import (
    DataPath,
    command,
    json_option,
    out,
    print_json,
    progress,
    stop,
    table,
)


@click.group(epilog="Example: counterpart snapshot build my-folder -o my.snapshot")
def snapshot() -> None:
    """Build, verify, show and compare snapshots."""


@command("build", "counterpart snapshot build my-folder -o my.snapshot")
@click.argument("paths", nargs=-1, required=True, type=DataPath())
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to make."
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day as of which; today by default."
)
@json_option
def build(paths: tuple[Path, ...], output: Path, as_of: datetime | None, as_json: bool) -> None:
    """Check PATHS and freeze their tables in the folder OUTPUT.

    Nothing is written when anything found is an error. An older snapshot there is replaced in one
    step, so that whoever reads it finds the old one or the new one.
    """
    from counterpart.intake import check
    from counterpart.snapshot import write_snapshot

    with progress(quiet=as_json) as listen:
        checked = check(paths, progress=listen)
        if not checked.accepted:
            errors = [each for each in checked.findings if each.severity == "error"]
            stop(errors, as_json=as_json)
        day = as_of.date() if as_of else None
        manifest = write_snapshot(
            checked.store, checked.catalogue, output, as_of=day, progress=listen
        )
    if as_json:
        print_json({"root": manifest.root, "as_of": manifest.as_of, "tables": manifest.tables})
        return
    warnings = sum(each.severity == "warning" for each in checked.findings)
    rows = sum(manifest.tables.values())
    out.print(
        f"{output}: {rows:,} rows in {len(manifest.tables)} tables, {warnings} warnings",
        highlight=False,
    )
    out.print(f"content root {manifest.root}", highlight=False)


@command("verify", "counterpart snapshot verify my.snapshot")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
def verify(path: Path, as_json: bool) -> None:
    """Check the seal of the snapshot PATH: every file, then every fact.

    The first broken file or table is named first; exits 1 when the seal is broken.
    """
    from counterpart.snapshot import verify_snapshot

    findings = verify_snapshot(path)
    if findings:
        stop(findings, as_json=as_json)
    if as_json:
        print_json([])
    else:
        out.print(f"{path}: the seal holds", highlight=False)


@command("info", "counterpart snapshot info my.snapshot --json")
@click.argument("path", type=click.Path(path_type=Path))
@json_option
def info(path: Path, as_json: bool) -> None:
    """Show what the snapshot PATH holds: root, moment, tables, catalogue, chain head."""
    from counterpart.snapshot import open_snapshot

    manifest = open_snapshot(path).manifest
    if as_json:
        print_json(
            {
                "root": manifest.root,
                "as_of": manifest.as_of,
                "tables": manifest.tables,
                "catalogue": manifest.catalogue,
                "chain_head": manifest.chain_head,
            }
        )
        return
    out.print(f"content root {manifest.root}", highlight=False)
    out.print(f"as of {manifest.as_of}, catalogue {manifest.catalogue}", highlight=False)
    head = manifest.chain_head or "none: built from files, not from a site"
    out.print(f"chain head {head}", highlight=False)
    table("", ["table", "rows"], list(manifest.tables.items()))


@command("diff", "counterpart snapshot diff november.snapshot december.snapshot")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@json_option
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Show every row that was added, withdrawn or changed from BEFORE to AFTER."""
    from dataclasses import asdict

    from counterpart.snapshot import difference, open_snapshot

    changes = difference(open_snapshot(before), open_snapshot(after))
    if as_json:
        print_json([asdict(change) for change in changes])
        return
    if not changes:
        out.print("no difference: both hold the same facts")
        return
    rows = []
    for change in changes:
        shown = change.columns.items() if change.change == "changed" else ()
        words = "; ".join(f"{name}: {old} → {new}" for name, (old, new) in shown)
        rows.append((change.table, change.key, change.change, words))
    table("", ["table", "key", "what", "columns"], rows)


for each in (build, verify, info, diff):
    snapshot.add_command(each)
