"""What an office reports when: the period that is due now, and what has come for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterpart.catalogue import Form
from counterpart.periods import Period
from counterpart_site.deliveries.lateness import MONTHS, Expected, due_day, expected, period_of
from counterpart_site.deliveries.models import Delivery
from counterpart_site.records.models import Chain

LATE, DUE, WAITS, DELIVERED, WHEN_IT_HAPPENS = "late", "due", "waits", "delivered", "event"
ORDER = (LATE, DUE, WAITS, DELIVERED, WHEN_IT_HAPPENS)


@dataclass(frozen=True, slots=True)
class Duty:
    """A form that a reporter delivers: the period asked for now, until when, how it stands.

    `standing` is late, due, waits (handed in, not accepted yet), delivered, or event for forms
    without periods. `last` is the newest delivery that went on record or waits for it.
    """

    form: Form
    period: Period | None
    until: date | None
    standing: str
    last: Delivery | None


def last_period(every: str, today: date) -> Period | None:
    """The newest month, quarter or year that is over on `today`; None where a form has none."""
    if every not in MONTHS:
        return None
    running = period_of(every, today)
    assert running.start is not None
    return period_of(every, running.start - timedelta(days=1))


def duties(chain: Chain, reporter: str, deliveries: Sequence[Delivery], today: date) -> list[Duty]:
    """The forms that a reporter was named for or has handed in before, the late ones first."""
    found = [
        _duty(each, deliveries, today)
        for each in expected(chain, today)
        if each.reporter == reporter
    ]
    return sorted(found, key=lambda each: (ORDER.index(each.standing), each.until or date.max))


def duty(
    chain: Chain, form: Form, reporter: str, deliveries: Sequence[Delivery], today: date
) -> Duty:
    """How a form stands; one that a reporter never handed in is due for the last period."""
    for each in expected(chain, today):
        if each.form.code == form.code and each.reporter == reporter:
            return _duty(each, deliveries, today)
    period = last_period(form.every, today)
    if period is None:
        return Duty(form, None, None, WHEN_IT_HAPPENS, None)
    return Duty(form, period, due_day(form, period), DUE, None)


def _duty(each: Expected, deliveries: Sequence[Delivery], today: date) -> Duty:
    own = [
        delivery
        for delivery in deliveries
        if (delivery.form, delivery.reporter) == (each.form.code, each.reporter)
        and (delivery.accepted or delivery.open)
    ]
    last = max(own, key=lambda delivery: delivery.pk, default=None)
    if each.period is None:
        return Duty(each.form, None, None, WHEN_IT_HAPPENS, last)
    if each.late or each.period.end < today:
        return Duty(each.form, each.period, each.due, LATE if each.late else DUE, last)
    period = last_period(each.form.every, today)
    assert period is not None
    if last is None:
        # Named for it and nothing came yet: the running period is the first.
        return Duty(each.form, each.period, each.due, DUE, None)
    standing = WAITS if last.open else DELIVERED
    return Duty(each.form, period, due_day(each.form, period), standing, last)
