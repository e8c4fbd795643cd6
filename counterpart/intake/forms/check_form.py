"""A form checked alone: read, every rule that needs no register, columns as the file calls them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.progress import Progress, silent
from counterpart.engine.store import Store
from counterpart.errors import Finding
from counterpart.intake.check import UNREAD, Checked, without_echoes
from counterpart.intake.forms.lines import Reporting
from counterpart.intake.forms.read import read_form
from counterpart.rules import check_rules

# What only the register at the site can decide.
ELSEWHERE = ("dangling_reference",)


def check_form(
    path: Path | str,
    form: Form,
    reporting: Reporting,
    catalogue: Catalogue | None = None,
    progress: Progress = silent,
) -> Checked:
    """Everything wrong with a file of a form, but for references to what is not in the file."""
    given = read_form(path, form, reporting, catalogue, progress)
    progress("checking the rules", 1, 2)
    ruled = [
        each
        for each in check_rules(given.store, given.catalogue)
        if (each.of if each.code == "more_of_the_same" else each.code) not in ELSEWHERE
    ]
    findings = [*given.findings, *as_filed(given.store, ruled)]
    progress("checked", 2, 2)
    return Checked(given.store, given.catalogue, tuple(once(without_echoes(findings))))


def as_filed(store: Store, findings: Iterable[Finding]) -> list[Finding]:
    """Findings of rules with their columns as the file calls them, where it has its own words."""
    titles = {(part.file, part.sheet): part.titles for part in store.parts if part.titles}
    renamed = []
    for each in findings:
        own = titles.get((each.file or "", each.sheet), {})
        column = own.get(each.column or "", each.column)
        renamed.append(each if column == each.column else replace(each, column=column))
    return renamed


def once(findings: list[Finding]) -> list[Finding]:
    """A line of a wide form is several rows: what is wrong with the line is said once."""
    unread = {(each.file, each.sheet, each.row) for each in findings if each.code in UNREAD}
    return [
        each
        for each in dict.fromkeys(findings)
        if each.code != "empty_quantity" or (each.file, each.sheet, each.row) not in unread
    ]
