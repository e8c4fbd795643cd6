"""The seal: the same facts give the same root on any machine, and nothing else does."""

from __future__ import annotations

import csv
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpart.engine.store import connect
from counterpart.intake import check
from counterpart.snapshot import Snapshot, write_snapshot
from counterpart.snapshot.seal import Node, table_nodes
from counterpart.tables import TABLES
from tests.conftest import EXAMPLE
from tests.folders import Folder, write_csv

FLOW = {"value": 10, "note": "café"}


def root_of(folder: Folder) -> str:
    """The content root of a folder's tables."""
    return folder.snapshot("root.snapshot").manifest.root


def filled(path: Path) -> Folder:
    """Three flows of three years, an observation and a pairing without a start."""
    folder = Folder(path)
    for year in (2019, 2020, 2021):
        folder.flow(start_on=f"{year}-01-01", end_on=f"{year}-12-31", **FLOW)
    folder.observe(low=90, high=110, precision="approximate")
    folder.add(
        "pairings",
        {"pairing": "p", "programme": "ab", "level": "group", "certainty": "stated"},
    )
    return folder


def rewritten(path: Path, target: Path) -> Path:
    """A copy with rows and columns shuffled, CRLF line ends and decomposed letters."""
    chance = random.Random(1996)
    target.mkdir()
    for file in path.glob("*.csv"):
        rows = list(csv.DictReader(file.open(encoding="utf-8", newline="")))
        chance.shuffle(rows)
        columns = list(rows[0])
        chance.shuffle(columns)
        write_csv(target / file.name, [{name: row[name] for name in columns} for row in rows])
        text = unicodedata.normalize("NFD", (target / file.name).read_text("utf-8"))
        (target / file.name).write_bytes(text.replace("\n", "\r\n").encode("utf-8"))
    return target


def test_a_moved_and_reordered_copy_of_the_example_has_the_same_root(
    example_snapshot: Snapshot, tmp_path: Path
) -> None:
    checked = check([rewritten(EXAMPLE, tmp_path / "elsewhere")])
    manifest = write_snapshot(checked.store, checked.catalogue, tmp_path / "copy.snapshot")
    assert manifest.root == example_snapshot.manifest.root
    assert manifest.nodes == example_snapshot.manifest.nodes


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The root of the three flows."""
    return root_of(filled(tmp_path_factory.mktemp("sealed") / "data"))


def test_decomposed_letters_are_the_same_fact(sealed: str, tmp_path: Path) -> None:
    folder = filled(tmp_path / "data")
    for row in folder.tables["flows"]:
        row["note"] = unicodedata.normalize("NFD", "café")
        assert row["note"] != FLOW["note"]
    assert root_of(folder) == sealed


CHANGES: dict[str, tuple[str, int, dict[str, object]]] = {
    "a value": ("flows", 1, {"value": "10.0001"}),
    "a bound": ("observations", 0, {"low": 91}),
    "no bound": ("observations", 0, {"low": ""}),
    "a word": ("observations", 0, {"precision": "estimate"}),
    "a letter": ("flows", 0, {"note": "cafe"}),
    "text in another column": ("flows", 0, {"note": "", "batch": "café"}),
    "a day": ("flows", 2, {"end_on": "2021-12-30"}),
    "a year": ("flows", 2, {"start_on": "2022-01-01", "end_on": "2022-12-31"}),
    "a key": ("flows", 0, {"flow": "F009"}),
    "a name": ("places", 0, {"name_en": "Place"}),
    "a coordinate": ("places", 0, {"latitude": "0.000000001"}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_of_one_cell_changes_the_root(name: str, sealed: str, tmp_path: Path) -> None:
    table, index, columns = CHANGES[name]
    folder = filled(tmp_path / "data")
    folder.tables[table][index].update(columns)
    assert root_of(folder) != sealed


def test_a_dropped_and_an_added_row_change_the_root(sealed: str, tmp_path: Path) -> None:
    folder = filled(tmp_path / "data")
    dropped = folder.tables["flows"].pop()
    without = root_of(folder)
    folder.tables["flows"] += [dropped, {**dropped, "flow": "F009", "batch": "2"}]
    assert len({sealed, without, root_of(folder)}) == 3


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(alphabet="a:;1", min_size=2, max_size=6),
    cuts=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_text_that_moves_to_the_next_column_changes_the_root(
    text: str, cuts: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("cut")
    roots: list[str] = []
    for cut in cuts:
        folder = Folder(path / str(len(roots)))
        columns = {"address": text[:cut], "sha256": text[cut:]}
        folder.add("sources", {"source": "x", "title": "X", **columns})
        roots.append(root_of(folder))
    one, other = cuts
    assert (roots[0] == roots[1]) == (text[:one] == text[:other])


def test_what_the_site_adds_to_a_row_does_not_change_the_root(sealed: str, tmp_path: Path) -> None:
    folder = filled(tmp_path / "data")
    for row in folder.tables["flows"]:
        row.update(
            revision=3,
            recorded_at="2026-11-22T10:00:00Z",
            recorded_by="clerk",
            delivery="d7",
            retracted="false",
        )
    assert root_of(folder) == sealed


def test_only_the_newest_revision_counts_and_withdrawn_rows_are_left_out(
    sealed: str, tmp_path: Path
) -> None:
    folder = filled(tmp_path / "data")
    rows: list[dict[str, object]] = []
    for row in folder.tables["flows"]:
        rows += [
            {**row, "revision": 2, "retracted": ""},
            {**row, "revision": 1, "retracted": "", "value": 99},
        ]
    gone = {**rows[0], "flow": "F009", "batch": "x"}
    rows += [{**gone, "revision": 1}, {**gone, "revision": 2, "retracted": "true"}]
    folder.put("flows", *rows)
    assert root_of(folder) == sealed


def commitment_nodes(path: Path, columns: str) -> list[Node]:
    """The nodes of one commitment in a file "before" the later columns, with them, or "used"."""
    connection = connect()
    table = TABLES["commitments"]
    cells = {"commitment": "'gift'", "reading": "'stated'", "end_on": "DATE '2020-12-31'"}
    if columns == "used":
        cells["cap"] = "90"
    selected = ", ".join(
        f"({cells.get(each.name, 'NULL')})::{each.sql} AS {each.name}"
        for each in table.columns
        if columns != "before" or not each.later
    )
    connection.execute(f"COPY (SELECT {selected}) TO '{path}' (FORMAT parquet)")
    return list(table_nodes(connection, table, str(path)))


def test_a_row_keeps_its_seal_when_columns_come_to_the_contract(tmp_path: Path) -> None:
    before, empty, used = (
        commitment_nodes(tmp_path / f"{each}.parquet", each) for each in ("before", "empty", "used")
    )
    assert before == empty
    assert used != empty
