"""/records/<table>/<key>/: a row with its names, its source, its delivery and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from counterpart.catalogue import load_catalogue
from counterpart.errors import InputError
from counterpart.tables import TABLES, Table
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.reading_rights import ask_to_read
from counterpart_site.records.models import MODELS, Entry, Row
from counterpart_site.records.rows import revisions
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.records.browsing import COUNTED, facts
from counterpart_site.web.records.cells import Cells
from counterpart_site.web.records.labels import COLUMNS
from counterpart_site.web.records.labels import TABLES as LABELS
from counterpart_site.web.records.naming import SEPARATOR, names_of_cells, title_columns
from counterpart_site.web.records.uses import uses_of


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision in the history of a row: what it says, and what it changed."""

    number: int
    state: str
    at: str
    by: str
    delivery: int | None
    sequence: int
    changes: list[tuple[str, Markup, Markup]]


@require_safe
def row(request: HttpRequest, table: str, key: str) -> HttpResponse:
    """The page of a row."""
    reader = reader_of(request)
    reader.needs("read rows")
    if table not in TABLES:
        raise Http404(table)
    contract = TABLES[table]
    found = reader.known(_known(contract, reader, key), f"{table} {key}")
    said = facts(contract, found)
    history = reader.may("read history")
    past = _past(contract, reader, found) if history else []
    names = names_of_cells(contract, reader.moment, reader.language, [said, *past])
    cells = Cells(contract, load_catalogue(), reader.language, names, reader.query)
    entry = Entry.objects.get(chain=reader.programme, sequence=found.sequence)
    title = next(
        (said[name] for name in title_columns(contract, reader.language) if said[name]), ""
    )
    state = "erased" if found.erased else "withdrawn" if found.retracted else "known"
    words = {
        "table": table,
        "table_name": LABELS[table][0],
        "key": key,
        "title": title,
        "row": found,
        "state": state,
        "fields": [
            (COLUMNS[name], cells.cell(said, name)) for name in contract.names if name != "source"
        ],
        "source": said.get("source") if table != "sources" else "",
        "source_name": names.get(str(said.get("source")), ("", said.get("source")))[1],
        "entry": entry,
        "delivery": _delivery(reader, entry.delivery),
        "history": [_revision(cells, *pair) for pair in zip(past, [{}, *past], strict=False)][::-1],
        "uses": uses_of(contract, reader.moment, found.row_key) if state == "known" else [],
        "counted": COUNTED,
        "withdraws": state == "known" and (reader.may("withdraw")),
    }
    return render(request, "web/row.html", words)


def _known(table: Table, reader: Reader, key: str) -> list[Row]:
    """The newest revision of a row that was known at the moment, withdrawn and erased ones too."""
    keys = {key, key.replace("+", SEPARATOR)}
    found = MODELS[table.name]._default_manager.filter(
        chain=reader.programme, row_key__in=keys, sequence__lte=reader.moment.length
    )
    return list(found.order_by("-revision")[:1])


def _past(table: Table, reader: Reader, row: Row) -> list[dict[str, Any]]:
    """The revisions known at the moment, oldest first."""
    found = revisions(table, reader.programme, row.row_key)
    return [each for each in found if each["sequence"] <= reader.moment.length]


def _revision(cells: Cells, said: dict[str, Any], before: dict[str, Any]) -> Revision:
    names = [
        name
        for name in cells.table.names
        if before and said["state"] == "known" and said[name] != before.get(name)
    ]
    return Revision(
        said["revision"],
        said["state"],
        said["recorded_at"],
        said["recorded_by"],
        said["delivery"],
        said["sequence"],
        [(str(COLUMNS[name]), cells.cell(before, name), cells.cell(said, name)) for name in names],
    )


def _delivery(reader: Reader, number: int | None) -> tuple[int, bool] | None:
    """The delivery of a row, and whether the reader may see it."""
    delivery = Delivery.objects.filter(pk=number).first() if number else None
    if delivery is None or reader.account is None:
        return None
    try:
        ask_to_read(reader.account, delivery)
    except InputError:
        return delivery.pk, False
    return delivery.pk, True
