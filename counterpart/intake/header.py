"""Header cells of text tables: cleaned, doubled ones found, empty ones passed over."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from counterpart.errors import Finding, finding


def read_header(
    cells: Sequence[object], file: str, sheet: str | None, row: int
) -> tuple[dict[str, int], list[Finding]]:
    """Column name -> position, and a finding for each name that stands twice."""
    header: dict[str, int] = {}
    findings: list[Finding] = []
    for index, cell in enumerate(cells):
        name = unicodedata.normalize("NFKC", str(cell or "")).strip().lower()
        if name in header:
            findings.append(
                finding("duplicate_column", file=file, sheet=sheet, row=row, column=name)
            )
        elif name and not name.startswith("_"):
            header[name] = index
    return header, findings
