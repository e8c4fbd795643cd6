"""Cells of lines as typed values, by the same reading as any other text table.

Most cells are written plainly, so each is first read the short way; what is left goes through the
whole reading, and only columns in which something is left are looked into for findings.
"""

from __future__ import annotations

from counterpart.catalogue import Form
from counterpart.engine.store import Store, quoted
from counterpart.errors import Finding
from counterpart.intake.cells import text_cell
from counterpart.intake.conform import cell_findings
from counterpart.intake.forms.asked import Asked
from counterpart.intake.forms.labels import Staged
from counterpart.intake.raw import RawTable
from counterpart.tables import Column

SHORT = {
    "date": r"length({0}) = 10 AND regexp_matches({0}, '^\d\d\d\d-\d\d-\d\d$')",
    "decimal": r"length({0}) <= 14 AND regexp_matches({0}, '^-?\d{{1,13}}(\.\d{{1,4}})?$')",
    "integer": r"length({0}) <= 15 AND regexp_matches({0}, '^-?\d+$')",
}


def type_cells(store: Store, staged: Staged, form: Form, asked: list[Asked]) -> list[Finding]:
    """Replace the text of typed columns in the staged table; returns what could not be read."""
    columns = {each.key: each.column for each in asked if each.column is not None}
    typed = {key: column for key, column in columns.items() if column.type != "text"}
    if not typed:
        return []
    read = ", ".join(
        f"{_value(column, quoted(key))} AS {quoted(f'{key} read')}" for key, column in typed.items()
    )
    run = store.connection.execute
    run(f"CREATE TABLE {staged.table}_typed AS SELECT *, {read} FROM {staged.table}")
    findings = _look_into(store, staged, form, typed)
    kept = ", ".join(f"{quoted(f'{key} read')} AS {quoted(key)}" for key in typed)
    without = ", ".join(quoted(f"{key} read") for key in typed)
    run(
        f"CREATE OR REPLACE TABLE {staged.table} AS SELECT * EXCLUDE ({without}) "
        f"REPLACE ({kept}) FROM {staged.table}_typed"
    )
    run(f"DROP TABLE {staged.table}_typed")
    return findings


def _value(column: Column, name: str) -> str:
    whole = text_cell(column, name).value
    if column.type not in SHORT:
        return f"({whole})::{column.sql}"
    plain = SHORT[column.type].format(name)
    # A decimal of 18 digits is read ten times as fast as one of 20.
    short = "DECIMAL(18,4)" if column.type == "decimal" else column.sql
    return (
        f"CASE WHEN {name} IS NULL THEN NULL "
        f"WHEN {plain} THEN TRY_CAST({name} AS {short})::{column.sql} "
        f"ELSE ({whole})::{column.sql} END"
    )


def _look_into(store: Store, staged: Staged, form: Form, typed: dict[str, Column]) -> list[Finding]:
    """Findings of the columns in which a cell was not read, or is written in wide characters."""
    doubtful = [
        f"count(*) FILTER (({quoted(key)} IS NOT NULL AND {quoted(f'{key} read')} IS NULL) "
        f"OR strlen({quoted(key)}) <> length({quoted(key)}))"
        for key in typed
    ]
    counts = store.row(f"SELECT {', '.join(doubtful)} FROM {staged.table}_typed")
    known = {key: column for (key, column), n in zip(typed.items(), counts, strict=True) if n}
    if not known:
        return []
    cells = {key: text_cell(column, quoted(key)) for key, column in known.items()}
    raw = RawTable(
        form.table, staged.named(), f"{staged.table}_typed", {}, typed=False, value_place="_column"
    )
    return cell_findings(store, raw, cells, known)
