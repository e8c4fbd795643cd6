"""/pairings/ and /pairings/<key>/: who is paired with whom, and what went between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.all_measures import HEADLINES
from counterpart.reports.curves import curves
from counterpart.reports.network import network_height
from counterpart.reports.numbers import period_text
from counterpart_site.publishing.kept import kept
from counterpart_site.web.charts import network_of
from counterpart_site.web.disclosing import disclosed
from counterpart_site.web.naming import party_names
from counterpart_site.web.programme import row_or_page
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.addresses import address, row_address
from counterpart_site.web.subjects.coverage import coverage
from counterpart_site.web.subjects.late import late
from counterpart_site.web.subjects.listing import choice, listed
from counterpart_site.web.subjects.money import due_shown, flows_shown, money_shown
from counterpart_site.web.subjects.own import (
    agreements_of,
    counted_kinds,
    engagements_of,
    projects_of,
)
from counterpart_site.web.subjects.shown import Picture, dated, footnotes, measured, picture
from counterpart_site.web.subjects.told import Told, body, rights

PAIRINGS = """
    SELECT pairing, level, side_a, side_b, start_on, end_on, certainty, parent,
           (SELECT count(DISTINCT kind) FROM flows f WHERE f.pairing = p.pairing)
         + (SELECT count(*) FROM engagements e WHERE e.pairing = p.pairing)
    FROM pairings p ORDER BY pairing
"""
OWN = """
    SELECT level, side_a, side_b, start_on, end_on, certainty, evidence_years, parent, agreement,
           source, locator, note
    FROM pairings WHERE pairing = {key}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A pairing in the list; `counted` is how many kinds and visits are on record of it."""

    key: str
    level: str
    level_name: str
    side_a: str
    side_b: str
    name_a: str
    name_b: str
    span: Markup | str
    start: str
    state: str
    certainty: str
    counted: int
    address: str


@require_safe
def pairings(request: HttpRequest) -> HttpResponse:
    """The list of pairings."""
    reader = reader_of(request)
    rows = kept(reader.snapshot, f"pairings {rights(reader)}", lambda: _lines(reader))
    levels = {row.level: row.level_name for row in rows}
    ends = {row.side_a: row.name_a for row in rows} | {row.side_b: row.name_b for row in rows}
    states = dict.fromkeys(row.state for row in rows)
    filters = [
        choice(request, "level", _("Level"), list(levels.items())),
        choice(request, "state", _("State"), [(each, each) for each in states]),
        choice(request, "place", _("Place"), sorted(ends.items(), key=lambda each: each[1])),
    ]
    found = listed(
        request,
        reader,
        rows,
        filters,
        lambda row: f"{row.key} {row.name_a} {row.name_b} {row.level_name}",
        lambda row, name: f"{row.side_a};{row.side_b}" if name == "place" else getattr(row, name),
        {
            "name": lambda row: (row.name_a, row.name_b, row.key),
            "level": lambda row: (row.level_name, row.name_a),
            "start": lambda row: (row.start or "9", row.name_a),
            "counted": lambda row: (-row.counted, row.name_a),
        },
    )
    orders = [("name", _("side A")), ("level", _("level")), ("start", _("beginning"))]
    orders.append(("counted", _("most counted")))
    words = {"list": found, "orders": orders, "all": len(rows), "network": _network(reader)}
    return render(request, "web/pairings.html", words)


def _network(reader: Reader) -> Picture | None:
    """The drawing of all ties."""
    key = reader.programme.programme
    found = network_of(Told(reader, "programme", key))
    if not found.ties:
        return None
    alt = reader.words("network_alt", drawn=len(found.ties), known=found.known)
    high = network_height(found)
    # The legend stands below in two lines, on a phone in four.
    heights = (high + 36, high + 66)
    return picture(reader, "programme-network", key, alt, heights)


def _lines(reader: Reader) -> list[Line]:
    record = reader.record
    return [
        Line(
            key,
            level,
            record.code("pairing_level", level),
            a or "",
            b or "",
            *party_names(reader, a, b),
            period_text(start, end, reader.words) if start or end else "",
            str(start or ""),
            dated(reader, start, end),
            record.code("certainty", certainty),
            counted,
            address(reader, "pairing", key),
        )
        for key, level, a, b, start, end, certainty, _parent, counted in reader.snapshot.store.rows(
            PAIRINGS
        )
    ]


@require_safe
def pairing(request: HttpRequest, pairing: str) -> HttpResponse:
    """The page of a pairing."""
    reader = reader_of(request)
    told = Told(reader, "pairing", pairing)
    found = body(reader, "pairing", pairing, lambda: _words(told))
    return render(request, "web/subject.html", {"body": found, "list": "pairings"})


def _words(told: Told) -> dict[str, Any]:
    reader, sides, key = told.reader, told.sides, told.key
    words = {
        "title": sides.name,
        "sides": sides,
        "places": [
            row_or_page(reader, each) if each else "" for each in (sides.side_a, sides.side_b)
        ],
        "about": _about(reader, key),
        "below": related(reader, f"parent = {literal(key)}"),
        "flows": flows_shown(told),
        "money": money_shown(told),
        "due": due_shown(told),
        "projects": projects_of(reader, f"p.pairing = {literal(key)}"),
        "engagements": engagements_of(reader, f"e.pairing = {literal(key)}"),
        "agreements": agreements_of(reader, key),
        "groups": measured(reader, told.results, disclosed(reader, "pairing")),
        "pictures": _pictures(told),
        "late": late(told),
        "gaps": coverage(reader, {each.kind for each in told.flows}, counted_kinds(reader)),
        "history": row_address(reader, "pairings", key),
    }
    return {**words, "notes": footnotes(reader, told.counted.notes.all)}


def _about(reader: Reader, key: str) -> dict[str, Any]:
    rows = reader.snapshot.store.rows(OWN.format(key=literal(key)))
    level, _a, _b, start, end, certainty, years, parent, agreement, source, locator, note = rows[0]
    title = reader.record.sources[source].title if source in reader.record.sources else source
    return {
        "level": reader.record.code("pairing_level", level),
        "span": period_text(start, end, reader.words) if start or end else "",
        "state": dated(reader, start, end),
        "certainty": reader.record.code("certainty", certainty),
        "years": years,
        "parent": parent,
        "above": related(reader, f"pairing = {literal(parent)}") if parent else [],
        "agreement": agreement,
        "source": title,
        "document": address(reader, "document", source) if source else "",
        "locator": locator,
        "note": note,
    }


def related(reader: Reader, where: str) -> list[tuple[str, str, str]]:
    """Pairings by a condition: name, address, level with its time."""
    rows = reader.snapshot.store.rows(
        "SELECT pairing, side_a, side_b, level, start_on, end_on FROM pairings "
        f"WHERE {where} ORDER BY start_on NULLS LAST, pairing"
    )
    return [
        (
            " \N{EN DASH} ".join(party_names(reader, a, b)),
            address(reader, "pairing", key),
            Markup(", ").join(
                [
                    reader.record.code("pairing_level", level),
                    *([period_text(start, end, reader.words)] if start or end else []),
                ]
            ),
        )
        for key, a, b, level, start, end in rows
    ]


def _pictures(told: Told) -> dict[str, Any]:
    """The courses of the measures by dimension."""
    drawn = curves(told.results, HEADLINES, told.key)
    found = {}
    for dimension, lines in drawn.items():
        name = told.reader.snapshot.catalogue.name("dimension", dimension, told.reader.language)
        alt = told.reader.words("curves_alt", dimension=name)
        heights = (-(-len(lines) // 2) * 146 + 10, len(lines) * 142 + 10)
        found[dimension] = picture(
            told.reader, "pairing-measures", told.key, alt, heights, of=dimension
        )
    return found
