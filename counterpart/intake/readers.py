"""The readers, by file ending: to add a format, write one file and one line here."""

from __future__ import annotations

from pathlib import Path

from counterpart.catalogue.load import near
from counterpart.errors import Finding, finding
from counterpart.intake import csv_files, parquet, workbook
from counterpart.intake.raw import Reader, Source
from counterpart.tables import TABLES

READERS: dict[str, Reader] = {
    ".csv": csv_files.read,
    ".parquet": parquet.read,
    ".xlsx": workbook.read,
    ".xlsm": workbook.read,
    ".xls": workbook.read,
    ".ods": workbook.read,
}
WORKBOOKS = {ending for ending, reader in READERS.items() if reader is workbook.read}


def find_sources(paths: list[Path]) -> tuple[list[Source], list[Finding]]:
    """The files to read under `paths`, in the order of the contract, and what was left out."""
    sources: list[Source] = []
    findings: list[Finding] = []
    for path in paths:
        if not path.exists():
            findings.append(finding("path_not_found", file=str(path), value=str(path)))
        elif path.is_file():
            _take(path, path.name, sources, findings)
        else:
            inside = [
                each
                for each in sorted(path.iterdir())
                if (each.is_file() and each.suffix.lower() in READERS)
                or (each.is_dir() and each.name in TABLES)
            ]
            before = len(sources)
            for each in inside:
                _take(each, each.name, sources, findings)
            if len(sources) == before:
                findings.append(finding("empty_folder", file=str(path), value=str(path)))
    order = {name: position for position, name in enumerate(TABLES)}
    sources.sort(key=lambda source: (order.get(source.table or "", len(order)), source.shown))
    return sources, findings


def reader_of(source: Source) -> Reader:
    """The reader for a file; a folder holds the Parquet files of one table."""
    return parquet.read if source.path.is_dir() else READERS[source.path.suffix.lower()]


def _take(path: Path, shown: str, sources: list[Source], findings: list[Finding]) -> None:
    ending = path.suffix.lower()
    table = path.stem.lower() if path.stem.lower() in TABLES else None
    if path.is_file() and ending not in READERS:
        kinds = ", ".join(sorted(READERS))
        findings.append(
            finding("unreadable_file", file=shown, value=kinds, detail="unknown file ending")
        )
    elif table is None and ending not in WORKBOOKS:
        hint = near(path.stem.lower(), TABLES)
        findings.append(finding("unknown_table", file=shown, value=shown, hint=hint))
    else:
        sources.append(Source(path, shown, table))
