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
    the other words of the message from both.
    """

    code: str
    column: str
    sql: str
    shown: str = "NULL"
    detail: str = "NULL"
    words: Callable[[str, str], dict[str, Any]] = field(default=lambda shown, detail: {})


def faults(store: Store, relation: Relation, conditions: list[Condition]) -> list[Finding]:
    """Count all conditions in one pass, then list the rows of those that occur."""
    if not conditions:
        return []
    counts = store.row(
        "SELECT "
        + ", ".join(f"count(*) FILTER (WHERE {each.sql})" for each in conditions)
        + f" FROM {relation.name}"
    )
    findings: list[Finding] = []
    for condition, count in zip(conditions, counts, strict=True):
        if count:
            findings += list_rows(store, relation.name, condition, count)
    return findings


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
                column=condition.column,
                value=count - LISTED,
                of=condition.code,
            )
        )
    return findings


def is_null(column: str) -> str:
    """SQL: the column is empty."""
    return f"{quoted(column)} IS NULL"
