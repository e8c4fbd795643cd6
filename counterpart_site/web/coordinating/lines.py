"""The lines of the inbox: what waits, what is late or due, what was accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from counterpart.reports.numbers import period_text
from counterpart_site.deliveries.lateness import Expected
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.waiting import asked_of, changed_rows
from counterpart_site.records.models import Entry
from counterpart_site.web.coordinating.naming import form_name, side_name, what_of
from counterpart_site.web.reader import Reader

Heads = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What filters look at: the code of the form, the key of the reporter, its side; with names."""

    form: str
    form_name: str
    reporter: str
    reporter_name: str
    side: str
    side_name: str


@dataclass(frozen=True, slots=True)
class Waits(Line):
    """A delivery that waits: since when, for whom, what it would change, whether one may decide."""

    number: int
    file_name: str
    received: datetime
    days: int
    rows: tuple[tuple[str, int], ...]
    waits_for: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Issue(Line):
    """An issue of a form that is late or due."""

    period: Markup
    due: date | None
    days: int
    late: int
    received: date | None


@dataclass(frozen=True, slots=True)
class Accepted(Line):
    """An acceptance: which delivery, by which side, when, how many rows took effect."""

    number: int
    sequence: int
    at: datetime
    by: str
    rows: int


def waits(reader: Reader, found: Iterable[Delivery]) -> list[Waits]:
    """The deliveries that wait, as lines."""
    today = timezone.now().date()
    said = {
        "added": _("new"),
        "changed": _("changed"),
        "withdrawn": _("withdrawn"),
        "unchanged": _("unchanged"),
    }
    return [
        Waits(
            *_heads(
                reader, each.form or each.kind, what_of(reader, each), each.reporter, each.side
            ),
            number=each.pk,
            file_name=each.file_name,
            received=each.received_at,
            days=(today - each.received_at.date()).days,
            rows=tuple((said[change], count) for change, count in changed_rows(each).items()),
            waits_for=tuple(side_name(reader, side) for side in asked_of(each)),
            own=each.author_id is not None and each.author == reader.account,
        )
        for each in found
    ]


def issues(reader: Reader, found: Iterable[Expected], day: date) -> list[Issue]:
    """Late or due issues of forms, as lines; `days` since it is late, or until it is due."""
    return [
        Issue(
            *_heads(
                reader,
                each.form.code,
                form_name(reader, each.form.code),
                each.reporter,
                each.side,
            ),
            period=period_text(each.period.start, each.period.end, reader.words)
            if each.period
            else Markup(""),
            due=each.due,
            days=abs((each.due - day).days) if each.due else 0,
            late=each.late,
            received=each.received,
        )
        for each in found
    ]


def accepted(reader: Reader, found: Iterable[tuple[Entry, Delivery]]) -> list[Accepted]:
    """Acceptances, as lines."""
    return [
        Accepted(
            *_heads(
                reader, each.form or each.kind, what_of(reader, each), each.reporter, each.side
            ),
            number=each.pk,
            sequence=entry.sequence,
            at=entry.at,
            by=side_name(reader, entry.sides),
            rows=sum(count for count, _digest in entry.rows.values()),
        )
        for entry, each in found
    ]


def _heads(reader: Reader, form: str, name: str, reporter: str, side: str) -> Heads:
    return (form, name, reporter, reader.record.name(reporter), side, side_name(reader, side))
