"""A delivery seen with the record around it: what the rules and the preview look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from counterpart.engine.store import Part, Relation, Store, connect, literal, literals, quoted
from counterpart.tables import TABLES, Table
from counterpart_site.deliveries.staging import load, row_key
from counterpart_site.records.queries import Moment
from counterpart_site.records.reading import load_record, newest

# Tables that rows refer to are read whole; of the figures only what can meet the delivered rows.
REFERRED = frozenset(
    name
    for table in TABLES.values()
    for column in table.columns
    if column.references
    for name in (
        ("places", "organisations") if column.references == "party" else (column.references,)
    )
)
FIGURES = {"flows": "kind", "observations": "indicator"}


def with_record(
    given: Sequence[tuple[Table, Path]], moment: Moment, parts: Sequence[Part], folder: Path
) -> Store:
    """A store of the delivered rows together with what the record holds beside them.

    For each delivered table: `given_<table>` (the delivered rows, see `staging.load`),
    `was_<table>` (the newest revision of their keys) and, under its own name, the table as it
    would be: record rows that are not delivered anew, and delivered rows that are not withdrawn.
    """
    store = Store(connect(), parts=list(parts))
    for table, path in given:
        load(store.connection, table, path)
    wanted = {table.name for table, _ in given} | REFERRED | {"groups", "group_members"}
    where = {
        name: _meeting(store, name) if name in FIGURES else "true"
        for name in TABLES
        if name in wanted
    }
    load_record(store, moment, where)
    for table, _ in given:
        name = quoted(f"given_{table.name}")
        keys = [row[0] for row in store.rows(f"SELECT row_key FROM {name}")]
        newest(
            store.connection,
            moment.chain,
            table,
            keys,
            f"was_{table.name}",
            folder / f"{table.name}.csv",
        )
        _combine(store, table)
    return store


def _meeting(store: Store, name: str) -> str:
    """SQL over record rows `r`: those that may share a cell with delivered rows."""
    code, given = FIGURES[name], quoted(f"given_{name}")
    kinds = [
        row[0] for row in store.rows(f"SELECT DISTINCT {code} FROM {given} WHERE {code} <> ''")
    ]
    first, last = store.row(f"SELECT min(coalesce(start_on, end_on)), max(end_on) FROM {given}")
    where = f"r.{code} IN ({literals(kinds)})"
    if first and last:
        # As text: one database keeps dates as text, the other reads text as dates.
        days = literal(first.isoformat()), literal(last.isoformat())
        where += f" AND r.end_on >= {days[0]} AND coalesce(r.start_on, r.end_on) <= {days[1]}"
    return where


def _combine(store: Store, table: Table) -> None:
    """Put the delivered rows in place of what the record holds under their keys."""
    own, given = quoted(table.name), quoted(f"given_{table.name}")
    names = ", ".join(quoted(name) for name in table.names)
    run = store.connection.execute
    run(f"ALTER TABLE {own} RENAME TO {quoted('record_' + table.name)}")
    run(
        f"CREATE TABLE {own} AS SELECT *, (row_number() OVER (ORDER BY _part, _row, "
        f"{quoted(table.key[0])}) - 1)::UINTEGER AS _id FROM ("
        f"SELECT {names}, _part, _row FROM {given} WHERE NOT retracted "
        f"UNION ALL SELECT {names}, _part, _row FROM {quoted('record_' + table.name)} "
        f"WHERE {row_key(table)} NOT IN (SELECT row_key FROM {given} WHERE row_key IS NOT NULL))"
    )
    rows = store.row(f"SELECT count(*) FROM {own}")[0]
    store.relations[table.name] = Relation(table, frozenset(table.names), rows)
