"""Faults of lines as lines: columns that are not there, cells left empty, text like a formula."""

from __future__ import annotations

from typing import Any

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.intake.forms.asked import FIGURES, Asked, asked_of, id_column, is_wide
from counterpart.intake.forms.labels import LISTED, Staged
from counterpart.tables import TABLES

# A sign that makes a spreadsheet calculate; after + or - only with what a call or a link needs.
FORMULA = r"^([=@\t\r]|[+\-].*[|(!]).+"


def missing_columns(
    staged: Staged, form: Form, catalogue: Catalogue, here: set[str]
) -> list[Finding]:
    """A finding for each column that lines cannot do without."""
    where: dict[str, Any] = {"file": staged.part.file, "sheet": staged.part.sheet}
    findings = []
    asked = asked_of(form, catalogue)
    for each in asked:
        only_entry = each.listed == "entries" and len(form.entries) == 1
        if each.required and each.key not in here and not only_entry:
            findings.append(finding("column_absent", **where, column=each.title, form=form.code))
    given = {each.column.name for each in asked if each.column} | form.fixed.keys()
    for name in TABLES[form.table].key:
        if name not in given and name != id_column(form):
            findings.append(finding("column_absent", **where, column=name, form=form.code))
    if is_wide(form) and not any(each.entry and each.key in here for each in asked):
        shown = ", ".join(each.title for each in asked if each.entry)
        findings.append(finding("column_absent", **where, column=shown, form=form.code))
    return findings


def empty_cells(store: Store, staged: Staged, form: Form, asked: list[Asked]) -> list[Finding]:
    """Cells that the form, but not the contract, requires; and lines without any figure."""
    conditions: list[tuple[str, str | None, str]] = []
    keys = {each.key for each in asked}
    for each in asked:
        needed = each.required and not (each.column and each.column.required)
        if each.key in FIGURES:
            # A line may say a bound instead of the figure.
            needed = needed and not keys & {"low", "high"}
        if needed:
            conditions.append(("empty_cell", staged.title(each), f"{quoted(each.key)} IS NULL"))
    figures = [quoted(each.key) for each in asked if each.entry]
    if figures:
        none = " AND ".join(f"{name} IS NULL" for name in figures)
        conditions.append(("empty_line", None, none))
    findings = []
    for code, column, condition in conditions:
        rows = store.rows(
            f"SELECT _row FROM {staged.table} WHERE {condition} ORDER BY _row LIMIT {LISTED}"
        )
        where: dict[str, Any] = {"file": staged.part.file, "sheet": staged.part.sheet}
        findings += [
            finding(code, **where, row=row, column=column, form=form.code) for (row,) in rows
        ]
        if len(rows) == LISTED:
            count = store.row(f"SELECT count(*) FROM {staged.table} WHERE {condition}")[0]
            if count > LISTED:
                more = {"value": count - LISTED, "of": code}
                findings.append(finding("more_of_the_same", **where, column=column, **more))
    return findings


def looks_like_formula(store: Store, staged: Staged, asked: Asked) -> list[Finding]:
    """Free text that a spreadsheet would calculate, were it written out unguarded."""
    if asked.listed or asked.column is None or asked.column.type != "text":
        return []
    rows = store.rows(
        f"SELECT _row, {quoted(asked.key)} FROM {staged.table} "
        f"WHERE regexp_matches({quoted(asked.key)}, {literal(FORMULA)}) "
        f"ORDER BY _row LIMIT {LISTED}"
    )
    where = {"file": staged.part.file, "sheet": staged.part.sheet, "column": staged.title(asked)}
    return [finding("formula_text", **where, row=row, value=value) for row, value in rows]
