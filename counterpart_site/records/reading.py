"""The record as contract tables in a store, as known at a moment."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb

from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Part, Relation, Store, connect, literal, quoted
from counterpart.tables import RECORD_COLUMNS, TABLES, Table
from counterpart_site.records.models import MODELS
from counterpart_site.records.queries import Moment, current
from counterpart_site.records.spool import spool
from counterpart_site.records.streams import can_stream, spool_streams

RECORDED = tuple(column for column in RECORD_COLUMNS if column.name != "retracted")
RECORD = Part("the record")
EXACT = "DECIMAL(20,4)"
SHORT = 15
OWN = {
    "row_key": "VARCHAR",
    "revision": "BIGINT",
    "retracted": "BOOLEAN",
    "sequence": "BIGINT",
    "digest": "VARCHAR",
    "erased": "BIGINT",
}


def record_store(
    moment: Moment,
    tables: Collection[str] | None = None,
    progress: Progress = silent,
    keep: Path | None = None,
) -> Store:
    """A store of the contract tables as known at a moment; `tables` names those to read (all).

    Where `keep` names a folder, the rows lie there and not in memory, and the store lasts as long.
    """
    store = Store(connect())
    chosen = [name for name in TABLES if tables is None or name in tables]
    load_record(store, moment, dict.fromkeys(chosen, "true"), progress, keep)
    return store


def load_record(
    store: Store,
    moment: Moment,
    where: Mapping[str, str],
    progress: Progress = silent,
    keep: Path | None = None,
) -> None:
    """Load tables of the record into a store: table -> SQL over its rows `r` that narrows it.

    Rows carry revision, recorded_at, recorded_by and delivery; their place is the part RECORD.
    Tables that are not named are empty.
    """
    store.parts.append(RECORD)
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        _load_entries(store, moment, Path(folder) / "entries.csv", keep is not None)
        for number, (name, narrowed) in enumerate(where.items()):
            progress(f"reading {name}", number, len(where))
            _load(store, TABLES[name], moment, narrowed, Path(folder), keep)
    store.complete()
    progress("read", len(where), len(where))


def newest(
    connection: duckdb.DuckDBPyConnection,
    chain: int,
    table: Table,
    keys: Sequence[str],
    name: str,
    path: Path,
) -> None:
    """Make the relation `name`: the newest revision of each of these keys, withdrawn or not.

    Its columns are those of the contract and of `OWN`; `path` is for passing through.
    """
    model = quoted(MODELS[table.name]._meta.db_table)
    columns = ", ".join(f"r.{quoted(column)}" for column in (*table.names, *OWN))
    sql = (
        f"SELECT {columns} FROM {model} r WHERE r.chain_id = {chain} "
        "AND r.row_key IN {keys} AND NOT EXISTS "
        f"(SELECT 1 FROM {model} n WHERE n.chain_id = {chain} AND n.row_key = r.row_key "
        "AND n.revision > r.revision)"
    )
    spool(sql, path, keys)
    connection.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS FROM {lines(table, OWN, path)}")


def _load_entries(store: Store, moment: Moment, path: Path, small: bool) -> None:
    """The acts of the chains as `entries`: what a row's place in its chain says of it."""
    spool(
        f"SELECT e.sequence, e.at, e.role, e.delivery FROM chain_entry e WHERE {moment.where('e')}",
        path,
    )
    store.connection.execute(
        "CREATE TABLE entries AS SELECT sequence, "
        # Both databases keep UTC; one says so in its text, the other does not.
        "left(replace(happened, ' ', 'T'), 19) || 'Z' AS recorded_at, "
        "role AS recorded_by, delivery "
        f"FROM read_csv({literal(str(path))}, header = false, auto_detect = false, columns = "
        "{'sequence': 'BIGINT', 'happened': 'VARCHAR', 'role': 'VARCHAR', "
        "'delivery': 'VARCHAR'})"
    )
    if small:
        # Few entries stand for many rows, which are sorted: each row carries a number.
        for name in ("recorded_at", "recorded_by", "delivery"):
            store.connection.execute(
                f"CREATE TYPE {name}_of_entries AS ENUM (SELECT DISTINCT {name} FROM entries "
                f"WHERE {name} IS NOT NULL ORDER BY 1)"
            )
            store.connection.execute(f"ALTER TABLE entries ALTER {name} TYPE {name}_of_entries")


def _load(
    store: Store, table: Table, moment: Moment, where: str, folder: Path, keep: Path | None
) -> None:
    own = {name: OWN[name] for name in ("revision", "sequence")}
    columns = ", ".join(f"r.{quoted(name)}" for name in (*table.names, *own))
    stored = MODELS[table.name]._meta.db_table
    if streamed := can_stream(stored):
        paths, found = spool_streams(
            stored,
            lambda part: current(table, moment, columns, f"{where} AND {part}"),
            keep or folder,
        )
    else:
        paths = [folder / f"{table.name}.csv"]
        spool(current(table, moment, columns, where), paths[0])
    facts = ", ".join(f"r.{quoted(name)}" for name in table.names)
    rows = (
        f"SELECT {facts}, r.revision, e.recorded_at, e.recorded_by, e.delivery "
        f"FROM {lines(table, own, *paths)} r LEFT JOIN entries e USING (sequence)"
    )
    name, part = quoted(table.name), len(store.parts) - 1
    if streamed and keep is not None:
        # Read once, by who sorts them: the lines stay where they are, and nobody numbers them.
        store.connection.execute(
            f"CREATE VIEW {name} AS SELECT *, {part} AS _part, NULL::BIGINT AS _row FROM ({rows})"
        )
    elif keep is not None:
        kept = literal(str(keep / f"{table.name}.parquet"))
        store.connection.execute(f"COPY ({rows}) TO {kept} (FORMAT parquet, COMPRESSION lz4)")
        store.connection.execute(
            f"CREATE VIEW {name} AS SELECT * EXCLUDE (file_row_number), {part} AS _part, "
            f"file_row_number + 1 AS _row FROM read_parquet({kept}, file_row_number = true)"
        )
    else:
        store.connection.execute(
            f"CREATE TABLE {name} AS SELECT *, {part} AS _part, row_number() OVER () AS _row "
            f"FROM ({rows})"
        )
    if not streamed:
        found = store.row(f"SELECT count(*) FROM {name}")[0]
    given = frozenset((*table.names, *(column.name for column in RECORDED)))
    store.relations[table.name] = Relation(table, given, found, current=True)
    if not streamed or keep is None:
        for path in paths:
            path.unlink()


def lines(table: Table, own: Mapping[str, str], *paths: Path, tolerant: bool = False) -> str:
    """SQL that reads spooled lines of a table with these columns of the record's own.

    A quantity that fits 64 bits is read as one of them: DuckDB reads it fifty times as fast, and
    it is the same. Where it is `tolerant`, a cell that is not of its type is null.
    """
    types = {column.name: column.sql for column in table.columns} | dict(own)
    cast = {name for name, kind in types.items() if tolerant or kind == EXACT}
    given = ", ".join(
        f"{literal(name)}: {literal('VARCHAR' if name in cast else kind)}"
        for name, kind in types.items()
    )
    read = ", ".join(
        f"{_cast(quoted(name), kind, tolerant)} AS {quoted(name)}" if name in cast else quoted(name)
        for name, kind in types.items()
    )
    files = ", ".join(literal(str(path)) for path in paths)
    return (
        f"(SELECT {read} FROM read_csv([{files}], header = false, auto_detect = false, "
        f"columns = {{{given}}}, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', "
        "parallel = false, max_line_size = 16000000, buffer_size = 16000000))"
    )


def _cast(name: str, kind: str, tolerant: bool) -> str:
    cast = "TRY_CAST" if tolerant else "CAST"
    whole = f"{cast}({name} AS {kind})"
    if kind != EXACT:
        return whole
    short = f"{cast}({name} AS DECIMAL(18,4))::{EXACT}"
    return f"CASE WHEN length({name}) <= {SHORT} THEN {short} ELSE {whole} END"
