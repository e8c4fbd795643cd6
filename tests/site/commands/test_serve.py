"""`site serve` as a process: it answers, signs in, and leaves nothing behind when it is ended."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from tests.conftest import Process
from tests.site.databases import own_database

COMMAND = str(Path(sys.executable).with_name("counterpart"))
LINK = re.compile(r"http://\S+sesame=\S+")
PATIENCE = 180


@pytest.fixture
def port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served(folder: Path, port: int, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A served site that answers; what it prints can be read once it has ended."""
    with own_database() as database:
        kept = {name: os.environ[name] for name in os.environ if name != "DATABASE_URL"}
        command = [COMMAND, "site", "serve", "--data", str(folder), "--port", str(port), *words]
        process = subprocess.Popen(
            command,
            env=kept | database,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            until = time.monotonic() + PATIENCE
            while time.monotonic() < until and process.poll() is None:
                try:
                    urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
                    break
                except URLError:
                    time.sleep(0.1)
            yield process
        finally:
            for each in [process.pid, *children(process.pid)] if process.poll() is None else []:
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            process.communicate()


def children(number: int) -> list[int]:
    """The processes below one, whichever of its threads started them."""
    threads = Path(f"/proc/{number}/task").glob("*/children")
    own = [int(each) for path in threads for each in path.read_text("ascii").split()]
    return [*own, *(below for each in own for below in children(each))]


def command_of(number: int) -> str:
    """What a process was started with; empty where it is gone."""
    path = Path(f"/proc/{number}/cmdline")
    return path.read_bytes().replace(b"\0", b" ").decode() if path.is_file() else ""


def gone(numbers: list[int]) -> bool:
    """Whether processes have ended, within a while."""
    until = time.monotonic() + PATIENCE
    while any(command_of(each) for each in numbers):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_new_site_is_served_until_told(tmp_path: Path, port: int, told: signal.Signals) -> None:
    with served(tmp_path / "site", port) as process:
        said = json.load(urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5))
        assert (said["status"], said["chain"]) == ("ok", {})
        assert said["database"] in ("sqlite", "postgresql")
        below = children(process.pid)
        assert any("db_worker" in command_of(each) for each in below)
        process.send_signal(told)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert gone(below)
    assert "Traceback" not in err and "granian" not in (out + err).lower()


def test_the_first_administrator_comes_in_by_the_link(tmp_path: Path, port: int) -> None:
    with served(tmp_path / "site", port, "--no-worker") as process:
        assert not any("db_worker" in command_of(each) for each in children(process.pid))
        assert process.stdout is not None
        link = next(found for line in process.stdout if (found := LINK.search(line))).group()
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        browser.open(link, timeout=30)
        page = browser.open(f"http://127.0.0.1:{port}/start/", timeout=30)
        assert "administrator@localhost" in page.read().decode()
        process.terminate()
        assert process.wait(PATIENCE) == 0


def test_a_worker_that_dies_is_replaced(tmp_path: Path, port: int) -> None:
    def workers(number: int) -> list[int]:
        return [each for each in children(number) if "db_worker" in command_of(each)]

    with served(tmp_path / "site", port) as process:
        first = workers(process.pid)
        os.kill(first[0], signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while not set(workers(process.pid)) - set(first) and time.monotonic() < until:
            time.sleep(0.1)
        assert set(workers(process.pid)) - set(first)
        process.terminate()
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "the worker ended and is started again" in err


def test_a_taken_port_and_other_folders_are_said(
    tmp_path: Path, port: int, process: Process
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = process("site", "serve", "--data", tmp_path / "site", "--port", port)
    assert result.returncode == 1 and "listens on port" in result.stderr
    assert f"--port {port + 1}" in result.stderr and not (tmp_path / "site").exists()
    result = process("site", "serve", "--data", tmp_path / "x", "--port", port, "--host", "no.host")
    assert result.returncode == 1 and "nothing can listen" in result.stderr
    other = tmp_path / "letters"
    other.mkdir()
    (other / "letter.txt").write_text("Dear colleague", "utf-8")
    result = process("site", "serve", "--data", other, "--port", port)
    assert result.returncode == 1 and "holds other things and no site" in result.stderr
    result = process("site", "serve", "--data", other / "letter.txt", "--port", port)
    assert result.returncode == 1 and "is a file" in result.stderr
    assert [each.name for each in other.iterdir()] == ["letter.txt"]
