"""Many at once: one entry for one acceptance, nothing locked, time that never runs backwards."""

from __future__ import annotations

from pathlib import Path

from tests.site.durability.processes import run

ROUNDS = 2


def test_acts_at_the_same_moment_come_one_after_another(tmp_path: Path) -> None:
    run("racing", tmp_path, str(ROUNDS))
