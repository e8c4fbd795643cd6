"""counterpart questions"""

from __future__ import annotations

from pathlib import Path

import click

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, out, print_json, table
from counterpart.evaluation.questions import CHECKS
from counterpart.evaluation.questions import questions as asked
from counterpart.snapshot import open_snapshot

# So many rows behind a question are named; --json has all.
NAMED = 4


@command("questions", "counterpart questions my.snapshot --check heaping")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option(
    "--check", "checks", multiple=True, type=click.Choice(list(CHECKS)), help="May be repeated."
)
@click.option("--subject", help="Only what is asked of this office, place or pair of them.")
@json_option
def questions(snapshot: Path, checks: tuple[str, ...], subject: str | None, as_json: bool) -> None:
    """Ask self-reported counts what honest records seldom show. A question is no accusation.

    Of each check it is told how many series it could ask, and how many were too short: what cannot
    be asked is not thereby right.
    """
    opened = open_snapshot(snapshot)
    found = asked(opened, list(checks) or None)
    every = [each for check in found for each in check.questions]
    shown = [each for each in every if subject in (None, each.subject)]
    if as_json:
        told = {each.check: {"asked": each.asked, "too_short": each.too_short} for each in found}
        print_json({"checks": told, "questions": [each.as_dict() for each in shown]})
        return
    print_label(opened.store)
    rows = [(each.check, len(each.questions), each.asked, each.too_short) for each in found]
    table("checks", ["check", "questions", "series asked", "too short to ask"], rows)
    for each in shown:
        chance = "" if each.p is None else f" (p = {each.p:.2g})"
        of = f"{each.what}, {each.subject}" if each.what else each.subject
        out.print(f"\n? {of}: {each.asks}{chance}", markup=False, highlight=False)
        out.print(f"  often: {each.innocent}", markup=False, highlight=False, style="dim")
        out.print(f"  to settle it: {each.answer}", markup=False, highlight=False, style="dim")
        more = f" and {len(each.rows) - NAMED} more" if len(each.rows) > NAMED else ""
        rows_of = f"  rows of {each.table}: {', '.join(each.rows[:NAMED])}{more}"
        out.print(rows_of, markup=False, highlight=False, style="dim")
    if not shown:
        out.print("nothing to ask")
