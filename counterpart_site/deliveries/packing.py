"""Rows of tables, as pages make them, as the files that are delivered."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from counterpart_site.deliveries.reading import pack

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


def write_tables(tables: Tables, folder: Path) -> None:
    """Write each table that has rows as a CSV file into a folder."""
    for table, rows in tables.items():
        if not rows:
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def packed(tables: Tables) -> bytes:
    """Tables as one file; the same rows give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="counterpart-") as name:
        write_tables(tables, Path(name))
        return pack(Path(name))


def unpacked(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of what `packed` made, table by table; cells that are empty are left out."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            rows = csv.DictReader(io.StringIO(text, newline=""))
            found[name.removesuffix(".csv")] = [
                {column: cell for column, cell in row.items() if cell} for row in rows
            ]
    return found
