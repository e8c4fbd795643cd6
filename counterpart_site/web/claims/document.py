"""/documents/<source>/: a source, its figures and causal sentences in the order of the text."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.engine.store import literal
from counterpart.evaluation.all_measures import MEASURES
from counterpart.reports.argument import Link, arguments
from counterpart_site.publishing.kept import kept
from counterpart_site.web.claims.shown import claims_of, mark, marks
from counterpart_site.web.reader import Reader, reader_of

NUMBER = re.compile(r"(\d+)")
ABOUT = "title, publisher, published_on, language, address, licence, source_kind, locator, note"


@require_safe
def document(request: HttpRequest, source: str) -> HttpResponse:
    """The page of a source."""
    reader = reader_of(request)
    found = reader.known(
        (each for each in reader.record.sources.values() if each.key == source), source
    )
    said = reader.snapshot.store.row(
        f"SELECT {ABOUT} FROM sources WHERE source = {literal(source)}"
    )
    claims = [each for each in claims_of(reader) if each.source == source]
    links = [each for each in _links(reader) if each.source == source]
    context = {
        "source": found,
        "said": dict(zip(ABOUT.split(", "), said, strict=True)),
        "kind": reader.record.code("source_kind", found.kind) if found.kind else "",
        "claims": [
            (each, mark(each.checked.verdict, reader.words))
            for each in sorted(claims, key=lambda each: (in_order(each.locator), each.key))
        ],
        "links": [
            (each, reader.record.code("sign", each.sign))
            for each in sorted(links, key=lambda each: (in_order(each.locator), each.key))
        ],
        "marks": marks(),
    }
    return render(request, "web/document.html", context)


def in_order(locator: str) -> list[tuple[int, int, str]]:
    """A locator in the order of the text: numbers in it count as numbers, none stands last."""
    parts = [part for part in NUMBER.split(locator) if part]
    placed = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
    return placed or [(2, 0, "")]


def _links(reader: Reader) -> list[Link]:
    """The causal sentences of all sources."""

    def make() -> list[Link]:
        return [link for each in arguments(reader.record, MEASURES) for link in each.links]

    return kept(reader.snapshot, f"causal links {reader.language}", make)
