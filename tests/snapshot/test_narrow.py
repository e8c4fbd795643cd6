"""Rows are narrow while a large table is sorted; what is frozen does not show it."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from counterpart.intake import check
from counterpart.snapshot import narrow, verify_snapshot, write_snapshot
from tests.conftest import EXAMPLE
from tests.folders import Folder


def frozen(data: Path, target: Path) -> tuple[str, dict[str, object]]:
    """The content root of a folder and its frozen tables, with the types of their columns."""
    given = check([data])
    assert given.accepted
    root = write_snapshot(given.store, given.catalogue, target).root
    assert verify_snapshot(target) == []
    assert not given.store.has("narrow_rows")
    return root, {path.name: parquet.read_table(path) for path in target.rglob("*.parquet")}


def test_narrow_or_wide_the_same_is_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = frozen(EXAMPLE, tmp_path / "wide")
    monkeypatch.setattr(narrow, "LARGE", 0)
    # Every table is then too large to list its keys: codes and quantities are narrow.
    assert frozen(EXAMPLE, tmp_path / "codes") == wide


@pytest.mark.parametrize("value", ["12.5", "99999999999999.9999", "1234567890123456.7891"])
def test_references_and_large_quantities(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "data")
    for number in range(40):
        folder.flow(flow=f"f{39 - number}", value=value if number == 7 else number)
    folder.write()
    rows = len(folder.tables["flows"])
    wide = frozen(folder.path, tmp_path / "wide")
    monkeypatch.setattr(narrow, "LARGE", rows)
    assert frozen(folder.path, tmp_path / "narrow") == wide


def test_what_no_list_has_is_frozen_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "data")
    folder.flow(flow="f1", value=1)
    roots = set()
    for large in (1 << 60, 1):
        given = check([folder.write()])
        given.store.connection.execute("UPDATE flows SET kind = 'in no catalogue'")
        monkeypatch.setattr(narrow, "LARGE", large)
        path = tmp_path / str(large)
        with narrow.narrow_rows(
            given.store, given.catalogue, given.store.relations["flows"], "FROM flows"
        ) as (rows, columns):
            roots.add(str(given.store.rows(f"SELECT {columns} FROM ({rows}) ORDER BY flow")))
        assert not path.exists()
    assert len(roots) == 1
