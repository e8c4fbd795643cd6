"""What must hold of the stages of a programme: each day in one of them, shifts that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from counterpart.engine.store import Store
from counterpart.errors import Finding, finding

WAYS = ("rises", "falls")
ORDERED = """
    SELECT programme, stage, start_on, coalesce(end_on, DATE '9999-12-31'), _part, _row
    FROM stages WHERE start_on IS NOT NULL ORDER BY programme, start_on, stage
"""
SHIFTS = "SELECT shifts, _part, _row FROM stages WHERE shifts IS NOT NULL ORDER BY _part, _row"


def check_stages(store: Store) -> list[Finding]:
    """Findings of the stages in the store."""
    relation = store.relations["stages"]
    if not relation.rows or not relation.has("programme", "stage", "start_on"):
        return []
    return [*_between(store), *_unreadable(store)]


def parse_shifts(text: str) -> list[tuple[str, str]]:
    """The measures that are said to change, each with its way; ValueError with the odd part."""
    found = []
    for part in filter(None, (each.strip() for each in text.split(";"))):
        words = part.split()
        if len(words) != 2 or words[1] not in WAYS or "." not in words[0]:
            raise ValueError(part)
        found.append((words[0], words[1]))
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
    for text, part, row in store.rows(SHIFTS):
        try:
            parse_shifts(text)
        except ValueError as error:
            place = store.place(part, row)
            yield finding("shift_invalid", **place, column="shifts", value=str(error))
