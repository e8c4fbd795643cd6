"""Comparing what was read with what a careful person takes from a workbook."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from counterpart.errors import Finding
from counterpart.intake.layouts.taken import Taken

CASES = Path(__file__).parents[4] / "shared" / "cases" / "workbooks"


@dataclass(frozen=True)
class Score:
    """Facts found, false and missing."""

    right: int
    false: list[str]
    missing: list[str]


def case(number: str) -> tuple[Path, dict[str, Any]]:
    """The workbook of a case and the truth about it; skips where the cases are not there."""
    if not CASES.is_dir():
        pytest.skip("../shared/cases/workbooks is not here")
    folder = next(CASES.glob(f"{number}-*"))
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    return next(folder.glob("*.xlsx")), truth


def score(taken: list[Taken], expected: list[tuple[Any, ...]], key: Any) -> Score:
    """Facts by the tuple that `key` makes of each."""
    have = Counter(key(each) for each in taken)
    want = Counter(expected)
    false = [str(each) for each in (have - want).elements()]
    missing = [str(each) for each in (want - have).elements()]
    return Score(sum((have & want).values()), false, missing)


def cells(findings: tuple[Finding, ...] | list[Finding]) -> dict[tuple[str, str], set[str]]:
    """Codes of findings by sheet and cell."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in findings:
        found.setdefault((each.sheet or "", f"{each.column}{each.row}"), set()).add(each.code)
    return found


def missed(
    findings: list[Finding], truth: Mapping[str, Any], meaning: Mapping[str, set[str]]
) -> list[str]:
    """The findings of the truth for which none of that meaning stands at the cell."""
    here = cells(findings)
    return [
        f"{each['sheet']} {each['cell']} {each['code']}"
        for each in truth["findings"]
        if not here.get((each["sheet"], each["cell"]), set()) & meaning[each["code"]]
    ]


def extra(
    findings: list[Finding], truth: Mapping[str, Any], also_true: set[tuple[str, str]]
) -> list[str]:
    """Findings at cells of which the truth says nothing."""
    known = {(each["sheet"], each["cell"]) for each in truth["findings"]} | also_true
    return [
        f"{sheet} {cell} {sorted(codes)}"
        for (sheet, cell), codes in cells(findings).items()
        if (sheet, cell) not in known
    ]


def number(text: str | None) -> Decimal | None:
    """A decimal, or nothing."""
    return None if text is None else Decimal(text)
