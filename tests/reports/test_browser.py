"""The report in a real browser: it prints, in both languages, without an error."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from counterpart.reports.words import Language
from tests.built import Reports

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.mark.skipif(not BROWSER, reason="no Chromium found; on Debian: apt install chromium")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_prints(reports: Reports, tmp_path: Path, language: Language) -> None:
    report = reports.path("beijing_inner_mongolia", language)
    printed = tmp_path / "report.pdf"
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    done = subprocess.run(
        [BROWSER, *FLAGS, profile, "--enable-logging=stderr", f"--print-to-pdf={printed}", report],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert printed.read_bytes().startswith(b"%PDF")
    # What a page refuses or cannot find is said on its console.
    assert "CONSOLE" not in done.stderr
    # Its tables fill many sheets; an empty or refused page prints in a few kilobytes.
    assert printed.stat().st_size > 100_000
