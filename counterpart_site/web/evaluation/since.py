"""/since/: what changed in the record since an earlier state of it, split by the kind of change.

For those who may see rows: what two publications differ by can give back a count that is too small
to be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpart.errors import InputError
from counterpart.evaluation.measure import By
from counterpart.evaluation.run import Evaluation
from counterpart.evaluation.since import STEPS, Difference, Since
from counterpart.reports.changed import change_names, changed, is_headline, moved_rows
from counterpart.snapshot.moves import Counted, Move
from counterpart.snapshot.read import Snapshot
from counterpart_site.publishing.editions import edition_of
from counterpart_site.publishing.kept import kept, results_of
from counterpart_site.publishing.preparing import at_hand
from counterpart_site.records.models import Entry
from counterpart_site.web.reader import BeingPreparedError, Reader, reader_of

BYS: tuple[By, ...] = ("programme", "pairing", "place")
# Rows that a page lists; beyond them they are counted.
LISTED = 200


@dataclass(frozen=True, slots=True)
class State:
    """A state of the record to compare with: its place in the chain, its day, what came with it."""

    sequence: int
    at: datetime
    rows: int


@require_safe
def since(request: HttpRequest) -> HttpResponse:
    """The page: `?from=` names a place in the chain, else it is that before the newest rows."""
    reader = reader_of(request)
    reader.needs("read rows")
    states = _states(reader)
    asked = request.GET.get("from", "")
    by, step = request.GET.get("by", BYS[0]), request.GET.get("step", "")
    if by not in BYS or (asked and asked not in {str(each.sequence) for each in states}):
        raise Http404(asked or by)
    text = request.GET.get("q", "").strip().lower()
    words: dict[str, Any] = {
        "states": states,
        "chosen": int(asked) if asked else next((each.sequence for each in states), 0),
        "by": by,
        "bys": [(each, reader.record.code("subject_type", each)) for each in BYS],
        "step": step,
        "steps": list(zip(STEPS, change_names(reader.words, STEPS), strict=True)),
        "q": request.GET.get("q", ""),
        "every": bool(request.GET.get("every")),
    }
    if states:
        words |= _compared(reader, words["chosen"], by)
        words["rows"] = [
            each
            for each in words["rows"]
            if (words["every"] or is_headline(each.of))
            and text in f"{each.of.measure} {each.name} {each.subject}".lower()
            and (step not in STEPS or each.of.steps[STEPS.index(step)] != 0)
            and (step not in STEPS or each.of.change is not None)
        ]
    return render(request, "web/since.html", words)


def _states(reader: Reader) -> list[State]:
    """The earlier states that differ in rows from the one before, the newest first."""
    entries = Entry.objects.filter(chain=reader.programme, sequence__lte=reader.sequence)
    acts = [each for each in entries.order_by("-sequence") if each.rows]
    # The newest rows are what is compared; before them stands the state of the entry before.
    return [
        State(each.sequence, each.at, sum(count for count, _ in each.rows.values()))
        for each in acts[1:]
    ]


def _compared(reader: Reader, sequence: int, by: By) -> dict[str, Any]:
    """The differences and the moved rows between an earlier state and the reader's."""
    edition = edition_of(reader.programme, sequence)
    if not at_hand(edition):
        raise BeingPreparedError(sequence)
    before, after = edition.snapshot, reader.snapshot
    name = f"since {before.manifest.root} {before.manifest.as_of} {by} {reader.language}"
    found, counts, moves = kept(after, name, lambda: _made(reader, before, after, by))
    return {
        "day": before.manifest.as_of,
        "rows": changed(reader.record, reader.numbers, found),
        "about": reader.words("since_text", day=before.manifest.as_of),
        "empty": reader.words("since_empty"),
        "alone": reader.words("since_not_alone"),
        "changes": change_names(reader.words),
        "moved": moved_rows(counts, reader.words),
        "moves": [
            (each, reader.words.of("moved", each.how), reader.words.of("step", each.change))
            for each in moves
        ],
        "unlisted": sum(counts.values()) - len(moves),
    }


def _made(
    reader: Reader, before: Snapshot, after: Snapshot, by: By
) -> tuple[list[Difference], Counted, list[Move]]:
    def known(evaluation: Evaluation) -> list[Any]:
        return results_of(evaluation.snapshot, by, reader.language)

    try:
        found = Since(before, after, by, language=reader.language, known=known)
    except InputError as error:
        if error.findings[0].code != "since_same":
            raise
        return [], {}, []
    return found.differences, found.moved.counts, found.moved.rows(LISTED)
