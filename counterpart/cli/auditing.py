"""counterpart audit"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import click
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterpart.cli.labelling import print_label
from counterpart.cli.output import command, json_option, out, print_json
from counterpart.evaluation.claims import audit as judge
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import Verdict
from counterpart.reports.words import Language
from counterpart.snapshot import Snapshot, open_snapshot

# Adverse verdicts come first: they are what a reader looks for.
MARKS = {
    "contradicted": "⇄",
    "not_reproduced": "≠",
    "stale": "◷",
    "definition_differs": "∥",
    "reproduced": "=",
    "not_checkable": "◌",
}
ONE_SIDED = {"more_than", "at_least", "less_than", "at_most"}
BASES = ("independent", "same_document", "arithmetic", None)
STATUSES = ("stated", "derived")
# Of these quantities the figure says all; a unit beside it would only be noise.
BARE = {"date", "grade", "rank", "batch number"}
NARROWEST, WIDEST, PIPED = 60, 110, 100
CLAIM = 5
# A printed figure is shown with all its decimals.
PRINTED = 6


@command("audit", "counterpart audit my.snapshot --lang zh")
@click.argument("snapshot", type=click.Path(path_type=Path))
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="The language."
)
@json_option
def audit(snapshot: Path, lang: Language, as_json: bool) -> None:
    """Judge every claim of SNAPSHOT against the record.

    Verdicts never change the exit code: an adverse verdict is a result, not an error.
    """
    opened = open_snapshot(snapshot)
    verdicts = judge(opened, lang)
    if as_json:
        print_json([verdict.as_dict() for verdict in verdicts])
        return
    if not verdicts:
        out.print("no claim is on record: add rows to claims, each with a check")
        return
    say = Phrases(lang)
    console = _console()
    print_label(opened.store, lang, console)
    console.print(headline(verdicts, say), highlight=False)
    console.print(_counts(verdicts, say))
    sheet = Sheet(opened, say, console)
    for name in MARKS:
        for basis in BASES:
            group = [each for each in verdicts if (each.verdict, each.basis) == (name, basis)]
            if group:
                sheet.group(name, basis, group)
    _print_missing(verdicts, say, console)


def headline(verdicts: Sequence[Verdict], say: Phrases) -> str:
    """How many claims, and how many of the stated ones rest on other sources."""
    stated = [each for each in verdicts if each.status == "stated"]
    elsewhere = [each for each in stated if each.basis == "independent"]
    return say(
        "audit headline",
        all=len(verdicts),
        stated=len(stated),
        derived=len(verdicts) - len(stated),
        independent=len(elsewhere),
        reproduced=sum(each.verdict == "reproduced" for each in elsewhere),
        unchecked=sum(each.verdict == "not_checkable" for each in stated),
    )


class Sheet:
    """The table of a fact-checker, group by group: a line of columns, and the arithmetic below."""

    def __init__(self, snapshot: Snapshot, say: Phrases, console: Console) -> None:
        self.catalogue = snapshot.catalogue
        self.say = say
        self.console = console
        rows = snapshot.store.rows(
            "SELECT claim, statement, statement_zh, precision, decimals FROM claims"
        )
        self._claims = {row[0]: row[1:] for row in rows}

    def group(self, name: str, basis: str | None, verdicts: Sequence[Verdict]) -> None:
        """Print the claims of one verdict and basis under their heading."""
        say, title = self.say, f"{MARKS[name]} {self.say(name)}"
        if basis:
            title = f"{title} · {say(basis)}"
        self.console.print(Text(f"\n{title} ({len(verdicts)})", style="bold"))
        head = (say("claim"), say("what is claimed"), say("stated"), say("found"), say("verdict"))
        self._line(head, style="dim")
        for status in STATUSES:
            for each in verdicts:
                if each.status == status:
                    self._claim(each)

    def _claim(self, verdict: Verdict) -> None:
        english, chinese, precision, decimals = self._claims[verdict.claim]
        statement = chinese if self.say.language == "zh" and chinese else english
        unit = self.catalogue.units.get(verdict.unit or "")
        dated = unit is not None and unit.quantity == "date"
        said = self._name("precision", precision) + " " if precision in ONE_SIDED else ""
        printed = self.say.code(figure(verdict.stated, PRINTED, dated=dated))
        stated = said + printed + self._unit(verdict.unit, verdict.stated)
        places = None if decimals is None else max(0, decimals) + 2
        judged = f"{MARKS[verdict.verdict]} {self.say(verdict.verdict)}"
        if verdict.basis:
            judged += f"\n  {self.say(verdict.basis)}"
        found = self._found(verdict, places, dated=dated)
        self._line((verdict.claim, statement, stated, found, judged))
        # What a claim that cannot be checked lacks is listed at the end.
        if verdict.rows or not verdict.missing:
            for reading in verdict.arithmetic.split("; "):
                line = shortened(reading, self.console.width - CLAIM - 2)
                self.console.print(Text(" " * (CLAIM + 2) + line, style="dim"))

    def _line(self, cells: Sequence[str], style: str = "") -> None:
        width = self.console.width
        verdict, stated, found = 18, width * 15 // 100, width * 19 // 100
        statement = width - CLAIM - verdict - stated - found - 8
        made = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        for size in (CLAIM, statement, stated, found, verdict):
            made.add_column(width=size, overflow="fold")
        made.add_row(*(Text(cell, style=style) for cell in cells))
        self.console.print(made)

    def _found(self, verdict: Verdict, places: int | None, *, dated: bool) -> str:
        """The computed figure in its unit; of an order of two figures both, each in its own."""
        text = computed(verdict, places, dated=dated)
        if not text:
            return "–"
        found = self.say.code(text) + self._unit(verdict.computed_unit, verdict.computed)
        if verdict.against is None:
            return found
        other = self._unit(verdict.against_unit, verdict.against)
        return self.say("against", left=found, right=figure(verdict.against, places) + other)

    def _unit(self, code: str | None, value: float | str | None) -> str:
        """The name of a unit after a figure, in the singular after one."""
        unit = self.catalogue.units.get(code or "")
        if unit is not None and unit.quantity in BARE:
            return ""
        if code is None or (code == "ratio" and self.say.language == "en"):
            return ""
        name = self._name("units", code)
        one = value == 1 and " " not in name and self.say.language == "en"
        return f" {name.removesuffix('s') if one else name}"

    def _name(self, list_name: str, code: str) -> str:
        return self.catalogue.name(list_name, code, self.say.language)


def shortened(text: str, width: int) -> str:
    """A line that fits: what is too long loses its middle, for the result stands at its end."""
    if cell_len(text) <= width:
        return text
    end = text
    while cell_len(end) > width // 3:
        end = end[1:]
    return set_cell_size(text, width - cell_len(end) - 3).rstrip() + " … " + end.lstrip()


def figure(value: float | str | None, places: int | None, *, dated: bool = False) -> str:
    """A figure for people: grouped, rounded to so many decimals; years and codes as they are."""
    if value is None:
        return ""
    if isinstance(value, str) or dated:
        return str(value)
    rounded = value if isinstance(value, int) else round(value, 2 if places is None else places)
    text = f"{rounded:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def computed(verdict: Verdict, places: int | None, *, dated: bool) -> str:
    """The computed figure, with its interval where it has one."""
    value, low, high = (
        figure(each, places, dated=dated) for each in (verdict.computed, verdict.low, verdict.high)
    )
    if low == high or isinstance(verdict.computed, str):
        return value
    if not high or not low:
        return f"≥ {low}" if low else f"≤ {high}"
    return f"{value} ({low} – {high})" if value else f"{low} – {high}"


def _counts(verdicts: Sequence[Verdict], say: Phrases) -> Table:
    """Verdicts and bases in rows, stated and derived claims in columns."""
    counts = Counter((each.verdict, each.basis, each.status) for each in verdicts)
    made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    made.add_column(say("verdict"))
    made.add_column(say("basis"))
    for status in STATUSES:
        made.add_column(say(status), justify="right")
    for name, mark in MARKS.items():
        for basis in BASES:
            row = [counts[name, basis, status] for status in STATUSES]
            if any(row):
                shown = (str(number or "–") for number in row)
                made.add_row(f"{mark} {say(name)}", say(basis) if basis else "–", *shown)
    return made


def _print_missing(verdicts: Sequence[Verdict], say: Phrases, console: Console) -> None:
    """What the claims that cannot be checked wait for, once for all that wait for the same."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for each in verdicts:
        if each.missing:
            waiting[each.missing].append(each.claim)
    if not waiting:
        return
    console.print(Text(f"\n{say('what is missing')}", style="bold"))
    made = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    made.add_column(width=2 * CLAIM + 1)
    made.add_column(overflow="fold")
    for text, claims in waiting.items():
        made.add_row(Text(" ".join(claims)), Text(text))
    console.print(made)


def _console() -> Console:
    """Wide enough for the columns, narrow enough to read; a fixed width where nobody looks."""
    width = out.width if sys.stdout.isatty() else PIPED
    return Console(width=min(max(width, NARROWEST), WIDEST))
