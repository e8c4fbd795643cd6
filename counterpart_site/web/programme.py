"""/programmes/<slug>/: both sides, what went each way, money, measures, what is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from counterpart_site.web.reader import reader_of


def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """The page of a programme."""
    reader = reader_of(request)
    found = reader.known(
        (each for each in reader.record.programmes if each.key == programme), programme
    )
    return render(request, "web/programme.html", {"programme": found})
