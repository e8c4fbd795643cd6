"""/documents/<source>/: a source, its figures and causal sentences in the order of the text."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.engine.store import literal
from counterpart.reports.checked import VERDICTS
from counterpart_site.web.claims.located import KINDS, Section, in_order, sections
from counterpart_site.web.claims.shown import claims_of, mark, marks
from counterpart_site.web.reader import Reader, reader_of

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
    kind = request.GET.get("kind", "")
    listed = located(reader, source)
    counts = Counter(each.kind for section in listed for each in section.statements)
    context = {
        "source": found,
        "said": dict(zip(ABOUT.split(", "), said, strict=True)),
        "kind": reader.record.code("source_kind", found.kind) if found.kind else "",
        "sections": [
            (section.title, those)
            for section in listed
            if (those := [each for each in section.statements if kind in ("", each.kind)])
        ],
        "counts": [(each, counts[each]) for each in KINDS if counts[each]],
        "asked": kind if kind in KINDS else "",
        "marks": marks(),
        "figures": counts["figure"],
    }
    return render(request, "web/document.html", context)


@require_safe
def sheet(request: HttpRequest, source: str) -> HttpResponse:
    """The fact sheet of a source: every figure in it with verdict and arithmetic, to be printed."""
    reader = reader_of(request)
    found = reader.known(
        (each for each in reader.record.sources.values() if each.key == source), source
    )
    claims = [each for each in claims_of(reader) if each.source == source]
    verdicts = Counter(each.checked.verdict for each in claims)
    context = {
        "source": found,
        "claims": [
            (each, mark(each.checked.verdict, reader.words))
            for each in sorted(claims, key=lambda each: (in_order(each.locator), each.key))
        ],
        "tally": [
            (mark(each, reader.words), verdicts[each]) for each in VERDICTS if verdicts[each]
        ],
        "marks": marks(),
        "manifest": reader.snapshot.manifest,
    }
    return render(request, "web/document_sheet.html", context)


def located(reader: Reader, source: str) -> list[Section]:
    """The statements of a source by section."""
    return sections(reader, source, claims_of(reader))
