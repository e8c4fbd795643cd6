"""docs/record.md, done as it says: a month's work of two sides from a shell, on the database."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from counterpart.snapshot import open_snapshot
from tests.site.databases import own_database

DOCUMENT = Path(__file__).parents[3] / "docs" / "record.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which every block of the document was run, in order, and what was printed."""
    folder = tmp_path_factory.mktemp("month")
    blocks = BLOCK.findall(DOCUMENT.read_text("utf-8"))
    script = "set -eux\n" + "\n".join(blocks)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with own_database() as environment:
        done = subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=os.environ | environment | {"PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=400,
        )
    assert done.returncode == 0, done.stdout[-4000:]
    return folder, done.stdout


def test_three_planted_faults_are_told_with_their_places(walked: tuple[Path, str]) -> None:
    _, said = walked
    refused = said[: said.index("+ echo refused")]
    assert refused.count("✗ error") == 4
    for words in ("'one million' is not a number", "'159999' is not a key", "'payed' is not in"):
        assert words in refused


def test_what_was_known_then_is_known_for_ever(walked: tuple[Path, str]) -> None:
    folder, said = walked
    roots = {
        name: open_snapshot(folder / f"{name}.snapshot").manifest.root
        for name in ("before", "then", "now", "restored")
    }
    assert roots["before"] == roots["then"] != roots["now"] == roots["restored"]
    assert "value: 2500000.0000 → 2750000.0000" in said


def test_the_receipt_holds_the_heads_of_both_sides(walked: tuple[Path, str]) -> None:
    folder, _ = walked
    receipt = json.loads((folder / "receipt.json").read_text("utf-8"))
    assert [each["side"] for each in receipt["accepted"]] == ["a", "b"]
    assert receipt["accepted"][1]["rows"] == {"flows": 3}
