"""Many at once: one entry for one acceptance, nothing locked, time that never runs backwards."""

from __future__ import annotations

import secrets
import subprocess
import sys
from pathlib import Path

from tests.site.durability.databases import own_database

ROUNDS = 6


def test_acts_at_the_same_moment_come_one_after_another(tmp_path: Path) -> None:
    seed = str(secrets.randbelow(1_000_000))
    command = [sys.executable, "-m", "tests.site.durability.racing"]
    with own_database(tmp_path / "tmp") as environment:
        done = subprocess.run(
            [*command, str(tmp_path / "site"), str(ROUNDS), seed],
            env=environment,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, f"seed {seed}\n{done.stdout}\n{done.stderr}"
