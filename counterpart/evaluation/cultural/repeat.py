"""Whether partners meet again: contact that is kept up, of those who had the time for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterpart.evaluation.intervals import Estimate, wilson
from counterpart.evaluation.intervals.estimate import missing


@dataclass(frozen=True, slots=True)
class RepeatContact:
    """Partners met again within the span: `share` of those that were watched for all of it.

    `too_late` partners were first met less than a span before the end: whether they meet again
    cannot be said yet.
    """

    share: Estimate
    met: int
    again: int
    too_late: int


def repeat_contact(
    meetings: Iterable[tuple[Hashable, date]],
    watched_until: date,
    within_days: int = 365,
    level: float = 0.95,
) -> RepeatContact:
    """Share of partners that met again within so many days of their first meeting.

    `meetings` are (partner, day); several on one day are one. Partners first met too late to be
    watched for the whole span are left out of both numbers, whether or not they met again: taking
    in only those who did would raise the share. ValueError for meetings after `watched_until`, a
    span below one day. The interval is Wilson's.
    """
    if within_days < 1:
        raise ValueError(f"a span of {within_days} days: give one day or more")
    days: dict[Hashable, set[date]] = defaultdict(set)
    for partner, day in meetings:
        if day > watched_until:
            raise ValueError(
                f"{partner!r} met on {day}, after the last day watched {watched_until}"
            )
        days[partner].add(day)
    span = timedelta(within_days)
    watched = {who: each for who, each in days.items() if min(each) + span <= watched_until}
    again = sum(
        any(min(each) < day <= min(each) + span for day in each) for each in watched.values()
    )
    share = (
        wilson(again, len(watched), level)
        if watched
        else missing(f"no partner was watched for {within_days} days after a first meeting")
    )
    return RepeatContact(share, len(watched), again, len(days) - len(watched))
