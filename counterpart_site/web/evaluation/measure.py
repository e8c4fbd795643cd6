"""/evaluation/<measure>/: a measure over time, over pairings, and how it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.evaluation.explain import subject_kind
from counterpart.evaluation.measure import By, Measure
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reads.described import in_words
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import chosen
from counterpart.reports.figures import Figure
from counterpart.reports.measured import ARROWS
from counterpart.reports.theme import Canvas
from counterpart_site.publishing.kept import kept
from counterpart_site.web.evaluation.evaluation import own_results
from counterpart_site.web.evaluation.over_time import time_chart
from counterpart_site.web.evaluation.values import (
    Value,
    held_back,
    is_known,
    newest,
    shown,
    subject_names,
)
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.records.downloads import csv_response

HEAD = ("measure", "subject_type", "subject", "start", "end")
FIGURES = ("value", "low", "high", "interval", "unit", "n")


@dataclass(frozen=True, slots=True)
class Beside:
    """The newest values of the pairings: name, value, whether it is the one on the page."""

    lines: list[tuple[str, str, Value]]
    middle: Markup | None
    of: int


@require_safe
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """The page of a measure."""
    reader = reader_of(request)
    found = chosen([measure])[0]
    subject = request.GET.get("subject") or reader.programme.programme
    by = subject_kind(reader.snapshot.store, subject)
    results = _of(reader, found, by, subject)
    name = subject_names(reader, by, [subject])[subject]
    years = [each for each in results if each.scope == "year"]
    drawn = [each for each in years if is_known(each) and not held_back(reader, each)]
    charts = _charts(reader, found, subject, drawn)
    catalogue = reader.snapshot.catalogue
    say = Phrases(reader.language)
    last = newest(results)
    context = {
        "measure": found,
        "name": found.name(reader.language),
        "subject": subject,
        "subject_name": name,
        "by": by,
        "newest": shown(reader, last) if last else None,
        "charts": charts,
        "years": [shown(reader, each) for each in years],
        "spans": [shown(reader, each) for each in results if each.scope != "year"],
        "question": found.said("question", reader.language),
        "trap": found.said("trap", reader.language),
        "beside": _beside(reader, found),
        "dimension": reader.record.code("dimension", found.dimension),
        "level": reader.record.code("level", found.level),
        "about": reader.record.code("about", found.about),
        "arrow": ARROWS[found.better],
        "better": reader.record.code("better", found.better),
        "method": found.said("method", reader.language),
        "reads": [
            (say.input(role), in_words(read, catalogue, say)) for role, read in found.reads.items()
        ],
        "mechanisms": [
            (code, catalogue.name("mechanisms", code, reader.language)) for code in found.mechanisms
        ],
    }
    return render(request, "web/measure.html", context)


@require_safe
def measure_csv(request: HttpRequest, measure: str) -> StreamingHttpResponse:
    """All values of a measure as a file: for the programme, its pairings and its places."""
    reader = reader_of(request)
    found = chosen([measure])[0]

    def lines() -> Iterator[list[Any]]:
        for by in found.by:
            for each in _of(reader, found, by):
                told = [getattr(each, name) for name in HEAD]
                back = held_back(reader, each)
                figures = [None if back else getattr(each, name) for name in FIGURES]
                yield [*told, *figures, "" if back else each.note]

    # Made before it is answered: what cannot be read is refused, not cut off.
    return csv_response(f"{measure}.csv", [*HEAD, *FIGURES, "note"], list(lines()))


def _of(reader: Reader, measure: Measure, by: By, subject: str | None = None) -> list[Result]:
    """The results of one measure, for one subject where it is named."""
    return [
        each
        for each in own_results(reader, by)
        if each.measure == measure.key and subject in (None, each.subject)
    ]


def _charts(
    reader: Reader, measure: Measure, subject: str, results: list[Result]
) -> tuple[Markup, ...]:
    """The chart in both widths; nothing where there is no year to draw."""
    if not results:
        return ()
    record, key = reader.record, reader.programme.programme
    programme = next(each for each in record.programmes if each.key == key)

    def make() -> tuple[Markup, ...]:
        canvases = [
            Canvas(f"time-{word}", word == "wide", record.caption) for word in ("wide", "narrow")
        ]
        return tuple(time_chart(results, programme, reader.numbers, each) for each in canvases)

    told = f"{measure.key} {subject} {reader.language} {reader.rows}"
    return kept(reader.snapshot, f"chart over time {told}", make)


def _beside(reader: Reader, measure: Measure) -> Beside | None:
    """The pairings' newest values, the largest first, and the middle one of them."""
    if "pairing" not in measure.by:
        return None
    by_subject: dict[str, list[Result]] = {}
    for each in _of(reader, measure, "pairing"):
        by_subject.setdefault(each.subject, []).append(each)
    last = [found for each in by_subject.values() if (found := newest(each)) and is_known(found)]
    names = subject_names(reader, "pairing", (each.subject for each in last))
    open_ones = [each for each in last if not held_back(reader, each)]
    values = [each.value for each in open_ones if each.value is not None]
    units = {each.unit for each in open_ones}
    middle = None
    if len(values) > 1 and len(units) == 1:
        middle = Figure(reader.numbers, median(values), units.pop()).__html__()
    ordered = sorted(last, key=lambda each: -(each.value or 0.0))
    lines = [(each.subject, names[each.subject], shown(reader, each)) for each in ordered]
    return Beside(lines, middle, len(values))
