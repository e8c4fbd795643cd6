"""Opening a snapshot: its manifest, its catalogue, and a store over its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.engine.store import Part, Relation, Store, connect, literal, quoted
from counterpart.snapshot.compared import read_compared
from counterpart.snapshot.manifest import Manifest, read_manifest
from counterpart.tables import TABLES


@dataclass(frozen=True)
class Snapshot:
    """A frozen record. Its store is opened once, when first asked for."""

    path: Path
    manifest: Manifest

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue that the snapshot was taken with."""
        return load_catalogue(self.path / "catalogue")

    @cached_property
    def store(self) -> Store:
        """The contract tables as views over the Parquet files."""
        store = Store(connect())
        for name, rows in self.manifest.tables.items():
            add_frozen(store, name, self.path / f"{name}.parquet", rows)
        store.complete()
        read_compared(store, self.path)
        return store


def open_snapshot(path: Path | str) -> Snapshot:
    """Open the snapshot in the folder `path`; InputError when there is none."""
    folder = Path(path)
    return Snapshot(folder, read_manifest(folder))


def add_frozen(store: Store, name: str, path: Path, rows: int) -> None:
    """Make the table `name` a view over its file; columns that came later are empty."""
    number = len(store.parts)
    store.parts.append(Part(path.name))
    file = f"read_parquet({literal(str(path))}, file_row_number = true)"
    columns = frozenset(row[0] for row in store.rows(f"DESCRIBE SELECT * FROM {file}"))
    later = "".join(
        f", NULL::{each.sql} AS {quoted(each.name)}"
        for each in TABLES[name].columns
        if each.name not in columns
    )
    store.connection.execute(
        f"CREATE VIEW {quoted(name)} AS SELECT * EXCLUDE (file_row_number){later}, "
        f"{number} AS _part, file_row_number + 1 AS _row FROM {file}"
    )
    store.relations[name] = Relation(TABLES[name], columns, rows)
