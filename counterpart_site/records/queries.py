"""As of a moment: which rows of the record were known, and which catalogue was in force."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.catalogue.load import near
from counterpart.engine.store import quoted
from counterpart.errors import InputError, finding
from counterpart.tables import Table
from counterpart_site.records.models import MODELS, CatalogueVersion, Chain, Entry


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known of a programme: its chain (by primary key) up to a length."""

    chain: int
    length: int

    def where(self, row: str) -> str:
        """SQL that holds for the rows `row` of the record that had taken effect.

        The plus keeps SQLite, which knows nothing of a table that was never analysed, from looking
        up by sequence, which most rows may share, what it should look up by key.
        """
        return f"{row}.chain_id = {self.chain} AND +{row}.sequence <= {self.length}"


def chain_of(programme: str | None = None) -> Chain:
    """The chain of a programme; of the only one, where none is named.

    InputError (unknown_programme) where there is none, or several to choose from.
    """
    chains = {chain.programme: chain for chain in Chain.objects.all()}
    if programme is None and len(chains) == 1:
        return next(iter(chains.values()))
    if programme not in chains:
        hint = near(programme or "", chains) or f"; there is {', '.join(chains) or 'none yet'}"
        raise InputError([finding("unknown_programme", value=programme or "", hint=hint)])
    return chains[programme]


def moment_of(chain: Chain, as_of: date | datetime | None = None) -> Moment:
    """What was known at the end of a day (UTC) or at a moment; now, where none is given.

    The chain orders acts, clocks only say which of them had happened. InputError (future_moment)
    where the day has not come yet.
    """
    if as_of is None:
        # Asked anew: whoever holds the chain may have read it before somebody extended it.
        return Moment(chain.pk, Chain.objects.values_list("length", flat=True).get(pk=chain.pk))
    now = timezone.now()
    # Where the sun rises first it is tomorrow already.
    last = now if isinstance(as_of, datetime) else (now + timedelta(days=1)).date()
    if as_of > last:
        raise InputError([finding("future_moment", value=as_of.isoformat())])
    known = Entry.objects.filter(chain=chain, at__lt=_until(as_of)).order_by("-sequence").first()
    return Moment(chain.pk, known.sequence if known else 0)


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


@contextmanager
def catalogue_at(moment: Moment) -> Iterator[tuple[Catalogue, Path | None]]:
    """The catalogue in force at a moment, and its folder where it is not the installed one."""
    newest = Entry.objects.filter(chain=moment.chain, sequence=moment.length).first()
    installed = load_catalogue()
    if newest is None or newest.catalogue == installed.version:
        yield installed, None
        return
    folder = unpacked_catalogue(newest.catalogue)
    try:
        yield load_catalogue(folder), folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
