"""Staged rows: what a delivery holds, a table each, with the key and the digest of every row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from counterpart.engine.store import Store, literal, quoted
from counterpart.snapshot.seal import row_digest
from counterpart.tables import TABLES, Table
from counterpart_site.deliveries.models import Delivery, Staged

SEPARATOR = "chr(31)"


def row_key(table: Table) -> str:
    """SQL for the key of a row: its key columns joined by U+001F."""
    parts = [f"coalesce({quoted(name)}::VARCHAR, '')" for name in table.key]
    return parts[0] if len(parts) == 1 else f"concat_ws({SEPARATOR}, {', '.join(parts)})"


def stage(store: Store, folder: Path) -> list[tuple[Table, Path]]:
    """Write the rows of a store as Parquet files, a table each, in the order of the contract."""
    files = []
    for relation in store.relations.values():
        if not relation.rows:
            continue
        table = relation.table
        names = ", ".join(quoted(name) for name in table.names)
        path = folder / f"{table.name}.staged.parquet"
        store.connection.execute(
            f"COPY (SELECT {names}, _part, _row, {row_key(table)} AS row_key, "
            f"{row_digest(table)} AS digest, false AS retracted FROM {relation.name}) "
            f"TO {literal(str(path))} (FORMAT parquet)"
        )
        files.append((table, path))
    order = list(TABLES)
    return sorted(files, key=lambda each: order.index(each[0].name))


def keep(delivery: Delivery, files: Sequence[tuple[Table, Path]]) -> None:
    """Keep files as the staged rows of a delivery, instead of what was kept before."""
    Staged.objects.filter(delivery=delivery).delete()
    for table, path in files:
        Staged.objects.create(delivery=delivery, table=table.name, parquet=path.read_bytes())


def staged_files(delivery: Delivery, folder: Path) -> list[tuple[Table, Path]]:
    """The staged rows of a delivery as Parquet files, in the order of the contract."""
    kept = {each.table: each for each in delivery.staged.all()}
    files = []
    for name, table in TABLES.items():
        if name in kept:
            path = folder / f"{name}.kept.parquet"
            path.write_bytes(bytes(kept[name].parquet))
            files.append((table, path))
    return files


def load(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """Make `given_<table>` of a staged file."""
    connection.execute(
        f"CREATE TABLE {quoted('given_' + table.name)} AS "
        f"SELECT {', '.join(quoted(name) for name in table.names)}, _part, _row, row_key, digest, "
        f"retracted FROM read_parquet({literal(str(path))})"
    )
