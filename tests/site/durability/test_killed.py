"""Kill -9 at any moment of an act: what was done is whole, and doing it again completes it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.site.durability.processes import run

# Each run takes other moments; COUNTERPART_KILLS=200 before a release.
KILLS = int(os.environ.get("COUNTERPART_KILLS", "24"))
SERVER_KILLS = 20


def killing(folder: Path, kills: int, *options: str) -> dict[str, Any]:
    """Let the parent of `killing` do its work: what it says of it."""
    said: dict[str, Any] = json.loads(run("killing", folder, str(kills), *options))
    return said


def test_a_killed_client_loses_and_doubles_nothing(tmp_path: Path) -> None:
    done = killing(tmp_path, KILLS)
    assert done["kills"] == KILLS
    hit = {name.split()[0] for name in done["acts"]}
    # Of enough kills some hit every kind of act.
    assert hit >= ({"receive", "check", "accept", "backup"} if KILLS >= 200 else {"receive"}), hit


@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL"), reason="SQLite has no server that could be killed"
)
def test_a_killed_server_loses_and_doubles_nothing(tmp_path: Path) -> None:
    assert killing(tmp_path, SERVER_KILLS, "--server")["kills"] == SERVER_KILLS
