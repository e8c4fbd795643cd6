"""Rows of text from any reader, put into the store's connection with their row numbers.

The rows pass through a temporary file, which DuckDB reads by itself: handing over Arrow or Python
objects would import pandas, a second on every start.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Sequence

import duckdb

from counterpart.engine.store import literal, quoted


def load_rows(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    header: dict[str, int],
    rows: Iterable[tuple[int, Sequence[str]]],
) -> None:
    """Make the table `name` of the `header` columns (all text) and `_row`.

    `rows` gives (row number, cells); rows whose cells are all empty are left out.
    """
    positions = list(header.values())
    columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in header)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, cells in rows:
            if any(cells[position] for position in positions):
                writer.writerow([number, *(cells[position] for position in positions)])
        file.flush()
        connection.execute(
            f"CREATE TABLE {quoted(name)} AS SELECT * FROM read_csv({literal(file.name)}, "
            f"columns = {{'_row': 'BIGINT', {columns}}}, header = false, auto_detect = false, "
            "delim = ',', quote = '\"', escape = '\"', new_line = '\\n', parallel = false, "
            "max_line_size = 16000000)"
        )
