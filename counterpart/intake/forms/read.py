"""A file of one form becomes a store; every way in which it is not that form is a finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpart.catalogue import Catalogue, Form, load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Part, Store, connect
from counterpart.errors import Finding, finding
from counterpart.intake.archive import Sheet
from counterpart.intake.check import Checked
from counterpart.intake.forms.book import Book, open_book
from counterpart.intake.forms.brought_back import check_brought_back
from counterpart.intake.forms.form_csv import read_form_csv
from counterpart.intake.forms.form_sheet import FormSheet, read_form_sheet
from counterpart.intake.forms.heads import Heads
from counterpart.intake.forms.lines import Lines, Lists, Reporting
from counterpart.intake.forms.machine import (
    LINE,
    Machine,
    columns_units,
    digest_of,
    lines_units,
)
from counterpart.intake.forms.take import take_lines
from counterpart.intake.marked import Marked
from counterpart.intake.readers import READERS, WORKBOOKS
from counterpart.intake.text_rows import load_rows

RAW = "form_cells"


def read_form(
    path: Path | str,
    form: Form,
    reporting: Reporting,
    catalogue: Catalogue | None = None,
    progress: Progress = silent,
    lists: Lists | None = None,
) -> Checked:
    """Read a workbook or CSV of one form into a store; no rule is run yet.

    `lists` are the names of the register, where the caller knows them; else those that the
    template was made with. Nothing is raised for bad input: the findings say it all.
    """
    catalogue = catalogue or load_catalogue()
    store = Store(connect())
    path = Path(path)
    progress(f"reading {path.name}", 0, 2)
    findings: list[Finding] = []
    lines: list[Lines] = []
    machine: Machine | None = None
    ending = path.suffix.lower()
    if not path.is_file():
        findings.append(finding("path_not_found", file=str(path), value=str(path)))
    elif ending in WORKBOOKS:
        book, found = open_book(path)
        findings += found
        if book is not None:
            machine = book.machine
            lists = lists or book.lists()
            lines, found = _from_book(store, book, form, catalogue, path.name)
            findings += found
    elif ending == ".csv":
        heads, rows, found = read_form_csv(path, form, catalogue)
        findings += found
        if heads is not None:
            lines = [_load(store, heads, rows, Part(path.name))]
    else:
        detail = "a form is a workbook or CSV" if ending in READERS else "unknown file ending"
        kinds = ", ".join(sorted({*WORKBOOKS, ".csv"}))
        findings.append(finding("unreadable_file", file=path.name, value=kinds, detail=detail))
    progress("reading the cells", 1, 2)
    findings += take_lines(store, catalogue, form, reporting, lines, lists)
    if machine is not None and lines:
        findings += check_brought_back(store, form, machine, lines[0])
    for each in lines:
        store.connection.execute(f"DROP TABLE {each.relation}")
    progress("read", 2, 2)
    return Checked(store, catalogue, tuple(findings))


def _from_book(
    store: Store, book: Book, form: Form, catalogue: Catalogue, file: str
) -> tuple[list[Lines], list[Finding]]:
    """The lines of the sheet that has the columns of the form."""
    if book.machine and book.machine.form != form.code:
        return [], [finding("other_form", file=file, value=book.machine.form, form=form.code)]
    for name in book.open_sheets:
        sheet = book.workbook.get_sheet_by_name(name)
        marked = book.marked.get(name, Marked())
        looked = book.looked.get(name, Sheet())
        read = read_form_sheet(sheet, form, catalogue, file, marked, looked)
        if read is not None:
            findings = read.findings
            if book.machine:
                findings = _aged(book.machine, form, catalogue, read, file) + findings
            return [_load(store, read.heads, read.rows, Part(file, name))], findings
    return [], [finding("not_a_form", file=file, form=form.code)]


def _aged(
    machine: Machine, form: Form, catalogue: Catalogue, read: FormSheet, file: str
) -> list[Finding]:
    """What another version of the form means for this file."""
    if machine.digest == digest_of(form, catalogue):
        return []
    findings = [finding("older_template", file=file, sheet=read.name, value=form.code)]
    where: dict[str, Any] = {"file": file, "sheet": read.name}
    for before, now in (
        (machine.columns, columns_units(form, catalogue)),
        (machine.lines, lines_units(form, catalogue)),
    ):
        for key, unit in now.items():
            if before.get(key, unit) != unit:
                name = read.heads.titles.get(key, key)
                words: dict[str, Any] = {
                    "value": before[key] or "no unit",
                    "unit": unit or "no unit",
                }
                findings.append(finding("unit_changed", **where, column=name, **words))
    return findings


def _load(store: Store, heads: Heads, rows: list[tuple[int, list[str]]], part: Part) -> Lines:
    positions = {key: at for key, at in heads.positions.items() if key != LINE}
    load_rows(store.connection, RAW, positions, rows)
    return Lines(part, RAW, heads.titles)
