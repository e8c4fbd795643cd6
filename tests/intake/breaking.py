"""Ways to break a folder: rows and tables before it is written, files after."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.folders import Folder

HEAD = ("project", "name_en", "budget", "currency")
GOOD = ("p1", "Project 1", 5, "CNY")
FLOWS = "flows.csv"
BOOK = "projects.xlsx"
TYPED = "projects.parquet"
SHEET = "xl/worksheets/sheet1.xml"
ENTITY = b'<!DOCTYPE sheet [<!ENTITY one "two">]>'
FLOW_HEAD = "flow,kind,origin,destination,start_on,end_on,value,source\n"


@dataclass(frozen=True)
class Fault:
    """A fault and where its finding must point.

    `before` receives the folder before it is written, `after` its path.
    """

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


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """A workbook whose sheet was changed as bytes, inside a sound zip file."""

    def make(path: Path) -> None:
        workbook(HEAD, GOOD)(path)
        with zipfile.ZipFile(path / BOOK) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        members[SHEET] = change(members[SHEET])
        with zipfile.ZipFile(path / BOOK, "w") as archive:
            for name, data in members.items():
                archive.writestr(name, data)

    return make


def parquet(**columns: object) -> Callable[[Path], object]:
    """A Parquet file of one project."""
    row = {"project": "p1", "name_en": "Project 1", **columns}
    table = pa.table({name: [value] for name, value in row.items()})
    return lambda path: pq.write_table(table, path / "projects.parquet")


def folder_of_csv(path: Path) -> None:
    """A folder named after a table that holds no Parquet file."""
    (path / "projects").mkdir()
    (path / "projects" / "part.csv").write_text("project,name_en\np1,Project 1\n", "utf-8")


def parent_of_a(folder: Folder) -> None:
    """A lies under A1, which lies under A."""
    folder.tables["places"][1]["parent"] = "A1"
