"""A file that somebody drops: looked at before it is taken, and taken like any other delivery."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from counterpart.catalogue import Form, load_catalogue
from counterpart.errors import Finding, InputError, finding, has_errors
from counterpart.intake.forms import Reporting, read_form, recognise
from counterpart.intake.forms.book import open_book
from counterpart.intake.readers import READERS, WORKBOOKS
from counterpart_site.deliveries.checking import check
from counterpart_site.deliveries.handing import handed_file
from counterpart_site.deliveries.models import Delivery, Upload
from counterpart_site.deliveries.reading import safe_name
from counterpart_site.deliveries.receive import Handed, receive
from counterpart_site.deliveries.remarks import remark
from counterpart_site.deliveries.tasks import check_delivery
from counterpart_site.web.reader import Reader

TAKEN = (*READERS, ".zip")
# What a form adds to the file that it sends.
AROUND = 1 << 20
# Larger files are checked by the worker, while the page waits.
AT_ONCE = 4 << 20


@dataclass(frozen=True, slots=True)
class Received:
    """A delivery, and whether the same content was handed in before."""

    delivery: Delivery
    before: bool


def refuse_too_large(request: HttpRequest) -> None:
    """Refuse what is larger than may be handed in, before any of it is read."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > settings.UPLOAD_LIMIT + AROUND:
        raise InputError([_too_large("", size)])


def take_file(
    reader: Reader, file: UploadedFile[Any] | None, form: Form, reporter: str
) -> Received | Upload:
    """Receive a file for a form: a delivery, or a workbook whose columns have to be pointed out.

    InputError: no_file, odd_file, upload_too_large, macros, unreadable_file and what `receive`
    refuses.
    """
    if file is None or not file.name:
        raise InputError([finding("no_file")])
    name = remark(PurePosixPath(file.name.replace("\\", "/")).name)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in TAKEN:
        raise InputError([finding("odd_file", file=name, value=ending or name)])
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        raise InputError([_too_large(name, file.size or 0)])
    account = reader.account
    assert account is not None
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        path = Path(folder) / safe_name(name)
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        if not path.stat().st_size:
            raise InputError([finding("empty_file", file=name)])
        if ending in WORKBOOKS:
            _, found = open_book(path)
            if has_errors(found):
                raise InputError(found)
        said = recognise(path)
        if said is None and ending in WORKBOOKS and not _has_columns_of(path, form, reporter):
            return Upload.objects.create(
                account=account,
                chain=reader.programme,
                form=form.code,
                reporter=reporter,
                file_name=name,
                content=path.read_bytes(),
            )
        handed = handed_file(reader.programme, path, said or form.code, reporter=reporter)
    return hand_in(reader, Handed(handed.kind, name, handed.content, handed.form), reporter)


def hand_in(reader: Reader, handed: Handed, reporter: str) -> Received:
    """Receive and check; a delivery that was there already is given as it stands."""
    assert reader.account is not None
    delivery = receive(reader.programme, reader.account, handed, reporter)
    if delivery.status != Delivery.Status.RECEIVED:
        return Received(delivery, before=True)
    if len(handed.content) > AT_ONCE:
        check_delivery.enqueue(delivery.pk)
        return Received(delivery, before=False)
    return Received(check(delivery), before=False)


def _has_columns_of(path: Path, form: Form, reporter: str) -> bool:
    """Whether a workbook without marks holds the columns of a form all the same."""
    given = read_form(path, form, Reporting("", reporter), load_catalogue())
    return not any(each.code == "not_a_form" for each in given.findings)


def _too_large(name: str, size: int) -> Finding:
    limit = f"{settings.UPLOAD_LIMIT / 1e6:,.1f} MB"
    return finding("upload_too_large", file=name, value=f"{size / 1e6:,.1f} MB", limit=limit)
