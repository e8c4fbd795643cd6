"""Writing a snapshot: whole or not at all, described for other software, compared row by row."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import frictionless
import pytest

import counterpart
from counterpart.errors import InputError
from counterpart.snapshot import (
    Snapshot,
    difference,
    open_snapshot,
    verify_snapshot,
    write_snapshot,
)
from counterpart.snapshot.manifest import NAME
from tests.conftest import Run
from tests.folders import Folder

ROUNDS = 6
BUILDER = Path(__file__).with_name("builder.py")


def test_kill_9_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    one, two = Folder(tmp_path / "1" / "data"), Folder(tmp_path / "2" / "data")
    two.flow()
    roots = {folder.snapshot("x").manifest.root for folder in (one, two)}
    target, copies = tmp_path / "target.snapshot", tmp_path / "copies"
    copies.mkdir()
    words = [ROUNDS, 1996, one.path, two.path, target, copies]
    here = {**os.environ, "PYTHONPATH": str(Path(counterpart.__file__).parents[1])}
    command = [sys.executable, str(BUILDER), *map(str, words)]
    ended = subprocess.run(command, check=True, timeout=120, env=here, stdout=subprocess.PIPE)
    if sys.platform == "linux":
        assert int(ended.stdout) == 0, "while it was replaced there was no snapshot"
    found = sorted(copies.iterdir())
    # Rounds that began with a snapshot in place end with one.
    assert {each.name for each in found} >= {"0", "2", "4"}
    for path in found:
        assert verify_snapshot(path) == [], path.name
        assert open_snapshot(path).manifest.root in roots
    checked = two.check()
    manifest = write_snapshot(checked.store, checked.catalogue, target)
    assert verify_snapshot(target) == []
    assert open_snapshot(target).manifest == manifest


@pytest.mark.parametrize("content", ["file", "folder", "empty folder"])
def test_a_target_that_is_no_snapshot_is_left_alone(
    content: str, folder: Folder, run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "mine"
    if content == "file":
        target.write_text("precious")
    else:
        target.mkdir()
        if content == "folder":
            (target / "thesis.txt").write_text("precious")
    before = sorted(target.rglob("*"))
    result = run("snapshot", "build", folder.write(), "-o", target)
    assert result.exit_code == 1
    assert "not_replaced" in result.output
    assert sorted(target.rglob("*")) == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "mine"]


def test_an_older_snapshot_is_replaced_whole(small_snapshot: Snapshot, tmp_path: Path) -> None:
    target = tmp_path / "made.snapshot"
    shutil.copytree(small_snapshot.path, target)
    (target / "left.parquet").write_bytes(b"of an older version")
    folder = Folder(tmp_path / "data")
    snapshot = folder.snapshot()
    assert snapshot.path == target
    assert snapshot.manifest.root != small_snapshot.manifest.root
    assert verify_snapshot(target) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "made.snapshot"]


def test_as_of_is_kept_and_is_no_fact(folder: Folder, run: Run, tmp_path: Path) -> None:
    roots = set()
    for day in ("2020-02-29", "2024-01-01"):
        target = tmp_path / day
        result = run("snapshot", "build", folder.write(), "-o", target, "--as-of", day, "--json")
        shown = json.loads(result.output)
        assert shown["as_of"] == day == open_snapshot(target).manifest.as_of
        package = json.loads((target / "datapackage.json").read_text("utf-8"))
        assert package["created"].startswith(day)
        roots.add(shown["root"])
    assert len(roots) == 1


def test_manifest_lists_every_file_and_counts_the_rows(example_snapshot: Snapshot) -> None:
    path, manifest = example_snapshot.path, example_snapshot.manifest
    files = {each.relative_to(path).as_posix() for each in path.rglob("*") if each.is_file()}
    assert set(manifest.files) == files - {NAME}
    assert manifest.as_of == date(2026, 11, 22).isoformat()
    for name, rows in manifest.tables.items():
        assert f"{name}.parquet" in files
        assert example_snapshot.store.row(f"SELECT count(*) FROM {name}") == (rows,)
        assert rows == sum(node.rows for node in manifest.nodes if node.table == name)
    # Its README counts them for readers.
    assert (manifest.tables["flows"], manifest.tables["claims"]) == (95, 146)


def test_the_description_is_valid_for_the_frictionless_package(
    example_snapshot: Snapshot, small_snapshot: Snapshot
) -> None:
    described = json.loads((example_snapshot.path / "datapackage.json").read_text("utf-8"))
    assert list(frictionless.Package.metadata_validate(described)) == []
    assert {each["name"] for each in described["resources"]} == set(
        example_snapshot.manifest.tables
    )
    report = frictionless.validate(str(small_snapshot.path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert {task.name for task in report.tasks} == set(small_snapshot.manifest.tables)


def test_the_description_has_keys_that_the_data_could_break(small_snapshot: Snapshot) -> None:
    described = json.loads((small_snapshot.path / "datapackage.json").read_text("utf-8"))
    schema = next(each["schema"] for each in described["resources"] if each["name"] == "flows")
    assert schema["primaryKey"] == ["flow"]
    keys = {(each["fields"][0], each["reference"]["resource"]) for each in schema["foreignKeys"]}
    assert {("origin", "places"), ("destination", "places"), ("source", "sources")} <= keys


def test_the_snapshot_carries_its_catalogue(example_snapshot: Snapshot) -> None:
    assert example_snapshot.catalogue.version == example_snapshot.manifest.catalogue


def test_differences_are_added_withdrawn_and_changed_rows(tmp_path: Path) -> None:
    before, after = Folder(tmp_path / "1" / "data"), Folder(tmp_path / "2" / "data")
    for folder in (before, after):
        folder.flow(flow="kept")
        folder.flow(flow="corrected", note="as reported")
    before.flow(flow="gone")
    after.flow(flow="new")
    after.tables["flows"][1].update(value=12.5, note="")
    after.add("projects", {"project": "p", "name_en": "Project"})
    changes = difference(before.snapshot(), after.snapshot())
    found = {(each.table, each.key): each for each in changes}
    assert {place: each.change for place, each in found.items()} == {
        ("projects", "p"): "added",
        ("flows", "corrected"): "changed",
        ("flows", "gone"): "withdrawn",
        ("flows", "new"): "added",
    }
    assert found["flows", "corrected"].columns == {
        "value": ("10.0000", "12.5000"),
        "note": ("as reported", None),
    }


def test_equal_snapshots_do_not_differ(small_snapshot: Snapshot, run: Run) -> None:
    assert difference(small_snapshot, small_snapshot) == []
    result = run("snapshot", "diff", small_snapshot.path, small_snapshot.path)
    assert (result.exit_code, "no difference" in result.output) == (0, True)


def test_opening_what_is_no_snapshot_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a snapshot"):
        open_snapshot(tmp_path)
