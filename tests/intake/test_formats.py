"""One table in many formats is one fact: the same root, and rows where a person sees them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterpart.intake import check
from counterpart.snapshot import write_snapshot
from tests.folders import Folder, codes, columns_of

DATES = ("start_on", "end_on")


def root_of(path: Path) -> str:
    """The content root of a folder of tables."""
    checked = check([path])
    assert checked.accepted, [each.message for each in checked.findings]
    return write_snapshot(checked.store, checked.catalogue, path.parent / "x.snapshot").root


def as_csv(
    separator: str = ",", end: str = "\n", head: str = "", tail: str = ""
) -> Callable[..., None]:
    """A writer of flows.csv in one dialect."""

    def write(path: Path, rows: list[dict[str, object]]) -> None:
        with (path / "flows.csv").open("w", encoding="utf-8", newline="") as stream:
            stream.write(head)
            writer = csv.DictWriter(
                stream, columns_of(rows), delimiter=separator, lineterminator=end
            )
            writer.writeheader()
            writer.writerows(rows)
            stream.write(tail)

    return write


def as_workbook(sheet: str, file: str, extra: tuple[str, ...] = ()) -> Callable[..., None]:
    """A writer of a workbook with dates as dates and numbers as numbers."""

    def write(path: Path, rows: list[dict[str, object]]) -> None:
        book = openpyxl.Workbook()
        first = book.active
        first.title = sheet
        first.append(columns_of(rows))
        for row in rows:
            first.append(
                [
                    date.fromisoformat(str(row[name])) if name in DATES else row.get(name)
                    for name in columns_of(rows)
                ]
            )
        for name in extra:
            book.create_sheet(name)
        book.save(path / file)

    return write


def arrow(rows: list[dict[str, object]]) -> pa.Table:
    """The rows as typed columns."""
    columns = {
        name: [
            date.fromisoformat(str(row[name])) if name in DATES else row.get(name) for row in rows
        ]
        for name in columns_of(rows)
    }
    return pa.table(columns)


def as_parquet(path: Path, rows: list[dict[str, object]]) -> None:
    """One Parquet file."""
    pq.write_table(arrow(rows), path / "flows.parquet")


def as_parquet_folder(path: Path, rows: list[dict[str, object]]) -> None:
    """A folder of Parquet files, one a row."""
    (path / "flows").mkdir()
    for number in range(len(rows)):
        pq.write_table(arrow(rows).slice(number, 1), path / "flows" / f"part-{number}.parquet")


FORMATS: dict[str, Callable[..., None]] = {
    "semicolons": as_csv(";"),
    "tabs": as_csv("\t"),
    "byte order mark": as_csv(head="\ufeff"),
    "CRLF": as_csv(end="\r\n"),
    "blank lines at the end": as_csv(tail="\n\n,,,,,,,,\n"),
    "sheet named by table": as_workbook("flows", "anything.xlsx"),
    "lone sheet of a file named by table": as_workbook("Sheet1", "flows.xlsx"),
    "sheet beside others": as_workbook("Flows ", "flows.xlsx", ("notes",)),
    "Parquet": as_parquet,
    "folder of Parquet": as_parquet_folder,
}


ROWS: list[dict[str, object]] = [
    {"value": 10.5, "note": ""},
    {"value": 300, "note": "one, two; three\nfour “五”"},
    {"value": 0, "note": ""},
]


def filled(path: Path) -> Folder:
    """A folder with three flows, one of them with text that needs quoting."""
    folder = Folder(path)
    for row in ROWS:
        folder.flow(**row)
    return folder


@pytest.fixture(scope="module")
def plain_root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The root of that folder as plain CSV."""
    return root_of(filled(tmp_path_factory.mktemp("plain") / "data").write())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_root(name: str, plain_root: str, tmp_path: Path) -> None:
    folder = filled(tmp_path / "data")
    rows = folder.tables.pop("flows")
    FORMATS[name](folder.write(), rows)
    assert root_of(folder.path) == plain_root


def test_dates_are_read_as_offices_write_them(folder: Folder) -> None:
    expected = {
        "2024-5-1": ("2024-05-01", "2024-05-01"),
        "2024/5/1": ("2024-05-01", "2024-05-01"),
        "2024.05.01": ("2024-05-01", "2024-05-01"),
        "2024年5月1日": ("2024-05-01", "2024-05-01"),
        "2024-02": ("2024-02-01", "2024-02-29"),
        "2023-02": ("2023-02-01", "2023-02-28"),
        "2024年2月": ("2024-02-01", "2024-02-29"),
        "2024": ("2024-01-01", "2024-12-31"),
    }
    for written in expected:
        folder.flow(start_on=written, end_on=written, batch=written)
    checked = folder.check()
    assert not [each for each in checked.findings if each.severity == "error"]
    read = checked.store.rows("SELECT batch, start_on::VARCHAR, end_on::VARCHAR FROM flows")
    assert {row[0]: row[1:] for row in read} == expected


def test_grouped_numbers_are_read(folder: Folder) -> None:
    expected = {"1,234.5": "1234.5000", "1,234,567": "1234567.0000", " 12 ": "12.0000"}
    for number, written in enumerate(expected):
        folder.flow(value=written, batch=number)
    checked = folder.check()
    assert codes(checked) == []
    read = checked.store.rows("SELECT value::VARCHAR FROM flows ORDER BY batch")
    assert [row[0] for row in read] == list(expected.values())


def test_numbers_that_could_mean_two_things_are_refused(folder: Folder) -> None:
    written = ["1,23", "1,2345", "12 000", "1.234,5", "1e3", "--5"]
    for each in written:
        folder.flow(value=each)
    found = {each.row: (each.severity, each.column, each.value) for each in folder.check().findings}
    assert found == {row: ("error", "value", each) for row, each in enumerate(written, start=2)}


def test_rows_of_csv_are_numbered_as_a_person_counts_them(folder: Folder) -> None:
    path = folder.write()
    (path / "projects.csv").write_text(
        "project,name_en,budget\np1,One,x\n\n,,\np2,Two,y\np3,Three,1,1\np4,Four,z\n", "utf-8"
    )
    found = {(each.row, each.value) for each in check([path]).findings}
    assert found == {(2, "x"), (5, "y"), (6, "4"), (7, "z")}


def test_rows_of_a_sheet_are_numbered_as_excel_shows_them(folder: Folder, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "projects"
    for row in ([], ["project", "name_en", "budget"], ["p1", "One", "x"], [], ["p2", "Two", "y"]):
        sheet.append(row)
    book.save(tmp_path / "works.xlsx")
    folder.write()
    found = {
        (each.row, each.value) for each in check([folder.path, tmp_path / "works.xlsx"]).findings
    }
    assert found == {(3, "x"), (5, "y")}


def test_rows_of_parquet_are_numbered_from_one(folder: Folder) -> None:
    path = folder.write()
    table = pa.table({"project": ["p1", "p2"], "name_en": ["One", "Two"], "sector": [None, "x"]})
    pq.write_table(table, path / "projects.parquet")
    assert [each.row for each in check([path]).findings] == [2]


def test_a_table_may_come_in_parts_of_different_formats(tmp_path: Path) -> None:
    folder = filled(tmp_path / "data")
    as_workbook("flows", "more.xlsx")(folder.write(), folder.tables["flows"][:1])
    checked = check([folder.path])
    assert codes(checked) == ["duplicate_key"]
    assert checked.store.row("SELECT count(*) FROM flows") == (4,)
