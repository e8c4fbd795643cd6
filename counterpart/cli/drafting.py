"""counterpart draft"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, out, print_json, table
from counterpart.evaluation.against_rules import Against, against_rules
from counterpart.evaluation.drafting import Clause, as_row, propose
from counterpart.evaluation.what_if import what_if
from counterpart.snapshot import open_snapshot


@command("draft", "counterpart draft my.snapshot annual-agreements-2024 --csv > commitments.csv")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.argument("agreement")
@click.option("--from", "first", type=int, metavar="YEAR", help="First year of the new term.")
@click.option("--until", type=int, metavar="YEAR", help="Last year of the new term.")
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="CLAUSE",
    help="Change a clause: 'CLAUSE: base=30000000, rate=0.1'; may be given several times.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows of commitments, to go on with.")
@json_option
def draft(
    snapshot: Path,
    agreement: str,
    first: int | None,
    until: int | None,
    changes: tuple[str, ...],
    as_csv: bool,
    as_json: bool,
) -> None:
    """Draft the agreement that follows AGREEMENT from its last outturn.

    Each clause is shown with what it is made from, then every year of it beside the rules in force,
    what was due and what was given before.
    """
    opened = open_snapshot(snapshot)
    clauses = propose(opened, agreement, first, until)
    drafted = what_if([each.rule for each in clauses], changes)
    if as_csv:
        click.echo(_rows([as_row(each) for each in drafted]), nl=False)
        return
    beside = against_rules(opened, drafted)
    if as_json:
        rows = [as_row(each) for each in drafted]
        clauses_of = [
            each.as_dict() | {"row": row} for each, row in zip(clauses, rows, strict=True)
        ]
        print_json({"clauses": clauses_of, "against": [each.as_dict() for each in beside]})
        return
    print_label(opened.store)
    if changes:
        out.print("a what-if: the clauses below are not those that the outturn gives")
    _print_clauses(clauses)
    _print_against(beside)


def _rows(rows: Sequence[dict[str, str]]) -> str:
    """Rows of commitments as CSV; the agreement and the source are left to whoever goes on."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _print_clauses(clauses: Sequence[Clause]) -> None:
    table(
        "drafted from the outturn",
        ["follows", "year", "due", "paid", "unit", "status", "clause", "drafted"],
        [
            (
                each.follows,
                str(each.year),
                each.due,
                each.paid,
                each.unit,
                each.status.replace("_", " "),
                each.rule.commitment,
                each.why,
            )
            for each in clauses
        ],
    )


def _print_against(rows: Sequence[Against]) -> None:
    table(
        "beside what holds without it",
        ["clause", "year", "due", "in force", "due before", "given before", "unit", "asks"],
        [
            (
                each.clause,
                str(each.year),
                each.due,
                each.in_force,
                _then(each.before, each.before_year),
                _then(each.given, each.given_year),
                each.unit,
                "; ".join(each.asks),
            )
            for each in rows
        ],
    )


def _then(amount: float | None, year: int | None) -> str:
    return "" if amount is None else f"{amount:,.0f} ({year})"
