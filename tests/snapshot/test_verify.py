"""Verifying: whatever was changed after sealing is found and named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from counterpart.snapshot import Snapshot, verify_snapshot
from counterpart.snapshot.manifest import NAME
from tests.conftest import Run


def test_one_flipped_byte_in_any_file_is_found_and_named(
    small_snapshot: Snapshot, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "x.snapshot"
    shutil.copytree(small_snapshot.path, target)
    assert verify_snapshot(target) == []
    for path in sorted(each for each in target.rglob("*") if each.is_file()):
        data = path.read_bytes()
        middle = len(data) // 2
        path.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
        name = path.relative_to(target).as_posix()
        found = verify_snapshot(target)
        assert found, name
        if name != NAME:
            assert (found[0].code, found[0].value) == ("file_damaged", name)
        path.write_bytes(data)
    (target / "flows.parquet").write_bytes(b"")
    result = run("verify", target)
    assert result.exit_code == 1
    assert "flows.parquet differs from what was sealed" in result.output


def test_a_missing_and_an_extra_file_are_named(small_snapshot: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "x.snapshot"
    shutil.copytree(small_snapshot.path, target)
    (target / "flows.parquet").unlink()
    (target / "catalogue" / "extra.csv").write_text("x")
    found = {(each.code, each.value) for each in verify_snapshot(target)}
    assert found == {("file_absent", "flows.parquet"), ("file_unsealed", "catalogue/extra.csv")}


def tampered(document: dict[str, Any], key: str) -> None:
    """Change one thing that the manifest says, keeping its form."""
    if key == "nodes":
        document["nodes"][0]["rows"] += 1
    elif key == "a node":
        document["nodes"].pop()
    elif key == "files":
        document["files"]["flows.parquet"] = "0" * 64
    elif key == "a file":
        del document["files"]["flows.parquet"]
    elif key == "tables":
        document["tables"]["flows"] += 1
    elif key == "as_of":
        document["as_of"] = "1996-01-01"
    else:
        document[key] = "0" * 64


@pytest.mark.parametrize(
    "key",
    [
        "root",
        "nodes",
        "a node",
        "files",
        "a file",
        "tables",
        "as_of",
        "catalogue",
        "chain_head",
    ],
)
def test_a_tampered_manifest_is_found(key: str, small_snapshot: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "x.snapshot"
    shutil.copytree(small_snapshot.path, target)
    document = json.loads((target / NAME).read_text("utf-8"))
    tampered(document, key)
    (target / NAME).write_text(json.dumps(document), "utf-8")
    assert verify_snapshot(target)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        "[]",
        "null",
        '{"format": 1}',
    ],
)
def test_a_manifest_that_is_none_is_a_finding(text: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text)
    result = run("snapshot", "verify", tmp_path)
    assert result.exit_code == 1
    assert "MANIFEST differs from what was sealed" in result.output
