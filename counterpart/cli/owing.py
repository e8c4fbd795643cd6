"""counterpart commitments"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, out, print_json, table
from counterpart.evaluation.breakdown import BY, DuePart, breakdown
from counterpart.evaluation.commitments import DueYear, NoAmount, promises
from counterpart.evaluation.due import commitments as recorded
from counterpart.evaluation.owed import Owed
from counterpart.evaluation.what_if import what_if
from counterpart.snapshot import open_snapshot


@command(
    "commitments", "counterpart commitments my.snapshot --what-if 'growth-12th-plan: rate=0.1'"
)
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--by", type=click.Choice(BY), default="year", help="Break the amounts down.")
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="RULE",
    help="Change a rule: 'COMMITMENT: rate=0.1, cap=100000000'; may be given several times.",
)
@click.option("--until", type=int, metavar="YEAR", help="Let every rule continue to a year.")
@json_option
def commitments(
    snapshot: Path, by: str, changes: tuple[str, ...], until: int | None, as_json: bool
) -> None:
    """Show what was due, committed and paid, year by year, under every reading of a rule."""
    opened = open_snapshot(snapshot)
    rules = what_if(recorded(opened.store), changes, until)
    owed = Owed(opened.store, opened.catalogue, rules)
    rows: Sequence[DueYear | NoAmount | DuePart] = (
        promises(opened, owed=owed) if by == "year" else breakdown(owed, by)
    )
    if as_json:
        print_json([row.as_dict() for row in rows])
        return
    if not rules:
        out.print("no commitment is on record: add rows to commitments")
        return
    print_label(opened.store)
    if changes or until is not None:
        out.print("a what-if: the rules below are not all those on record")
    if not rows:
        out.print(f"no commitment is split by {by}: no rule is for each place of a group")
        return
    parts = [] if by == "year" else [by]
    columns = ["commitment", "reading", "", *(["year"] if by != "term" else []), *parts]
    table(
        "",
        [*columns, "due", "committed", "paid", "unit", "status", *([] if parts else ["question"])],
        [
            (
                row.commitment,
                row.reading,
                "chosen" if row.chosen else "",
                *([str(row.year)] if by != "term" else []),
                *([row.part or "not told"] if isinstance(row, DuePart) else []),
                row.due,
                row.committed,
                row.paid,
                row.unit,
                row.status.replace("_", " "),
                *([] if isinstance(row, DuePart) else [_question(row)]),
            )
            for row in rows
        ],
    )


def _question(row: DueYear | NoAmount) -> str:
    """What is missing for an amount, or asked of the side that answers."""
    return row.missing or (row.explanation if isinstance(row, DueYear) else None) or ""
