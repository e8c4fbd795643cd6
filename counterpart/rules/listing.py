"""From a condition to findings: how rows that break a rule are listed, and how many at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from counterpart.engine.store import Relation, Store, quoted
from counterpart.errors import Finding, finding

LISTED = 200


@dataclass(frozen=True, slots=True)
class Condition:
    """A fault of single rows: its code, the SQL that is true of a faulty row, and what to show.

    `shown` is SQL for the value named in the finding, `detail` for a second one; `words` makes
    the other words of the message from both. `over` names the columns it depends on where they
    have few different values: those are looked at instead of all rows.
    """

    code: str
    column: str
    sql: str
    shown: str = "NULL"
    detail: str = "NULL"
    words: Callable[[str, str], dict[str, Any]] = field(default=lambda shown, detail: {})
    over: tuple[str, ...] = ()


def faults(store: Store, relation: Relation, conditions: list[Condition]) -> list[Finding]:
    """Find which conditions occur, in few passes, then list the rows of those that do."""
    findings: list[Finding] = []
    for over in dict.fromkeys(condition.over for condition in conditions):
        group = [condition for condition in conditions if condition.over == over]
        columns = ", ".join(quoted(name) for name in over)
        source = f"(SELECT DISTINCT {columns} FROM {relation.name})" if over else relation.name
        counts = _counts(store, source, group)
        occurring = [each for each, count in zip(group, counts, strict=True) if count]
        if over and occurring:
            counts = _counts(store, relation.name, occurring)
        for condition, count in zip(occurring, filter(None, counts), strict=True):
            findings += list_rows(store, relation.name, condition, count)
    return findings


def _counts(store: Store, source: str, conditions: list[Condition]) -> tuple[int, ...]:
    wanted = ", ".join(f"count(*) FILTER (WHERE {each.sql})" for each in conditions)
    return store.row(f"SELECT {wanted} FROM {source}")


def list_rows(store: Store, source: str, condition: Condition, count: int) -> list[Finding]:
    """A finding for each faulty row of `source`, at most LISTED, and a note for the rest."""
    findings = []
    for part, row, value, detail in store.rows(
        f"SELECT _part, _row, ({condition.shown})::VARCHAR, ({condition.detail})::VARCHAR "
        f"FROM {source} WHERE {condition.sql} ORDER BY _part, _row LIMIT {LISTED}"
    ):
        words = condition.words(value, detail)
        place = store.place(part, row)
        findings.append(
            finding(condition.code, **place, column=condition.column, value=value, **words)
        )
    if count > LISTED:
        findings.append(
            finding(
                "more_of_the_same",
                file=findings[0].file if findings else None,
                sheet=findings[0].sheet if findings else None,
                column=condition.column,
                value=count - LISTED,
                of=condition.code,
            )
        )
    return findings


def is_null(column: str) -> str:
    """SQL: the column is empty."""
    return f"{quoted(column)} IS NULL"
