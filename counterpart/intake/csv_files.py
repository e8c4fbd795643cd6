"""CSV: UTF-8, a header line, comma, semicolon or tab; every cell is read as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import duckdb

from counterpart.engine.store import Part
from counterpart.errors import Finding, finding
from counterpart.intake.header import read_header
from counterpart.intake.raw import RawTable, Source
from counterpart.intake.text_rows import load_rows

SEPARATORS = (",", ";", "\t")
csv.field_size_limit(1 << 24)


def read(
    connection: duckdb.DuckDBPyConnection, source: Source, number: int
) -> tuple[list[RawTable], list[Finding]]:
    """Read one CSV file into the table `raw_<number>`."""
    if source.table is None:
        return [], []
    data = source.path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        return [], [finding("not_utf8", file=source.shown, row=line, value=byte)]
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        cells = next(reader, [])
        header, findings = read_header(cells, source.shown, None, 1)
        if not header:
            return [], [finding("empty_file", file=source.shown)]
        name = f"raw_{number}"
        rows = _rows(reader, len(cells), source.shown, findings)
        load_rows(connection, name, header, rows)
    except csv.Error as error:
        return [], [
            finding(
                "unreadable_file",
                file=source.shown,
                row=reader.line_num,
                value="CSV",
                detail=str(error),
            )
        ]
    columns = {column: column for column in header}
    return [RawTable(source.table, Part(source.shown), name, columns, typed=False)], findings


def _rows(
    reader: Iterator[list[str]], width: int, file: str, findings: list[Finding]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of the right width, numbered; the others become findings."""
    for row, cells in enumerate(reader, start=2):
        if len(cells) == width:
            yield row, cells
        elif cells:
            findings.append(
                finding("ragged_row", file=file, row=row, value=len(cells), expected=width)
            )
