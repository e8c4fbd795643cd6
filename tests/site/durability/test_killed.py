"""Kill -9 at any moment of an act: what was done is whole, and doing it again completes it."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site.durability.databases import POSTGRES, own_database

KILLS = 200
SERVER_KILLS = 20


def killing(folder: Path, kills: int, *options: str) -> dict[str, Any]:
    """Let the parent of `killing` do its work; its words, and its seed, where something broke."""
    seed = str(secrets.randbelow(1_000_000))
    command = [sys.executable, "-m", "tests.site.durability.killing"]
    with own_database(folder / "tmp") as environment:
        done = subprocess.run(
            [*command, str(folder / "site"), str(kills), seed, *options],
            env=environment,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, f"seed {seed}\n{done.stdout}\n{done.stderr}"
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def test_a_killed_client_loses_and_doubles_nothing(tmp_path: Path) -> None:
    done = killing(tmp_path, KILLS)
    assert done["kills"] == KILLS
    # Every kind of act was hit.
    assert {name.split()[0] for name in done["acts"]} >= {"receive", "check", "accept", "backup"}


@pytest.mark.skipif(not POSTGRES, reason="SQLite has no server that could be killed")
def test_a_killed_server_loses_and_doubles_nothing(tmp_path: Path) -> None:
    assert killing(tmp_path, SERVER_KILLS, "--server")["kills"] == SERVER_KILLS
