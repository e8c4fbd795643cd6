"""How long it takes to start: the import and --help against importing numpy and DuckDB."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.timing import in_turn, line, verdict


def python(*arguments: str) -> None:
    """A fresh interpreter, as a person starts it."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def main(runs: int = 9) -> bool:
    """Print the table; True when both targets are met."""
    print("Start")
    taken = in_turn(
        {
            "import numpy, duckdb (floor)": lambda: python("-c", "import numpy, duckdb"),
            "import counterpart": lambda: python("-c", "import counterpart"),
            "counterpart --help": lambda: python(
                "-c", "from counterpart.cli import main; main(['--help'])"
            ),
        },
        runs,
    )
    floor, imported, helped = taken.values()
    for label, run in taken.items():
        line(label, run, floor)
    return all(
        verdict(
            f"{label} at most 1.5x importing numpy and DuckDB",
            run.cpu <= 1.5 * floor.cpu,
            f"{run.cpu / floor.cpu:.2f}x processor, {run.wall / floor.wall:.2f}x wall",
        )
        for label, run in (("import counterpart", imported), ("--help", helped))
    )
