"""/deliveries/conflicts/: figures that sources give differently, the policy, the spread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.reports.conflicts import Conflict, Stand, conflicts
from counterpart.reports.figures import Figure, Notes
from counterpart_site.publishing.kept import kept
from counterpart_site.web.reader import Reader, reader_of


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a figure, and the row that holds it."""

    figure: Markup
    source: str
    title: str
    kind: str
    published: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Open:
    """A figure that sources give differently: the one taken, those beside it, the spread."""

    name: str
    of: str
    period: Markup
    taken: Said
    beside: tuple[Said, ...]
    spread: Markup


def open_conflicts(reader: Reader) -> list[Open]:
    """The figures of the edition that sources give differently."""

    def make() -> list[Open]:
        found = conflicts(reader.record, reader.numbers, Notes())
        return [_open(reader, each) for each in found]

    return kept(reader.snapshot, f"open conflicts {reader.language}", make)


@require_safe
def conflicts_page(request: HttpRequest) -> HttpResponse:
    """Conflicts side by side, for those who may see rows."""
    reader = reader_of(request)
    reader.needs("read rows")
    order = reader.snapshot.catalogue.parameters["resolution_order"]
    context = {
        "conflicts": open_conflicts(reader),
        "order": [reader.record.code("source_kind", kind) for kind in order.on(date.today())],
        "reference": order.values[-1].reference,
    }
    return render(request, "web/coordinating/conflicts.html", context)


def _open(reader: Reader, conflict: Conflict) -> Open:
    said = [_said(reader, stand) for stand in conflict.stands]
    figures = [stand.figure for stand in conflict.stands]
    bounds = [
        float(bound)
        for figure in figures
        for bound in (figure.low, figure.value, figure.high)
        if bound is not None
    ]
    spread = Figure(reader.numbers, None, figures[0].unit, min(bounds), max(bounds)).__html__()
    return Open(conflict.name, conflict.of, conflict.period, said[0], tuple(said[1:]), spread)


def _said(reader: Reader, stand: Stand) -> Said:
    note = stand.figure.note
    assert note is not None
    source = reader.record.sources.get(stand.source)
    kind = source.kind if source else None
    return Said(
        replace(stand.figure, note=None).__html__(),
        stand.source,
        source.title if source else stand.source,
        reader.record.code("source_kind", kind) if kind else "",
        source.published_on.isoformat() if source and source.published_on else "",
        note.rows[0].table,
        note.rows[0].key,
    )
