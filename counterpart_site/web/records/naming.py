"""What stands beside keys and codes: names in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from counterpart.tables import TABLES, Column, Table
from counterpart_site.records.queries import Moment, current

PARTY = ("places", "organisations")
SEPARATOR = "\x1f"


def targets(column: Column) -> tuple[str, ...]:
    """The tables whose keys a column may hold; none where it refers to nothing."""
    if column.references is None:
        return ()
    return PARTY if column.references == "party" else (column.references,)


def title_columns(table: Table, language: str) -> list[str]:
    """The columns that name a row of a table, the reader's language first."""
    order = ("zh", "en") if language == "zh" else ("en", "zh")
    listed = [f"{word}_{each}" for word in ("name", "title") for each in order]
    return [name for name in (*listed, "title", "statement") if name in table.has]


def names_of(
    table: Table, moment: Moment, language: str, keys: Iterable[str] | None, limit: int = 0
) -> dict[str, str]:
    """Key -> name of rows of a table with one key column, as known at a moment.

    `keys` None means all, at most `limit`. Rows without a name stand with their key.
    """
    columns = title_columns(table, language)
    if len(table.key) != 1:
        return {}
    wanted = None if keys is None else sorted(set(keys))
    if wanted == []:
        return {}
    named = f"coalesce({', '.join(f'r.{name}' for name in columns)}, r.row_key)"
    where = "true" if wanted is None else f"r.row_key IN ({', '.join(['%s'] * len(wanted))})"
    name = named if columns else "r.row_key"
    sql = current(table, moment, f"r.row_key, {name}", where)
    if wanted is None:
        sql += f" ORDER BY 2 LIMIT {int(limit)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, wanted or [])
        return dict(cursor.fetchall())


def names_of_cells(
    table: Table, moment: Moment, language: str, rows: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[str, str]]:
    """Key -> (its table, its name) of everything that these rows refer to."""
    asked: dict[str, set[str]] = {}
    for row in rows:
        for column in table.columns:
            for target in targets(column):
                asked.setdefault(target, set()).update(keys_in(column, row.get(column.name)))
    found: dict[str, tuple[str, str]] = {}
    for target, keys in asked.items():
        named = names_of(TABLES[target], moment, language, keys)
        found |= {key: (target, name) for key, name in named.items()}
    return found


def keys_in(column: Column, value: Any) -> list[str]:
    """The keys in a cell: one, or several separated by semicolons."""
    if not value:
        return []
    return [each.strip() for each in str(value).split(";")] if column.many else [str(value)]


def shown_key(row_key: str) -> str:
    """A row's key as it stands in an address: its parts joined by a plus sign."""
    return row_key.replace(SEPARATOR, "+")
