"""Where Chromium is: python -m tests.browser.chromium says why the browser tests are skipped."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

MISSING = (
    "no Chromium for the browser tests: `apt-get install chromium`, "
    "or name one in COUNTERPART_CHROMIUM"
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The program: that of COUNTERPART_CHROMIUM, the system's own, or the one of Playwright."""
    if named := os.environ.get("COUNTERPART_CHROMIUM"):
        return named if Path(named).is_file() else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        path = started.chromium.executable_path
    return path if Path(path).is_file() else None


if __name__ == "__main__":
    if find_chromium() is None:
        print(MISSING)
        sys.exit(1)
