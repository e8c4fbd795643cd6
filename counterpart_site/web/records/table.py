"""/records/<table>/: browse and filter a table as known at a moment, on a page or as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError, finding
from counterpart.tables import TABLES, Table
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.records.browsing import COUNTED, ORDERS, Query, facts, page_of
from counterpart_site.web.records.cells import Cells
from counterpart_site.web.records.downloads import csv_response
from counterpart_site.web.records.filters import Filter, filters_of, search
from counterpart_site.web.records.labels import COLUMNS
from counterpart_site.web.records.labels import TABLES as LABELS
from counterpart_site.web.records.naming import names_of_cells

# Columns that a page shows only when asked for them.
ASIDE = {
    *(
        "low",
        "high",
        "precision",
        "currency",
        "price_year",
        "note",
        "locator",
        "name_mn",
        "sha256",
        "batch",
    ),
    *("origin_organisation", "destination_organisation", "account", "derived_from", "address"),
    *("decimals", "check", "ambiguity", "statement_zh", "text", "role", "date_precision"),
    *("title_zh", "licence", "language"),
}
SHOWN = 9
NUMBERS = ("decimal", "number", "integer")
MOVES = ("after", "before")


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the page."""

    name: str
    label: str
    number: bool


@require_safe
def table(request: HttpRequest, table: str) -> HttpResponse:
    """The page of a table."""
    reader, found = _asked(request, table)
    filters = filters_of(
        found, request.GET.dict(), load_catalogue(), reader.moment, reader.language
    )
    query = _query(request, reader, found, filters)
    page = page_of(query, request.GET.get("after", ""), request.GET.get("before", ""))
    rows = [facts(found, row) for row in page.rows]
    names = names_of_cells(found, reader.moment, reader.language, rows)
    cells = Cells(found, load_catalogue(), reader.language, names, reader.query)
    chosen = _columns(request, found)
    # A page that is all there is has been counted by being read.
    alone = not (page.after or page.before or request.GET.get("after"))
    count = len(page.rows) if alone else query.count()
    words = {
        "table": table,
        "name": LABELS[table][0],
        "about": LABELS[table][1],
        "heads": [_head(found, name) for name in chosen],
        "rows": [
            (row.row_key, [(cells.cell(said, name), _is_number(found, name)) for name in chosen])
            for row, said in zip(page.rows, rows, strict=True)
        ],
        "columns": [(name, COLUMNS[name], name in chosen) for name in found.names],
        "filters": filters,
        "used": [each for each in filters if each.used],
        "q": request.GET.get("q", ""),
        "order": query.order,
        "count": min(count, COUNTED),
        "more": count > COUNTED,
        "next": _with(request, after=page.after) if page.after else "",
        "previous": _with(request, before=page.before) if page.before else "",
        "whole": _with(request),
        "key_in_link": chosen[0] != found.key[0] or len(found.key) > 1,
    }
    return render(request, "web/table.html", words)


@require_safe
def table_csv(request: HttpRequest, table: str) -> StreamingHttpResponse:
    """The filtered rows with all columns as they are kept, for a spreadsheet."""
    reader, found = _asked(request, table)
    filters = filters_of(
        found, request.GET.dict(), load_catalogue(), reader.moment, reader.language
    )
    query = _query(request, reader, found, filters)

    def lines() -> Iterator[list[Any]]:
        for row in query.all():
            said = facts(found, row)
            yield [said[name] for name in found.names]

    return csv_response(f"{table}.csv", found.names, lines())


def _asked(request: HttpRequest, name: str) -> tuple[Reader, Table]:
    reader = reader_of(request)
    reader.needs("read rows")
    if name not in TABLES:
        raise Http404(name)
    return reader, TABLES[name]


def _query(request: HttpRequest, reader: Reader, table: Table, filters: list[Filter]) -> Query:
    """What the address asks for. InputError: not_an_order, and those of filters."""
    conditions = [each.condition() for each in filters if each.used]
    if text := request.GET.get("q", "").strip():
        conditions.append(search(table, text))
    order = request.GET.get("order", "key")
    if order not in ORDERS:
        raise InputError([finding("not_an_order", value=order, orders=", ".join(ORDERS))])
    for move in MOVES:
        place = request.GET.get(move, "")
        if place and ORDERS[order][0] == "id" and not place.isdecimal():
            raise InputError([finding("not_an_order", value=place, orders=", ".join(ORDERS))])
    where = " AND ".join(sql for sql, _ in conditions) or "true"
    return Query(
        table, reader.moment, where, [each for _, given in conditions for each in given], order
    )


def _columns(request: HttpRequest, table: Table) -> list[str]:
    asked = [name for name in table.names if name in request.GET.getlist("column")]
    usual = [name for name in table.names if name in table.key or name not in ASIDE]
    return asked or usual[:SHOWN]


def _head(table: Table, name: str) -> Head:
    return Head(name, str(COLUMNS[name]), _is_number(table, name))


def _is_number(table: Table, name: str) -> bool:
    return table.column(name).type in NUMBERS


def _with(request: HttpRequest, **place: str) -> str:
    """The query of this page at another place."""
    asked = request.GET.copy()
    for name in MOVES:
        asked.pop(name, None)
    for name, value in place.items():
        asked[name] = value
    for name in [name for name, values in asked.lists() if not any(values)]:
        asked.pop(name)
    return f"?{asked.urlencode()}" if asked else ""
