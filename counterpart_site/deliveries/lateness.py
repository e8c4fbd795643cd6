"""What is due by the catalogue's forms and what is late: who reports, which period, since when.

Expected is whom a coordinator named for a form, and otherwise whoever handed it in before; where
neither says anything (forms of events, unused forms, silent offices) it is said.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db.models import Max

from counterpart.catalogue import load_catalogue
from counterpart.catalogue.forms import Form
from counterpart.engine.store import connect, literal
from counterpart.periods import Period
from counterpart_site.access.models import Membership, Role
from counterpart_site.deliveries.models import Assignment, Delivery
from counterpart_site.deliveries.staging import staged_files
from counterpart_site.records.models import MODELS, Chain, Entry

MONTHS = {"month": 1, "quarter": 3, "year": 12}
# Rows of these tables are about a period; others (a project, a posting) may end in years to come.
DATED = ("flows", "observations")
DAY = timedelta(days=1)
# Code of the form, reporter, side.
Who = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """The next issue of a form by a reporter: of which period, due when.

    `late` counts the periods whose day has passed. `period` is the first of them, or the running
    one. It is None for a form of events: nobody can know whether one is missing. `received` is when
    it last came, None where it never did.
    """

    form: Form
    reporter: str
    side: str
    received: date | None
    period: Period | None
    due: date | None
    late: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """Late and due issues, what cannot be known, offices that are silent, forms nobody uses."""

    late: tuple[Expected, ...]
    due: tuple[Expected, ...]
    events: tuple[Expected, ...]
    silent: tuple[tuple[str, str], ...]
    unused: tuple[Form, ...]


def lateness(chain: Chain, day: date) -> Lateness:
    """What is late and due on a day. Late is sorted by how long, due by the day it is due."""
    forms = load_catalogue().forms
    found = list(expected(chain, day))
    used = {each.form.code for each in found}
    held = Membership.objects.filter(chain=chain, role=Role.CLERK, until=None)
    offices = set(held.exclude(organisation=None).values_list("side", "organisation"))
    reporting = {(each.side, each.reporter) for each in found}
    return Lateness(
        late=tuple(sorted((each for each in found if each.late), key=_urgency)),
        due=tuple(sorted((each for each in found if each.due and not each.late), key=_urgency)),
        events=tuple(each for each in found if each.period is None),
        silent=tuple(sorted((side, office or "") for side, office in offices - reporting)),
        unused=tuple(form for code, form in forms.items() if code not in used),
    )


def period_of(every: str, day: date) -> Period:
    """The month, quarter or year that a day lies in."""
    months = MONTHS[every]
    month = (day.month - 1) // months * months + 1
    after = month + months
    following = date(day.year + (after > 12), (after - 1) % 12 + 1, 1)
    return Period(date(day.year, month, 1), following - DAY)


def due_day(form: Form, period: Period) -> date:
    """The last day on which an issue of a form is in time."""
    return period.end + timedelta(days=form.due_days)


def _urgency(each: Expected) -> tuple[date, str, str]:
    return each.due or date.max, each.form.code, each.reporter


def expected(chain: Chain, day: date) -> Iterator[Expected]:
    """What each reporter of each form hands in next, as it stands on a day."""
    forms = load_catalogue().forms
    ends = _ends(chain)
    handed: dict[Who, list[Delivery]] = {}
    asked = Delivery.objects.filter(chain=chain, form__in=forms, received_at__date__lte=day)
    for each in asked.exclude(side="").defer("preview", "findings").order_by("pk"):
        handed.setdefault((each.form or "", each.reporter, each.side), []).append(each)
    assigned = {
        (each.form, each.reporter, each.side): each
        for each in Assignment.objects.filter(chain=chain, form__in=forms, since__lte=day).order_by(
            "since", "pk"
        )
    }
    for who in {**handed, **assigned}:
        deliveries = handed.get(who, [])
        yield from _next(forms[who[0]], who, deliveries, assigned.get(who), ends, day)


def _next(
    form: Form,
    who: Who,
    deliveries: Sequence[Delivery],
    assignment: Assignment | None,
    ends: dict[int, date],
    day: date,
) -> Iterator[Expected]:
    """The next issue of a form by a reporter; none where the assignment ends before it."""
    _code, reporter, side = who
    received = max((each.received_at.date() for each in deliveries), default=None)
    stops = (assignment.until if assignment else None) or date.max
    if form.every not in MONTHS:
        if stops > day:
            yield Expected(form, reporter, side, received, None, None, 0)
        return
    starts = [assignment.since] if assignment else []
    if deliveries:
        starts.append(_until(form, deliveries, ends) + DAY)
    period = period_of(form.every, max(starts))
    if (period.start or day) >= stops:
        return
    missing = (each for each in _since(form, period, day) if (each.start or day) < stops)
    late = sum(due_day(form, each) < day for each in missing)
    yield Expected(form, reporter, side, received, period, due_day(form, period), late)


def _since(form: Form, period: Period, day: date) -> Iterator[Period]:
    while period.end < day:
        yield period
        period = period_of(form.every, period.end + DAY)


def _until(form: Form, deliveries: Iterable[Delivery], ends: dict[int, date]) -> date:
    """The last day for which a reporter has handed the form in.

    A period counts as handed in when figures of it came after it had ended, or reach its end.
    """
    days = []
    for each in deliveries:
        received = each.received_at.date()
        # What never went through asks for the period before it came.
        before = period_of(form.every, received).start or received
        end = ends.get(each.pk)
        if form.table not in DATED and (each.open or each.accepted):
            days.append(before - DAY)
        elif end is None:
            days.append((period_of(form.every, before - DAY).start or before) - DAY)
        else:
            period = period_of(form.every, end)
            whole = end >= period.end or received > period.end
            days.append(period.end if whole else (period.start or end) - DAY)
    return max(days)


def _ends(chain: Chain) -> dict[int, date]:
    """Delivery -> the last day that its rows speak of, on record or waiting."""
    entries = Entry.objects.filter(chain=chain, act=Entry.Act.ACCEPTANCE).exclude(form=None)
    pairs = entries.values_list("sequence", "delivery")
    of = {sequence: delivery for sequence, delivery in pairs if delivery is not None}
    found: dict[int, date] = {}
    for name in DATED:
        rows = MODELS[name]._default_manager.filter(
            chain=chain, sequence__in=entries.values("sequence")
        )
        for sequence, end in rows.values_list("sequence").annotate(Max("end_on")).order_by():
            found[of[sequence]] = max(end, found.get(of[sequence], end))
    waiting = Delivery.objects.filter(
        chain=chain, status__in=(Delivery.Status.CHECKED, Delivery.Status.PART)
    )
    for delivery in waiting.exclude(form=None).defer("preview", "findings"):
        end = _staged_end(delivery)
        if end is not None:
            found[delivery.pk] = max(end, found.get(delivery.pk, end))
    return found


def _staged_end(delivery: Delivery) -> date | None:
    """The last day that the staged rows of a delivery speak of."""
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        files = [
            path for table, path in staged_files(delivery, Path(folder)) if table.name in DATED
        ]
        days = [
            connect()
            .execute(f"SELECT max(end_on) FROM read_parquet({literal(str(path))})")
            .fetchone()
            for path in files
        ]
    ends = [row[0] for row in days if row and row[0] is not None]
    return max(ends, default=None)
