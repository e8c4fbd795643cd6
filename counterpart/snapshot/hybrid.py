"""Records that never were: an earlier snapshot with some of the changes of a later one made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Part, Relation, Store, connect, literal, quoted
from counterpart.snapshot.difference import keyed
from counterpart.snapshot.manifest import Manifest
from counterpart.snapshot.moves import CHANGES, Move, count_moves, read_moves, write_moves
from counterpart.snapshot.read import Snapshot, add_frozen
from counterpart.tables import Table


class Hybrid(Snapshot):
    """A snapshot whose catalogue and store are given, where others read them from their folder."""

    def __init__(self, path: Path, manifest: Manifest, catalogue: Catalogue, store: Store) -> None:
        super().__init__(path, manifest)
        self.__dict__.update(catalogue=catalogue, store=store)


class Moved:
    """Two snapshots with the rows in which they differ, and the records that lie between them."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self.before, self.after = before, after
        self._folder = TemporaryDirectory(prefix="counterpart-moves-")
        self._files = write_moves(before, after, Path(self._folder.name))
        self.counts = count_moves(self._files)
        self.changes = frozenset(change for _, _, change in self.counts)

    def rows(
        self, most: int | None = None, keys: Mapping[str, Collection[str]] | None = None
    ) -> list[Move]:
        """The rows that differ: all, the first `most` by table and key, or those of `keys`."""
        return read_moves(self._files, most, keys)

    def between(self) -> Iterator[tuple[str, Snapshot]]:
        """A record for each of CHANGES but the last: `before` under the catalogue of `after`, with
        the rows of that change and of those before it. One is left out that moves no row.
        """
        for place, change in enumerate(CHANGES[:-1]):
            if change in self.changes:
                yield change, self._record(place)

    def renewed(self) -> Snapshot:
        """`before` under the catalogue of `after`: its kinds, units and dated parameters."""
        return self._record(-1)

    def _record(self, made: int) -> Snapshot:
        """`before` under the catalogue of `after`, with the changes up to that place made."""
        store = Store(connect())
        names = dict.fromkeys((*self.before.manifest.tables, *self._files))
        for name in names:
            moves = self._files.get(name)
            if moves is not None:
                _add_mixed(store, name, self.before, self.after, moves, made)
            else:
                path = self.before.path / f"{name}.parquet"
                add_frozen(store, name, path, self.before.manifest.tables[name])
        store.complete()
        return Hybrid(self.before.path, self.before.manifest, self.after.catalogue, store)


def _add_mixed(
    store: Store, name: str, before: Snapshot, after: Snapshot, moves: Path, made: int
) -> None:
    """Make a table with the rows of `before`, but for those that a change up to `made` moves."""
    table: Table = before.store.relations[name].table
    moved = f"(SELECT _key FROM read_parquet({literal(str(moves))}) WHERE change <= {made})"
    number = len(store.parts)
    store.parts.append(Part(f"{name}.parquet"))
    store.connection.execute(
        f"""
        CREATE TABLE {quoted(name)} AS
        SELECT * EXCLUDE (_key, _digest), {number} AS _part,
               row_number() OVER (ORDER BY _key) AS _row
        FROM (
            SELECT * FROM ({keyed(before, table)}) ANTI JOIN {moved} USING (_key)
            UNION ALL BY NAME
            SELECT * FROM ({keyed(after, table)}) SEMI JOIN {moved} USING (_key)
        )
        """
    )
    columns = before.store.relations[name].columns | after.store.relations[name].columns
    (rows,) = store.row(f"SELECT count(*) FROM {quoted(name)}")
    store.relations[name] = Relation(table, columns, rows)
