"""A form as CSV: one line of heads, keys or titles in either language, then its lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterpart.catalogue import Catalogue, Form
from counterpart.errors import Finding, finding
from counterpart.intake.csv_files import SEPARATORS
from counterpart.intake.forms.form_sheet import MARKS
from counterpart.intake.forms.heads import Heads, find_heads, plain
from counterpart.intake.forms.machine import first_column
from counterpart.intake.forms.neutral import GUARD, unguarded

Row = tuple[int, list[str]]


def read_form_csv(
    path: Path, form: Form, catalogue: Catalogue
) -> tuple[Heads | None, list[Row], list[Finding]]:
    """Heads and lines of a text file; without heads where it is not this form."""
    file = path.name
    text, findings = decoded(path)
    if text is None:
        return None, [], findings
    separator = max(SEPARATORS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        first = next(reader, [])
        heads = find_heads([first], form, catalogue, file, None)
        if heads is None:
            return None, [], [finding("not_a_form", file=file, row=1, form=form.code)]
        found = list(heads.findings)
        mark = heads.positions.get(first_column(form))
        rows = []
        for row, cells in _numbered(reader, len(first), file, found):
            if mark is not None and cells[mark] and plain(cells[mark]) in MARKS:
                continue
            guarded = any(cell.startswith(GUARD) for cell in cells)
            rows.append((row, [unguarded(cell) for cell in cells] if guarded else cells))
    except csv.Error as error:
        where: dict[str, Any] = {"file": file, "row": reader.line_num}
        return None, [], [finding("unreadable_file", **where, value="CSV", detail=str(error))]
    return heads, rows, found


def decoded(path: Path) -> tuple[str | None, list[Finding]]:
    """The text of a file in UTF-8, or why there is none."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        return None, [finding("not_utf8", file=path.name, row=line, value=byte)]
    if not text.strip():
        return None, [finding("empty_file", file=path.name)]
    return text, []


def _numbered(
    reader: Iterator[list[str]], width: int, file: str, findings: list[Finding]
) -> Iterator[Row]:
    for row, cells in enumerate(reader, start=2):
        if len(cells) == width:
            yield row, cells
        elif cells:
            findings.append(
                finding("ragged_row", file=file, row=row, value=len(cells), expected=width)
            )
