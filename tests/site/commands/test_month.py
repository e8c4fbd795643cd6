"""docs/record.md, done as it says: a month's work of two sides from a shell, on the database."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from counterpart.snapshot import open_snapshot
from tests.site.databases import own_database

DOCUMENT = Path(__file__).parents[3] / "docs" / "record.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)


def walk(folder: Path) -> str:
    """Run every block of the document in a folder, in order; what was printed."""
    script = "set -eux\n" + "\n".join(BLOCK.findall(DOCUMENT.read_text("utf-8")))
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
    return done.stdout


def test_a_month_of_two_sides(tmp_path: Path) -> None:
    said = walk(tmp_path)

    # The planted faults are told with their places.
    refused = said[: said.index("+ echo refused")]
    for words in ("'one million' is not a number", "'159999' is not a key", "'payed' is not in"):
        assert words in refused

    # What was known then is known for ever.
    roots = {
        name: open_snapshot(tmp_path / f"{name}.snapshot").manifest.root
        for name in ("before", "then", "now", "restored")
    }
    assert roots["before"] == roots["then"] != roots["now"] == roots["restored"]
    assert "value: 2500000.0000 → 2750000.0000" in said

    # The receipt holds the heads of both sides.
    receipt = json.loads((tmp_path / "receipt.json").read_text("utf-8"))
    assert [each["side"] for each in receipt["accepted"]] == ["a", "b"]
    assert receipt["accepted"][1]["rows"] == {"flows": 3}
