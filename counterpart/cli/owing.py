"""counterpart commitments"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, out, print_json, table
from counterpart.evaluation.commitments import promises
from counterpart.snapshot import open_snapshot


@command("commitments", "counterpart commitments my.snapshot")
@click.argument("snapshot", type=click.Path(path_type=Path))
@json_option
def commitments(snapshot: Path, as_json: bool) -> None:
    """Show what was due, committed and paid, year by year, under every reading of a rule."""
    opened = open_snapshot(snapshot)
    rows = promises(opened)
    if as_json:
        print_json([row.as_dict() for row in rows])
        return
    if not rows:
        out.print("no commitment is on record: add rows to commitments")
        return
    print_label(opened.store)
    columns = [
        "commitment",
        "reading",
        "",
        "year",
        "due",
        "committed",
        "paid",
        "unit",
        "status",
        "missing",
    ]
    table(
        "",
        columns,
        [
            (
                row.commitment,
                row.reading,
                "chosen" if row.chosen else "",
                str(row.year),
                row.due,
                row.committed,
                row.paid,
                row.unit,
                row.status,
                row.missing or "",
            )
            for row in rows
        ],
    )
