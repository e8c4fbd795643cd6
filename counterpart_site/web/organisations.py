"""/organisations/<key>/: an organisation with its place, partners, projects and observations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.engine.store import literal
from counterpart.reports.numbers import period_text
from counterpart_site.web.pairings import related
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.addresses import address, row_address
from counterpart_site.web.subjects.own import engagements_of, observations_of, projects_of
from counterpart_site.web.subjects.told import body

OWN = """
    SELECT kind, sector, place, valid_from, valid_to, source, note
    FROM organisations WHERE organisation = {key}
"""


@require_safe
def organisation(request: HttpRequest, organisation: str) -> HttpResponse:
    """The page of an organisation."""
    reader = reader_of(request)
    found = body(reader, "organisation", organisation, lambda: _words(reader, organisation))
    return render(request, "web/subject.html", {"body": found, "list": ""})


def _words(reader: Reader, key: str) -> dict[str, Any]:
    record, own = reader.record, literal(key)
    rows = reader.snapshot.store.rows(OWN.format(key=own))
    kind, sector, place, start, end, source, note = reader.known(rows, key)
    ends = f"(e.origin_organisation = {own} OR e.destination_organisation = {own})"
    return {
        "title": record.name(key),
        "kind": record.code("organisation_kind", kind),
        "sector": record.code("sector", sector) if sector else "",
        "place": (record.name(place), address(reader, "place", place)) if place else None,
        "span": period_text(start, end, reader.words) if start or end else "",
        "source": record.sources[source].title if source in record.sources else "",
        "document": address(reader, "document", source) if source else "",
        "note": note,
        "history": row_address(reader, "organisations", key),
        "pairings": related(reader, f"side_a = {own} OR side_b = {own}"),
        "projects": projects_of(reader, f"p.lead = {own}"),
        "engagements": engagements_of(reader, ends),
        "observations": observations_of(reader, key),
    }
