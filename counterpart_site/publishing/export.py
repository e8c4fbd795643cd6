"""Export: what was known of a programme at a moment, frozen as a snapshot with the chain's head."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from counterpart.engine.progress import Progress, silent
from counterpart.snapshot import write_snapshot
from counterpart.snapshot.heads import CHAIN
from counterpart.snapshot.manifest import Manifest
from counterpart_site.publishing.picture import picture
from counterpart_site.records.models import Chain, Entry
from counterpart_site.records.queries import Moment, catalogue_at, moment_of
from counterpart_site.records.reading import record_store

FORMAT = 1


def export(
    chain: Chain,
    target: Path,
    as_of: date | datetime | None = None,
    progress: Progress = silent,
) -> Manifest:
    """Freeze what was known of a programme at a moment (now) into the folder `target`.

    The catalogue is the one then in force. Beside the tables lies `chain.json`: the head of the
    chain at that moment and what the sides had signed. InputError: future_moment, not_replaced.
    """
    with picture():
        chain = Chain.objects.get(pk=chain.pk)
        return _freeze(chain, moment_of(chain, as_of), _day(as_of), target, progress)


def export_entry(
    chain: Chain, sequence: int, target: Path, progress: Progress = silent
) -> Manifest:
    """Freeze what was known of a programme with the entry `sequence` of its chain, as `export`."""
    with picture():
        entry = Entry.objects.filter(chain=chain, sequence=sequence).first()
        day = _day(entry.at) if entry else date.min
        return _freeze(chain, Moment(chain.pk, sequence), day, target, progress)


def _freeze(chain: Chain, moment: Moment, day: date, target: Path, progress: Progress) -> Manifest:
    with tempfile.TemporaryDirectory(prefix="counterpart-") as kept:
        newest = Entry.objects.filter(chain=chain, sequence=moment.length).first()
        store = record_store(moment, progress=progress, keep=Path(kept))
        said = json.dumps(_chain_document(chain, moment, newest), ensure_ascii=False, indent=1)
        with catalogue_at(moment) as (catalogue, folder):
            return write_snapshot(
                store,
                catalogue,
                target,
                as_of=day,
                chain_head=newest.head if newest else None,
                catalogue_folder=folder,
                beside={CHAIN: said + "\n"},
                progress=progress,
            )


def _day(as_of: date | datetime | None) -> date:
    if as_of is None:
        return datetime.now(UTC).date()
    return as_of.astimezone(UTC).date() if isinstance(as_of, datetime) else as_of


def _chain_document(chain: Chain, moment: Moment, newest: Entry | None) -> dict[str, Any]:
    """What leaves the machine of the chain: {programme, sequence, head, at, countersignatures}."""
    signed = Entry.objects.filter(
        chain=chain, sequence__lte=moment.length, act=Entry.Act.COUNTERSIGNATURE
    )
    return {
        "format": FORMAT,
        "programme": chain.programme,
        "sequence": moment.length,
        "head": newest.head if newest else None,
        "at": newest.at.isoformat() if newest else None,
        "countersignatures": [
            {
                "side": each.sides,
                "at": each.at.isoformat(),
                "sequence": each.sequence,
                "head": each.head,
                "signed_sequence": each.signed_sequence,
                "signed_head": each.signed_head,
            }
            for each in signed.order_by("sequence").iterator()
        ],
    }
