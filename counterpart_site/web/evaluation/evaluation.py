"""/evaluation/: every measure by dimension with its newest value for a subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import By, Measure
from counterpart.evaluation.results import Result
from counterpart.reports.measured import ARROWS
from counterpart_site.web.disclosing import disclosed
from counterpart_site.web.evaluation.values import (
    Value,
    by_measure,
    is_known,
    newest,
    shown,
    subject_names,
)
from counterpart_site.web.reader import Reader, reader_of

BYS = ("programme", "pairing", "place")


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with its newest value for the subject; None where it is not made for such."""

    measure: Measure
    name: str
    level: str
    arrow: str
    better: str
    value: Value | None
    known: bool


@require_safe
def evaluation(request: HttpRequest) -> HttpResponse:
    """The page of all measures."""
    reader = reader_of(request)
    by = request.GET.get("by", BYS[0])
    if by not in BYS:
        raise Http404(by)
    results = own_results(reader, cast(By, by))
    names = subject_names(reader, by, (each.subject for each in results))
    subject = request.GET.get("subject", "")
    if subject not in names:
        own = reader.programme.programme
        subject = own if own in names else next(iter(names), "")
    listed = by_measure([each for each in results if each.subject == subject])
    mechanisms = reader.snapshot.catalogue.mechanisms
    mechanism = mechanisms.get(request.GET.get("mechanism", ""))
    dimension, text = request.GET.get("dimension", ""), request.GET.get("q", "").strip().lower()
    lines = [
        line
        for line in (_line(reader, MEASURES[key], found) for key, found in listed.items())
        if dimension in ("", line.measure.dimension)
        and (mechanism is None or mechanism.code in line.measure.mechanisms)
        and text in f"{line.measure.key} {line.name} {line.measure.method}".lower()
    ]
    catalogue = reader.snapshot.catalogue
    grouped = [
        (
            reader.record.code("dimension", each),
            [line for line in lines if line.measure.dimension == each and line.known],
            [line for line in lines if line.measure.dimension == each and not line.known],
        )
        for each in catalogue.codes["dimension"]
    ]
    context = {
        "groups": [each for each in grouped if each[1] or each[2]],
        "by": by,
        "subject": subject,
        "name": names.get(subject, ""),
        "subjects": sorted(names.items(), key=lambda each: each[1]),
        "dimension": dimension,
        "dimensions": [
            (each, reader.record.code("dimension", each)) for each in catalogue.codes["dimension"]
        ],
        "q": request.GET.get("q", ""),
        "mechanism": mechanism.code if mechanism else "",
        "mechanisms": [
            (code, each.name_zh if reader.language == "zh" else each.name_en)
            for code, each in mechanisms.items()
        ],
        "narrowed": bool(dimension or text or mechanism),
    }
    return render(request, "web/evaluation.html", context)


def own_results(reader: Reader, by: By) -> list[Result]:
    """The results of all measures for every subject of a kind, as the reader may know them."""
    return disclosed(reader, by)


def _line(reader: Reader, measure: Measure, results: list[Result]) -> Line:
    result = newest(results)
    value = shown(reader, result) if result else None
    return Line(
        measure,
        measure.name(reader.language),
        reader.record.code("level", measure.level),
        ARROWS[measure.better],
        reader.record.code("better", measure.better),
        value,
        result is not None and is_known(result),
    )
