"""From the bytes of a delivery to contract rows: one way for each kind of delivery."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path, PurePosixPath

from counterpart.catalogue import load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Store, connect
from counterpart.errors import finding
from counterpart.intake.check import Checked, read
from counterpart.intake.forms import Reporting, read_form
from counterpart.intake.layouts import Layout, read_with_layout
from counterpart.intake.readers import find_sources
from counterpart_site.deliveries.models import Delivery
from counterpart_site.deliveries.register import places_on_record, register_lists
from counterpart_site.deliveries.reported import state_source
from counterpart_site.deliveries.unpacking import unpack
from counterpart_site.records.queries import moment_of

EPOCH = (1980, 1, 1, 0, 0, 0)
# In bytes, and with the ending below what file systems take.
LONGEST_NAME = 200
LONGEST_ENDING = 12


def pack(folder: Path) -> bytes:
    """A folder of tables as one file; the same tables give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not name.startswith("."):
                archive.writestr(zipfile.ZipInfo(name, EPOCH), path.read_bytes())
    return packed.getvalue()


def read_delivery(delivery: Delivery, folder: Path, progress: Progress = silent) -> Checked:
    """The rows of a delivery as a store, with what was found; `folder` is for passing files.

    A withdrawal has no rows of its own: its store is empty, see `withdrawn_keys`.
    """
    catalogue = load_catalogue()
    content = delivery.payload.content
    if content is None:
        found = finding(
            "unreadable_file", value="a delivery", detail="its content was erased by law"
        )
        return Checked(_empty(), catalogue, (found,))
    path = folder / safe_name(delivery.file_name)
    path.write_bytes(bytes(content))
    reporting = Reporting(delivery.chain.programme, delivery.reporter)
    if delivery.kind == Delivery.Kind.FORM:
        assert delivery.form is not None
        form = catalogue.forms[delivery.form]
        lists = register_lists(moment_of(delivery.chain))
        given = read_form(path, form, reporting, catalogue, progress, lists)
        title = f"{form.name_zh} {form.name_en}"
        state_source(given.store, form.code, title, delivery.reporter)
        return given
    if delivery.kind == Delivery.Kind.LAYOUT:
        assert delivery.layout is not None
        layout = Layout.from_document(delivery.layout.document)
        places = places_on_record(moment_of(delivery.chain))
        given = read_with_layout(path, layout, reporting, catalogue, places, progress)
        state_source(given.store, layout.name, layout.name, delivery.reporter)
        return given
    if delivery.kind == Delivery.Kind.WITHDRAWAL:
        return Checked(_empty(), catalogue, ())
    if path.suffix.lower() != ".zip":
        return read([path], catalogue, progress)
    tables = folder / "tables"
    if faults := unpack(path, tables):
        return Checked(_empty(), catalogue, tuple(faults))
    if not find_sources([tables])[0]:
        found = finding("empty_folder", file=path.name, value=path.name)
        return Checked(_empty(), catalogue, (found,))
    return read([tables], catalogue, progress)


def withdrawn_keys(delivery: Delivery) -> dict[str, list[str]]:
    """Table -> keys of the rows that a withdrawal names; nothing for other deliveries."""
    if delivery.kind != Delivery.Kind.WITHDRAWAL or delivery.payload.content is None:
        return {}
    document = json.loads(bytes(delivery.payload.content))
    return {name: list(keys) for name, keys in document["withdraw"].items()}


def _empty() -> Store:
    store = Store(connect())
    store.complete()
    return store


def safe_name(name: str) -> str:
    """The last part of a file name as somebody gave it, so that findings name the file.

    No file system takes longer names, or names with control characters.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = PurePosixPath("".join(each for each in last if each.isprintable()).lstrip("."))
    stem, ending = plain.stem, plain.suffix[:LONGEST_ENDING]
    while len(stem.encode()) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + ending or "delivery"
