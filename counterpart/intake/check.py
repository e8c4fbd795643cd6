"""Reading and checking in one act: the same for a delivery, a data folder and a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from counterpart.catalogue import Catalogue, load_catalogue
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Store, connect
from counterpart.errors import Finding, finding, has_errors
from counterpart.intake.conform import conform
from counterpart.intake.raw import RawTable
from counterpart.intake.readers import find_sources, reader_of
from counterpart.rules import check_rules

# Findings of cells that are empty in the store because nothing certain could be read in them.
UNREAD = (
    *("wrong_type", "too_many_digits", "formula_cell", "error_cell"),
    *("unknown_code", "ambiguous_choice"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A store with everything that was found in it."""

    store: Store
    catalogue: Catalogue
    findings: tuple[Finding, ...]

    @property
    def accepted(self) -> bool:
        """Whether nothing found is an error."""
        return not has_errors(self.findings)


def check(
    paths: Iterable[Path | str],
    catalogue: Catalogue | None = None,
    progress: Progress = silent,
) -> Checked:
    """Read files and folders, and find everything that is wrong with them.

    `progress(step, done, of)` is told what goes on. Nothing is written; nothing is raised for bad
    input: the findings say it all.
    """
    given = read(paths, catalogue, progress)
    progress("checking the rules", 1, 2)
    findings = [*given.findings, *check_rules(given.store, given.catalogue)]
    progress("checked", 2, 2)
    return Checked(given.store, given.catalogue, tuple(without_echoes(findings)))


def read(
    paths: Iterable[Path | str],
    catalogue: Catalogue | None = None,
    progress: Progress = silent,
) -> Checked:
    """Read files and folders into a store; what cannot be read is found, no rule is run yet."""
    catalogue = catalogue or load_catalogue()
    store = Store(connect())
    given = [Path(path) for path in paths]
    sources, findings = find_sources(given)
    raws: list[RawTable] = []
    for number, source in enumerate(sources):
        progress(f"reading {source.shown}", number, len(sources) + 2)
        tables, found = reader_of(source)(store.connection, source, number)
        raws += tables
        findings += found
    if not raws and not has_errors(findings):
        shown = ", ".join(str(path) for path in given)
        findings.append(finding("empty_folder", file=shown, value=shown))
    progress("reading the cells", len(sources), len(sources) + 2)
    findings += conform(store, raws)
    progress("read", len(sources) + 2, len(sources) + 2)
    return Checked(store, catalogue, tuple(findings))


def without_echoes(findings: list[Finding]) -> list[Finding]:
    """A cell that could not be read is not reported a second time as empty.

    Where not all unread cells of a column are listed, none of its cells is said to be empty.
    """
    unread = {
        (each.file, each.sheet, each.column, each.row) for each in findings if each.code in UNREAD
    }
    unlisted = {
        (each.file, each.sheet, each.column)
        for each in findings
        if each.code == "more_of_the_same" and each.of in UNREAD
    }

    def echoes(each: Finding) -> bool:
        column = (each.file, each.sheet, each.column)
        told = (*column, each.row) in unread or column in unlisted
        about = each.of if each.code == "more_of_the_same" else each.code
        return about in ("missing_value", "empty_quantity", "empty_cell") and told

    return [each for each in findings if not echoes(each)]
