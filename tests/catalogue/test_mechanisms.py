"""Mechanisms: all are listed, each is served, and the pages say what serves them."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.reports.mechanisms import DIVIDED_BY, count_rows, services, shipped_examples
from counterpart.reports.write_docs import pages
from counterpart.tables import TABLES

DOCS = Path(__file__).parents[2] / "docs"
ALL = [f"M{number:02}" for number in range(1, 66)]


def unserved(catalogue: Catalogue) -> list[str]:
    """Mechanisms that no kind, no indicator and no table serves."""
    return [each.mechanism.code for each in services(catalogue, []) if not each.served]


def unreported(catalogue: Catalogue) -> list[str]:
    """Mechanisms that no form serves and that do not say why."""
    return [
        each.mechanism.code
        for each in services(catalogue, [])
        if not each.forms and not each.mechanism.form_reason
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue, to be broken."""
    shipped = Path(str(files("counterpart"))) / "catalogue"
    shutil.copytree(shipped, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py"))
    return tmp_path / "catalogue"


def replace(path: Path, pattern: str, new: str) -> None:
    """Replace a pattern in a file that must have it."""
    text, count = re.subn(pattern, new, path.read_text("utf-8"))
    assert count
    path.write_text(text, "utf-8")


def test_all_sixty_five_mechanisms_are_listed_with_names_and_outcome() -> None:
    mechanisms = load_catalogue().mechanisms
    assert list(mechanisms) == ALL
    for each in mechanisms.values():
        assert re.search(r"[\u4e00-\u9fff]", each.name_zh)
        assert each.outcome
        assert not re.search(r"beijing|mongolia|京|蒙", f"{each.name_en}{each.name_zh}".lower())


def test_each_mechanism_is_served_and_reported_or_says_why_not() -> None:
    assert unserved(load_catalogue()) == []
    assert unreported(load_catalogue()) == []


def test_a_mechanism_that_nothing_serves_is_seen(copy: Path) -> None:
    replace(copy / "mechanisms.csv", r",stories,", ",,")
    replace(copy / "forms" / "culture.yaml", r"mechanisms: \[M50\]", "mechanisms: [M51]")
    broken = load_catalogue(copy)
    assert unserved(broken) == ["M50"]
    assert unreported(broken) == ["M50"]


def test_a_mechanism_without_its_only_indicators_is_seen(copy: Path) -> None:
    replace(copy / "indicators.yaml", r"mechanisms: \[M63\]", "mechanisms: [M26]")
    replace(copy / "kinds.csv", r" M63,", ",")
    assert unserved(load_catalogue(copy)) == ["M63"]


def test_the_tables_that_serve_mechanisms_are_in_the_contract() -> None:
    catalogue = load_catalogue()
    for mechanism in catalogue.mechanisms.values():
        for each in mechanism.tables:
            name, sign, part = re.fullmatch(r"(\w+)(?:([:.])([\w-]+))?", each).groups()  # type: ignore[union-attr]
            assert name in TABLES, mechanism.code
            if sign == ".":
                assert part in TABLES[name].has, each
            elif sign == ":":
                codes = TABLES[name].column(DIVIDED_BY[name]).codes
                assert codes and part in catalogue.allowed(codes), each


def test_rows_of_synthetic_sources_are_counted_apart(tmp_path: Path) -> None:
    for folder, kind in (("one", "yearbook"), ("two", "synthetic")):
        path = tmp_path / folder
        path.mkdir()
        (path / "sources.csv").write_text(f"source,title,source_kind\ns,S,{kind}\n", "utf-8")
        rows = "pairing,level,source\np1,hospital,s\np2,school,\n"
        (path / "pairings.csv").write_text(rows, "utf-8")
    counted = count_rows([tmp_path / "one", tmp_path / "two"])
    for each in counted.values():
        assert each["pairings"] == 2
        assert each["pairings:hospital"] == 1
        assert each["pairings.source"] == 1


def test_the_examples_hold_recorded_rows() -> None:
    found = services(load_catalogue(), shipped_examples())
    assert sum(each.rows.recorded > 0 for each in found) > 30


@pytest.fixture(scope="module")
def written_now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages as they would be written now, evaluated once for all workers."""
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "written.json"
    if not kept.exists():
        own = kept.with_name(f"{os.getpid()}-{kept.name}")
        own.write_text(json.dumps(pages()), "utf-8")
        own.replace(kept)
    found: dict[str, str] = json.loads(kept.read_text("utf-8"))
    return found


def test_the_written_pages_are_what_would_be_written_now(written_now: dict[str, str]) -> None:
    stale = [
        name
        for name, text in written_now.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text
    ]
    assert stale == [], "out of date: run script/docs and commit them"
    known = {Path(name).name for name in written_now if name.startswith("measures/")}
    by_hand = {path.name for path in (DOCS / "measures").glob("*.md")} - known
    assert {name for name in by_hand if not name.startswith("speed")} == set()


def test_every_mechanism_has_a_measure_with_its_value_or_what_is_missing(
    written_now: dict[str, str],
) -> None:
    page = written_now["mechanisms.md"]
    for code in ALL:
        lines = re.findall(rf"^\| {code} \| \[`.*$", page, re.MULTILINE)
        assert lines, code
        assert all(re.search(r"\d|missing: \w", line.split("|")[-2]) for line in lines), code


def test_the_page_names_every_mechanism_once_with_what_serves_it(
    written_now: dict[str, str],
) -> None:
    page = written_now["mechanisms.md"]
    for each in services(load_catalogue(), []):
        lines = re.findall(rf"^\| \*\*{each.mechanism.code}\*\* .*$", page, re.MULTILINE)
        assert len(lines) == 1
        for word in (*each.kinds, *each.indicators, *each.tables, *each.forms):
            assert word in lines[0]
