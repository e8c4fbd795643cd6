"""Which cells of an .xlsx file hold formulas: readers return the last computed value instead."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from posixpath import normpath

from defusedxml.ElementTree import fromstring, iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(r"([A-Z]+)(\d+)")


def formula_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name -> (row, column) from 0 -> formula; empty for other formats than .xlsx."""
    if not zipfile.is_zipfile(path):
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
            target = targets.get(sheet.get(RELATION), "")
            member = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            if member not in archive.namelist():
                continue
            found[sheet.get("name", "")] = _formulas(archive, member)
    return found


def _formulas(archive: zipfile.ZipFile, member: str) -> dict[tuple[int, int], str]:
    cells: dict[tuple[int, int], str] = {}
    with archive.open(member) as stream:
        for _, element in iterparse(stream):
            if element.tag == f"{MAIN}c":
                formula = element.find(f"{MAIN}f")
                match = CELL.fullmatch(element.get("r", ""))
                if formula is not None and match:
                    column = 0
                    for letter in match[1]:
                        column = column * 26 + ord(letter) - 64
                    cells[int(match[2]) - 1, column - 1] = formula.text or ""
            elif element.tag == f"{MAIN}row":
                element.clear()
    return cells
