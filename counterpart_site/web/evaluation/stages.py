"""/stages/: what sources say changes with a stage, judged by the measures over the stages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.reads.described import is_sensitive
from counterpart.evaluation.stages import Shift, stage_shifts
from counterpart.reports.shifted import Shifted, shifted
from counterpart_site.publishing.kept import kept
from counterpart_site.web.reader import Reader, reader_of


@require_safe
def stages(request: HttpRequest) -> HttpResponse:
    """The page of claimed shifts."""
    reader = reader_of(request)
    words = reader.words
    context = {
        "shifts": _shifts(reader),
        "about": words("shifts_text"),
        "empty": words("shifts_empty"),
        "title": words("shifts"),
        "heads": [words(each) for each in ("shift_of", "shift_before", "shift_over", "verdict")],
        "breaks": words("breaks"),
        "sources": reader.record.sources,
    }
    return render(request, "web/stages.html", context)


def _shifts(reader: Reader) -> list[Shifted]:
    """The shifts with figures for this reader: small counts can be given back by a share."""
    catalogue = reader.snapshot.catalogue

    def hidden(measure: str) -> bool:
        known = MEASURES.get(measure)
        return (
            not reader.rows and known is not None and is_sensitive(known.reads.values(), catalogue)
        )

    def judge() -> list[Shift]:
        return stage_shifts(reader.snapshot, reader.language)

    found = kept(reader.snapshot, f"shifts {reader.language}", judge)
    return shifted(reader.record, reader.numbers, found, hidden)
