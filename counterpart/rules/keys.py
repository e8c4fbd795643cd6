"""Keys: each stands once in its table."""

from __future__ import annotations

from counterpart.engine.store import Relation, Store, quoted
from counterpart.errors import Finding, finding
from counterpart.rules.listing import LISTED


def check_keys(store: Store, relation: Relation) -> list[Finding]:
    """A finding for every further row that repeats a key (with its revision, where there is one).

    The comparison runs on 64-bit hashes; only rows whose hash stands twice are compared as text.
    """
    if not relation.has(*relation.table.required_key):
        return []
    names = [*relation.table.key, *(["revision"] if relation.has("revision") else [])]
    key = ", ".join(quoted(name) for name in names)
    shown = " || '+' || ".join(f"coalesce({quoted(name)}::VARCHAR, '')" for name in names)
    rows = store.rows(
        f"WITH doubled AS (SELECT hash({key}) AS h FROM {relation.name} "
        f"GROUP BY h HAVING count(*) > 1), "
        f"suspects AS (SELECT {shown} AS key, _part, _row FROM {relation.name} "
        f"WHERE hash({key}) IN (SELECT h FROM doubled)) "
        "SELECT key, times, _part, _row FROM (SELECT *, count(*) OVER (PARTITION BY key) AS times, "
        "row_number() OVER (PARTITION BY key ORDER BY _part, _row) AS nth FROM suspects) "
        f"WHERE times > 1 AND nth > 1 AND key <> '' ORDER BY _part, _row LIMIT {LISTED}"
    )
    column = "+".join(relation.table.key)
    return [
        finding(
            "duplicate_key",
            **store.place(part, row),
            column=column,
            value=value,
            count=times,
            table=relation.table.name,
        )
        for value, times, part, row in rows
    ]
