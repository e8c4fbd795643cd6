"""/evaluation/<measure>/<subject>/<period>/: why a value is what it is, to rows and sources."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.explain import explain as explain_value
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import UsedRow
from counterpart.reports.figures import Figure
from counterpart_site.publishing.kept import kept
from counterpart_site.web.disclosing import explained
from counterpart_site.web.evaluation.values import (
    held_back,
    shown,
    subject_names,
)
from counterpart_site.web.reader import Reader, reader_of

# Rows that a page lists; beyond them they are counted.
LISTED = 300


@require_safe
def explain(request: HttpRequest, measure: str, subject: str, period: str) -> HttpResponse:
    """The page of one value."""
    reader = reader_of(request)
    made = kept(
        reader.snapshot,
        f"explanation {measure!r} {subject!r} {period!r} {reader.language}",
        lambda: explain_value(reader.snapshot, measure, subject, period, reader.language),
    )
    found = explained(reader, made)
    result = found.result
    value = shown(reader, result)
    sources = reader.record.sources
    counted: dict[str, int] = {}
    for row in found.rows:
        counted[row.source or ""] = counted.get(row.source or "", 0) + 1
    say = Phrases(reader.language)
    context = {
        "measure": MEASURES[result.measure],
        "name": MEASURES[result.measure].name(reader.language),
        "result": result,
        "value": value,
        "by": result.subject_type,
        "subject": subject,
        "subject_name": subject_names(reader, result.subject_type, [subject])[subject],
        "arithmetic": "" if held_back(reader, result) else found.arithmetic,
        "rows": [(row, say.input(row.role), _figure(reader, row)) for row in found.rows[:LISTED]]
        if reader.rows
        else [],
        "unlisted": max(0, len(found.rows) - LISTED),
        "used": len(found.rows),
        "left_out": [
            (each, Figure(reader.numbers, each.value, each.unit).__html__())
            for each in found.left_out[:LISTED]
        ]
        if reader.rows
        else [],
        "sources": [
            (key, sources[key].title if key in sources else key, n) for key, n in counted.items()
        ],
    }
    return render(request, "web/explain.html", context)


def _figure(reader: Reader, row: UsedRow) -> Markup:
    if (row.value, row.low, row.high) == (None, None, None):
        return Markup("")
    return Figure(reader.numbers, row.value, row.unit or "", row.low, row.high).__html__()
