"""Raw tables become relations of the contract; every cell that cannot be read is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterpart.catalogue.load import near
from counterpart.engine.store import Relation, Store, quoted
from counterpart.errors import Finding, finding
from counterpart.intake.cells import EXPECTED, Cell, as_given, text_cell, typed_cell
from counterpart.intake.raw import RawTable
from counterpart.tables import RECORD_COLUMNS, TABLES, Column

LISTED = 200


def conform(store: Store, raws: list[RawTable]) -> list[Finding]:
    """Make the relation of each table from its raw parts (unioned); returns the findings."""
    findings: list[Finding] = []
    by_table: dict[str, list[RawTable]] = {}
    for raw in raws:
        by_table.setdefault(raw.table, []).append(raw)
    for name, parts in by_table.items():
        selects = []
        columns: set[str] = set()
        for raw in parts:
            number = len(store.parts)
            store.parts.append(raw.part)
            cells, found = _cells(store, raw)
            findings += found + cell_findings(store, raw, cells, _known(raw.table))
            columns |= cells.keys()
            selects.append(_select(raw, cells, number))
        # A typed part stays a view over its file: big flows are not copied before they are sorted.
        what = "VIEW" if all(raw.typed for raw in parts) else "TABLE"
        union = " UNION ALL ".join(selects)
        store.connection.execute(f"CREATE {what} {quoted(name)} AS {union}")
        rows = store.row(f"SELECT count(*) FROM {quoted(name)}")[0]
        store.relations[name] = Relation(TABLES[name], frozenset(columns), rows)
    store.complete()
    return findings


def _cells(store: Store, raw: RawTable) -> tuple[dict[str, Cell], list[Finding]]:
    """The readable columns, and findings for unknown and missing ones."""
    table = TABLES[raw.table]
    known = _known(raw.table)
    where: dict[str, Any] = {"file": raw.part.file, "sheet": raw.part.sheet, "row": 1}
    findings: list[Finding] = []
    cells: dict[str, Cell] = {}
    for name, given in raw.header.items():
        if name not in known:
            hint = near(name, known)
            findings.append(
                finding("unknown_column", **where, column=name, table=raw.table, hint=hint)
            )
        elif raw.typed and _clean(store, raw, known[name], given):
            cells[name] = as_given(quoted(name))
        elif raw.typed:
            cells[name] = typed_cell(known[name], quoted(name), given)
        else:
            cells[name] = text_cell(known[name], quoted(name))
    for column in table.columns:
        if column.required and column.name not in raw.header:
            findings.append(finding("missing_column", **where, column=column.name, table=raw.table))
    return cells, findings


def _known(table: str) -> dict[str, Column]:
    """The columns that may stand in a file of a contract table."""
    return {each.name: each for each in (*TABLES[table].columns, *RECORD_COLUMNS)}


def _clean(store: Store, raw: RawTable, column: Column, given: str) -> bool:
    """Whether a column of codes or references needs no cleaning: its few values tell."""
    if given != "VARCHAR" or not (column.codes or column.references):
        return False
    name = quoted(column.name)
    dirty = store.row(
        f"SELECT count(*) FROM (SELECT DISTINCT {name} FROM {raw.relation}) "
        f"WHERE {name} = '' OR {name} <> nfc_normalize({name})"
    )
    return not dirty[0]


def cell_findings(
    store: Store, raw: RawTable, cells: dict[str, Cell], known: Mapping[str, Column]
) -> list[Finding]:
    """One pass counts what is wrong in each column; only columns with faults are looked into.

    `known` says for each of `cells` which column of the contract it is read as.
    """
    watched = [
        (name, code, condition)
        for name, cell in cells.items()
        for code, condition in (
            ("wrong_type", cell.wrong),
            ("too_many_digits", cell.too_long),
            ("full_width_digits", cell.wide),
        )
        if condition != "false"
    ]
    if not watched:
        return []
    counts = store.row(
        "SELECT "
        + ", ".join(f"count(*) FILTER (WHERE {each[2]})" for each in watched)
        + f" FROM {raw.relation}"
    )
    findings: list[Finding] = []
    for (name, code, condition), count in zip(watched, counts, strict=True):
        if not count:
            continue
        expected, example = EXPECTED.get(known[name].type, ("", ""))
        where: dict[str, Any] = {
            "file": raw.part.file,
            "sheet": raw.part.sheet,
            "column": raw.part.titles.get(name, name),
        }
        place = raw.value_place if raw.value_place and name == "value" else "NULL"
        for row, value, read, column in store.rows(
            f"SELECT _row, {quoted(name)}::VARCHAR, ({cells[name].read_as})::VARCHAR, {place} "
            f"FROM {raw.relation} WHERE {condition} ORDER BY _row LIMIT {LISTED}"
        ):
            findings.append(
                finding(
                    code,
                    **where | ({"column": column} if column else {}),
                    row=row,
                    value=value,
                    expected=expected,
                    example=example,
                    read=read,
                )
            )
        if count > LISTED:
            findings.append(finding("more_of_the_same", **where, value=count - LISTED, of=code))
    return findings


def _select(raw: RawTable, cells: dict[str, Cell], number: int) -> str:
    table = TABLES[raw.table]
    extra = [each for each in RECORD_COLUMNS if each.name in cells]
    columns = [
        f"({cells[each.name].value})::{each.sql} AS {quoted(each.name)}"
        if each.name in cells
        else f"NULL::{each.sql} AS {quoted(each.name)}"
        for each in (*table.columns, *extra)
    ]
    return f"SELECT {', '.join(columns)}, {number} AS _part, _row FROM {raw.relation}"
