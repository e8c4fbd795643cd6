"""What the sources advise, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from counterpart.reports.record import Record, apart

OPEN = "open"
ADVICE = """
    SELECT recommendation, position, title, source, locator, addressee, response, reason, action,
           owner, due, done_on, evidence, note
    FROM recommendations ORDER BY source, position, recommendation
"""


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation with its answer; what nobody has given is None."""

    key: str
    position: int | None
    title: str
    source: str | None
    locator: str | None
    addressee: str | None
    response: str | None
    reason: str | None
    action: str | None
    owner: str | None
    due: date | None
    done_on: date | None
    evidence: str | None
    note: str | None

    @property
    def answered(self) -> bool:
        """Whether somebody has said yes, partly or no."""
        return self.response not in (None, OPEN)


def advice(record: Record) -> list[Advice]:
    """Every recommendation by source and by its number there."""
    every = [Advice(*row) for row in record.snapshot.store.rows(ADVICE)]
    return [replace(each, note=apart(each.note)[0]) for each in every]
