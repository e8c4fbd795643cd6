"""/deliveries/workbooks/<number>/: an office's own workbook, its columns pointed out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counterpart.catalogue import Catalogue, Form
from counterpart.errors import Finding, InputError, finding
from counterpart.intake.forms import Reporting
from counterpart.intake.layouts import Extract, Layout, extract
from counterpart.intake.layouts.grid import Book, Grid, read_book
from counterpart.intake.layouts.read import matches
from counterpart.intake.layouts.sheet_xml import column_letters
from counterpart_site.deliveries.layouts import propose_layout, remember
from counterpart_site.deliveries.models import Delivery, Upload
from counterpart_site.deliveries.reading import safe_name
from counterpart_site.deliveries.receive import Handed
from counterpart_site.deliveries.register import places_on_record, register_lists
from counterpart_site.records.queries import moment_of
from counterpart_site.web.delivering.fields import fields_of, form_name
from counterpart_site.web.delivering.filling import form_of
from counterpart_site.web.delivering.pointed import (
    Pointed,
    block_of,
    columns_of,
    fixed_keys,
    options_of,
    pointed_of,
    stage_key,
)
from counterpart_site.web.delivering.uploading import hand_in
from counterpart_site.web.reader import Reader, reader_of

# Rows and columns of the sheet that are shown, header rows that can be chosen, lines read.
ROWS, COLUMNS, HEADER_ROWS, LINES = 14, 40, 12, 12
UNKNOWN = ("place_not_known", "place_of_many")


@dataclass
class Pointing:
    """A workbook while somebody says what its columns are."""

    reader: Reader
    upload: Upload
    form: Form
    catalogue: Catalogue
    path: Path
    book: Book
    layout: Layout
    remembered: str | None

    def grid(self, name: str) -> Grid:
        """A sheet; the first that the layout reads where none is asked for."""
        for grid in self.book.grids:
            if grid.name == name:
                return grid
        read = [g for g in self.book.grids if any(matches(b, g.name) for b in self.layout.blocks)]
        return next(iter([*read, *self.book.grids]))

    def pointed(self, grid: Grid) -> Pointed:
        """What is said of a sheet so far."""
        for block in self.layout.blocks:
            if matches(block, grid.name):
                return pointed_of(block, grid, self.form, self.catalogue)
        return Pointed(grid.name, (_likely_header(grid),))

    def read(self, layout: Layout) -> Extract:
        """The lines that a layout reads, with everything doubtful."""
        reporting = Reporting(self.reader.programme.programme, self.upload.reporter)
        places = places_on_record(moment_of(self.reader.programme))
        return extract(self.path, layout, reporting, self.catalogue, places)


def point(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a workbook; POST `act`: look, remember (and hand in), drop."""
    reader = reader_of(request)
    reader.needs("deliver")
    upload = Upload.objects.filter(
        pk=number, account=reader.account, chain=reader.programme
    ).first()
    if upload is None:
        raise Http404(str(number))
    if request.POST.get("act") == "drop":
        upload.delete()
        return redirect("deliver", upload.form)
    with _opened(reader, upload) as pointing:
        return _page(request, pointing)


@contextmanager
def _opened(reader: Reader, upload: Upload) -> Iterator[Pointing]:
    form, catalogue = form_of(upload.form)
    with tempfile.TemporaryDirectory(prefix="counterpart-") as folder:
        path = Path(folder) / safe_name(upload.file_name)
        path.write_bytes(bytes(upload.content))
        book, found = read_book(path)
        if book is None or not book.grids:
            raise InputError(found or [finding("empty_file", file=upload.file_name)])
        if upload.document:
            layout, remembered = Layout.from_document(upload.document), None
        else:
            proposal = propose_layout(reader.programme, path, [form.code])
            layout, remembered = proposal.layout, proposal.remembered
        yield Pointing(reader, upload, form, catalogue, path, book, layout, remembered)


def _page(request: HttpRequest, pointing: Pointing) -> HttpResponse:
    posted = request.POST
    grid = pointing.grid(posted.get("sheet") or request.GET.get("sheet", ""))
    pointed = pointing.pointed(grid)
    layout, faults = pointing.layout, []
    if posted:
        pointed = _posted(posted.dict(), posted.getlist("header"), pointed, grid)
        layout = _layout(pointing, pointed, grid, posted.dict())
        pointing.upload.document = layout.to_document() if layout.blocks else None
        pointing.upload.save(update_fields=["document"])
        pointing.layout = layout
    if posted.get("act") == "remember":
        if layout.blocks and posted.get("name", "").strip():
            return _hand_in(request, pointing, layout)
        faults = [finding("unnamed_layout")]
    extracted = pointing.read(layout) if layout.blocks else None
    words = _words(pointing, pointed, grid, extracted)
    return render(
        request,
        "web/delivering/point.html",
        {**words, "faults": faults},
        status=400 if faults else 200,
    )


def _hand_in(request: HttpRequest, pointing: Pointing, layout: Layout) -> HttpResponse:
    reader, upload = pointing.reader, pointing.upload
    assert reader.account is not None
    kept = remember(reader.programme, reader.account, layout, upload.reporter)
    content = bytes(upload.content)
    handed = Handed(Delivery.Kind.LAYOUT, upload.file_name, content, layout=kept)
    received = hand_in(reader, handed, upload.reporter)
    upload.delete()
    said = _("The next workbook with these headers is read the same way, by the layout %(name)s.")
    messages.success(request, said % {"name": kept.name})
    return redirect("delivery", received.delivery.pk)


def _posted(posted: dict[str, str], header: list[str], before: Pointed, grid: Grid) -> Pointed:
    """What the page says; `before` gives what it does not show."""
    rows = sorted({int(row) for row in header if row.isdecimal() and 0 < int(row) <= HEADER_ROWS})

    def told(name: str) -> dict[int, str]:
        found = {}
        for column in range(grid.width):
            text = posted.get(f"{name}-{column}", "").strip()
            if text:
                found[column] = text
        return found

    fixed = {
        name.removeprefix("fixed-"): text.strip()
        for name, text in posted.items()
        if name.startswith("fixed-")
    }
    shown = {key: text.split(" | ")[0] for key, text in fixed.items() if text}
    return Pointed(
        grid.name,
        tuple(rows) or before.header,
        told("column"),
        told("stage"),
        told("unit"),
        shown,
        posted.get("period", "").strip(),
        posted.get("unit", "").strip(),
        before.base,
    )


def _layout(pointing: Pointing, pointed: Pointed, grid: Grid, posted: dict[str, str]) -> Layout:
    """The layout with the block of this sheet as it was pointed out."""
    before = pointing.layout
    others = tuple(block for block in before.blocks if not matches(block, grid.name))
    name = f"table-{len(others) + 1}"
    own = block_of(pointed, grid, pointing.form, pointing.catalogue, name)
    blocks = (*others, own) if own else others
    read = {g.name for g in pointing.book.grids if any(matches(b, g.name) for b in blocks)}
    names = {kind: dict(known) for kind, known in before.names.items()}
    for key, text in posted.items():
        if key.startswith("name-") and text.strip():
            written = posted.get(f"written-{key.removeprefix('name-')}", "")
            names.setdefault("places", {})[written] = text.split(" | ")[0].strip()
    left = tuple(g.name for g in pointing.book.grids if g.name not in read)
    kept = posted.get("name", "").strip() or before.name
    return replace(before, name=kept, blocks=blocks, names=names, ignore=left)


def _words(
    pointing: Pointing, pointed: Pointed, grid: Grid, extracted: Extract | None
) -> dict[str, Any]:
    reader, form, catalogue = pointing.reader, pointing.form, pointing.catalogue
    lists = register_lists(moment_of(reader.programme))
    fields = {f.key: f for f in fields_of(form, catalogue, lists, reader.language)}
    stage = stage_key(form, catalogue)
    width = min(grid.width, COLUMNS)
    columns = columns_of(grid, pointed, catalogue)
    findings = list(extracted.findings) if extracted else []
    facts = [each for each in extracted.facts if each.form == form.code] if extracted else []
    keys = [key for key in fields if any(key in each.values for each in facts)]
    listed = {f.listed: f.choices for f in fields.values() if f.listed}
    listed.setdefault(
        "list-places", tuple((code, f"{code} | {en}") for code, en, _ in lists["places"])
    )
    return {
        "upload": pointing.upload,
        "form": form,
        "title": form_name(form, reader.language),
        "sheets": [each.name for each in pointing.book.grids],
        "sheet": grid.name,
        "remembered": pointing.remembered,
        "name": pointing.layout.name,
        "letters": [column_letters(number) for number in range(width)],
        "shown": [
            (row + 1, row + 1 in pointed.header, [grid.text(row, n) for n in range(width)])
            for row in range(min(len(grid.rows), ROWS))
        ],
        "header_rows": HEADER_ROWS,
        "columns": columns,
        "options": options_of(form, catalogue, reader.language),
        "stage": fields.get(stage.key) if stage else None,
        "fixed": [
            (fields[each.key], fields[each.key].label(pointed.fixed.get(each.key, "")))
            for each in fixed_keys(form, catalogue)
            if f"set:{each.key}" not in pointed.choices.values()
        ],
        "lists": listed.items(),
        "pointed": pointed,
        "unknown": _unknown(findings),
        "facts": [
            (each.cell, [each.values.get(key, "") for key in keys]) for each in facts[:LINES]
        ],
        "count": len(facts),
        "keys": [fields[key].title for key in keys],
        "findings": findings[:20],
        "more": max(0, len(findings) - 20),
    }


def _unknown(findings: list[Finding]) -> list[str]:
    """Names of the workbook that lead to no place."""
    told = [each.value for each in findings if each.code in UNKNOWN and each.value]
    return list(dict.fromkeys(told))[:30]


def _likely_header(grid: Grid) -> int:
    """The row with the most texts among the first ones, counted from 1."""
    texts = [sum(isinstance(cell, str) for cell in row) for row in grid.rows[:HEADER_ROWS]]
    return texts.index(max(texts)) + 1 if texts else 1
