"""The report: one self-contained HTML file of a snapshot, in English or Chinese."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from counterpart.engine.progress import Progress, silent
from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.claims import audit
from counterpart.evaluation.results import Result, UsedRow
from counterpart.evaluation.run import Evaluation
from counterpart.evaluation.since import Since
from counterpart.evaluation.stages import stage_shifts
from counterpart.reports import summary
from counterpart.reports.advised import advice
from counterpart.reports.argument import arguments
from counterpart.reports.balance import Balance, balances
from counterpart.reports.butterfly import butterfly
from counterpart.reports.changed import Changed, changed, is_headline
from counterpart.reports.checked import (
    BASES,
    STATUSES,
    VERDICTS,
    by_verdict,
    checked_claims,
    tally,
)
from counterpart.reports.conflicts import conflicts
from counterpart.reports.figures import Figure, Notes
from counterpart.reports.flows import Counted
from counterpart.reports.gaps import gaps
from counterpart.reports.measured import Dimension, dimensions
from counterpart.reports.money import Money, money
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.promises import Rule, rules
from counterpart.reports.reconciled import totals
from counterpart.reports.record import Programme, Record
from counterpart.reports.shifted import shifted
from counterpart.reports.theme import Canvas
from counterpart.reports.timelines import due_chart, money_chart
from counterpart.reports.words import Language, load_words
from counterpart.snapshot.read import Snapshot

STEPS = ("evaluating", "auditing the claims", "reading the flows", "drawing", "writing the report")
PLAIN = re.compile(r"[0-9A-Za-z:.-]*")


@dataclass(frozen=True, slots=True)
class Part:
    """What the report says of one programme."""

    programme: Programme
    balances: list[Balance]
    butterflies: tuple[Markup, ...]
    money: list[tuple[Money, tuple[Markup, ...]]]
    due: list[tuple[Rule, tuple[Markup, ...]]]
    dimensions: list[Dimension]


@dataclass(frozen=True, slots=True)
class Chapter:
    """What changed since the snapshot of a `day`."""

    day: str
    rows: list[Changed]


def write_report(
    snapshot: Snapshot,
    language: Language,
    target: Path,
    progress: Progress = silent,
    before: Snapshot | None = None,
) -> Path:
    """Write the report of a snapshot to `target` and return its path; an older file is replaced.

    With an earlier snapshot `before` a chapter says what changed since (InputError as `Since`).
    The same snapshots give the same file. KeyError where a word of the report is missing.
    """
    html = render_report(snapshot, language, progress, before)
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(html)
    Path(name).chmod(0o644)
    Path(name).replace(target)
    progress(STEPS[-1], len(STEPS), len(STEPS))
    return target


def render_report(
    snapshot: Snapshot,
    language: Language,
    progress: Progress = silent,
    before: Snapshot | None = None,
) -> str:
    """The report as HTML text."""
    words = load_words(language)
    numbers, notes = Numbers(snapshot.catalogue, words), Notes()
    record = Record(snapshot, words)
    progress(STEPS[0], 0, len(STEPS))
    evaluation = Evaluation(snapshot, by="programme", language=language)
    results = list(evaluation.results()) if record.programmes else []
    progress(STEPS[1], 1, len(STEPS))
    verdicts = audit(snapshot, language)
    progress(STEPS[2], 2, len(STEPS))
    counted = Counted(record, numbers, notes)
    parts = [_part(counted, programme, evaluation, results) for programme in record.programmes]
    progress(STEPS[3], 4, len(STEPS))
    counts = tally(verdicts)
    claims = checked_claims(record, verdicts, numbers, notes)
    kept, reconciled = conflicts(record, numbers, notes), totals(record, numbers, notes)
    said = summary.claims_say(counts, claims, numbers)
    for part in parts:
        said += summary.due_says([rule for rule, _ in part.due], numbers)
        said += summary.flows_say(part.balances, part.programme, numbers)
        said += summary.measures_say(part.dimensions, numbers)
    argued, advised = arguments(record, MEASURES), advice(record)
    said += summary.argument_says(argued, advised, numbers)
    said += summary.record_says(record, kept, numbers)
    manifest = snapshot.manifest
    since = None if before is None else _since(record, numbers, before)
    return _template().render(
        w=words,
        language=language,
        record=record,
        manifest=manifest,
        footer=manifest.root if PLAIN.fullmatch(manifest.root) else "",
        head=manifest.chain_head if PLAIN.fullmatch(manifest.chain_head or "") else "",
        synthetic=sum(source.kind == "synthetic" for source in record.sources.values()),
        numbers=numbers,
        said=said,
        parts=parts,
        claims=by_verdict(claims),
        counts=counts,
        verdicts=VERDICTS,
        bases=BASES,
        statuses=STATUSES,
        columns=(*STATUSES, None),
        conflicts=kept,
        totals=reconciled,
        since=since,
        shifts=shifted(record, numbers, stage_shifts(snapshot, language)),
        arguments=argued,
        advice=advised,
        gaps=gaps(record, verdicts, argued, advised),
        notes=notes.all,
        span=lambda start, end: period_text(start, end, words),
        row_figure=lambda row: _row_figure(row, numbers),
        css=Markup(files("counterpart.reports").joinpath("styles/report.css").read_text("utf-8")),
    )


def _since(record: Record, numbers: Numbers, before: Snapshot) -> Chapter:
    """What changed since `before`: the whole and the newest year of every measure."""
    found = Since(before, record.snapshot, language=numbers.words.language).differences
    rows = changed(record, numbers, filter(is_headline, found))
    return Chapter(before.manifest.as_of, rows)


def _part(
    counted: Counted, programme: Programme, evaluation: Evaluation, results: Sequence[Result]
) -> Part:
    numbers, notes = counted.numbers, counted.notes
    key = re.sub(r"[^0-9A-Za-z]", "", programme.key)
    flows = balances(counted, programme)
    due = rules(counted, programme)
    paid = money(counted, programme, due)

    def both(name: str, draw: Callable[[Canvas], Markup]) -> tuple[Markup, ...]:
        caption = counted.record.caption
        return tuple(
            draw(Canvas(f"{name}-{width}", width == "wide", caption))
            for width in ("wide", "narrow")
        )

    return Part(
        programme,
        flows,
        both(f"flows-{key}", partial(butterfly, flows, programme, numbers)) if flows else (),
        [
            (
                each,
                both(f"money-{key}-{number}", partial(money_chart, each, programme, numbers))
                if each.drawn
                else (),
            )
            for number, each in enumerate(paid)
        ],
        [
            (rule, both(f"due-{key}-{number}", partial(due_chart, rule, numbers)))
            for number, rule in enumerate(due)
        ],
        dimensions(results, MEASURES, programme, evaluation, numbers, notes),
    )


def _row_figure(row: UsedRow, numbers: Numbers) -> Figure | None:
    """The figure of a row in a footnote; rows of ties and agreements have none."""
    if row.value is None and row.low is None and row.high is None:
        return None
    return Figure(numbers, row.value, row.unit or "", row.low, row.high)


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("counterpart.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
