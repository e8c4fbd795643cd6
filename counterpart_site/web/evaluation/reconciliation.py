"""/reconciliation/: stated totals beside the sums of what they contain, and the gap between."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from counterpart.reports.figures import Notes
from counterpart.reports.reconciled import totals
from counterpart_site.web.disclosing import hidden_of
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.subjects.shown import footnotes
from counterpart_site.web.subjects.told import body

KINDS = "SELECT DISTINCT kind FROM flows"
STATES = ("exceeded", "short", "reconciled")


@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    """The page of totals."""
    reader = reader_of(request)
    kinds = {
        row[0]: reader.record.code("kinds", row[0]) for row in reader.snapshot.store.rows(KINDS)
    }
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    asked = (state if state in STATES else "", kind if kind in kinds else "")
    context = {
        "body": body(reader, "reconciliation", "", lambda: _words(reader, *asked), str(asked)),
        "state": state,
        "kind": kind,
        "states": [(each, reader.words.of("total", each)) for each in STATES],
        "kinds": sorted(kinds.items(), key=lambda each: each[1]),
        "about": reader.words("totals_text"),
    }
    return render(request, "web/reconciliation.html", context)


def _words(reader: Reader, state: str, kind: str) -> dict[str, Any]:
    """The totals that stand so and are of that kind, where they may be told; their notes."""
    notes, hidden = Notes(), hidden_of(reader)
    listed = [
        each
        for each in totals(reader.record, reader.numbers, notes)
        if hidden.isdisjoint(("flows", key) for key in (each.of.total, *each.of.parts))
    ]
    found = [
        each for each in listed if state in ("", each.of.status) and kind in ("", each.of.kind)
    ]
    figures = [figure for each in found for figure in (each.stated, each.sum)]
    shown = {figure.note.number for figure in figures if figure.note is not None}
    return {
        "title": _("Totals against their parts"),
        "totals": [(each, reader.words.of("total", each.of.status)) for each in found],
        "all": len(listed),
        "notes": footnotes(reader, [note for note in notes.all if note.number in shown]),
        "empty": reader.words("totals_empty"),
    }
