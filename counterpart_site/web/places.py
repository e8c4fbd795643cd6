"""/places/<code>/: an area with what lies in it, its pairings, what is observed of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.engine.store import literal
from counterpart_site.web.pairings import related as pairings_where
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.addresses import address, row_address
from counterpart_site.web.subjects.money import flows_shown
from counterpart_site.web.subjects.own import engagements_of, observations_of, projects_of
from counterpart_site.web.subjects.shown import footnotes, measured
from counterpart_site.web.subjects.told import Told, body

PLACE = """
    SELECT level, latitude, longitude, valid_from, valid_to, source, note
    FROM places WHERE place = {key}
"""
SEATED = """
    SELECT {key} AS party UNION SELECT organisation FROM organisations WHERE place = {key}
"""
SIDES = "SELECT side_a, side_b, programme FROM programmes"


@require_safe
def place(request: HttpRequest, place: str) -> HttpResponse:
    """The page of a place."""
    reader = reader_of(request)
    found = body(reader, "place", place, lambda: _words(reader, place))
    return render(request, "web/subject.html", {"body": found, "list": ""})


def _words(reader: Reader, key: str) -> dict[str, Any]:
    store, record, own = reader.snapshot.store, reader.record, literal(key)
    rows = store.rows(PLACE.format(key=own))
    level, latitude, longitude, start, end, source, note = reader.known(rows, key)
    words: dict[str, Any] = {
        "title": record.name(key),
        "key": key,
        "level": record.code("place_level", level),
        "above": [
            (record.name(each), address(reader, "place", each)) for each in _above(reader, key)
        ],
        "below": [
            (record.name(row[0]), address(reader, "place", row[0]))
            for row in store.rows(f"SELECT place FROM places WHERE parent = {own} ORDER BY place")
        ],
        "coordinates": (latitude, longitude) if latitude is not None else None,
        "valid": (start, end),
        "source": record.sources[source].title if source in record.sources else "",
        "document": address(reader, "document", source) if source else "",
        "note": note,
        "history": row_address(reader, "places", key),
        "pairings": pairings_where(
            reader,
            f"EXISTS (SELECT 1 FROM ({SEATED.format(key=own)}) WHERE party IN (side_a, side_b))",
        ),
        "organisations": [
            (record.name(row[0]), address(reader, "organisation", row[0]))
            for row in store.rows(
                f"SELECT organisation FROM organisations WHERE place = {own} ORDER BY 1"
            )
        ],
        "projects": projects_of(reader, f"p.place = {own}"),
        "engagements": engagements_of(reader, f"e.origin = {own} OR e.destination = {own}"),
        "observations": observations_of(reader, key),
    }
    told = _told(reader, key)
    if told is not None:
        words["sides"] = told.sides
        words["flows"] = flows_shown(told)
        words["groups"] = measured(reader, told.results)
        words["notes"] = footnotes(reader, told.counted.notes.all)
    return words


def _told(reader: Reader, key: str) -> Told | None:
    """The flows of a place: those of its programme where it is a side; None outside both sides."""
    for a, b, programme in reader.snapshot.store.rows(SIDES):
        if key in (a, b):
            return Told(reader, "programme", programme)
    told = Told(reader, "place", key)
    _ = told.counted.totals
    inside = f"SELECT count(*) FROM sides WHERE place = {literal(key)} AND NOT root"
    return told if reader.snapshot.store.row(inside)[0] else None


def _above(reader: Reader, key: str) -> list[str]:
    """The places that hold a place, the widest first."""
    parents = dict(reader.snapshot.store.rows("SELECT place, parent FROM places"))
    found: list[str] = []
    upper = parents.get(key)
    while upper and upper not in found:
        found.insert(0, upper)
        upper = parents.get(upper)
    return found
