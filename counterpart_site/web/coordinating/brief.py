"""/brief/: one page before a joint meeting, from the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from counterpart.engine.store import literal
from counterpart.errors import InputError, finding
from counterpart.evaluation.results import Verdict
from counterpart_site.deliveries.lateness import lateness
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.waiting import asked_of, waiting
from counterpart_site.publishing.editions import edition_at
from counterpart_site.publishing.kept import verdicts_of
from counterpart_site.records.models import Entry
from counterpart_site.web.claims.shown import claims_of
from counterpart_site.web.coordinating.changed import Changes, changes
from counterpart_site.web.coordinating.conflicts import open_conflicts
from counterpart_site.web.coordinating.lines import issues
from counterpart_site.web.coordinating.naming import side_name
from counterpart_site.web.coordinating.options import options
from counterpart_site.web.coordinating.promised import promises
from counterpart_site.web.reader import Reader, reader_of
from counterpart_site.web.records.labels import TABLES as LABELS

# So many days back the last meeting is taken to be, where nobody says.
BACK = 90
AHEAD = 365
# What stands on one page; the rest is counted and one step away.
RULES, LISTED, SHOWN_TABLES = 5, 4, 5
BROKEN = ("contradicted", "not_reproduced")


@dataclass(frozen=True, slots=True)
class Ending:
    """An agreement or commitment that ends soon."""

    table: str
    key: str
    name: str
    end: date
    days: int


@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """The brief, for members; `?since=` says when the last meeting was."""
    reader = reader_of(request)
    reader.needs("read rows")
    day = reader.as_of or timezone.now().date()
    since = _since(request.GET.get("since", ""), day)
    found = changes(reader, since)
    late = lateness(reader.programme, day)
    rules = promises(reader, day.year)
    claims = [each for each in claims_of(reader) if each.checked.verdict in BROKEN]
    newly = _newly_broken(reader, since, found)
    claims.sort(key=lambda each: (each.key not in newly, BROKEN.index(each.checked.verdict)))
    pending = _pending(reader)
    ends = _ending(reader, day)
    conflicts = len(open_conflicts(reader))
    context: dict[str, Any] = {
        "day": day,
        "since": since,
        "given": bool(request.GET.get("since")),
        "programme": next(
            (each for each in reader.record.programmes if each.key == reader.programme.programme),
            None,
        ),
        "rules": rules[:RULES],
        "more_rules": len(rules) - RULES,
        "changes": found,
        "begun": Entry.objects.filter(chain=reader.programme, sequence=1)
        .values_list("at", flat=True)
        .first(),
        "tables": [(LABELS[name][0], name, *counts) for name, *counts in found.tables][
            :SHOWN_TABLES
        ],
        "late": issues(reader, late.late, day)[:LISTED],
        "more_late": len(late.late) - LISTED,
        "expected": bool(late.late or late.due or late.events),
        "ends": ends[:LISTED],
        "more_ends": len(ends) - LISTED,
        "endless": _endless(reader),
        "claims": [
            (each, reader.words.of("verdict", each.checked.verdict), each.key in newly)
            for each in claims[:LISTED]
        ],
        "more_claims": len(claims) - LISTED,
        "pending": pending,
        "conflicts": conflicts,
        "options": options(rules, day, pending or [], len(claims), conflicts),
        "root": reader.edition.root,
    }
    return render(request, "web/coordinating/brief.html", context)


def _since(text: str, day: date) -> date:
    """The day of the last meeting; InputError (not_a_day)."""
    if not text:
        return day - timedelta(days=BACK)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError([finding("not_a_day", value=text)]) from None


def _pending(reader: Reader) -> list[tuple[str, int]] | None:
    """Side -> how many deliveries wait for it; None for whom pending ones are not shown."""
    sides = [side for side in "ab" if reader.may("read pending", sides=side)]
    if not sides:
        return None
    found: dict[int, Delivery] = {}
    for side in sides:
        waits = waiting(reader.programme, side)
        found |= {each.pk: each for each in (*waits.here, *waits.there)}
    return [
        (side_name(reader, side), sum(side in asked_of(each) for each in found.values()))
        for side in "ab"
    ]


def _newly_broken(reader: Reader, since: date, found: Changes) -> set[str]:
    """Claims that broke after a day; none where the record of then is not there to compare."""
    if found.state:
        return set()
    before = edition_at(reader.programme, since).snapshot
    return _broken(verdicts_of(reader.snapshot, reader.language)) - _broken(
        verdicts_of(before, reader.language)
    )


def _broken(verdicts: list[Verdict]) -> set[str]:
    return {each.claim for each in verdicts if each.verdict in BROKEN}


def _ending(reader: Reader, day: date) -> list[Ending]:
    """What ends within a year, the nearest first."""
    until = (
        f"BETWEEN {literal(day.isoformat())} AND {literal((day + timedelta(AHEAD)).isoformat())}"
    )
    rows = reader.snapshot.store.rows(
        "SELECT 'agreements', agreement, agreement, title_en, title_zh, term_end FROM agreements "
        f"WHERE term_end {until} UNION ALL "
        "SELECT 'commitments', c.commitment || '+' || c.reading, c.commitment, a.title_en, "
        "a.title_zh, c.end_on FROM commitments c LEFT JOIN agreements a USING (agreement) "
        f"WHERE c.chosen AND c.end_on {until} ORDER BY 6, 2"
    )
    return [
        Ending(table, key, reader.record.in_language(en, zh) or short, end, (end - day).days)
        for table, key, short, en, zh, end in rows
    ]


def _endless(reader: Reader) -> int:
    """How many agreements have no end on record."""
    found = reader.snapshot.store.row("SELECT count(*) FROM agreements WHERE term_end IS NULL")
    return int(found[0])
