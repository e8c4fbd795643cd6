"""Writing a snapshot: sorted, hashed, sealed in a folder of its own, then put in place at once."""

from __future__ import annotations

import glob
import shutil
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from counterpart.catalogue.kinds import Catalogue
from counterpart.catalogue.load import catalogue_files
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Relation, Store, literal, quoted
from counterpart.errors import InputError, finding
from counterpart.snapshot.compared import write_compared
from counterpart.snapshot.manifest import NAME, Manifest, sealed_files
from counterpart.snapshot.narrow import narrow_rows
from counterpart.snapshot.package import data_package
from counterpart.snapshot.replace import put_in_place
from counterpart.snapshot.seal import Node, content_root, key_order, table_nodes
from counterpart.tables import RECORD_COLUMNS

UNFINISHED = ".unfinished"
DAY = 86_400


def write_snapshot(
    store: Store,
    catalogue: Catalogue,
    target: Path | str,
    *,
    as_of: date | None = None,
    chain_head: str | None = None,
    catalogue_folder: Traversable | None = None,
    beside: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Manifest:
    """Freeze the tables of a checked store into the folder `target`.

    `as_of` defaults to today (UTC). `beside` are texts by file name that are sealed with the tables
    and are no part of the content root. An older snapshot under `target` is replaced in one step;
    anything else there is left alone (InputError, code not_replaced). Returns the manifest.
    """
    target = Path(target)
    if target.exists() and not (target / NAME).is_file():
        raise InputError([finding("not_replaced", file=str(target), value=str(target))])
    target.parent.mkdir(parents=True, exist_ok=True)
    moment = (as_of or datetime.now(UTC).date()).isoformat()
    prefix = f".{target.name}."
    for left in target.parent.glob(f"{glob.escape(prefix)}*{UNFINISHED}"):
        # What a killed process left; a live one holds its folder for minutes, not for a day.
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=prefix, suffix=UNFINISHED, dir=target.parent))
    try:
        filled = [relation for relation in store.relations.values() if relation.rows]
        nodes: list[Node] = []
        tables: dict[str, int] = {}
        for number, relation in enumerate(filled):
            name = relation.table.name
            progress(f"freezing {name}", number, len(filled) + 1)
            path = work / f"{name}.parquet"
            _write_rows(store, catalogue, relation, path)
            found = list(table_nodes(store.connection, relation.table, str(path)))
            nodes += found
            tables[name] = sum(node.rows for node in found)
        progress("sealing", len(filled), len(filled) + 1)
        write_compared(store, catalogue, work)
        for name, file in catalogue_files(catalogue_folder or files("counterpart.catalogue")):
            copy = work / "catalogue" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
        for name, text in (beside or {}).items():
            (work / name).write_text(text, "utf-8")
        root = content_root(nodes)
        package = data_package(dict(sorted(tables.items())), root, moment)
        (work / "datapackage.json").write_text(package, "utf-8")
        manifest = Manifest(
            root,
            moment,
            catalogue.version,
            chain_head,
            dict(sorted(tables.items())),
            tuple(sorted(nodes, key=lambda node: (node.table, node.year))),
            sealed_files(work),
        )
        manifest.write(work)
        work.chmod(0o755)
        put_in_place(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    progress("sealed", len(filled) + 1, len(filled) + 1)
    return manifest


def _write_rows(store: Store, catalogue: Catalogue, relation: Relation, path: Path) -> None:
    """Write the rows to freeze in key order."""
    with narrow_rows(store, catalogue, relation, _rows(relation)) as (rows, wide):
        store.connection.execute(
            f"COPY (SELECT {wide} FROM ({rows} ORDER BY {key_order(relation.table)})) "
            f"TO {literal(str(path))} (FORMAT parquet)"
        )


def _rows(relation: Relation) -> str:
    """The rows to freeze: the newest revision of each key, none withdrawn."""
    table = relation.table
    extra = [column.name for column in RECORD_COLUMNS if relation.has(column.name)]
    names = ", ".join(quoted(name) for name in (*table.names, *extra))
    sql = f"SELECT {names} FROM {relation.name}"
    if relation.has("revision") and not relation.current:
        keys = ", ".join(quoted(name) for name in table.key)
        sql += (
            f" QUALIFY row_number() OVER (PARTITION BY {keys} "
            "ORDER BY revision DESC NULLS LAST) = 1"
        )
    if relation.has("retracted") and not relation.current:
        sql = f"SELECT {names} FROM ({sql}) WHERE NOT coalesce(retracted, false)"
    return sql
