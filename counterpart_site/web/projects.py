"""/projects/ and /projects/<key>/: what is built and run, how far it is, what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.select import read_flows
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import period_text
from counterpart_site.publishing.kept import kept
from counterpart_site.web.disclosing import hidden_of
from counterpart_site.web.pairings import related
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.addresses import address, row_address
from counterpart_site.web.subjects.listing import choice, listed
from counterpart_site.web.subjects.own import (
    ProjectLine,
    engagements_of,
    observations_of,
    projects_of,
)
from counterpart_site.web.subjects.told import body, rights

OWN = """
    SELECT name_en, name_zh, sector, status, place, lead, pairing, planned_start, planned_end,
           actual_start, actual_end, budget, currency, price_year, source, locator, note
    FROM projects WHERE project = {key}
"""
MILESTONES = """
    SELECT milestone, name_en, name_zh, due, done_on, source FROM milestones WHERE project = {key}
    ORDER BY coalesce(due, done_on), milestone
"""
ASSETS = """
    SELECT asset, name_en, name_zh, kind, state, state_on, capacity, source FROM assets
    WHERE project = {key} ORDER BY asset
"""
SHOWN = ("list", "board")


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The list of projects, or the board by status."""
    reader = reader_of(request)
    rows = kept(reader.snapshot, f"projects {rights(reader)}", lambda: projects_of(reader))
    statuses = list(reader.snapshot.catalogue.codes["project_status"])
    places = {row.place: row.place_name for row in rows if row.place}
    sectors = {row.sector: row.sector_name for row in rows if row.sector}
    named = {row.status: row.status_name for row in rows}
    filters = [
        choice(
            request,
            "status",
            _("Status"),
            [(each, named[each]) for each in statuses if each in named],
        ),
        choice(request, "sector", _("Sector"), list(sectors.items())),
        choice(request, "place", _("Place"), sorted(places.items(), key=lambda each: each[1])),
    ]
    found = listed(
        request,
        reader,
        rows,
        filters,
        lambda row: f"{row.key} {row.name} {row.place_name} {row.sector_name}",
        lambda row, name: str(getattr(row, name)),
        {
            "name": lambda row: (row.name.casefold(), row.key),
            "status": lambda row: _rank(statuses, row),
            "place": lambda row: (row.place_name, row.name),
        },
    )
    as_board = request.GET.get("show") == "board"
    shown = list(found.page.paginator.object_list)
    ranked = sorted({_rank(statuses, row)[0]: row.status_name for row in shown}.items())
    words = {
        "list": found,
        "orders": [("name", _("name")), ("status", _("status")), ("place", _("place"))],
        "all": len(rows),
        "as_board": as_board,
        "board": [
            (name, [row for row in shown if _rank(statuses, row)[0] == rank])
            for rank, name in ranked
        ],
    }
    return render(request, "web/projects.html", words)


def _rank(statuses: list[str], row: ProjectLine) -> tuple[int, str]:
    """Where a status stands on the board; one that is not stated comes last."""
    known = row.status in statuses
    return (statuses.index(row.status) if known else len(statuses)), row.name


@require_safe
def project(request: HttpRequest, project: str) -> HttpResponse:
    """The page of a project."""
    reader = reader_of(request)
    found = body(reader, "project", project, lambda: _words(reader, project))
    return render(request, "web/subject.html", {"body": found, "list": "projects"})


def _words(reader: Reader, key: str) -> dict[str, Any]:
    record, store, own = reader.record, reader.snapshot.store, literal(key)
    row = reader.known(store.rows(OWN.format(key=own)), key)
    english, chinese, sector, status, place, lead, pairing, *days = row[:11]
    budget, currency, price_year, source, locator, note = row[11:]
    starts, ends, started, ended = days
    money = Figure(reader.numbers, budget, currency or "money") if budget is not None else None
    return {
        "title": record.in_language(english, chinese) or key,
        "line": projects_of(reader, f"p.project = {own}")[0],
        "sector": record.code("project_sector", sector) if sector else "",
        "status": record.code("project_status", status) if status else "",
        "place": (record.name(place), address(reader, "place", place)) if place else None,
        "lead": (record.name(lead), address(reader, "organisation", lead)) if lead else None,
        "pairings": related(reader, f"pairing = {literal(pairing)}") if pairing else [],
        "planned": period_text(starts, ends, reader.words) if starts or ends else "",
        "actual": period_text(started, ended, reader.words) if started or ended else "",
        "budget": money,
        "price_year": price_year,
        "source": record.sources[source].title if source in record.sources else "",
        "document": address(reader, "document", source) if source else "",
        "locator": locator,
        "note": note,
        "history": row_address(reader, "projects", key),
        "milestones": _milestones(reader, own),
        "money": _flows(reader, own),
        "results": observations_of(reader, key),
        "engagements": engagements_of(reader, f"e.project = {own}"),
        "assets": _assets(reader, own),
    }


def _milestones(reader: Reader, own: str) -> list[dict[str, Any]]:
    today, found = reader.snapshot.manifest.as_of, []
    for key, english, chinese, due, done, source in reader.snapshot.store.rows(
        MILESTONES.format(key=own)
    ):
        name = reader.record.in_language(english, chinese) or key
        late = bool(due and not done and str(due) < today)
        slipped = bool(due and done and done > due)
        found.append({"name": name, "due": due, "done": done, "late": late, "slipped": slipped})
        found[-1] |= _cited(reader, source)
    return found


def _flows(reader: Reader, own: str) -> list[dict[str, Any]]:
    """The flows of a project as they are on record, one by one."""
    hidden, found = hidden_of(reader), []
    for row in read_flows(reader.snapshot.store, f"project = {own}"):
        unit = reader.snapshot.catalogue.kinds[row.kind].unit
        unit = row.currency or unit if unit == "money" else unit
        if ("flows", row.key) in hidden:
            figure = Figure(reader.numbers, None, unit, hidden=True)
        else:
            sum_ = row.quantity
            figure = Figure(reader.numbers, sum_.value, unit, sum_.low, sum_.high)
        ends = " → ".join(reader.record.name(each) for each in row.subject.split(" -> "))
        period: Markup = period_text(row.period.start, row.period.end, reader.words)
        found.append(
            {"name": reader.record.code("kinds", row.kind), "ends": ends, "figure": figure}
        )
        found[-1] |= {"period": period, "address": row_address(reader, "flows", row.key)}
        found[-1] |= _cited(reader, row.source)
    return found


def _assets(reader: Reader, own: str) -> list[dict[str, Any]]:
    record, found = reader.record, []
    for key, english, chinese, kind, state, on, capacity, source in reader.snapshot.store.rows(
        ASSETS.format(key=own)
    ):
        found.append(
            {
                "name": record.in_language(english, chinese) or key,
                "kind": record.code("asset_kind", kind) if kind else "",
                "state": record.code("asset_state", state) if state else "",
                "on": on,
                "capacity": capacity,
                "address": row_address(reader, "assets", key),
            }
            | _cited(reader, source)
        )
    return found


def _cited(reader: Reader, source: str | None) -> dict[str, str]:
    """The document of a row."""
    known = reader.record.sources.get(source or "")
    document = address(reader, "document", source) if source else ""
    return {"source": known.title if known else "", "document": document}
