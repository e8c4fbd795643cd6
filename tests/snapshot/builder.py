"""Build two snapshots in turn under one name and be killed: called as a process by test_write.

Usage: builder.py ROUNDS SEED ONE TWO TARGET COPIES. In each round a child process writes the
folders ONE and TWO under TARGET until it is killed with SIGKILL at a random moment; what then lies
there is copied to COPIES/<round>. In odd rounds nothing lies there at first, in even rounds a whole
snapshot does. Prints how often, once there was a snapshot under TARGET, there was none.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from itertools import cycle, islice
from pathlib import Path

import counterpart.intake.readers
import counterpart.snapshot  # noqa: F401

LONGEST_SECONDS = 0.25


def build(folders: list[Path], target: Path, ready: int, times: int | None = None) -> None:
    """Write the folders in turn, some times or for ever."""
    from counterpart.intake import check
    from counterpart.snapshot import write_snapshot

    made = [check([folder]) for folder in folders]
    os.write(ready, b".")
    for checked in islice(cycle(made), times):
        write_snapshot(checked.store, checked.catalogue, target)
    os._exit(0)


def watch(target: Path, seconds: float) -> int:
    """How often a snapshot that was there was found missing."""
    manifest = target / "MANIFEST"
    until = time.monotonic() + seconds
    seen, absent = False, 0
    while time.monotonic() < until:
        there = manifest.exists()
        absent += seen and not there
        seen = seen or there
    return absent


def main(rounds: int, seed: int, one: Path, two: Path, target: Path, copies: Path) -> None:
    """Start a builder and kill it, `rounds` times."""
    chance = random.Random(seed)
    absent = 0
    for number in range(rounds):
        if number % 2 and target.exists():
            shutil.rmtree(target)
        listen, ready = os.pipe()
        if not number % 2 and not target.exists():
            child = os.fork()
            if not child:
                build([one], target, ready, times=1)
            os.read(listen, 1)
            os.waitpid(child, 0)
        child = os.fork()
        if not child:
            build([one, two], target, ready)
        os.read(listen, 1)
        absent += watch(target, chance.uniform(0, LONGEST_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if target.exists():
            shutil.copytree(target, copies / str(number))
    print(absent)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *map(Path, sys.argv[3:]))
