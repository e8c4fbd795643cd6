"""Which cells of an .xlsx file hold formulas or errors: readers hand on a value, or nothing."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath

from defusedxml.ElementTree import fromstring, iterparse

from counterpart.intake.archive import Archive

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(slots=True)
class Marked:
    """Formulas and errors of a sheet by (row, column) from 0."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def marked_cells(path: Path, looked: Archive) -> dict[str, Marked]:
    """Sheet name -> its marked cells; empty for other formats than .xlsx.

    `looked` is what `look_into` saw in the file: only sheets with a mark are read through.
    """
    if not zipfile.is_zipfile(path):
        return {}
    found: dict[str, Marked] = {}
    with zipfile.ZipFile(path) as archive:
        for name, member in _members(archive).items():
            if _is_marked(looked, member):
                found[name] = _marked(archive, member)
    return found


def member_names(path: Path) -> dict[str, str]:
    """Sheet name -> the member of the file that holds it; empty for other formats than .xlsx."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        return _members(archive)


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    found = {}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATION), "")
        member = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        if member in archive.namelist():
            found[sheet.get("name", "")] = member
    return found


def _is_marked(looked: Archive, member: str) -> bool:
    """Whether a sheet has marked cells; one that lies in an odd place is looked through."""
    return member not in looked.sheets or looked.sheets[member].marked


def _marked(archive: zipfile.ZipFile, member: str) -> Marked:
    marked = Marked()
    with archive.open(member) as stream:
        for _, element in iterparse(stream):
            if element.tag == f"{MAIN}c":
                place = _place(element.get("r", ""))
                formula = element.find(f"{MAIN}f")
                if place and formula is not None:
                    marked.formulas[place] = formula.text or ""
                if place and element.get("t") == "e":
                    marked.errors[place] = element.findtext(f"{MAIN}v", "#ERROR")
            elif element.tag == f"{MAIN}row":
                element.clear()
    return marked


def _place(reference: str) -> tuple[int, int] | None:
    """B5 -> (4, 1)."""
    match = CELL.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
