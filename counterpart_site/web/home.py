"""/: what this is, the programmes one may read, the way in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from counterpart_site.web.reader import reader_of


def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return render(request, "web/home.html", {"programmes": reader_of(request).chains})
