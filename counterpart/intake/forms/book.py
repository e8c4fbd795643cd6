"""A workbook that may be a form: opened once, with what it says of itself."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from counterpart.errors import Finding, finding
from counterpart.intake.archive import Archive, Sheet, look_into
from counterpart.intake.forms.machine import FORM_SHEET, LISTS_SHEET, Machine, read_machine
from counterpart.intake.marked import Marked, marked_cells, member_names
from counterpart.intake.workbook import text_of

LIST_WIDTH = 4  # label, code, English, Chinese


@dataclass(slots=True)
class Book:
    """An opened workbook: its sheets, their marks, and the words of its hidden sheets."""

    workbook: CalamineWorkbook
    marked: dict[str, Marked]
    looked: dict[str, Sheet]
    machine: Machine | None

    @property
    def open_sheets(self) -> list[str]:
        """The sheets that people fill in, the one of the template first."""
        names = [name for name in self.workbook.sheet_names if not name.startswith("_")]
        first = self.machine.sheet if self.machine else ""
        return sorted(names, key=lambda name: name != first)

    def lists(self) -> dict[str, list[tuple[str, str, str]]]:
        """The lists of the drop-downs: what places and organisations are called."""
        if LISTS_SHEET not in self.workbook.sheet_names:
            return {}
        rows = self.workbook.get_sheet_by_name(LISTS_SHEET).to_python(skip_empty_area=False)
        if rows and len(rows[0]) % LIST_WIDTH:
            return {}
        found: dict[str, list[tuple[str, str, str]]] = {}
        for left in range(0, len(rows[0]) if rows else 0, LIST_WIDTH):
            name = text_of(rows[0][left])
            entries = []
            for row in rows[1:]:
                code, english, chinese = (text_of(cell) for cell in row[left + 1 : left + 4])
                if code:
                    entries.append((code, english, chinese))
            if name:
                found[name] = entries
        return found


def open_book(path: Path) -> tuple[Book | None, list[Finding]]:
    """Open a workbook; None with findings where it cannot or must not be read."""
    file = path.name
    if not path.stat().st_size:
        return None, [finding("empty_file", file=file)]
    looked = look_into(path, file)
    if looked.findings:
        return None, looked.findings
    try:
        workbook = load_workbook(str(path))
        marked = marked_cells(path, looked)
        return Book(workbook, marked, _by_name(path, looked), _machine(workbook)), []
    except (CalamineError, zipfile.BadZipFile, DefusedXmlException, ParseError, OSError) as error:
        detail = (str(error) or type(error).__name__).splitlines()[0]
        return None, [finding("unreadable_file", file=file, value="a workbook", detail=detail)]


def _by_name(path: Path, looked: Archive) -> dict[str, Sheet]:
    """Sheet name -> what was seen in its text."""
    return {
        name: looked.sheets[member]
        for name, member in member_names(path).items()
        if member in looked.sheets
    }


def _machine(workbook: CalamineWorkbook) -> Machine | None:
    if FORM_SHEET not in workbook.sheet_names:
        return None
    rows = workbook.get_sheet_by_name(FORM_SHEET).to_python(skip_empty_area=False)
    return read_machine([text_of(cell) for cell in row] for row in rows)
