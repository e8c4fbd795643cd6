"""counterpart stages"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, number, out, print_json, table
from counterpart.evaluation.stages import OfStage, Shift, stage_shifts
from counterpart.snapshot import open_snapshot


@command("stages", "counterpart stages my.snapshot --json")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--programme", help="Only the stages of this programme.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the shifts as CSV.")
@json_option
def stages(snapshot: Path, programme: str | None, as_csv: bool, as_json: bool) -> None:
    """Judge what sources say changes with a stage, by the measures over the two stages.

    A shift is borne out or contradicted where all that the figures of one stage allow lies on one
    side of all that those of the other allow. Beside it stand the breaks of the yearly series.
    """
    opened = open_snapshot(snapshot)
    found = [each for each in stage_shifts(opened) if programme in (None, each.programme)]
    if as_json:
        print_json([each.as_dict() for each in found])
        return
    if as_csv:
        _write(found)
        return
    print_label(opened.store)
    if not found:
        out.print(
            "no stage on record is said to change a measure: fill in the column shifts of stages"
        )
        return
    table(
        "what is said to change with a stage",
        [
            "stage",
            "measure",
            "is said to",
            "before",
            "over it",
            "years",
            "verdict",
            "why",
            "breaks",
        ],
        [
            (
                each.after.stage,
                each.measure,
                each.way.removesuffix("s"),
                _figure(each.before),
                _figure(each.after),
                f"{each.before.years}/{each.before.of}, {each.after.years}/{each.after.of}",
                each.verdict,
                each.why,
                _breaks(each),
            )
            for each in found
        ],
    )
    out.print(
        "Values are sums over a stage; years: those with a value of their own, of all. "
        "A shift that is borne out is no effect: nothing here is compared with regions outside."
    )


def _figure(of: OfStage) -> str:
    if of.value is None and (of.low, of.high) == (None, None):
        return "–"
    bounds = (
        "" if (of.low, of.high) == (None, None) else f" ({number(of.low)} to {number(of.high)})"
    )
    return number(of.value) + bounds


def _breaks(each: Shift) -> str:
    """The years of breaks with how far each is from the nearest claimed date."""
    if each.untold:
        return each.untold
    if not each.breaks:
        return "no break"
    told = ", ".join(
        f"{year:.0f} ({away:.0f} years away)"
        for year, away in zip(each.breaks, each.distances, strict=True)
    )
    return f"{told}; as good as a steady trend" if each.steady else told


def _write(found: list[Shift]) -> None:
    lines = []
    for each in found:
        line = each.as_dict()
        for side in ("before", "after"):
            line |= {f"{side} {name}": value for name, value in line.pop(side).items()}
        lines.append(line | {"breaks": " ".join(f"{year:.0f}" for year in each.breaks)})
    writer = csv.DictWriter(sys.stdout, list(lines[0]) if lines else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
