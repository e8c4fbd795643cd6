"""counterpart since"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, number, out, print_json, progress, table
from counterpart.evaluation.explain import subject_kind
from counterpart.evaluation.since import STEPS, Difference, Since
from counterpart.periods import Period
from counterpart.snapshot import open_snapshot
from counterpart.snapshot.moves import CHANGES, Counted, Move

# So many rows behind a difference are listed; beyond them they are counted.
LISTED = 40


@command("since", "counterpart since last-year.snapshot my.snapshot -m economic.aid")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option(
    "-m", "--measure", "measures", multiple=True, help="A measure or a dimension; may be repeated."
)
@click.option("--subject", help="Only this programme, pairing or place, instead of --by.")
@click.option(
    "--by",
    type=click.Choice(["programme", "pairing", "place"]),
    default="programme",
    show_default=True,
    help="Whose measures.",
)
@click.option("--every", is_flag=True, help="Stages and single years too, and what is the same.")
@click.option("--csv", "as_csv", is_flag=True, help="Print every difference as CSV.")
@json_option
def since(
    before: Path,
    after: Path,
    measures: tuple[str, ...],
    subject: str | None,
    by: Any,
    every: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Say why values differ between BEFORE and AFTER, two snapshots of one programme.

    Each difference is split into definition (the catalogue), scope (places, groups, offices,
    stages), revision (rows that say something else), new data (rows that came late) and real change
    (what has happened since). Of a single measure the rows behind it are listed.
    """
    with progress(quiet=as_json or as_csv) as listen:
        one, two = open_snapshot(before), open_snapshot(after)
        if subject is not None:
            by = subject_kind(two.store, subject)
        only = None if subject is None else [subject]
        found = Since(one, two, by, list(measures) or None, only, progress=listen)
    rows = [each for each in found.differences if every or as_csv or as_json or _headline(each)]
    if as_json:
        moved = [dict(zip(("table", "key", "how", "change"), _move(each), strict=True))
                 for each in found.moved.rows()]  # fmt: skip
        print_json({"differences": [each.as_dict() for each in rows], "rows": moved})
        return
    if as_csv:
        _write(rows)
        return
    print_label(found.moved.after.store)
    _print_moves(found.moved.counts)
    _print_differences(rows)
    if len({each.measure for each in rows}) == 1 and len(rows) <= 4:
        _print_behind(found, rows)


def _headline(each: Difference) -> bool:
    return each.scope in ("all", "latest") and each.status not in ("same", "missing")


def _move(each: Move) -> tuple[str, str, str, str]:
    return each.table, each.key, each.how, each.change


def _print_moves(counts: Counted) -> None:
    """How many rows of each table were added, changed, withdrawn, by kind of change."""
    lines = [
        (name, how, *(counts.get((name, how, change), "") for change in CHANGES))
        for name, how in dict.fromkeys((name, how) for name, how, _ in counts)
    ]
    if lines:
        table("rows that differ", ["table", "", *CHANGES], lines)
    else:
        out.print("no row differs: only the catalogue or the day does")


def _print_differences(rows: Sequence[Difference]) -> None:
    if not rows:
        out.print("no value differs in the whole or in its newest year; --every shows all of them")
        return
    # Only the kinds of change that move something have a column.
    steps = [name for place, name in enumerate(STEPS) if any(each.steps[place] for each in rows)]
    several = len({each.subject for each in rows}) > 1
    of = ["of"] if several else []
    columns = ["measure", *of, "period", "before", "after", "unit", *steps, ""]
    lines = [_line(each, steps, [each.subject] if several else []) for each in rows]
    table("what changed since", columns, lines)
    out.print(
        "Steps are made in this order and sum to after less before; what two changes do together "
        "is in the later one. Both records are evaluated by the measures of this version."
    )


def _line(each: Difference, steps: Sequence[str], of: Sequence[str]) -> tuple[object, ...]:
    parts = [
        "" if each.change is None else _part(part)
        for name, part in zip(STEPS, each.steps, strict=True)
        if name in steps
    ]
    words = {"new": f"before: {each.note}", "gone": f"now: {each.note}"}
    said = words.get(each.status, "" if each.status in ("changed", "same") else each.status)
    if each.within:
        said = "within what the figure before allowed"
    figures = number(each.before), number(each.after), each.unit
    return (each.measure, *of, _period(each), *figures, *parts, said)


def _part(part: float | None) -> str:
    return "not alone" if part is None else number(part) if part else ""


def _period(each: Difference) -> str:
    if each.scope == "all":
        return "whole"
    end = each.end or each.end_before
    assert end is not None
    told = str(Period(each.start or each.start_before, end))
    if each.scope == "latest" and each.end_before and each.end and each.end_before != each.end:
        return f"newest: {each.end_before.year}, now {each.end.year}"
    return f"newest: {end.year}" if each.scope == "latest" else told


def _print_behind(found: Since, rows: Sequence[Difference]) -> None:
    """The rows that moved and that these values rest on."""
    moves = list(dict.fromkeys(move for each in rows for move in found.behind(each)))
    if moves:
        title = f"rows behind it ({len(moves)})"
        table(title, ["table", "key", "", "change"], [_move(each) for each in moves[:LISTED]])
        if len(moves) > LISTED:
            out.print(f"and {len(moves) - LISTED} more; --json has all rows that differ")


def _write(rows: Sequence[Difference]) -> None:
    lines = [each.as_dict() for each in rows]
    lines = [line | {f"step {name}": part for name, part in line.pop("steps").items()}
             for line in lines]  # fmt: skip
    writer = csv.DictWriter(sys.stdout, list(lines[0]) if lines else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
