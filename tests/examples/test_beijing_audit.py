"""The audit as people read it: grouped, wrapped, the missing at the end, in both languages."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len

from counterpart.snapshot import Snapshot
from tests.conftest import Run

HEADINGS = {
    "en": ["⇄ contradicted", "≠ not reproduced", "◷ stale", "= reproduced", "◌ not checkable"],
    "zh": ["⇄ 与记录相反", "≠ 未能复算", "◷ 已过时", "= 可复算", "◌ 无法核查"],
}
END = {"en": "What is missing", "zh": "缺少什么"}


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def lines(language: str, example_snapshot: Snapshot, run: Run) -> list[str]:
    """The lines of the audit where nobody looks."""
    result = run("audit", example_snapshot.path, "--lang", language)
    assert result.exit_code == 0
    return [line.rstrip() for line in result.output.splitlines()]


def test_no_line_is_wider_than_the_page(lines: list[str]) -> None:
    assert max(cell_len(line) for line in lines) <= 100


def test_every_claim_has_a_line_in_a_group_of_its_verdict(lines: list[str], language: str) -> None:
    end = lines.index(END[language])
    shown = [line.split()[0] for line in lines[:end] if re.match(r"C\d{3} ", line)]
    assert sorted(shown) == [f"C{number:03d}" for number in range(1, 147)]
    heads = [line for line in lines[:end] if re.match(r"[⇄≠◷∥=◌] .*\(\d+\)$", line)]
    assert sum(int(line.rsplit("(", 1)[1].rstrip(")")) for line in heads) == 146
    order = [HEADINGS[language].index(re.split(r" [·(]", line)[0]) for line in heads]
    assert order == sorted(order)
    assert set(order) == set(range(5))


def test_the_head_counts_stated_and_derived_apart(lines: list[str], language: str) -> None:
    head = "".join(lines[:3])
    assert re.findall(r"\d+", head)[:3] == ["146", "101", "45"]


def test_what_is_missing_is_listed_at_the_end_once(lines: list[str], language: str) -> None:
    listed = re.findall(r"C\d{3}", "\n".join(lines[lines.index(END[language]) :]))
    heading = next(line for line in lines if line.startswith(f"{HEADINGS[language][-1]} ("))
    assert len(listed) == len(set(listed)) == int(re.findall(r"\d+", heading)[0])
    assert {"C015", "C087", "C114"} <= set(listed)


def test_a_row_shows_claim_statement_stated_found_verdict_and_basis(
    lines: list[str], language: str
) -> None:
    at = next(number for number, line in enumerate(lines) if line.startswith("C040 "))
    first, *below = lines[at : at + 3]
    assert "24.0491" in first
    assert "24.049155" in first
    assert HEADINGS[language][3] in first
    basis = {"en": "independent", "zh": "独立来源"}[language]
    assert any(line.strip().endswith(basis) for line in below)
    # The arithmetic stands below, with its source; a year is never grouped.
    assert any("24,049,155" in line and "[census-2010-2020-open]" in line for line in below)
    assert not any("2,011" in line for line in lines)


def test_codes_are_in_the_language_of_the_page(lines: list[str], language: str) -> None:
    below, good = {"en": ("below", "good"), "zh": ("低于", "好")}[language]
    assert below in next(line for line in lines if line.startswith("C050 "))
    assert next(line for line in lines if line.startswith("C062 ")).count(f" {good} ") >= 2


def test_long_arithmetic_loses_its_middle_and_keeps_its_result(lines: list[str]) -> None:
    at = next(number for number, line in enumerate(lines) if line.startswith("C048 "))
    readings = [line for line in lines[at : at + 6] if "…" in line]
    # 5,163,723 of 11,462,961 movers; 3,669,413 of 6,685,158 without the same county; 2,784,513 of
    # 4,998,738 from other counties of the region.
    results = [line.rsplit(" = ", 1)[1] for line in readings]
    assert results == ["45.047 %", "54.8889 %", "55.7043 %"]


def test_json_says_the_same_in_both_languages_but_for_the_words(
    example_snapshot: Snapshot, run: Run
) -> None:
    english, chinese = (
        json.loads(run("audit", example_snapshot.path, "--lang", each, "--json").output)
        for each in ("en", "zh")
    )
    words = ("arithmetic", "missing")
    for one, other in zip(english, chinese, strict=True):
        assert {k: v for k, v in one.items() if k not in words} == {
            k: v for k, v in other.items() if k not in words
        }
        assert all({"table", "key", "source"} == set(row) for row in one["rows"])
