"""Ids that a template brings back: each must be one it was made with, on its own line."""

from __future__ import annotations

from typing import Any

from counterpart.catalogue import Form
from counterpart.engine.store import Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.intake.forms.asked import id_column
from counterpart.intake.forms.ids import line_of
from counterpart.intake.forms.labels import LISTED
from counterpart.intake.forms.lines import Lines
from counterpart.intake.forms.machine import Machine, compared, key_text


def check_brought_back(store: Store, form: Form, machine: Machine, lines: Lines) -> list[Finding]:
    """Findings for ids that are not the template's, and for ids that stand on another's line."""
    key = id_column(form)
    if key is None or key not in lines.titles:
        return []
    where: dict[str, Any] = {"file": lines.part.file, "sheet": lines.part.sheet}
    where["column"] = lines.titles[key]
    given = store.rows(
        f"SELECT trim({quoted(key)}), _row FROM {lines.relation} "
        f"WHERE trim({quoted(key)}) <> '' ORDER BY _row"
    )
    findings = [
        finding("unknown_id", **where, row=row, value=value)
        for value, row in given
        if value not in machine.ids
    ][:LISTED]
    if not machine.ids:
        return findings
    own = {text: value for value, text in machine.ids.items()}
    columns = [f"{quoted(name)}::VARCHAR" for name in compared(form)]
    moved: dict[int, tuple[str, str]] = {}
    rows = {row: value for value, row in given}
    for row_id, row, *cells in store.rows(
        f"SELECT {quoted(key)}, _row, {', '.join(columns)} FROM {quoted(form.table)} "
        f"WHERE _row IN ({', '.join(map(literal, rows)) or 'NULL'})"
    ):
        value = line_of(form, row_id)
        text = key_text(form, dict(zip(compared(form), cells, strict=True)))
        other = own.get(text, value)
        if rows.get(row) == value in machine.ids and text != machine.ids[value] and other != value:
            moved[row] = (value, other)
    findings += [
        finding("moved_id", **where, row=row, value=value, other=other)
        for row, (value, other) in sorted(moved.items())
    ][:LISTED]
    return findings
