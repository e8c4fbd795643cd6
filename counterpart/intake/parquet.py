"""Parquet: a file or a folder of files; never passes through row-by-row Python."""

from __future__ import annotations

import duckdb

from counterpart.engine.store import Part, literal
from counterpart.errors import Finding, finding
from counterpart.intake.raw import RawTable, Source


def read(
    connection: duckdb.DuckDBPyConnection, source: Source, number: int
) -> tuple[list[RawTable], list[Finding]]:
    """Give each file as `read_parquet(...)`; nothing is read before it is needed."""
    if source.table is None:
        return [], []
    tables: list[RawTable] = []
    findings: list[Finding] = []
    folder = source.path.is_dir()
    files = sorted(source.path.rglob("*.parquet")) if folder else [source.path]
    if not files:
        findings.append(finding("empty_folder", file=source.shown, value=source.shown))
    for path in files:
        shown = f"{source.shown}/{path.relative_to(source.path)}" if folder else source.shown
        if not path.stat().st_size:
            findings.append(finding("empty_file", file=shown))
            continue
        try:
            relation = f"read_parquet({literal(str(path))}, file_row_number = true)"
            described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        except (duckdb.Error, OSError) as error:
            detail = str(error).splitlines()[0].replace(str(path), shown)
            findings.append(finding("unreadable_file", file=shown, value="Parquet", detail=detail))
            continue
        header = {row[0]: row[1] for row in described if row[0] != "file_row_number"}
        view = f"(SELECT *, file_row_number + 1 AS _row FROM {relation})"
        tables.append(RawTable(source.table, Part(shown), view, header, typed=True))
    return tables, findings
