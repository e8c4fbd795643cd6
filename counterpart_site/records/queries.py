"""The record as contract tables, as of a moment, with the catalogue then in force."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Relation, Store, connect, literal, quoted
from counterpart.errors import InputError, finding
from counterpart.tables import RECORD_COLUMNS, TABLES, Table
from counterpart_site.records.models import MODELS, CatalogueVersion, Chain, Entry
from counterpart_site.records.spool import spool

RECORDED = tuple(column for column in RECORD_COLUMNS if column.name != "retracted")


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known: the length that each chain (by primary key) had."""

    lengths: Mapping[int, int]

    def where(self, row: str) -> str:
        """SQL that holds for the rows `row` of the record that had taken effect."""
        parts = [
            f"{row}.chain_id = {chain} AND {row}.sequence <= {length}"
            for chain, length in sorted(self.lengths.items())
        ]
        return f"({' OR '.join(parts)})" if parts else "false"


def moment_of(as_of: date | datetime | None = None, programme: str | None = None) -> Moment:
    """What was known at the end of a day (UTC) or at a moment; now, where none is given.

    The chain orders acts, clocks only say which of them had happened. InputError (future_moment,
    unknown_programme) where the moment has not come yet or there is no such programme.
    """
    chains = Chain.objects.all() if programme is None else Chain.objects.filter(programme=programme)
    if programme is not None and not chains:
        raise InputError([finding("unknown_programme", value=programme)])
    if as_of is None:
        return Moment(dict(chains.values_list("pk", "length")))
    until = _until(as_of)
    if until > timezone.now() + timedelta(days=1):
        raise InputError([finding("future_moment", value=as_of.isoformat())])
    lengths = {}
    for chain in chains:
        known = Entry.objects.filter(chain=chain, at__lt=until).order_by("-sequence").first()
        lengths[chain.pk] = known.sequence if known else 0
    return Moment(lengths)


def current(table: Table, moment: Moment, columns: str, where: str = "true") -> str:
    """SQL for `columns` (of the rows `r`) of the newest revisions known at a moment.

    A row is passed over when a later revision of its key was known, when that revision withdrew
    it, and when law demanded its erasure. Only keys that were ever revised are looked up.
    """
    name = quoted(MODELS[table.name]._meta.db_table)
    return (
        f"SELECT {columns} FROM {name} r WHERE {moment.where('r')} "
        f"AND NOT r.retracted AND r.erased IS NULL AND {where} "
        f"AND NOT EXISTS (SELECT 1 FROM {name} n WHERE n.revision > 1 "
        f"AND n.row_key = r.row_key AND n.revision > r.revision AND {moment.where('n')})"
    )


def record_store(
    moment: Moment,
    tables: Collection[str] | None = None,
    where: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Store:
    """A store of the contract tables as known at a moment.

    `tables` names those to read (all), `where` narrows a table by SQL over its rows `r`. Rows
    carry revision, recorded_at, recorded_by and delivery; `_part` is null: they are from no file.
    """
    store = Store(connect())
    chosen = [table for name, table in TABLES.items() if tables is None or name in tables]
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        _load_entries(store, moment, Path(folder) / "entries.csv")
        for number, table in enumerate(chosen):
            progress(f"reading {table.name}", number, len(chosen))
            path = Path(folder) / f"{table.name}.csv"
            _load(store, table, moment, (where or {}).get(table.name, "true"), path)
            path.unlink()
    store.complete()
    progress("read", len(chosen), len(chosen))
    return store


def catalogue_at(moment: Moment) -> Catalogue:
    """The newest catalogue that was in force at a moment: the installed one on an empty record."""
    entries = [
        Entry.objects.filter(chain=chain, sequence__lte=length).order_by("-sequence").first()
        for chain, length in moment.lengths.items()
    ]
    newest = max((each for each in entries if each), key=lambda each: each.at, default=None)
    installed = load_catalogue()
    if newest is None or newest.catalogue == installed.version:
        return installed
    return load_catalogue(unpacked_catalogue(newest.catalogue))


def unpacked_catalogue(version: str) -> Path:
    """A folder with the files of a catalogue that was once in force; KeyError if it never was."""
    kept = CatalogueVersion.objects.filter(version=version).first()
    if kept is None:
        raise KeyError(version)
    folder = Path(tempfile.mkdtemp(prefix=f"catalogue-{version}-"))
    with zipfile.ZipFile(io.BytesIO(bytes(kept.files))) as archive:
        archive.extractall(folder)
    return folder


def _until(as_of: date | datetime) -> datetime:
    """The first moment that is too late."""
    if isinstance(as_of, datetime):
        return as_of + timedelta(microseconds=1)
    return datetime.combine(as_of + timedelta(days=1), time(), UTC)


def _load_entries(store: Store, moment: Moment, path: Path) -> None:
    """The acts of the chains as `entries`: what a row's place in its chain says of it."""
    spool(
        "SELECT e.chain_id, e.sequence, e.at, e.role, e.delivery FROM chain_entry e "
        f"WHERE {moment.where('e')}",
        path,
    )
    store.connection.execute(
        "CREATE TABLE entries AS SELECT chain, sequence, "
        "strftime(at::TIMESTAMPTZ AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') AS recorded_at, "
        "role AS recorded_by, delivery "
        f"FROM read_csv({literal(str(path))}, header = false, auto_detect = false, columns = "
        "{'chain': 'BIGINT', 'sequence': 'BIGINT', 'at': 'VARCHAR', 'role': 'VARCHAR', "
        "'delivery': 'VARCHAR'})"
    )


def _load(store: Store, table: Table, moment: Moment, where: str, path: Path) -> None:
    own = ["revision", "chain_id", "sequence"]
    columns = ", ".join(f"r.{quoted(name)}" for name in (*table.names, *own))
    spool(current(table, moment, columns, where), path)
    types = {column.name: column.sql for column in table.columns} | dict.fromkeys(own, "BIGINT")
    given = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in types.items())
    facts = ", ".join(f"r.{quoted(name)}" for name in table.names)
    store.connection.execute(
        f"CREATE TABLE {quoted(table.name)} AS SELECT {facts}, r.revision, e.recorded_at, "
        "e.recorded_by, e.delivery, NULL::INTEGER AS _part, NULL::BIGINT AS _row "
        f"FROM read_csv({literal(str(path))}, header = false, auto_detect = false, "
        f"columns = {{{given}}}, quote = '\"', escape = '\"', max_line_size = 16000000) r "
        "LEFT JOIN entries e ON e.chain = r.chain_id AND e.sequence = r.sequence"
    )
    columns_given = frozenset((*table.names, *(column.name for column in RECORDED)))
    rows = store.row(f"SELECT count(*) FROM {quoted(table.name)}")[0]
    store.relations[table.name] = Relation(table, columns_given, rows)
