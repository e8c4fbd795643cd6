"""A full disk: what was there stays, the act says so, and works when there is room again."""

from __future__ import annotations

from pathlib import Path

from tests.site.durability.processes import run

TRIES = 2


def test_a_full_disk_leaves_nothing_half(tmp_path: Path) -> None:
    run("filling", tmp_path, str(TRIES))
