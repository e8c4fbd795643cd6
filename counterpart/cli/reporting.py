"""counterpart report"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counterpart.cli.output import command, json_option, out, print_json, progress
from counterpart.reports import write_report
from counterpart.snapshot import open_snapshot


@command("report", "counterpart report my.snapshot --lang zh --to html -o report.html")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="The language."
)
@click.option(
    "--to",
    "form",
    type=click.Choice(["html"]),
    default="html",
    show_default=True,
    help="The format.",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option(
    "--since", type=click.Path(path_type=Path), help="An earlier snapshot: say what changed since."
)
@json_option
def report(
    snapshot: Path, lang: Any, form: str, output: Path, since: Path | None, as_json: bool
) -> None:
    """Write a report of SNAPSHOT: one file, no network, every number with its source."""
    with progress(quiet=as_json) as listen:
        before = None if since is None else open_snapshot(since)
        write_report(open_snapshot(snapshot), lang, output, progress=listen, before=before)
    if as_json:
        print_json({"report": str(output)})
    else:
        out.print(f"report written to {output}", highlight=False)
