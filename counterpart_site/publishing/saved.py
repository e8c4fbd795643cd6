"""A backup as it lies there: what it says of itself, and whether its bytes agree."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

from counterpart.engine.progress import Progress
from counterpart.errors import InputError, finding
from counterpart_site.publishing.backup import FORMAT, MANIFEST
from counterpart_site.publishing.members import DECODE, Member

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds: members with their rows, migrations, chains -> (length, head)."""

    members: tuple[Member, ...]
    migrations: tuple[tuple[str, str], ...]
    chains: dict[str, tuple[int, str]]

    def newest(self, graph: MigrationGraph) -> list[tuple[str, str]]:
        """The last migration of each app that the database of the backup had seen."""
        known = {each for each in self.migrations if each in graph.nodes}
        return sorted(
            each
            for each in known
            if not any(
                child.key in known and child.key[0] == each[0]
                for child in graph.node_map[each].children
            )
        )


def unreadable(source: Path, detail: str) -> InputError:
    """The error that a file is no backup that can be read."""
    return InputError(
        [finding("backup_unreadable", file=str(source), value=str(source), detail=detail)]
    )


@contextmanager
def open_saved(source: Path) -> Iterator[zipfile.ZipFile]:
    """The backup as an archive; InputError (backup_unreadable) where it is none."""
    try:
        archive = zipfile.ZipFile(source)
    except FileNotFoundError:
        raise unreadable(source, "there is no such file") from None
    except (zipfile.BadZipFile, OSError):
        raise unreadable(source, "it is another kind of file, or cut off") from None
    with archive:
        yield archive


def check_saved(archive: zipfile.ZipFile, source: Path, progress: Progress) -> Saved:
    """Check every byte against the manifest; what the backup holds.

    InputError: backup_unreadable, backup_newer.
    """
    try:
        document = json.loads(archive.read(MANIFEST))
        number, made_by = int(document["format"]), str(document["counterpart"])
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, zlib.error):
        raise unreadable(source, "it has no manifest of a backup") from None
    if number > FORMAT:
        raise _newer(source, made_by, f"its format is {number}, this one reads {FORMAT}")
    try:
        tables: dict[str, Any] = document["tables"]
        members = tuple(Member(name, dict(said["columns"])) for name, said in tables.items())
        migrations = tuple((str(app), str(name)) for app, name in document["migrations"])
        chains = {name: (int(n), str(head)) for name, (n, head) in document["chains"].items()}
        hashes = {name: str(said["sha256"]) for name, said in tables.items()}
    except (KeyError, ValueError, TypeError, AttributeError):
        raise unreadable(source, "its manifest is damaged") from None
    known = set(MigrationLoader(None).disk_migrations)
    if unknown := [f"{app} {name}" for app, name in migrations if (app, name) not in known]:
        raise _newer(source, made_by, f"it knows {', '.join(unknown)}")
    for number, member in enumerate(members):
        progress(f"checking {member.table}", number, len(members))
        if not set(member.columns.values()) <= DECODE.keys():
            raise unreadable(source, f"the columns of {member.table} are of no known kind")
        if _digest(archive, member, source) != hashes[member.table]:
            raise unreadable(source, f"{member.file} was changed after it was written")
    return Saved(members, migrations, chains)


def _digest(archive: zipfile.ZipFile, member: Member, source: Path) -> str:
    said = hashlib.sha256()
    try:
        with archive.open(member.file) as stream:
            while block := stream.read(BLOCK):
                said.update(block)
    except (KeyError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        raise unreadable(source, f"{member.file} is damaged or missing") from None
    return said.hexdigest()


def _newer(source: Path, made_by: str, detail: str) -> InputError:
    name = str(source)
    return InputError(
        [finding("backup_newer", file=name, value=name, detail=detail, version=made_by)]
    )
