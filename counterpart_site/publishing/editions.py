"""Editions: the record of a moment as a snapshot that pages read; made once, for it cannot change.

They lie in the site's folder and can be made again from the record at any time.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.dispatch import Signal

from counterpart.engine.progress import Progress, silent
from counterpart.snapshot.manifest import NAME
from counterpart.snapshot.read import Snapshot, open_snapshot
from counterpart_site.publishing.export import export_entry
from counterpart_site.records.models import Chain, Entry, Flow
from counterpart_site.records.queries import moment_of

FOLDER = "editions"
# So many flows are frozen while the reader waits; more are frozen by a job.
AT_ONCE = 100_000
# So many editions of a programme stay, and each for so many seconds at least.
KEPT, READ = 20, 3600
# Sent by the worker with `edition`: what is shown of it can be made before anybody asks.
edition_made = Signal()


@dataclass(frozen=True)
class Edition:
    """The record of a programme up to an entry of its chain, frozen in the folder `path`."""

    chain: Chain
    sequence: int
    path: Path

    @property
    def made(self) -> bool:
        """Whether it is there to be read."""
        return (self.path / NAME).is_file()

    @property
    def shown(self) -> bool:
        """Whether it is there, and the worker made what is shown of it."""
        return self.made and bool(caches["editions"].get(self._mark))

    def mark_shown(self) -> None:
        """Note that what is shown of it is made."""
        caches["editions"].set(self._mark, True)

    @property
    def _mark(self) -> str:
        return f"shown-{self.path.name}"

    @cached_property
    def snapshot(self) -> Snapshot:
        """Its snapshot; opened for one reader, for a connection serves one thread."""
        return open_snapshot(self.path)

    @property
    def root(self) -> str:
        """Its content root: what is computed from it is kept under this name."""
        return self.snapshot.manifest.root


def edition_at(chain: Chain, as_of: date | datetime | None = None) -> Edition:
    """The edition of what was known of a programme at a moment (now), made or not.

    InputError: future_moment.
    """
    return edition_of(chain, moment_of(chain, as_of).length)


def edition_of(chain: Chain, sequence: int) -> Edition:
    """The edition of a programme up to an entry of its chain, made or not."""
    return Edition(chain, sequence, settings.DATA / FOLDER / _name(chain, str(sequence)))


def newest_made(chain: Chain, sequence: int) -> Edition | None:
    """The newest edition that is there, of this place in the chain or an earlier one."""
    names = [path.name.split("-") for path in (settings.DATA / FOLDER).glob(_name(chain, "*"))]
    known = sorted((int(words[1]) for words in names if words[1].isdigit()), reverse=True)
    editions = (edition_of(chain, number) for number in known if number <= sequence)
    return next((edition for edition in editions if edition.made), None)


def _name(chain: Chain, sequence: str) -> str:
    """What was erased is in no edition, of whatever moment: an erasure makes all of them anew."""
    erasures = Entry.objects.filter(chain=chain, act=Entry.Act.ERASURE).count()
    return f"{chain.pk}-{sequence}-{erasures}"


def clear(chain: Chain) -> None:
    """Remove editions that may say what was erased since, and those that nobody asked for lately.

    The newest are kept, and whatever somebody may be reading.
    """
    found = [
        (path.stat().st_mtime, path) for path in (settings.DATA / FOLDER).glob(f"{chain.pk}-*")
    ]
    found.sort(reverse=True)
    erasures = _name(chain, "").rpartition("-")[2]
    for number, (made, path) in enumerate(found):
        erased = path.name.rpartition("-")[2] != erasures
        if erased:
            # What was computed from it may say it as well.
            caches["editions"].clear()
        if erased or (number >= KEPT and time.time() - made > READ):
            shutil.rmtree(path, ignore_errors=True)


def is_small(chain: Chain) -> bool:
    """Whether an edition is made while a reader waits."""
    table = connection.ops.quote_name(Flow._meta.db_table)
    with connection.cursor() as cursor:
        limited = f"SELECT 1 FROM {table} WHERE chain_id = %s LIMIT {AT_ONCE + 1}"
        cursor.execute(f"SELECT count(*) FROM ({limited}) counted", [chain.pk])
        return bool(cursor.fetchone()[0] <= AT_ONCE)


def make(edition: Edition, progress: Progress = silent) -> Edition:
    """Freeze an edition where it is not made; two that do so at once make the same."""
    if not edition.made:
        clear(edition.chain)
        export_entry(edition.chain, edition.sequence, edition.path, progress)
    return edition
