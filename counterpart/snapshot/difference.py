"""What changed between two snapshots: rows added, withdrawn, changed, by table and key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterpart.engine.store import connect, literal, quoted
from counterpart.snapshot.read import Snapshot
from counterpart.snapshot.seal import row_digest
from counterpart.tables import TABLES, Table


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs: `columns` maps each changed column to (before, after)."""

    table: str
    key: str
    change: str
    columns: dict[str, tuple[Any, Any]]


def difference(before: Snapshot, after: Snapshot) -> list[Change]:
    """Every row that was added, withdrawn or changed, in the order of the contract.

    Tables whose sealed nodes are equal are not read.
    """
    connection = connect()
    changes: list[Change] = []
    for table in TABLES.values():
        nodes = [
            {node for node in snapshot.manifest.nodes if node.table == table.name}
            for snapshot in (before, after)
        ]
        if nodes[0] == nodes[1]:
            continue
        connection.execute(f"CREATE OR REPLACE TEMP VIEW one AS {keyed(before, table)}")
        connection.execute(f"CREATE OR REPLACE TEMP VIEW two AS {keyed(after, table)}")
        values = ", ".join(
            f"[one.{quoted(name)}::VARCHAR, two.{quoted(name)}::VARCHAR]" for name in table.names
        )
        rows = connection.execute(
            f"SELECT coalesce(one._key, two._key), one._key IS NULL, two._key IS NULL, {values} "
            "FROM one FULL JOIN two USING (_key) "
            "WHERE one._digest IS DISTINCT FROM two._digest ORDER BY 1"
        ).fetchall()
        for key, added, withdrawn, *pairs in rows:
            word = "added" if added else "withdrawn" if withdrawn else "changed"
            columns = {
                name: (old, new)
                for name, (old, new) in zip(table.names, pairs, strict=True)
                if old != new
            }
            changes.append(Change(table.name, key, word, columns))
    return changes


def keyed(snapshot: Snapshot, table: Table) -> str:
    """SQL for the rows of a table as they are frozen, with `_key` and `_digest`."""
    if table.name not in snapshot.manifest.tables:
        empty = ", ".join(f"NULL::{each.sql} AS {quoted(each.name)}" for each in table.columns)
        return f"SELECT {empty}, NULL::VARCHAR AS _key, NULL::VARCHAR AS _digest LIMIT 0"
    key = " || '+' || ".join(f"coalesce({quoted(name)}::VARCHAR, '')" for name in table.key)
    columns = ", ".join(quoted(name) for name in table.names)
    # The store of a snapshot has all columns, also those that came after it was written.
    rows = f"read_parquet({literal(str(snapshot.path / f'{table.name}.parquet'))})"
    there = snapshot.store.relations[table.name].columns
    missing = "".join(
        f", NULL::{each.sql} AS {quoted(each.name)}"
        for each in table.columns
        if each.name not in there
    )
    return (
        f"SELECT {columns}, {key} AS _key, {row_digest(table)} AS _digest "
        f"FROM (SELECT *{missing} FROM {rows})"
    )
