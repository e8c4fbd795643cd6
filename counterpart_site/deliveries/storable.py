"""What a file can hold and no database keeps exactly: found here, before anything is made of it.

PostgreSQL keeps no U+0000 in a text; both databases keep the years 1 to 9999; the seal writes
numbers with nine digits before and nine after the point.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.engine.store import Relation, Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.tables import Column

LISTED = 200
SHOWN_LENGTH = 80
EXPECTED = {
    "date": ("a date of the years 1 to 9999", "the date with a year of four digits"),
    "number": ("a number below a thousand million", "fewer digits, or leave it empty"),
}


def take_out_unstorable(store: Store) -> list[Finding]:
    """Put what can be kept in place of what cannot, so that the rules run; all of it is found."""
    findings: list[Finding] = []
    for relation in list(store.relations.values()):
        odd = {column: sql for column in relation.table.columns if (sql := _odd(column))}
        if not (relation.rows and odd):
            continue
        counts = store.row(
            f"SELECT {', '.join(f'count(*) FILTER (WHERE {sql})' for sql in odd.values())} "
            f"FROM {relation.name}"
        )
        faulty = [column for column, count in zip(odd, counts, strict=True) if count]
        for column in faulty:
            findings += _listed(store, relation, column, odd[column])
        if faulty:
            _replace(store, relation, {column: odd[column] for column in faulty})
    return findings


def _odd(column: Column) -> str:
    """SQL for values that cannot be kept; nothing where there are none."""
    name = quoted(column.name)
    if column.type == "text":
        return f"contains({name}, chr(0))"
    if column.type == "date":
        return f"NOT ({name} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31')"
    if column.type == "number":
        return f"NOT (isfinite({name}) AND abs({name}) < 1e9)"
    return ""


def _listed(store: Store, relation: Relation, column: Column, odd: str) -> Iterator[Finding]:
    rows = store.rows(
        f"SELECT _part, _row, {quoted(column.name)}::VARCHAR FROM {relation.name} WHERE {odd} "
        f"ORDER BY _part, _row LIMIT {LISTED}"
    )
    for part, row, value in rows:
        where = {**store.place(part, row), "column": column.name}
        # The finding itself is kept as well.
        shown = value.replace("\0", "\N{SYMBOL FOR NULL}")[:SHOWN_LENGTH]
        if column.type == "text":
            yield finding("control_character", **where, value=shown)
        else:
            expected, example = EXPECTED[column.type]
            yield finding("wrong_type", **where, value=shown, expected=expected, example=example)


def _replace(store: Store, relation: Relation, odd: dict[Column, str]) -> None:
    """The table with the odd values replaced: a sign for U+0000, else nothing."""
    changed = ", ".join(
        f"replace({quoted(column.name)}, chr(0), '\N{SYMBOL FOR NULL}') AS {quoted(column.name)}"
        if column.type == "text"
        else f"CASE WHEN {sql} THEN NULL ELSE {quoted(column.name)} END AS {quoted(column.name)}"
        for column, sql in odd.items()
    )
    listed = "SELECT table_type FROM information_schema.tables WHERE table_name = "
    what = "VIEW" if store.row(listed + literal(relation.table.name))[0] == "VIEW" else "TABLE"
    whole = quoted(f"whole_{relation.table.name}")
    store.connection.execute(f"ALTER {what} {relation.name} RENAME TO {whole}")
    store.connection.execute(
        f"CREATE {what} {relation.name} AS SELECT * REPLACE ({changed}) FROM {whole}"
    )
