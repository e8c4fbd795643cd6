"""/claims/: every published figure with its verdict, filtered and counted."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.reports.checked import BASES, STATUSES, VERDICTS, tally
from counterpart_site.publishing.kept import verdicts_of
from counterpart_site.web.claims.shown import ShownClaim, claims_of, mark, marks
from counterpart_site.web.reader import Reader, reader_of

PAGE = 100
NO_BASIS = "none"


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """The page of all claims."""
    reader = reader_of(request)
    listed = claims_of(reader)
    found = fitting(
        listed, {name: str(value).strip() for name, value in request.GET.items() if value}
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    words = reader.words
    context = {
        "all": len(listed),
        "found": len(found),
        "page": page,
        "lines": [(each, mark(each.checked.verdict, words)) for each in page],
        "marks": marks(),
        "tally": _tally(reader),
        "bases": [words.of("basis", each or NO_BASIS) for each in BASES],
        "choices": _choices(reader, listed, request),
        "q": request.GET.get("q", ""),
        "asked": asked.urlencode(),
        "narrowed": len(found) < len(listed),
        "adds": reader.may("deliver"),
    }
    return render(request, "web/claims.html", context)


def fitting(listed: Sequence[ShownClaim], asked: dict[str, str]) -> list[ShownClaim]:
    """The claims that have what is asked for of verdict, basis, status, source and text."""
    text = asked.get("q", "").lower()
    return [
        each
        for each in listed
        if asked.get("verdict") in (None, each.checked.verdict)
        and asked.get("basis") in (None, each.checked.basis or NO_BASIS)
        and asked.get("status") in (None, each.checked.status)
        and asked.get("source") in (None, each.source)
        and text in f"{each.key} {each.checked.statement} {each.locator}".lower()
    ]


def _tally(reader: Reader) -> list[tuple[str, object, list[int], int]]:
    """A line a verdict: its key, its mark, its claims by basis, all of them."""
    counts = tally(verdicts_of(reader.snapshot, reader.language))
    return [
        (
            verdict,
            mark(verdict, reader.words),
            [counts.of(None, verdict, (basis,)) for basis in BASES],
            counts.of(None, verdict),
        )
        for verdict in VERDICTS
        if counts.of(None, verdict)
    ]


def _choices(
    reader: Reader, listed: Sequence[ShownClaim], request: HttpRequest
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The drop-downs: name, what is chosen, what may be chosen."""
    words, sources = reader.words, reader.record.sources
    named = sorted({each.source for each in listed})
    titles = [(key, sources[key].title if key in sources else key) for key in named]
    options = {
        "verdict": [(each, words.of("verdict", each)) for each in VERDICTS],
        "basis": [(each or NO_BASIS, words.of("basis", each or NO_BASIS)) for each in BASES],
        "status": [(each, words.of("claim_status", each)) for each in STATUSES],
        "source": titles,
    }
    return [(name, request.GET.get(name, ""), given) for name, given in options.items()]
