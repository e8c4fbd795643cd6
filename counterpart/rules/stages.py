"""What must hold of the stages of a programme: each day in one of them, shifts that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from counterpart.engine.store import Store
from counterpart.errors import Finding, finding

WAYS = ("rises", "falls")
ORDERED = """
    SELECT programme, stage, start_on, coalesce(end_on, DATE '9999-12-31'), _part, _row
    FROM stages WHERE start_on IS NOT NULL ORDER BY programme, start_on, stage
"""
SHIFTS = """
    SELECT programme, shifts, start_on, _part, _row FROM stages
    WHERE shifts IS NOT NULL ORDER BY _part, _row
"""


class Claimed(NamedTuple):
    """A measure, whether it rises or falls, and from which stage (None: the one before)."""

    measure: str
    way: str
    since: str | None


def check_stages(store: Store) -> list[Finding]:
    """Findings of the stages in the store."""
    relation = store.relations["stages"]
    if not relation.rows or not relation.has("programme", "stage", "start_on"):
        return []
    return [*_between(store), *_unreadable(store)]


def parse_shifts(text: str) -> list[Claimed]:
    """What is said to change; ValueError with the odd part."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        words = part.split()
        plain = len(words) == 2 or (len(words) == 4 and words[2] == "from")
        if not plain or words[1] not in WAYS or "." not in words[0]:
            raise ValueError(part)
        found.append(Claimed(words[0], words[1], words[3] if len(words) == 4 else None))
    return found


def _between(store: Store) -> Iterator[Finding]:
    """Days that two stages share, and days between two that none holds."""
    for before, after in pairwise(store.rows(ORDERED)):
        programme, other, _, end, *_ = before
        of, stage, start, last, part, row = after
        if programme != of:
            continue
        words = {**store.place(part, row), "column": "start_on", "value": stage, "other": other}
        if start <= end:
            until = min(end, last)
            shown = "later" if until == date.max else until
            yield finding("stage_overlap", **words, start=start, end=shown)
        elif start > end + timedelta(days=1):
            yield finding("stage_gap", **words, start=start, end=end)


def _unreadable(store: Store) -> Iterator[Finding]:
    starts = {row[:2]: row[2] for row in store.rows(ORDERED)}
    for programme, text, start, part, row in store.rows(SHIFTS):
        try:
            odd = [
                " ".join(("from", each.since))
                for each in parse_shifts(text)
                if each.since is not None
                and not _is_earlier(starts, (programme, each.since), start)
            ]
        except ValueError as error:
            odd = [str(error)]
        for value in odd:
            yield finding("shift_invalid", **store.place(part, row), column="shifts", value=value)


def _is_earlier(starts: dict[tuple[str, str], date], stage: tuple[str, str], than: date) -> bool:
    """Whether a programme has a stage of that name that begins before the day."""
    found = starts.get(stage)
    return found is not None and (than is None or found < than)
