"""Cases with published answers; they lie beside the repository and are read where they are."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[3] / "shared" / "cases"
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not there")


def expected(case: str) -> dict[str, Any]:
    """The answers of a case by name: value and tolerance."""
    found: dict[str, Any] = json.loads((CASES / case / "expected.json").read_text("utf-8"))
    return found


def columns(case: str, file: str) -> dict[str, list[str]]:
    """A table of a case as columns of text."""
    with (CASES / case / file).open(encoding="utf-8", newline="") as text:
        head, *rows = list(csv.reader(text))
    return {name: [row[number] for row in rows] for number, name in enumerate(head)}
