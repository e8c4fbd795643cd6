"""What tests share: a small data folder, the example's snapshot, and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpart.cli import main
from counterpart.snapshot import Snapshot
from tests.built import AS_OF, EXAMPLES, Reports, Snapshots
from tests.folders import Folder

__all__ = ["AS_OF"]
EXAMPLE = EXAMPLES / "beijing_inner_mongolia"

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A small valid data folder, not written yet."""
    return Folder(tmp_path / "data")


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Snapshots:
    """The snapshots of all examples as of a fixed day, built once for each worker."""
    return Snapshots(tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def reports(snapshots: Snapshots, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports of all examples, built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    return Reports(snapshots, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def example_snapshot(snapshots: Snapshots) -> Snapshot:
    """The worked example as of a fixed day."""
    return snapshots[EXAMPLE.name]


@pytest.fixture(scope="session")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot of a small folder with one flow and one observation; copy it to change it."""
    folder = Folder(tmp_path_factory.mktemp("small") / "data")
    folder.flow()
    folder.observe()
    return folder.snapshot()


@pytest.fixture
def run() -> Run:
    """Call a command in this process; it may end by an exit code only, never by an exception."""

    def call(*words: object) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def process() -> Process:
    """Call a command as a user does, in a process of its own."""

    def call(*words: object) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("counterpart")), *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    return call
