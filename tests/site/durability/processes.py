"""Python processes with a site of their own, on the kind of database that the tests run on."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

from tests.site.databases import own_database


def run(module: str, folder: Path, *words: str, limits: dict[str, str] | None = None) -> str:
    """What a module of this folder prints, run with a seed of chance; its words, where it fails.

    Its site is in `folder`/site and its passing files are in `folder`/tmp.
    """
    seed = str(secrets.randbelow(1_000_000))
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", f"tests.site.durability.{module}", str(folder / "site"), seed]
    with own_database() as database:
        done = subprocess.run(
            [*command, *words],
            env=os.environ | database | {"TMPDIR": str(folder / "tmp")} | (limits or {}),
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, f"seed {seed}\n{done.stdout}\n{done.stderr}"
    return done.stdout
