"""/charts/<name>/<subject>/<width>.svg and data.csv: a chart drawn once, and the data behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotModified
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.evaluation.all_measures import HEADLINES
from counterpart.evaluation.commitments import DueYear
from counterpart.evaluation.measure import By
from counterpart.reports.arcs import FlowMap, flow_map
from counterpart.reports.butterfly import butterfly
from counterpart.reports.curves import curves, curves_chart
from counterpart.reports.flow_map import flow_map_chart
from counterpart.reports.money import Money, money
from counterpart.reports.network import Network, network, network_chart
from counterpart.reports.numbers import machine
from counterpart.reports.stage_line import agreed, stage_chart
from counterpart.reports.theme import Canvas
from counterpart.reports.timelines import due_chart, money_chart
from counterpart_site.publishing.kept import kept
from counterpart_site.web.reader import reader_of
from counterpart_site.web.records.downloads import csv_response
from counterpart_site.web.subjects.told import Told

SUBJECTS: tuple[By, ...] = ("programme", "pairing", "place")
FOR_EVER = "private, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: how it is drawn, and its data as rows under a head."""

    draw: Callable[[Canvas], Markup]
    head: tuple[str, ...]
    rows: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a chart is asked for: a family, dimension, currency or commitment; a year."""

    of: str
    year: int | None


@require_safe
def chart(request: HttpRequest, name: str, subject: str, width: str) -> HttpResponse:
    """The drawing, self-contained; the same snapshot gives the same one."""
    told, what, asked = _asked(request, name, subject)
    if width not in ("wide", "narrow"):
        raise Http404(width)
    reader = told.reader
    root = reader.snapshot.manifest.root
    named = f"chart {name} {subject!r} {width} {reader.language} {reader.rows} {asked}"
    tag = f'"{sha256(f"{root} {named}".encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    canvas = Canvas(re.sub(r"\W", "", name), width == "wide", reader.record.caption)

    def make() -> str:
        return str(_drawing(told, what, asked).draw(canvas))

    response = HttpResponse(kept(reader.snapshot, named, make), content_type="image/svg+xml")
    response["ETag"] = tag
    lasting = request.GET.get("v") == root[:16]
    response["Cache-Control"] = FOR_EVER if lasting else "private, no-cache"
    return response


@require_safe
def chart_data(request: HttpRequest, name: str, subject: str) -> HttpResponseBase:
    """The data of a chart as CSV."""
    told, what, asked = _asked(request, name, subject)
    drawing = _drawing(told, what, asked)
    return csv_response(f"{name}.csv", drawing.head, drawing.rows)


def _asked(request: HttpRequest, name: str, subject: str) -> tuple[Told, str, Asked]:
    by, _, what = name.partition("-")
    if by not in SUBJECTS or what not in DRAWINGS:
        raise Http404(name)
    year = request.GET.get("year", "")
    asked = Asked(request.GET.get("of", ""), int(year) if year.isdecimal() else None)
    return Told(reader_of(request), by, subject), what, asked


def _drawing(told: Told, what: str, asked: Asked) -> Drawing:
    """The drawing; Http404 where there is nothing to draw. InputError: not_known."""
    _ = told.sides
    drawing = DRAWINGS[what](told, asked)
    if drawing is None:
        raise Http404(what)
    return drawing


def _flows(told: Told, asked: Asked) -> Drawing | None:
    found = told.flows
    if not found:
        return None
    rows = [
        [each.kind, each.family, direction, stage, each.unit, *_limits(amount), _days(amount)]
        for each in found
        for direction, stage, amount in (
            ("a_to_b", "held", each.a_to_b),
            ("b_to_a", "held", each.b_to_a),
            ("a_to_b", "promised", each.a_to_b_promised),
            ("b_to_a", "promised", each.b_to_a_promised),
        )
        if amount is not None
    ]
    head = ("kind", "family", "direction", "stage", "unit", "value", "low", "high", "period")
    draw = partial(butterfly, found, told.sides, told.reader.numbers)
    return Drawing(draw, head, rows)


def _money(told: Told, asked: Asked) -> Drawing | None:
    found = [each for each in money_of(told) if each.currency == asked.of and each.drawn]
    if not found:
        return None
    rows = [
        [family.name, each.direction, each.first, each.last, asked.of, *_limits(each)]
        for family in found[0].families
        for each in family.payments
    ]
    head = ("family", "direction", "first", "last", "currency", "value", "low", "high")
    draw = partial(money_chart, found[0], told.sides, told.reader.numbers)
    return Drawing(draw, head, rows)


def _due(told: Told, asked: Asked) -> Drawing | None:
    found = [rule for rule in told.due if rule.key == asked.of]
    if not found:
        return None
    paths = [each.path for each in found[0].years]
    rows = [
        [each.commitment, each.reading, each.chosen, each.year, found[0].unit, *_promise(each)]
        for each in paths
    ]
    head = ("commitment", "reading", "chosen", "year", "unit", "due", "paid", "status")
    return Drawing(partial(due_chart, found[0], told.reader.numbers), head, rows)


def _map(told: Told, asked: Asked) -> Drawing | None:
    found = map_of(told, asked)
    if found is None or not found.dots:
        return None
    unit = found.choice.unit
    rows = [
        [each.origin, each.destination, each.direction, unit, *_limits(amount), _days(amount)]
        for each in found.arcs
        for amount in (each.amount,)
    ]
    head = ("origin", "destination", "direction", "unit", "value", "low", "high", "period")
    return Drawing(partial(flow_map_chart, found, told.sides, told.reader.numbers), head, rows)


def _stages(told: Told, asked: Asked) -> Drawing | None:
    stages, signed = told.sides.stages, agreed(told.reader.record, told.key)
    if not stages:
        return None
    rows: list[list[Any]] = [
        ["stage", each.key, each.name, each.start, each.end] for each in stages
    ]
    rows += [["agreement", each.key, each.title, each.on, None] for each in signed]
    until = date.fromisoformat(told.reader.snapshot.manifest.as_of)
    draw = partial(stage_chart, told.sides, signed, until)
    return Drawing(draw, ("what", "key", "name", "start", "end"), rows)


def _measures(told: Told, asked: Asked) -> Drawing | None:
    found = curves(told.results, HEADLINES, told.key).get(asked.of)
    if not found:
        return None
    rows = [
        [each.measure, each.start, each.end, each.value, each.low, each.high, each.unit, each.n]
        for curve in found
        for each in curve.years
    ]
    head = ("measure", "start", "end", "value", "low", "high", "unit", "n")
    return Drawing(partial(curves_chart, found, told.sides, told.reader.numbers), head, rows)


def _network(told: Told, asked: Asked) -> Drawing | None:
    found = network_of(told)
    if not found.ties:
        return None
    rows = [[tie.key, tie.level, tie.side_a, tie.side_b, tie.ended] for tie in found.ties]
    draw = partial(network_chart, found, told.sides)
    return Drawing(draw, ("pairing", "level", "side_a", "side_b", "ended"), rows)


DRAWINGS: dict[str, Callable[[Told, Asked], Drawing | None]] = {
    "flows": _flows,
    "money": _money,
    "due": _due,
    "map": _map,
    "stages": _stages,
    "measures": _measures,
    "network": _network,
}


def network_of(told: Told) -> Network:
    """The network of pairings of the subject's programme."""
    until = date.fromisoformat(told.reader.snapshot.manifest.as_of)
    return network(told.reader.record, told.reader.programme.programme, until)


def money_of(told: Told) -> list[Money]:
    """What one side of a subject paid the other, by currency."""
    return money(told.counted, told.sides, told.due)


def map_of(told: Told, asked: Asked) -> FlowMap | None:
    """The flow map of what is asked for; None where nothing of it is on record."""
    found = [each for each in told.choices if each.key == asked.of]
    if not found or (asked.year is not None and asked.year not in found[0].years):
        return None
    return flow_map(told.counted, told.sides, found[0], asked.year)


def _limits(amount: Any) -> list[str]:
    """Value, low and high as exact text; empty where unknown or not for this reader."""
    figure = amount.figure
    return [
        "" if each is None else machine(each) for each in (figure.value, figure.low, figure.high)
    ]


def _promise(path: DueYear) -> list[Any]:
    return [path.due, path.paid, path.status]


def _days(amount: Any) -> str:
    return str(amount.span.striptags())
