"""Checking: what was received is read, looked at beside the record, and previewed or refused."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import duckdb

from counterpart.catalogue import load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Part, Store, connect
from counterpart.errors import Finding, InputError, finding, has_errors
from counterpart.intake.check import Checked
from counterpart_site.deliveries.looking import look
from counterpart_site.deliveries.models import Delivery, Step
from counterpart_site.deliveries.reading import read_delivery, withdrawn_keys
from counterpart_site.deliveries.staging import stage, staged_files
from counterpart_site.deliveries.storable import take_out_unstorable
from counterpart_site.deliveries.transactions import machine_faults, writing
from counterpart_site.deliveries.withdrawing import stage_withdrawal
from counterpart_site.records.models import MODELS, Chain
from counterpart_site.records.queries import Moment

log = logging.getLogger("counterpart.deliveries")
Status = Delivery.Status


@machine_faults()
def check(delivery: Delivery, progress: Progress = silent) -> Delivery:
    """Read and check what was received; it is then checked, with a preview, or refused.

    Nothing happens to a delivery that is past this, and a check that was killed is done again.
    """
    if delivery.status != Status.RECEIVED:
        return delivery
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        folder = Path(name)
        given = _read(delivery, folder, progress)
        found = [*given.findings, *take_out_unstorable(given.store)]
        files = stage(given.store, folder)
        chain = Chain.objects.get(pk=delivery.chain_id)
        if asked := withdrawn_keys(delivery):
            files, faults = stage_withdrawal(asked, Moment(chain.pk, chain.length), folder)
            found += faults
        if not files and not has_errors(found):
            found.append(finding("nothing_delivered", value=delivery.file_name))
        seen = look(delivery, chain, files, given.store.parts, found, folder, progress)
        with writing():
            delivery = _held(delivery)
            if delivery.status != Status.RECEIVED:
                return delivery
            refused = has_errors(seen.findings)
            delivery.status = Status.REFUSED if refused else Status.CHECKED
            seen.keep_in(delivery)
            Step.objects.create(delivery=delivery, what=delivery.status, role="system")
    log.info(delivery.status, extra={"delivery": delivery.pk, "found": len(seen.findings)})
    return delivery


def look_again(delivery: Delivery, progress: Progress = silent) -> Delivery:
    """Make the preview of an open delivery anew, with the record as it is now.

    It stays open whatever is found now; while errors are found it cannot be accepted.
    """
    preview = delivery.preview or {}
    parts = [Part(*each) for each in preview.get("parts", [])]
    found = [Finding.kept(each) for each in preview.get("read", [])]
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        folder = Path(name)
        given = staged_files(delivery, folder)
        chain = Chain.objects.get(pk=delivery.chain_id)
        if asked := _left_to_withdraw(delivery):
            given, faults = stage_withdrawal(asked, Moment(chain.pk, chain.length), folder)
            found += faults
        seen = look(delivery, chain, given, parts, found, folder, progress)
        with writing():
            delivery = _held(delivery)
            if delivery.status in (Status.CHECKED, Status.PART):
                # What the other side was asked for may have come by another delivery since.
                nothing_left = set(seen.needs) <= set(delivery.accepted)
                if delivery.status == Status.PART and nothing_left:
                    delivery.status = Status.ACCEPTED
                seen.keep_in(delivery)
    return delivery


def _read(delivery: Delivery, folder: Path, progress: Progress) -> Checked:
    """What the file holds; a file that the engine gives up on is found as unreadable."""
    try:
        return read_delivery(delivery, folder, progress)
    except (duckdb.DataError, duckdb.InvalidInputException) as error:
        said = str(error).splitlines()[0].replace(str(folder), "")
        where = delivery.file_name
        found = finding("unreadable_file", file=where, value="a table", detail=said)
        store = Store(connect())
        store.complete()
        return Checked(store, load_catalogue(), (found,))


def delivery_of(number: int) -> Delivery:
    """The delivery with a number; InputError (unknown_delivery) where there is none."""
    found = Delivery.objects.filter(pk=number).select_related("chain", "author", "payload").first()
    if found is None:
        raise InputError([finding("unknown_delivery", value=number)])
    return found


def findings_of(delivery: Delivery) -> list[Finding]:
    """What the last check of a delivery found."""
    return [Finding.kept(each) for each in delivery.findings]


def _left_to_withdraw(delivery: Delivery) -> dict[str, list[str]]:
    """The rows that a withdrawal names and has not withdrawn yet: others may refer to them now."""
    steps = delivery.steps.exclude(sequence=None).values("sequence")
    left = {}
    for name, keys in withdrawn_keys(delivery).items():
        if name not in MODELS:
            continue
        rows = MODELS[name]._default_manager.filter(chain=delivery.chain_id, retracted=True)
        done = set(rows.filter(sequence__in=steps).values_list("row_key", flat=True))
        left[name] = [key for key in keys if key not in done]
    return left


def _held(delivery: Delivery) -> Delivery:
    """The delivery as it stands now, held until the transaction ends."""
    return Delivery.objects.select_for_update().get(pk=delivery.pk)
