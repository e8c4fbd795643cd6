"""counterpart reconcile"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, out, print_json, table
from counterpart.evaluation.reconciliation import Reconciliation
from counterpart.evaluation.reconciliation import reconcile as reconciled
from counterpart.snapshot import open_snapshot


@command("reconcile", "counterpart reconcile my.snapshot --kind assistance_funds")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option("--kind", metavar="KIND", help="Only totals of one kind of flow.")
@json_option
def reconcile(snapshot: Path, kind: str | None, as_json: bool) -> None:
    """Compare stated totals with the sums of what they contain, and break the gap down."""
    opened = open_snapshot(snapshot)
    rows = [each for each in reconciled(opened) if kind in (None, each.kind)]
    if as_json:
        print_json([each.as_dict() for each in rows])
        return
    if not rows:
        out.print("no total on record holds finer entries: there is nothing to reconcile")
        return
    print_label(opened.store)
    table(
        "",
        ["total", "of", "period", "stated", "sum of parts", "gap", "unit", "status", "behind it"],
        [
            (
                each.total,
                f"{each.kind}, {each.subject}",
                each.period,
                each.stated,
                each.sum,
                each.gap,
                each.unit,
                each.status,
                _reasons(each),
            )
            for each in rows
        ],
    )
    out.print("A gap is what a total says beyond its parts; totals are never added to the record.")


def _reasons(each: Reconciliation) -> str:
    """What may lie behind a gap, in one line."""
    return "; ".join(
        " ".join(
            part
            for part in (
                reason.code,
                "" if reason.amount is None else f"{reason.amount:,.0f}",
                f"({reason.detail})" if reason.detail else "",
            )
            if part
        )
        for reason in each.reasons
    )
