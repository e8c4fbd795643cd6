"""Where a row is used: the rows of other tables that refer to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from counterpart.engine.store import quoted
from counterpart.tables import TABLES, Column, Table
from counterpart_site.records.queries import Moment, current
from counterpart_site.web.records.browsing import Query
from counterpart_site.web.records.filters import contains
from counterpart_site.web.records.labels import COLUMNS
from counterpart_site.web.records.labels import TABLES as LABELS
from counterpart_site.web.records.naming import targets

# Columns that hold keys of several tables without naming one.
SUBJECTS = {"observations": "subject", "claims": "subject", "predictions": "subject"}
SUBJECT_OF = ("places", "organisations", "pairings", "programmes", "projects", "groups")


@dataclass(frozen=True, slots=True)
class Use:
    """Rows of a table that name a row in one of their columns."""

    table: str
    table_name: str
    column: str
    label: str
    rows: int


def uses_of(table: Table, moment: Moment, row_key: str) -> list[Use]:
    """Every column that names the row, with how many rows do (see Query.count)."""
    found = []
    for name, other in TABLES.items():
        columns = list(_referring(table, other))
        conditions = [_names(column, row_key) for column in columns]
        if not conditions or not _any(other, moment, conditions):
            continue
        for column, (where, given) in zip(columns, conditions, strict=True):
            if rows := Query(other, moment, where, given).count():
                label = str(COLUMNS[column.name])
                found.append(Use(name, str(LABELS[name][0]), column.name, label, rows))
    return found


def _referring(table: Table, other: Table) -> Iterator[Column]:
    for column in other.columns:
        own = SUBJECTS.get(other.name) == column.name and table.name in SUBJECT_OF
        if own or table.name in targets(column):
            yield column


def _names(column: Column, row_key: str) -> tuple[str, list[Any]]:
    name = f"r.{quoted(column.name)}"
    if column.many:
        return f"lower({name}) LIKE %s ESCAPE '!'", [contains(row_key)]
    return f"{name} = %s", [row_key]


def _any(other: Table, moment: Moment, conditions: list[tuple[str, list[Any]]]) -> bool:
    """Whether any row of a table names it: one scan where none does."""
    where = " OR ".join(sql for sql, _ in conditions)
    with connection.cursor() as cursor:
        given = [each for _, values in conditions for each in values]
        cursor.execute(f"{current(other, moment, '1', f'({where})')} LIMIT 1", given)
        return cursor.fetchone() is not None
