"""What of an edition everybody may have: a snapshot without what is sensitive, made once and kept.

Left out are all rows of kinds and indicators that the catalogue calls sensitive (not only small
ones: a total would give them back), stories without consent or taken down, and restricted tables.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal, literals, quoted
from counterpart.snapshot import write_snapshot
from counterpart.snapshot.heads import CHAIN
from counterpart.snapshot.read import open_snapshot
from counterpart.tables import TABLES, Table
from counterpart_site.publishing.editions import FOLDER, Edition
from counterpart_site.publishing.kept import kept
from counterpart_site.web.records.downloads import FORMULA

SNAPSHOT, TEXTS, PACKED = "snapshot", "csv", "packed.zip"


@dataclass(frozen=True, slots=True)
class Part:
    """A table of an edition: how many rows everybody may have, how many are left out."""

    table: str
    rows: int
    left_out: int


def parts_of(edition: Edition) -> list[Part]:
    """The tables of an edition that hold rows."""
    snapshot = edition.snapshot

    def count() -> list[Part]:
        day = date.fromisoformat(snapshot.manifest.as_of)
        found = []
        for name, rows in snapshot.manifest.tables.items():
            where = open_rows(TABLES[name], snapshot.catalogue, day)
            open_ = snapshot.store.row(f"SELECT count(*) FROM {quoted(name)} WHERE {where}")[0]
            found.append(Part(name, open_, rows - open_))
        return found

    return kept(snapshot, "open data", count)


def open_rows(table: Table, catalogue: Catalogue, day: date) -> str:
    """SQL that holds for the rows of a table which everybody may have on a day."""
    if table.sensitivity == "restricted":
        return "false"
    if table.name == "flows":
        sensitive = frozenset(code for code, each in catalogue.kinds.items() if each.sensitive)
        return f"kind NOT IN ({literals(sensitive)})" if sensitive else "true"
    if table.name == "observations":
        listed = catalogue.indicators.items()
        sensitive = frozenset(code for code, each in listed if each.sensitive)
        return f"indicator NOT IN ({literals(sensitive)})" if sensitive else "true"
    if table.name == "stories":
        return f"trim(consent) <> '' AND coalesce(takedown_on > {literal(day)}, true)"
    return "true"


def prepared(edition: Edition, title: str) -> Path:
    """The folder with the downloads of an edition, made when it is first asked for.

    It holds a snapshot, its tables as CSV, and both as one zip whose folder is called `title`.
    """
    # Beside the editions and named like them: what removes those after an erasure removes it too.
    chain, sequence, erasures = edition.path.name.split("-")
    target = settings.DATA / FOLDER / f"{chain}-{sequence}.open-{erasures}"
    if target.is_dir():
        return target
    work = Path(tempfile.mkdtemp(prefix=f"{chain}-{sequence}.making-", dir=target.parent))
    try:
        _write(edition, work, title)
        work.chmod(0o755)
        work.rename(target)
    except OSError:
        # Somebody else made it meanwhile.
        if not target.is_dir():
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _write(edition: Edition, folder: Path, title: str) -> None:
    # Opened anew: the tables of this store are narrowed.
    snapshot = open_snapshot(edition.path)
    day = date.fromisoformat(snapshot.manifest.as_of)
    store = snapshot.store
    for name in snapshot.manifest.tables:
        _narrow(store, TABLES[name], open_rows(TABLES[name], snapshot.catalogue, day))
    write_snapshot(
        store,
        snapshot.catalogue,
        folder / SNAPSHOT,
        as_of=day,
        chain_head=snapshot.manifest.chain_head,
        catalogue_folder=edition.path / "catalogue",
        beside={CHAIN: (edition.path / CHAIN).read_text("utf-8")},
    )
    (folder / TEXTS).mkdir()
    for name in snapshot.manifest.tables:
        if store.relations[name].rows:
            _as_text(store, TABLES[name], folder / TEXTS / f"{name}.csv")
    with ZipFile(folder / PACKED, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != PACKED:
                archive.write(path, f"{title}/{path.relative_to(folder).as_posix()}")


def _narrow(store: Store, table: Table, where: str) -> None:
    """Leave the rows of a table that fit; the whole is no longer read under its name."""
    if where == "true":
        return
    name, whole = quoted(table.name), quoted(f"whole_{table.name}")
    store.connection.execute(f"ALTER VIEW {name} RENAME TO {whole}")
    store.connection.execute(f"CREATE VIEW {name} AS FROM {whole} WHERE {where}")
    relation = store.relations[table.name]
    rows = store.row(f"SELECT count(*) FROM {name}")[0]
    store.relations[table.name] = type(relation)(table, relation.columns, rows, relation.current)


def _as_text(store: Store, table: Table, path: Path) -> None:
    """A table as CSV; texts that a spreadsheet would take for formulas get an apostrophe."""
    signs = literals(frozenset(FORMULA))
    columns = ", ".join(
        f"CASE WHEN left({quoted(each.name)}, 1) IN ({signs}) "
        f"THEN '''' || {quoted(each.name)} ELSE {quoted(each.name)} END AS {quoted(each.name)}"
        if each.type == "text"
        else quoted(each.name)
        for each in table.columns
    )
    keys = ", ".join(quoted(name) for name in table.key)
    store.connection.execute(
        f"COPY (SELECT {columns} FROM {quoted(table.name)} ORDER BY {keys}) "
        f"TO {literal(str(path))} (FORMAT csv, HEADER true)"
    )
