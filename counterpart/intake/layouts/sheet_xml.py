"""What an .xlsx sheet holds besides values: formulas, what is hidden, months and percents."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
BUILT_IN_MONTHS = {17}
BUILT_IN_PERCENTS = {9, 10}

Cell = tuple[int, int]


@dataclass(slots=True)
class Shown:
    """Formulas by (row, column) from 0, what is hidden, dates shown as months, percents."""

    formulas: dict[Cell, str] = field(default_factory=dict)
    errors: dict[Cell, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    months: set[Cell] = field(default_factory=set)
    percents: set[Cell] = field(default_factory=set)
    visible: bool = True


def shown_sheets(path: Path) -> dict[str, Shown]:
    """Sheet name -> what it holds besides values; empty for other formats than .xlsx.

    Raises ParseError, BadZipFile or DefusedXmlException for files that are no workbook.
    """
    if not zipfile.is_zipfile(path):
        return {}
    found: dict[str, Shown] = {}
    with zipfile.ZipFile(path) as archive:
        members = set(archive.namelist())
        if "xl/workbook.xml" not in members:
            return {}
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        styles = _styles(archive, members)
        for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
            target = targets.get(sheet.get(RELATION), "")
            member = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            if member in members:
                with archive.open(member) as stream:
                    shown = _shown(stream, styles)
                shown.visible = sheet.get("state", "visible") == "visible"
                found[sheet.get("name", "")] = shown
    return found


def column_number(letters: str) -> int:
    """G -> 6, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(column: int) -> str:
    """6 -> G."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(reference: str) -> Cell | None:
    """G6 -> (5, 6)."""
    match = REFERENCE.fullmatch(reference)
    return (int(match[4]) - 1, column_number(match[2])) if match else None


def _shown(stream: IO[bytes], styles: dict[str, str]) -> Shown:
    shown = Shown()
    masters: dict[str, tuple[Cell, str]] = {}
    for _, element in iterparse(stream):
        if element.tag == f"{MAIN}row":
            if element.get("hidden") in ("1", "true"):
                shown.hidden_rows.add(int(element.get("r", "1")) - 1)
            for cell in element:
                _take(cell, shown, masters, styles)
            element.clear()
        elif element.tag == f"{MAIN}col" and element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max", "1")), 1000)
            shown.hidden_columns.update(range(int(element.get("min", "1")) - 1, last))
    return shown


def _take(
    cell: Element, shown: Shown, masters: dict[str, tuple[Cell, str]], styles: dict[str, str]
) -> None:
    if not len(cell):
        return
    style = styles.get(cell.get("s", ""))
    formula = cell.find(f"{MAIN}f")
    error = cell.get("t") == "e"
    if formula is None and not error and not style:
        return
    place = place_of(cell.get("r", ""))
    if place is None:
        return
    if style:
        (shown.months if style == "month" else shown.percents).add(place)
    if error:
        shown.errors[place] = cell.findtext(f"{MAIN}v", "#ERROR")
    if formula is None:
        return
    text = formula.text or ""
    group = formula.get("si")
    if formula.get("t") == "shared" and group is not None:
        if text:
            masters[group] = (place, text)
        elif group in masters:
            first, text = masters[group]
            text = _shifted(text, place[0] - first[0], place[1] - first[1])
    shown.formulas[place] = text


def _shifted(formula: str, rows: int, columns: int) -> str:
    """A shared formula as it stands some rows and columns further on."""

    def move(match: re.Match[str]) -> str:
        column = match[2] if match[1] else column_letters(column_number(match[2]) + columns)
        row = match[4] if match[3] else str(int(match[4]) + rows)
        return f"{match[1]}{column}{match[3]}{row}"

    return REFERENCE.sub(move, formula)


def _styles(archive: zipfile.ZipFile, members: set[str]) -> dict[str, str]:
    """Style number -> `month` (a date shown without its day) or `percent`."""
    if "xl/styles.xml" not in members:
        return {}
    styles = fromstring(archive.read("xl/styles.xml"))
    formats = {
        each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter(f"{MAIN}numFmt")
    }
    found = {}
    listed = styles.find(f"{MAIN}cellXfs")
    for number, style in enumerate(listed if listed is not None else ()):
        code = style.get("numFmtId", "0")
        letters = _QUOTED.sub("", formats.get(code, "")).lower()
        if ("y" in letters and "m" in letters and "d" not in letters) or (
            int(code) in BUILT_IN_MONTHS
        ):
            found[str(number)] = "month"
        elif "%" in letters or int(code) in BUILT_IN_PERCENTS:
            found[str(number)] = "percent"
    return found
