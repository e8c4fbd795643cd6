"""/deliveries/inbox/: what waits here and there, what is late and due, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from counterpart_site.deliveries.lateness import lateness
from counterpart_site.deliveries.waiting import newest_accepted, waiting
from counterpart_site.web.coordinating.conflicts import open_conflicts
from counterpart_site.web.coordinating.lines import Line, accepted, issues, waits
from counterpart_site.web.coordinating.naming import OTHER, form_name, side_name
from counterpart_site.web.reader import Reader, reader_of

NEWEST = 10
FILTERS = ("form", "reporter", "side")
L = TypeVar("L", bound=Line)


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The inbox of a coordinator; others are told why they have none."""
    reader = reader_of(request)
    side = reader.needs("read inbox").side
    today = timezone.now().date()
    found = waiting(reader.programme, side)
    late = lateness(reader.programme, today)
    listed: dict[str, Sequence[Any]] = {
        "here": waits(reader, found.here),
        "there": waits(reader, found.there),
        "late": issues(reader, late.late, today),
        "due": issues(reader, late.due, today),
        "events": issues(reader, late.events, today),
        "accepted": accepted(reader, newest_accepted(reader.programme, NEWEST)),
    }
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    context: dict[str, Any] = {
        name: [each for each in lines if _fits(each, asked)] for name, lines in listed.items()
    }
    context |= {
        "asked": asked,
        "choices": _choices(each for lines in listed.values() for each in lines),
        "filtered": any(asked.values()),
        "own_side": side_name(reader, side),
        "other_side": side_name(reader, OTHER[side]),
        "silent": [
            (side_name(reader, its), reader.record.name(office)) for its, office in late.silent
        ],
        "unused": _unused(reader, [form.code for form in late.unused]),
        "conflicts": len(open_conflicts(reader)),
    }
    return render(request, "web/coordinating/inbox.html", context)


def _fits(line: Line, asked: dict[str, str]) -> bool:
    return all(not value or getattr(line, name) == value for name, value in asked.items())


def _choices(lines: Iterable[Line]) -> dict[str, list[tuple[str, str]]]:
    """Filter -> what can be chosen: value and name, by name."""
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in FILTERS}
    for line in lines:
        for name in FILTERS:
            found[name].add((getattr(line, name), getattr(line, f"{name}_name")))
    return {name: sorted(each, key=lambda pair: pair[1]) for name, each in found.items()}


def _unused(reader: Reader, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Forms that nobody handed in yet: the name, and who reports it by the catalogue."""
    forms = reader.snapshot.catalogue.forms
    chinese = reader.language == "zh"
    return [
        (
            form_name(reader, code),
            forms[code].reporter_zh if chinese else forms[code].reporter_en,
        )
        for code in codes
        if code in forms
    ]
