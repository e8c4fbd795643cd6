"""counterpart audit"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from counterpart.cli.output import command, json_option, out, print_json, table
from counterpart.evaluation.claims import audit as judge
from counterpart.evaluation.results import Verdict
from counterpart.snapshot import open_snapshot

MARKS = {
    "reproduced": "= reproduced",
    "stale": "◷ stale",
    "not_reproduced": "≠ not reproduced",
    "contradicted": "⇄ contradicted",
    "definition_differs": "∥ definition differs",
    "not_checkable": "◌ not checkable",
}


@command("audit", "counterpart audit my.snapshot --json")
@click.argument("snapshot", type=click.Path(path_type=Path))
@json_option
def audit(snapshot: Path, as_json: bool) -> None:
    """Judge every claim of SNAPSHOT against the record.

    Verdicts never change the exit code: an adverse verdict is a result, not an error.
    """
    verdicts = judge(open_snapshot(snapshot))
    if as_json:
        print_json([verdict.as_dict() for verdict in verdicts])
        return
    if not verdicts:
        out.print("no claim is on record: add rows to claims, each with a check")
        return
    rows = [
        (
            each.claim,
            each.status,
            _figure(each.stated),
            _figure(each.computed),
            each.unit or "",
            MARKS[each.verdict],
            each.basis or "",
            f"{each.arithmetic}; missing: {each.missing}" if each.missing else each.arithmetic,
        )
        for each in verdicts
    ]
    columns = ["claim", "status", "stated", "computed", "unit", "verdict", "basis", "why"]
    table("", columns, rows)
    out.print(headline(verdicts), highlight=False)


def headline(verdicts: list[Verdict]) -> str:
    """How many claims, by verdict; and how many stated ones have an independent basis."""
    found = Counter(each.verdict for each in verdicts)
    parts = ", ".join(f"{found[name]} {name.replace('_', ' ')}" for name in MARKS if found[name])
    stated = [each for each in verdicts if each.status == "stated"]
    independent = sum(each.basis == "independent" for each in stated)
    return (
        f"{len(verdicts)} claims: {parts or 'none'}; of {len(stated)} stated ones {independent} "
        "have an independent basis"
    )


def _figure(value: float | str | None) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, (int, float)) else value
