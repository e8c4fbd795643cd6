"""Putting a finished folder in place of an older one in a single step of the file system."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def put_in_place(finished: Path, target: Path) -> None:
    """Make `finished` appear as `target`; an older folder there is removed afterwards.

    Whoever kills the process finds the old folder or the new one under `target`, never a half and
    (on Linux) never nothing.
    """
    if not target.exists():
        finished.rename(target)
        return
    if not _exchange(finished, target):
        aside = finished.with_name(finished.name + ".old")
        target.rename(aside)
        finished.rename(target)
        finished = aside
    shutil.rmtree(finished)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names atomically where the system can."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    result = renameat2(
        AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), ctypes.c_uint(RENAME_EXCHANGE)
    )
    return bool(result == 0)
