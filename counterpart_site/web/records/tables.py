"""/records/: the tables of the contract, what they hold, and how many rows were known."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.tables import TABLES
from counterpart_site.web.reader import reader_of
from counterpart_site.web.records.browsing import COUNTED, Query
from counterpart_site.web.records.labels import TABLES as LABELS


@dataclass(frozen=True, slots=True)
class Line:
    """A table: its key, its name, what a row of it is, how many rows it has."""

    key: str
    name: str
    about: str
    rows: int

    @property
    def more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.rows > COUNTED


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """The page of all tables."""
    reader = reader_of(request)
    reader.needs("read rows")
    lines = [
        Line(
            name,
            str(LABELS[name][0]),
            str(LABELS[name][1]),
            Query(table, reader.moment, "true", ()).count(),
        )
        for name, table in TABLES.items()
    ]
    words = {
        "filled": [line for line in lines if line.rows],
        "empty": [line for line in lines if not line.rows],
        "counted": COUNTED,
    }
    return render(request, "web/records.html", words)
