"""What is missing: what claims wait for, what notes ask for, which advice has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterpart.engine.store import quoted
from counterpart.evaluation.results import Verdict
from counterpart.reports.advised import Advice
from counterpart.reports.argument import Argument
from counterpart.reports.record import Record, apart
from counterpart.tables import TABLES, Table

# Their gaps are told one by one in sections of their own.
ELSEWHERE = ("claims", "constructs", "recommendations")
NAMES = ("name_en", "title_en", "title")


@dataclass(frozen=True, slots=True)
class Gap:
    """A row of the record and what it lacks."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """Claims by what they wait for, rows by table, advice without answer, constructs unread."""

    claims: dict[str, list[str]]
    rows: dict[str, list[Gap]]
    unanswered: tuple[str, ...]
    unread: int

    def __bool__(self) -> bool:
        return bool(self.claims or self.rows or self.unanswered or self.unread)

    @property
    def waiting(self) -> int:
        """How many claims wait for something."""
        return sum(len(claims) for claims in self.claims.values())


def gaps(
    record: Record,
    verdicts: Sequence[Verdict],
    arguments: Sequence[Argument],
    advice: Sequence[Advice],
) -> Gaps:
    """Everything that the record says it lacks."""
    claims: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.verdict == "not_checkable":
            what = verdict.missing or record.words("missing")
            claims.setdefault(what, []).append(verdict.claim)
    found = {name: _of(record, table) for name, table in TABLES.items() if name not in ELSEWHERE}
    return Gaps(
        claims,
        {name: rows for name, rows in found.items() if rows},
        tuple(each.key for each in advice if not each.answered),
        sum(argument.unread for argument in arguments),
    )


def _of(record: Record, table: Table) -> list[Gap]:
    """The rows of a table whose note asks for something, by key."""
    if "note" not in table.has:
        return []
    english = next((name for name in NAMES if name in table.has), table.key[0])
    chinese = next((name for name in ("name_zh", "title_zh") if name in table.has), english)
    key, english, chinese = quoted(table.key[0]), quoted(english), quoted(chinese)
    rows = record.snapshot.store.rows(
        f"SELECT {key}, {english}, {chinese}, note FROM {quoted(table.name)} "
        f"WHERE note IS NOT NULL ORDER BY {key}, note"
    )
    noted = [(record.in_language(en, zh) or row, apart(note)[1]) for row, en, zh, note in rows]
    return [Gap(name, what) for name, what in noted if what]
