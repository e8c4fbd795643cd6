"""/claims/<claim>/: stated against computed, the arithmetic, the rows, what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.results import Verdict
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import period_text
from counterpart_site.publishing.editions import edition_of
from counterpart_site.web.claims.shown import ShownClaim, cited, claims_of, mark, marks, verdict_of
from counterpart_site.web.disclosing import verdicts
from counterpart_site.web.reader import Reader, reader_of

# Editions whose verdicts are looked up: those that are there already, the newest first.
EDITIONS = 6
SAID = (
    "statement, statement_zh, source, locator, status, subject, origin, destination, start_on, "
    'end_on, value, low, high, precision, unit, "check", ambiguity, note'
)


@dataclass(frozen=True, slots=True)
class Past:
    """The verdict on the claim in an edition that was published."""

    day: date
    sequence: int
    mark: Markup
    computed: Markup


@require_safe
def claim(request: HttpRequest, claim: str) -> HttpResponse:
    """The page of a claim."""
    reader = reader_of(request)
    shown = reader.known((each for each in claims_of(reader) if each.key == claim), claim)
    verdict = verdict_of(reader, claim)
    said = _said(reader, claim)
    record = reader.record
    context = {
        "claim": shown,
        "said": said,
        "source": record.sources.get(shown.source),
        "mark": mark(verdict.verdict, reader.words),
        "marks": marks(),
        "basis": reader.words.of("basis", verdict.basis or "none"),
        "status": reader.words.of("claim_status", verdict.status),
        "period": period_text(said["start_on"], said["end_on"], reader.words)
        if said["start_on"] or said["end_on"]
        else "",
        "places": [record.name(said[each]) for each in ("origin", "destination") if said[each]],
        "bounds": _bounds(reader, said),
        "arithmetic": cited(verdict.arithmetic, record, reader.query),
        "missing": verdict.missing,
        "rows": verdict.rows if reader.rows else (),
        "sources": _sources(reader, verdict),
        "past": _past(reader, shown),
    }
    return render(request, "web/claim.html", context)


def _said(reader: Reader, claim: str) -> dict[str, Any]:
    """What the claim's row says."""
    names = [name.strip(' "') for name in SAID.split(",")]
    row = reader.snapshot.store.row(f"SELECT {SAID} FROM claims WHERE claim = {literal(claim)}")
    return dict(zip(names, row, strict=True))


def _bounds(reader: Reader, said: dict[str, Any]) -> Markup | None:
    """The stated figure with its bounds, where it has any."""
    if said["low"] is None and said["high"] is None:
        return None
    figure = Figure(reader.numbers, said["value"], said["unit"] or "", said["low"], said["high"])
    return figure.__html__()


def _sources(reader: Reader, verdict: Verdict) -> list[tuple[str, str]]:
    """The sources of the rows that the verdict rests on: key and title."""
    sources = reader.record.sources
    keys = dict.fromkeys(row.source for row in verdict.rows if row.source in sources)
    return [(str(key), sources[str(key)].title) for key in keys]


def _past(reader: Reader, shown: ShownClaim) -> list[Past]:
    """The verdicts in published editions, newest first, where one differs from the others."""
    found = []
    publications = reader.programme.publications.filter(
        withdrawn_at=None, sequence__lte=reader.edition.sequence
    )
    for sequence in dict.fromkeys(publications.values_list("sequence", flat=True)[:EDITIONS]):
        edition = edition_of(reader.programme, sequence)
        if not edition.made:
            continue
        for verdict in verdicts(reader, edition.snapshot):
            if verdict.claim == shown.key:
                day = date.fromisoformat(edition.snapshot.manifest.as_of)
                found.append(
                    Past(
                        day, sequence, mark(verdict.verdict, reader.words), _value(reader, verdict)
                    )
                )
    return found


def _value(reader: Reader, verdict: Verdict) -> Markup:
    """What was computed, as a figure."""
    if isinstance(verdict.computed, str):
        return Markup("{}").format(verdict.computed)
    unit = verdict.computed_unit or verdict.unit or ""
    return Figure(reader.numbers, verdict.computed, unit, verdict.low, verdict.high).__html__()
