"""Faulty folders, one fault each: what is broken, and the finding that must name it.

A fault is (name, code, file, row, column, break). `break` receives the folder before it is written
(its tables) and after (its path); row and column are those a person sees in the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from tests.folders import Folder


@dataclass(frozen=True)
class Fault:
    """A fault and where its finding must point."""

    name: str
    code: str
    file: str
    row: int | None
    column: str | None
    before: Callable[[Folder], object] = lambda folder: None
    after: Callable[[Path], object] = lambda path: None

    def write(self, folder: Folder) -> Path:
        """Write the folder with this fault; flows always hold one good row, on line 2."""
        folder.flow()
        self.before(folder)
        path = folder.write()
        self.after(path)
        return path


def row(**columns: object) -> Callable[[Folder], object]:
    """A second flow (line 3 of flows.csv) with these columns."""
    return lambda folder: folder.flow(**columns)


def money(**columns: object) -> Callable[[Folder], object]:
    """A second flow, of money."""
    return lambda folder: folder.money(**columns)


def place(**columns: object) -> Callable[[Folder], object]:
    """A further place: line 10 of places.csv, after the header and eight places."""
    return lambda folder: folder.add(
        "places", {"place": "X", "name_en": "X", "level": "village", **columns}
    )


def without(table: str, column: str) -> Callable[[Folder], object]:
    """The table without one of its columns."""

    def cut(folder: Folder) -> None:
        for each in folder.tables[table]:
            del each[column]

    return cut


def write_bytes(name: str, data: bytes) -> Callable[[Path], object]:
    """A file of these bytes."""
    return lambda path: (path / name).write_bytes(data)


def replace_text(name: str, old: str, new: str) -> Callable[[Path], object]:
    """A file with a piece of its text replaced."""

    def change(path: Path) -> None:
        text = (path / name).read_text("utf-8")
        assert old in text
        (path / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def workbook(
    *rows: tuple[object, ...], merged: str | None = None, name: str = "projects"
) -> Callable[[Path], object]:
    """A workbook with one sheet."""

    def make(path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = name
        for each in rows:
            sheet.append(each)
        if merged:
            sheet.merge_cells(merged)
        book.save(path / f"{name}.xlsx")

    return make


def parent_of_a(folder: Folder) -> None:
    """A lies under A1, which lies under A."""
    folder.tables["places"][1]["parent"] = "A1"


HEAD = ("project", "name_en", "budget", "currency")
GOOD = ("p1", "Project 1", 5, "CNY")
FLOWS = "flows.csv"
BOOK = "projects.xlsx"
FLOW_HEAD = "flow,kind,origin,destination,start_on,end_on,value,source\n"

FAULTS = (
    Fault("text for a number", "wrong_type", FLOWS, 3, "value", row(value="many")),
    Fault("text for a date", "wrong_type", FLOWS, 3, "end_on", row(end_on="last May")),
    Fault("a day that is not", "wrong_type", FLOWS, 3, "end_on", row(end_on="2023-02-29")),
    Fault("half a year", "wrong_type", FLOWS, 3, "price_year", money(price_year="2020.5")),
    Fault("five decimals", "too_many_digits", FLOWS, 3, "value", row(value="1.23456")),
    Fault("17 digits", "too_many_digits", FLOWS, 3, "value", row(value="12345678901234567")),
    Fault(
        "period backwards", "impossible_period", FLOWS, 3, "start_on", row(start_on="2021-01-01")
    ),
    Fault("unknown kind", "unknown_code", FLOWS, 3, "kind", row(kind="cadre_secondement")),
    Fault("unknown precision", "unknown_code", FLOWS, 3, "precision", row(precision="roundish")),
    Fault("unknown currency", "unknown_code", FLOWS, 3, "currency", money(currency="RMB")),
    Fault("doubled key", "duplicate_key", FLOWS, 3, "flow", row(flow="F001")),
    Fault("unknown place", "dangling_reference", FLOWS, 3, "origin", row(origin="C")),
    Fault("unknown source", "dangling_reference", FLOWS, 3, "source", row(source="rumour")),
    Fault("negative count", "negative_count", FLOWS, 3, "value", row(value=-1)),
    Fault("no value", "empty_quantity", FLOWS, 3, "value", row(value="")),
    Fault("no kind", "missing_value", FLOWS, 3, "kind", row(kind="")),
    Fault("bounds crossed", "bounds_disordered", FLOWS, 3, "value", row(low=11)),
    Fault("currency of persons", "currency_unexpected", FLOWS, 3, "currency", row(currency="CNY")),
    Fault("money without currency", "currency_missing", FLOWS, 3, "currency", money(currency="")),
    Fault("place above itself", "hierarchy_cycle", "places.csv", 3, "parent", parent_of_a),
    Fault("own parent", "hierarchy_cycle", "places.csv", 10, "parent", place(parent="X")),
    Fault("unknown parent", "dangling_reference", "places.csv", 10, "parent", place(parent="Y")),
    Fault("no column end_on", "missing_column", FLOWS, 1, "end_on", without("flows", "end_on")),
    Fault(
        "doubled header",
        "duplicate_column",
        FLOWS,
        1,
        "value",
        after=replace_text(FLOWS, "start_on", "value"),
    ),
    Fault("ragged row", "ragged_row", FLOWS, 2, None, after=replace_text(FLOWS, ",10,", ",10,,")),
    Fault("empty csv", "empty_file", FLOWS, None, None, after=write_bytes(FLOWS, b"")),
    Fault("empty xlsx", "empty_file", BOOK, None, None, after=write_bytes(BOOK, b"")),
    Fault(
        "empty parquet",
        "empty_file",
        "projects.parquet",
        None,
        None,
        after=write_bytes("projects.parquet", b""),
    ),
    Fault(
        "broken parquet",
        "unreadable_file",
        "projects.parquet",
        None,
        None,
        after=write_bytes("projects.parquet", b"PAR1 this is no table PAR1"),
    ),
    Fault(
        "broken xlsx", "unreadable_file", BOOK, None, None, after=write_bytes(BOOK, b"PK\3\4 no")
    ),
    Fault(
        "open quote",
        "unreadable_file",
        FLOWS,
        2,
        None,
        after=write_bytes(FLOWS, (FLOW_HEAD + '"F1,never closed').encode()),
    ),
    Fault(
        "GB18030",
        "not_utf8",
        "projects.csv",
        2,
        None,
        after=write_bytes("projects.csv", "project,name_en\np1,项目\n".encode("gb18030")),
    ),
    Fault(
        "merged header",
        "merged_header",
        BOOK,
        1,
        None,
        after=workbook(HEAD, GOOD, merged="B1:C1"),
    ),
    Fault(
        "merged cells",
        "merged_cells",
        BOOK,
        2,
        None,
        after=workbook(HEAD, GOOD, GOOD, merged="B2:B3"),
    ),
    Fault(
        "formula",
        "formula_cell",
        BOOK,
        2,
        "budget",
        after=workbook(HEAD, ("p1", "Project 1", "=1+1", "CNY")),
    ),
    Fault(
        "error cell",
        "error_cell",
        BOOK,
        3,
        "budget",
        after=workbook(HEAD, GOOD, ("p2", "Project 2", "#REF!", "CNY")),
    ),
)
