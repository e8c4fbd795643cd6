"""A real site for a browser: served by its command, with what waits for somebody on record."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("counterpart"))
LINK = re.compile(r"^ +(\S+) +http://[^/]+(/\S+)$", re.MULTILINE)
SECONDS = 180


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site answers, its folder, and the address that signs each role in, once."""

    address: str
    folder: Path
    links: dict[str, str]


def environment() -> dict[str, str]:
    """That of this process without the settings that tests are given: SQLite in the folder."""
    left_out = ("DATABASE_URL", "COUNTERPART_DATA", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if name not in left_out}


def command(*words: object, code: int = 0) -> str:
    """Run a command of the site that ends with `code`; what it printed."""
    done = subprocess.run(
        [COMMAND, "site", *map(str, words)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@contextmanager
def served(folder: Path, example: bool = True) -> Iterator[Site]:
    """Serve the site in `folder` until the end of the block, by default with the example."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    words = [COMMAND, "site", "serve", "--data", folder, "--port", port]
    words += ["--example"] if example else []
    log = folder.with_name(f"{folder.name}.log")
    with log.open("w") as out:
        process = subprocess.Popen(
            [str(word) for word in words],
            env=environment(),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(process, address, log)
        yield Site(address, folder, dict(LINK.findall(log.read_text("utf-8"))))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the site did not start:\n{log.read_text('utf-8')[-4000:]}")
