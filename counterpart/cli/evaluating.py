"""counterpart evaluate"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, number, out, print_json, progress, table
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.results import Result, Results
from counterpart.evaluation.run import evaluate as run
from counterpart.periods import Period
from counterpart.snapshot import open_snapshot


@command("evaluate", "counterpart evaluate my.snapshot -m economic.aid --by pairing")
@click.argument("snapshot", required=False, type=click.Path(path_type=Path))
@click.option(
    "-m", "--measure", "measures", multiple=True, help="A measure or a dimension; may be repeated."
)
@click.option(
    "--by",
    type=click.Choice(["programme", "pairing", "place"]),
    default="programme",
    show_default=True,
    help="Whose measures.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb"]),
    default="duckdb",
    show_default=True,
    help="What computes.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder for results.csv and results.json.",
)
@click.option("--list", "listing", is_flag=True, help="List the measures and stop.")
@json_option
def evaluate(
    snapshot: Path | None,
    measures: tuple[str, ...],
    by: Any,
    engine: str,
    output: Path | None,
    listing: bool,
    as_json: bool,
) -> None:
    """Evaluate SNAPSHOT: every measure with its interval, or the input that is missing."""
    if listing:
        rows = [(each.key, each.name(), each.level, each.unit) for each in MEASURES.values()]
        table("", ["measure", "name", "level", "unit"], rows)
        return
    if snapshot is None:
        raise click.UsageError("name a snapshot")
    with progress(quiet=as_json) as listen:
        opened = open_snapshot(snapshot)
        results = run(opened, list(measures) or None, by, listen)
    if output:
        _write(results, output)
    if as_json:
        print_json([result.as_dict() for result in results])
    else:
        print_label(opened.store)
        _print(results)
        if output:
            out.print(f"written to {output}", highlight=False)


def _print(results: Results) -> None:
    if not results:
        out.print("nothing to evaluate: add a programme with its two sides to programmes")
    for dimension in ("spatial", "cultural", "economic", "social"):
        own = [each for each in results if MEASURES[each.measure].dimension == dimension]
        rows = [_row(each) for each in own if _known(each)]
        if rows:
            columns = ["measure", "of", "period", "value", "interval", "unit", "n", "note"]
            table(dimension.capitalize(), columns, rows)
        found = {(each.measure, each.subject) for each in own if _known(each)}
        absent = {
            (each.measure, each.subject): each.note
            for each in reversed(own)
            if (each.measure, each.subject) not in found
        }
        if absent:
            lines = [(*key, note) for key, note in reversed(absent.items())]
            title = f"{dimension.capitalize()}: without a value in any period"
            table(title, ["measure", "of", "what is missing"], lines)


def _known(result: Result) -> bool:
    return (result.value, result.low, result.high) != (None, None, None)


def _row(result: Result) -> tuple[object, ...]:
    interval = ""
    if result.low is not None or result.high is not None:
        interval = f"{number(result.low)} to {number(result.high)}"
    assert result.end is not None
    return (
        result.measure,
        result.subject,
        str(Period(result.start, result.end)),
        result.value,
        interval,
        result.unit,
        result.n,
        result.note,
    )


def _write(results: Results, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [result.as_dict() for result in results]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(text + "\n", "utf-8")
    with (folder / "results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
