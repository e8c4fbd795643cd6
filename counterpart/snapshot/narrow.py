"""Rows made narrow on their way through a sort: codes as small numbers, quantities as 64 bits.

A sort carries every row with it. A text takes some thirty bytes there, its place in the list of the
texts that the column may take one or two; so more rows fit in memory, and fewer pass over the disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Relation, Store, literal, quoted
from counterpart.tables import TABLES, Column

LARGE = 100_000
SMALL = "DECIMAL(18,4)"


@contextmanager
def narrow_rows(
    store: Store, catalogue: Catalogue, relation: Relation, rows: str
) -> Iterator[tuple[str, str]]:
    """SQL for `rows` of a relation while they are sorted, and for the columns they stand for.

    Of a large table they are copied once, which also tells the sort how long each text is. Where
    a value is not what the rules allow, and where there are few, they stay as they are.
    """
    types = _types(store, catalogue, relation) if relation.rows >= LARGE else {}
    if not types:
        yield rows, "*"
        return
    small = ", ".join(f"{quoted(name)}::{kind} AS {quoted(name)}" for name, kind in types.items())
    run = store.connection.execute
    try:
        run(f"CREATE OR REPLACE TEMP TABLE narrow_rows AS SELECT * REPLACE ({small}) FROM ({rows})")
    except duckdb.ConversionException:
        yield rows, "*"
        return
    # A list of texts is written as the texts are; a quantity goes back to what it was.
    wide = ", ".join(
        f"{quoted(column.name)}::{column.sql} AS {quoted(column.name)}"
        for column in relation.table.columns
        if types.get(column.name) == SMALL
    )
    yield "FROM narrow_rows", f"* REPLACE ({wide})" if wide else "*"
    run("DROP TABLE narrow_rows")


def _types(store: Store, catalogue: Catalogue, relation: Relation) -> dict[str, str]:
    """Narrow SQL types by column, as far as the catalogue and smaller tables say which."""
    types = {}
    for column in relation.table.columns:
        if not relation.has(column.name):
            continue
        if column.type == "decimal":
            types[column.name] = SMALL
        elif listed := _listed(store, catalogue, column):
            types[column.name] = f"ENUM({', '.join(map(literal, listed))})"
    return types


def _listed(store: Store, catalogue: Catalogue, column: Column) -> list[str]:
    """The texts that a column may take, where the catalogue or a smaller table lists them."""
    if column.many or column.type != "text":
        return []
    if column.codes:
        return sorted(catalogue.allowed(column.codes))
    names = ("places", "organisations") if column.references == "party" else (column.references,)
    given = [TABLES[name] for name in names if name]
    if not given or any(store.relations[table.name].rows >= LARGE for table in given):
        return []
    keys = " UNION ".join(
        f"SELECT {quoted(table.key[0])} FROM {quoted(table.name)}" for table in given
    )
    # What refers to an empty table is empty throughout; a list has one member at least.
    return [row[0] for row in store.rows(f"{keys} ORDER BY 1")] or [""]
