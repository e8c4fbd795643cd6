"""The examples as snapshots and reports: built when first asked for, and once for all workers."""

from __future__ import annotations

import os
from datetime import date
from importlib.resources import files
from pathlib import Path

from counterpart.intake import check
from counterpart.reports import write_report
from counterpart.reports.words import Language
from counterpart.snapshot import Snapshot, open_snapshot, write_snapshot

EXAMPLES = Path(str(files("counterpart"))) / "examples"
AS_OF = date(2026, 11, 22)


class Snapshots(dict[str, Snapshot]):
    """The snapshot of each example as of a fixed day; a test fails where a folder is refused."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, name: str) -> Snapshot:
        checked = check([EXAMPLES / name])
        errors = [each for each in checked.findings if each.severity == "error"]
        assert not errors, [f"{each.place}: {each.message}" for each in errors]
        target = self._folder / f"{name}.snapshot"
        write_snapshot(checked.store, checked.catalogue, target, as_of=AS_OF)
        self[name] = open_snapshot(target)
        return self[name]


class Reports:
    """The report of each example in each language, as a file."""

    def __init__(self, snapshots: Snapshots, shared: Path) -> None:
        self._snapshots = snapshots
        self._shared = shared

    def path(self, name: str, language: Language) -> Path:
        """The file, which another worker may have written."""
        target = self._shared / f"report-{name}-{language}.html"
        if not target.exists():
            own = self._shared / f"{os.getpid()}-{target.name}"
            write_report(self._snapshots[name], language, own).replace(target)
        return target

    def html(self, name: str, language: Language) -> str:
        """The text of the file."""
        return self.path(name, language).read_text("utf-8")
