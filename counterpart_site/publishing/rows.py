"""The rows of a table: each hashed anew, and together those that the entries of the chain state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from counterpart.engine.store import Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.snapshot.seal import row_digest
from counterpart.tables import Table
from counterpart_site.deliveries.staging import row_key
from counterpart_site.publishing.links import Links, Place
from counterpart_site.records.models import MODELS, Chain
from counterpart_site.records.reading import OWN, lines
from counterpart_site.records.spool import spool

SHOWN = 1_000
BLOCK = 1 << 20
LINE = "digest || ':' || revision || ':' || retracted::INTEGER"


def check_rows(
    store: Store, chain: Chain, table: Table, links: Links, folder: Path
) -> Iterator[tuple[Place, Finding]]:
    """What does not hold of the rows of a table; of faulty rows the first SHOWN are named.

    The rows pass once from the database to a file and from there through DuckDB (`store` is for
    passing them through); what is hashed in Python is a stream of bytes.
    """
    path = folder / f"{table.name}.csv"
    columns = ", ".join(f"r.{quoted(name)}" for name in (*table.names, *OWN))
    model = quoted(MODELS[table.name]._meta.db_table)
    spool(f"SELECT {columns} FROM {model} r WHERE r.chain_id = {chain.pk}", path)
    told = {"sequence": links.stated, "erased": links.erased}
    if not path.stat().st_size:
        for column, stated in told.items():
            yield from _compared(table, links, stated, {}, column)
        return
    store.connection.execute(
        f"CREATE OR REPLACE TABLE checked AS SELECT row_key, revision, retracted, sequence, "
        f"digest, erased, "
        f"erased IS NULL AND digest IS DISTINCT FROM {row_digest(table)} AS altered, "
        f"row_key IS DISTINCT FROM {row_key(table)} AS renamed "
        f"FROM {lines(table, OWN, path, tolerant=True)}"
    )
    path.unlink()
    yield from _faulty(store, chain, table)
    for column, stated in told.items():
        yield from _compared(table, links, stated, _folded(store, column, path), column)


def _faulty(store: Store, chain: Chain, table: Table) -> Iterator[tuple[Place, Finding]]:
    """Rows that do not say what they were hashed as."""
    rows = store.rows(
        "SELECT sequence, row_key, altered FROM checked WHERE altered OR renamed "
        f"ORDER BY sequence, row_key LIMIT {SHOWN}"
    )
    for sequence, key, altered in rows:
        detail = "its hash is not that of what it says" if altered else "it has another key"
        words = {"table": table.name, "key": key, "sequence": sequence, "detail": detail}
        place = (sequence, 3, f"{table.name} {key}")
        yield place, finding("row_broken", value=chain.programme, **words)


def _folded(store: Store, column: str, path: Path) -> dict[int, tuple[int, str]]:
    """Place in the chain -> number of the rows that name it in `column`, and the digest over them.

    The same as `rows_digest` of each place, in one pass.
    """
    sizes = store.rows(
        f"SELECT {column}, count(*), sum(strlen({LINE}) + 1)::BIGINT FROM checked "
        f"WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    if not sizes:
        return {}
    store.connection.execute("SET preserve_insertion_order = true")
    try:
        store.connection.execute(
            f"COPY (SELECT {LINE} FROM checked WHERE {column} IS NOT NULL ORDER BY {column}, "
            f"row_key, revision) TO {literal(str(path))} (FORMAT csv, HEADER false)"
        )
    finally:
        store.connection.execute("SET preserve_insertion_order = false")
    with path.open("rb") as stream:
        folded = {place: (count, _fold(stream, size)) for place, count, size in sizes}
    path.unlink()
    return folded


def _fold(stream: BinaryIO, size: int) -> str:
    said = hashlib.sha256(b"rows:")
    while size:
        block = stream.read(min(size, BLOCK))
        said.update(block)
        size -= len(block)
    return said.hexdigest()


def _compared(
    table: Table,
    links: Links,
    stated: Mapping[int, Mapping[str, Any]],
    found: Mapping[int, tuple[int, str]],
    column: str,
) -> Iterator[tuple[Place, Finding]]:
    """What the entries state beside what is there."""
    erasing = " erased" if column == "erased" else ""
    for place in sorted({*found, *(p for p, rows in stated.items() if table.name in rows)}):
        count, digest = found.get(place, (0, ""))
        said, sealed = stated.get(place, {}).get(table.name, (0, ""))
        if (count, digest) == (said, sealed):
            continue
        detail = (
            f"it states {said}{erasing} rows of {table.name}, the record has {count}"
            if count != said
            else f"the{erasing} rows of {table.name} are not those that it states"
        )
        yield (place, 4, table.name), links.breach(place, detail)
