"""/questions/: what self-reported counts are asked, for those who may see the rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.evaluation.questions import CHECKS, Asked
from counterpart.evaluation.questions import questions as ask
from counterpart_site.publishing.kept import kept
from counterpart_site.web.reader import Reader, reader_of

# Rows that a question names; beyond them they are counted.
NAMED = 12


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The page of questions, by check and subject."""
    reader = reader_of(request)
    reader.needs("read rows")
    found = kept(reader.snapshot, f"questions {reader.language}", lambda: _asked(reader))
    check, subject = request.GET.get("check", ""), request.GET.get("subject", "")
    subjects = {
        each.subject: _named(reader, each.subject) for one in found for each in one.questions
    }
    words = reader.words
    shown = [
        (
            each,
            words.of("check", one.check),
            subjects[each.subject],
            _of(reader, each.table, each.what),
            each.rows[:NAMED],
            max(0, len(each.rows) - NAMED),
        )
        for one in found
        for each in one.questions
        if check in ("", one.check) and subject in ("", each.subject)
    ]
    context = {
        "checks": [(each, words.of("check", each.check)) for each in found],
        "shown": shown,
        "check": check,
        "subject": subject,
        "subjects": sorted(subjects.items(), key=lambda each: each[1]),
        "titles": [(each, words.of("check", each)) for each in CHECKS],
    }
    return render(request, "web/questions.html", context)


def _asked(reader: Reader) -> list[Asked]:
    return ask(reader.snapshot, language=reader.language)


def _named(reader: Reader, subject: str) -> str:
    """The names of one or two reporters, or of the ends of a flow."""
    for glue in (" -> ", ", "):
        if glue in subject:
            shown = " → " if glue == " -> " else glue
            return shown.join(reader.record.name(each) for each in subject.split(glue))
    return reader.record.name(subject)


def _of(reader: Reader, table: str, what: str) -> str:
    """What is counted: kinds or an indicator, with what tells flows of a kind apart."""
    catalogue = reader.snapshot.catalogue
    listed = "kinds" if table == "flows" else "indicators"
    known = catalogue.kinds if table == "flows" else catalogue.indicators
    return ", ".join(
        catalogue.name(listed, each, reader.language) if each in known else each
        for each in filter(None, what.split(", "))
    )
