"""A backup holds the whole site, and a site can be made of it in either database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from counterpart_site.publishing.backup import MANIFEST

PROCESS = "tests.site.publishing.site_process"
SERVER = os.environ.get("DATABASE_URL", "")
needs_server = pytest.mark.skipif(
    not SERVER, reason="no PostgreSQL: run `python -m tests.postgres pytest tests/site`"
)


def call(act: str, *paths: Path, url: str = "") -> Any:
    """An act of `site_process`, in a process and with a database of its own."""
    done = subprocess.run(
        [sys.executable, "-m", PROCESS, act, *map(str, paths)],
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def new_database() -> str:
    """The address of a new empty database of the server."""
    import psycopg

    name = f"restored_{uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
    head, _, tail = SERVER.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Any]:
    """A site in SQLite, its backup, and what it holds."""
    folder = tmp_path_factory.mktemp("sites") / "site"
    said = call("make", folder)
    file = folder.parent / "site.backup"
    call("backup", folder, file)
    return folder, file, said


def test_a_restored_site_holds_the_same_and_goes_on(
    site: tuple[Path, Path, Any], tmp_path: Path
) -> None:
    folder, file, said = site
    assert call("restore", tmp_path / "new", file) == []
    assert call("state", tmp_path / "new") == said
    assert call("add", tmp_path / "new") == []
    key = (folder / "secret_key").read_text("utf-8")
    assert (tmp_path / "new" / "secret_key").read_text("utf-8") != key
    assert call("restore", tmp_path / "new", file) == ["not_empty"]
    with zipfile.ZipFile(file) as archive:
        assert not any(key.encode() in archive.read(name) for name in archive.namelist())


def test_a_backup_holds_what_a_site_keeps_and_nothing_that_passes(
    site: tuple[Path, Path, Any], tmp_path: Path
) -> None:
    _, file, said = site
    with zipfile.ZipFile(file) as archive:
        tables = json.loads(archive.read(MANIFEST))["tables"]
    for name, rows in (("publication", 1), ("contact", 1), ("mfa_authenticator", 2)):
        assert tables[name]["rows"] == rows == len(said[name]), name
    passing = ("axes", "django_session", "django_tasks", "django_content_type", "auth_")
    assert not [name for name in tables if name.startswith(passing)]


@needs_server
def test_a_site_moves_to_postgresql_and_back(site: tuple[Path, Path, Any], tmp_path: Path) -> None:
    _, file, said = site
    url = new_database()
    assert call("restore", tmp_path / "moved", file, url=url) == []
    assert call("restore", tmp_path / "again", file, url=url) == ["not_empty"]
    moved = call("state", tmp_path / "moved", url=url)
    assert moved == said
    assert call("add", tmp_path / "moved", url=url) == []
    call("backup", tmp_path / "moved", tmp_path / "moved.backup", url=url)
    assert call("restore", tmp_path / "back", tmp_path / "moved.backup") == []
    now = call("state", tmp_path / "moved", url=url)
    assert call("state", tmp_path / "back") == now
    assert call("add", tmp_path / "back") == []


def rewritten(source: Path, target: Path, name: str, change: Any) -> Path:
    """A copy of a backup in which one member is changed, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            content = change(old.read(each)) if each == name else old.read(each)
            if content is not None:
                new.writestr(each, content)
    return target


def manifest(**changes: Any) -> Any:
    return lambda content: json.dumps(json.loads(content) | changes).encode()


def newer_migration(content: bytes) -> bytes:
    document = json.loads(content)
    document["migrations"].append(["records", "9999_later"])
    return json.dumps(document).encode()


BROKEN: dict[str, tuple[Any, str]] = {
    "foreign": (lambda file, to: to.write_text("a letter"), "backup_unreadable"),
    "truncated": (
        lambda file, to: to.write_bytes(file.read_bytes()[:-500]),
        "backup_unreadable",
    ),
    "absent": (lambda file, to: None, "backup_unreadable"),
    "other zip": (
        lambda file, to: rewritten(file, to, MANIFEST, lambda _: None),
        "backup_unreadable",
    ),
    "row changed": (
        lambda file, to: rewritten(
            file, to, "tables/record_flows.csv", lambda each: each.replace(b"100.1", b"900.1")
        ),
        "backup_unreadable",
    ),
    "table left out": (
        lambda file, to: rewritten(file, to, "tables/record_flows.csv", lambda _: None),
        "backup_unreadable",
    ),
    "newer format": (
        lambda file, to: rewritten(file, to, MANIFEST, manifest(format=2)),
        "backup_newer",
    ),
    "newer tables": (
        lambda file, to: rewritten(file, to, MANIFEST, newer_migration),
        "backup_newer",
    ),
}


def test_what_is_no_whole_backup_changes_nothing(
    site: tuple[Path, Path, Any], tmp_path: Path
) -> None:
    files = [tmp_path / f"{number}.backup" for number in range(len(BROKEN))]
    for (make, _), file in zip(BROKEN.values(), files, strict=True):
        make(site[1], file)
    found = call("restore each", tmp_path / "new", *files)
    assert found == [[code] for _, code in BROKEN.values()]
    assert not (tmp_path / "new").exists()


def test_a_backup_whose_chain_is_another_is_not_restored(
    site: tuple[Path, Path, Any], tmp_path: Path
) -> None:
    file = rewritten(site[1], tmp_path / "other.backup", MANIFEST, manifest(chains={}))
    assert call("restore", tmp_path / "new", file) == ["chain_broken"]
    assert not (tmp_path / "new").exists()


def test_a_killed_backup_leaves_the_older_one(site: tuple[Path, Path, Any], tmp_path: Path) -> None:
    folder, file, _ = site
    kept = tmp_path / "kept.backup"
    kept.write_bytes(file.read_bytes())
    left = tmp_path / ".kept.backup.0123456789ab.unfinished"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    running = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), str(kept)],
        env=os.environ | {"DATABASE_URL": ""},
    )
    assert running.wait(60) == 9
    assert kept.read_bytes() == file.read_bytes()
    assert not left.exists()
    assert len(list(tmp_path.glob(".kept.backup.*"))) == 1
    call("backup", folder, kept)
    assert call("restore", tmp_path / "new", kept) == []


KILLED = """
import os, sys
from pathlib import Path
from counterpart_site.setup import open_site
open_site(Path(sys.argv[1]))
from counterpart_site.publishing.backup import backup
backup(Path(sys.argv[2]), lambda step, done, of: os._exit(9) if done == of // 2 else None)
"""


def test_a_backup_replaces_nothing_else(site: tuple[Path, Path, Any], tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", PROCESS, "backup", str(site[0]), str(letter)],
        env=os.environ | {"DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0 and "is not a backup" in done.stderr, done.stderr
    assert letter.read_text("utf-8") == "dear"
