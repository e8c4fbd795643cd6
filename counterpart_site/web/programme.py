"""/programmes/<slug>/: both sides, what went each way, money, measures, what is late and new."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.evaluation.all_measures import HEADLINES
from counterpart.reports.curves import curves
from counterpart.reports.flow_map import title
from counterpart.reports.numbers import period_text
from counterpart.reports.record import Programme
from counterpart.reports.stage_line import agreed
from counterpart_site.deliveries.models import Delivery
from counterpart_site.publishing.kept import kept
from counterpart_site.web.charts import Asked, map_of
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.addresses import address, carried, row_address
from counterpart_site.web.subjects.late import late
from counterpart_site.web.subjects.money import due_shown, flows_shown, money_shown
from counterpart_site.web.subjects.said import key_findings
from counterpart_site.web.subjects.shown import Picture, footnotes, measured, picture
from counterpart_site.web.subjects.told import Told, body, rights

NEWEST = 6
LINKED = ("pairings", "projects", "claims", "evaluation", "brief", "data")

# What the flow map can show: key, name, years.
Choices = list[tuple[str, str, tuple[int, ...]]]


@require_safe
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The page of a programme."""
    reader = reader_of(request)
    told = Told(reader, "programme", programme)
    asked = _asked(request, told)
    found = body(reader, "programme", programme, lambda: _words(told, asked), str(asked))
    words = {"body": found, "newest": _newest(reader), "links": _links(reader)}
    return render(request, "web/programme.html", words)


def _choices(told: Told) -> Choices:
    """What can be mapped, kept for the snapshot."""
    reader = told.reader

    def make() -> Choices:
        return [(each.key, each.name, each.years) for each in told.choices]

    return kept(reader.snapshot, f"choices {told.key!r} {rights(reader)}", make)


def _asked(request: HttpRequest, told: Told) -> Asked:
    """What the flow map shows: what is asked for where there is such, else what is counted most."""
    found = {key: years for key, _, years in _choices(told)}
    what, year = request.GET.get("flows", ""), request.GET.get("year", "")
    what = what if what in found else next(iter(found), "")
    years = found.get(what, ())
    return Asked(what, int(year) if year.isdecimal() and int(year) in years else None)


def _words(told: Told, asked: Asked) -> dict[str, Any]:
    reader, sides = told.reader, told.sides
    notes = told.counted.notes
    words: dict[str, Any] = {
        "title": sides.name,
        "sides": sides,
        "places": [row_or_page(reader, key) for key in (sides.side_a, sides.side_b)],
        "findings": key_findings(told),
        "carried": carried(reader),
        "stages": [
            (each, period_text(each.start, each.end, reader.words)) for each in sides.stages
        ],
        "agreements": [
            (each, row_address(reader, "agreements", each.key))
            for each in agreed(reader.record, told.key)
        ],
        "as_of": reader.snapshot.manifest.as_of,
        "root": reader.snapshot.manifest.root,
        "map": _map(told, asked),
        "flows": flows_shown(told),
        "money": money_shown(told),
        "due": due_shown(told),
        "dimensions": _dimensions(told, sides),
        "late": late(told),
    }
    years = reader.snapshot.manifest.as_of[:4]
    if sides.stages:
        first = sides.stages[0].start.year
        alt = reader.words("stages_alt", first=first, last=years)
        words["stage_line"] = picture(reader, "programme-stages", told.key, alt, (138, 138))
    words["notes"] = footnotes(reader, notes.all)
    return words


def row_or_page(reader: Reader, key: str) -> str:
    """The page of a place or organisation, whichever it is."""
    rows = reader.snapshot.store.rows("SELECT place FROM places")
    return address(reader, "place" if (key,) in rows else "organisation", key)


def _map(told: Told, asked: Asked) -> dict[str, Any]:
    """The map with what it can be switched to, and its table."""
    found, reader = map_of(told, asked), told.reader
    switch = _choices(told)
    years = next((years for key, _, years in switch if key == asked.of), ())
    shown: dict[str, Any] = {"choices": switch, "years": years, "asked": asked}
    if found is None:
        return shown
    named = title(found, reader.numbers)
    alt = reader.words("map_alt", title=named)
    shown |= {"title": named, "arcs": [(each, *_ends(told, each)) for each in found.listed]}
    shown["more"] = len(found.arcs) - len(found.listed)
    if found.dots:
        shown["picture"] = picture(
            reader, "programme-map", told.key, alt, (466, 356), of=asked.of, year=asked.year
        )
    return shown


def _ends(told: Told, arc: Any) -> list[tuple[str, str]]:
    reader = told.reader
    ends = (arc.origin, arc.destination)
    return [(reader.record.name(end), address(reader, "place", end)) for end in ends]


def _dimensions(told: Told, sides: Programme) -> list[dict[str, Any]]:
    """The measures by dimension, each with its course over the years."""
    reader = told.reader
    drawn = curves(told.results, HEADLINES, told.key)
    shown = []
    for group in measured(reader, told.results):
        chart: Picture | None = None
        if group.key in drawn:
            lines = len(drawn[group.key])
            heights = (-(-lines // 2) * 146 + 10, lines * 142 + 10)
            alt = reader.words("curves_alt", dimension=group.name)
            draw = partial(picture, reader, "programme-measures", told.key, alt, heights)
            chart = draw(of=group.key)
        shown.append({"group": group, "picture": chart})
    return shown


def _newest(reader: Reader) -> list[tuple[Delivery, str]]:
    """The newest deliveries, for members."""
    if not reader.is_member or reader.as_of is not None:
        return []
    found = Delivery.objects.filter(chain=reader.programme).defer("findings", "preview")
    newest = found.order_by("-received_at", "-pk")[:NEWEST]
    return [(each, address(reader, "delivery", each.pk)) for each in newest]


def _links(reader: Reader) -> list[tuple[str, str]]:
    """The other pages of the programme that there are."""
    found = [(name, address(reader, name)) for name in LINKED]
    if not reader.is_member:
        found = [each for each in found if each[0] != "brief"]
    return [(name, where) for name, where in found if where]
