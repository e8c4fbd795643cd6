"""Backup: the whole site in one file, as it was at one moment, while writers go on.

The secret key is not in it. It signs sessions and links: whoever holds a copy could sign in as
anybody, and backups are kept in more places than keys are. A restored site gets a key of its own;
who was signed in signs in again.
"""

from __future__ import annotations

import csv
import glob
import hashlib
import io
import json
import os
import secrets
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import quoted
from counterpart.errors import InputError, finding
from counterpart_site.publishing.members import Member, members
from counterpart_site.publishing.picture import picture
from counterpart_site.records.models import Chain

FORMAT = 1
MANIFEST = "backup.json"
UNFINISHED = ".unfinished"
BATCH = 2_000
DAY = 86_400


def backup(target: Path, progress: Progress = silent) -> None:
    """Write the site into the file `target`, put in place at once when it is on disk.

    A killed backup leaves the older file or none; what it left beside is removed by the next one
    after a day. InputError (not_a_backup) where `target` is something else than a backup.
    """
    if target.exists() and not is_backup(target):
        raise InputError([finding("not_a_backup", file=str(target), value=str(target))])
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    work = target.with_name(f".{target.name}.{secrets.token_hex(6)}{UNFINISHED}")
    try:
        with work.open("xb") as stream:
            work.chmod(0o600)
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                _write(archive, progress)
            stream.flush()
            os.fsync(stream.fileno())
        work.replace(target)
        _sync_folder(target.parent)
    finally:
        work.unlink(missing_ok=True)


def is_backup(path: Path) -> bool:
    """Whether a file has what a backup has."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return MANIFEST in archive.namelist()


def applied_migrations() -> list[list[str]]:
    """[app, name] of every migration that the database has seen."""
    return sorted(list(each) for each in MigrationRecorder(connection).applied_migrations())


def _write(archive: zipfile.ZipFile, progress: Progress) -> None:
    listed = members()
    kept: dict[str, Any] = {}
    with picture():
        for number, member in enumerate(listed):
            progress(f"writing {member.table}", number, len(listed))
            kept[member.table] = _write_member(archive, member)
        document = {
            "format": FORMAT,
            "counterpart": version("counterpart"),
            "made_at": datetime.now(UTC).isoformat(),
            "database": connection.vendor,
            "migrations": applied_migrations(),
            "tables": kept,
            "chains": {
                chain.programme: [chain.length, chain.head]
                for chain in Chain.objects.order_by("programme")
            },
        }
    archive.writestr(MANIFEST, json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    progress("written", len(listed), len(listed))


def _write_member(archive: zipfile.ZipFile, member: Member) -> dict[str, Any]:
    """Write the rows of a table; what the manifest says of them."""
    said, rows = hashlib.sha256(), 0
    with archive.open(member.file, "w", force_zip64=True) as out:
        for count, block in _blocks(member):
            rows += count
            said.update(block)
            out.write(block)
    return {"rows": rows, "sha256": said.hexdigest(), "columns": member.columns}


def _blocks(member: Member) -> Iterator[tuple[int, bytes]]:
    """The rows as CSV, in blocks; with each how many rows it closes."""
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT count(*) FROM {quoted(member.table)}")
            yield cursor.fetchone()[0], b""
            # No cell is null or empty without quotes: every null is written as a word.
            statement = f"COPY ({member.query()}) TO STDOUT (FORMAT csv, NULL '')"
            with cursor.copy(statement) as rows:
                for block in rows:
                    yield 0, bytes(block)
            return
        selected = cursor.connection.execute(member.query())
        while batch := selected.fetchmany(BATCH):
            text = io.StringIO()
            # All quoted: left alone, a carriage return would end its line for whoever reads it.
            csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(batch)
            yield len(batch), text.getvalue().encode()


def _sweep(target: Path) -> None:
    """Remove what a killed backup left; a live one is younger than a day."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*{UNFINISHED}"):
        if time.time() - left.stat().st_mtime > DAY:
            left.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """A rename is on disk when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
