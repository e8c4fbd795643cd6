"""counterpart explain"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, number, out, print_json, table
from counterpart.evaluation.explain import explain as why
from counterpart.snapshot import open_snapshot


@command("explain", "counterpart explain my.snapshot economic.aid beijing-inner-mongolia 2011")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.argument("measure")
@click.argument("subject")
@click.argument("period")
@json_option
def explain(snapshot: Path, measure: str, subject: str, period: str, as_json: bool) -> None:
    """Show the records, sources and arithmetic behind one value.

    SUBJECT is a programme, a pairing or a place; PERIOD a year, a span, a stage, or `all`.
    """
    opened = open_snapshot(snapshot)
    explanation = why(opened, measure, subject, period)
    if as_json:
        print_json(explanation.as_dict())
        return
    print_label(opened.store)
    result = explanation.result
    value = number(result.value) if result.value is not None else result.note
    out.print(f"[bold]{result.measure}[/bold] = {value} {result.unit}", highlight=False)
    out.print(explanation.arithmetic, highlight=False, markup=False)
    rows = [
        (
            each.role,
            each.table,
            each.key,
            each.period,
            each.value,
            each.unit,
            each.source,
            each.locator,
        )
        for each in explanation.rows
    ]
    columns = ["role", "table", "row", "period", "value", "unit", "source", "where"]
    table("", columns, [tuple("" if cell is None else cell for cell in row) for row in rows])
    if explanation.left_out:
        out.print("Not added, since another row is taken:", highlight=False)
        columns = ["row", "value", "unit", "source", "taken instead", "why"]
        cells = [
            (each.key, each.value, each.unit, each.source or "", each.taken, each.why)
            for each in explanation.left_out
        ]
        table("", columns, [tuple("" if cell is None else cell for cell in row) for row in cells])
