"""`counterpart verify` on a site, on a snapshot, and against what left the machine."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site.publishing.test_backup import call

COUNTERPART = str(Path(sys.executable).with_name("counterpart"))


def verify(*words: object) -> tuple[int, Any]:
    done = subprocess.run(
        [COUNTERPART, "verify", *map(str, words), "--json"],
        env=os.environ | {"DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, [each["code"] for each in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in SQLite with a receipt and two snapshots beside it."""
    folder = tmp_path_factory.mktemp("verified") / "site"
    call("make", folder)
    call("documents", folder, folder.parent)
    return folder


def test_a_site_is_verified_by_itself_and_against_what_left_it(folder: Path) -> None:
    beside = folder.parent
    assert verify(folder) == (0, [])
    assert verify(folder, "--against", beside / "receipt.json") == (0, [])
    assert verify(folder, "--against", beside / "one.snapshot") == (0, [])
    one, two = beside / "one.snapshot", beside / "two.snapshot"
    # A snapshot knows its own place and those that were signed, the receipt another.
    assert verify(one, "--against", beside / "receipt.json") == (1, ["nothing_to_compare"])
    assert verify(two, "--against", one) == (0, [])
    assert verify(one, "--against", folder / "site.json") == (1, ["no_heads"])
    assert verify(beside) == (1, ["nothing_to_verify"])
    assert verify(beside / "nowhere") == (1, ["path_not_found"])


def test_a_changed_site_is_refused(folder: Path) -> None:
    with sqlite3.connect(folder / "record.sqlite3") as record:
        record.execute("UPDATE record_flows SET value = '900.0000' WHERE flow = 'f2'")
    assert verify(folder) == (1, ["row_broken"])
    with sqlite3.connect(folder / "record.sqlite3") as record:
        record.execute("UPDATE chain_entry SET statement = 'never said' WHERE sequence = 1")
    assert verify(folder, "--against", folder.parent / "receipt.json") == (
        1,
        ["chain_broken", "row_broken"],
    )
