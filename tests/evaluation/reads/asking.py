"""Asking one read of a small record."""

from __future__ import annotations

from datetime import date

from counterpart.evaluation.measure import By
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.reading import Read
from counterpart.evaluation.reads.all_readers import Readers
from counterpart.evaluation.reads.input import Input
from counterpart.evaluation.subjects import Span, prepare_sides, subjects
from counterpart.periods import Period, year_period
from tests.folders import Folder

WHOLE = Span("all", "", Period(None, date(2024, 12, 31)))


def year(number: int) -> Span:
    """The span of a calendar year."""
    return Span("year", str(number), year_period(number))


def asked(
    folder: Folder, read: Read, span: Span = WHOLE, by: By = "programme", subject: str = "ab"
) -> tuple[Input, list[str]]:
    """What a read gives of a subject in a span, and the keys of the rows behind it."""
    snapshot = folder.snapshot()
    prepare_sides(snapshot.store)
    reader = Readers(snapshot, by, [read], Phrases("en")).of(read)
    one = next(each for each in subjects(snapshot.store, by) if each.key == subject)
    given = reader.input(read, one, span)
    rows = reader.rows(read, one, span, "input")
    assert given.n == len(rows)
    return given, [row.key for row in rows]
