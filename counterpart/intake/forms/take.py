"""Lines of a form become rows of its contract table: codes, fixed values, units, types, ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import Relation, Store, literal, quoted
from counterpart.errors import Finding
from counterpart.intake.conform import conform
from counterpart.intake.forms import faults
from counterpart.intake.forms.asked import (
    FIGURES,
    Asked,
    asked_of,
    entry_name,
    id_column,
    is_wide,
)
from counterpart.intake.forms.ids import check_given, fill_ids
from counterpart.intake.forms.labels import Staged, resolve_labels
from counterpart.intake.forms.lines import Lines, Lists, Reporting
from counterpart.intake.forms.units import converted, converted_by_line, factor
from counterpart.intake.raw import RawTable
from counterpart.tables import TABLES

TRIMMED = "nullif(trim(nfc_normalize({}), ' \t\r\n\u3000'), '')"


def take_lines(
    store: Store,
    catalogue: Catalogue,
    form: Form,
    reporting: Reporting,
    lines: Sequence[Lines],
    lists: Lists | None = None,
) -> list[Finding]:
    """Make the contract relation of `form.table` out of lines; returns everything wrong with them.

    Rows that the store already holds in that table stay. `lists` are the names of places,
    organisations and so on, where they are known: their cells may then say a name.
    """
    findings: list[Finding] = []
    raws: list[RawTable] = []
    before = _set_aside(store, form.table)
    for each in lines:
        raw, found = _staged(store, catalogue, form, each, lists)
        findings += found
        raws.append(raw)
    # What the file lacks has been told in the words of the form.
    findings += [each for each in conform(store, raws) if each.code != "missing_column"]
    if raws:
        fill_ids(store, form, reporting)
        for raw in raws:
            store.connection.execute(f"DROP TABLE {raw.relation}")
    _put_back(store, form.table, before)
    return list(dict.fromkeys(findings))


def _staged(
    store: Store, catalogue: Catalogue, form: Form, lines: Lines, lists: Lists | None
) -> tuple[RawTable, list[Finding]]:
    """One part as raw rows of the contract table, its labels resolved and its units converted."""
    number = len([name for (name,) in store.rows("SHOW TABLES") if name.startswith("form_lines_")])
    table, key = f"form_lines_{number}", id_column(form)
    described = store.rows(f"DESCRIBE SELECT * FROM {lines.relation} AS lines")
    here = {row[0] for row in described}
    asked = [each for each in asked_of(form, catalogue) if each.key in here]
    names = [each.key for each in asked] + ([key] if key and key in here else [])
    cells = [f"{TRIMMED.format(quoted(name))} AS {quoted(name)}" for name in names]
    place = '"_column"' if "_column" in here else "NULL::VARCHAR AS _column"
    order = '_row, "_column"' if "_column" in here else "_row"
    some = f"coalesce({', '.join(quoted(name) for name in names)})" if names else "NULL"
    store.connection.execute(
        f"CREATE TABLE {table} AS SELECT * FROM (SELECT {', '.join([*cells, '_row', place])}, "
        f"row_number() OVER (ORDER BY {order}) AS _line FROM {lines.relation} AS lines) "
        f"WHERE {some} IS NOT NULL"
    )
    staged = Staged(table, lines.part, lines.titles)
    findings = faults.missing_columns(staged, form, catalogue, here)
    if key and key in here:
        findings += check_given(store, staged, form)
    for each in asked:
        findings += faults.looks_like_formula(store, staged, each)
        findings += resolve_labels(store, staged, each, form, catalogue, lists)
    findings += faults.empty_cells(store, staged, form, asked)
    source, header = _rows(catalogue, form, asked, staged, key if key in names else None)
    store.connection.execute(f"CREATE TABLE {table}_rows AS {source}")
    store.connection.execute(f"DROP TABLE {table}")
    titles = _titles(form, asked, staged)
    raw = RawTable(
        form.table,
        replace(lines.part, titles=titles),
        f"{table}_rows",
        {name: name for name in header},
        typed=False,
        value_place="_column",
        once="_first" if is_wide(form) else "true",
        carried=("_line", "_given"),
    )
    return raw, findings


def _rows(
    catalogue: Catalogue, form: Form, asked: list[Asked], staged: Staged, given: str | None
) -> tuple[str, list[str]]:
    """SQL for the rows of a staged table, and their contract columns."""
    entry = entry_name(form)
    columns: dict[str, str] = {}
    units = {column.key: column.unit for column in form.columns}
    only = form.entries[0] if len(form.entries) == 1 else None
    named = quoted(entry) if entry and any(each.key == entry for each in asked) else None
    for each in asked:
        if each.entry or each.column is None:
            continue
        cell = quoted(each.key)
        if each.key in FIGURES and form.rows:
            name = named or (literal(only) if only else None)
            cell = converted_by_line(form, catalogue, cell, name)
        elif units.get(each.key):
            cell = converted(cell, factor(catalogue, units[each.key], only))
        columns[each.column.name] = cell
    if entry and not named and only:
        columns[entry] = literal(only)
    elif entry and named and only:
        columns[entry] = f"coalesce({named}, {literal(only)})"
    columns |= {name: literal(value) for name, value in form.fixed.items()}
    columns |= _fixed_by_line(form, columns, named, only)
    columns |= _currency(catalogue, form, columns, named, only)
    key = id_column(form)
    if key:
        columns[key] = "NULL::VARCHAR"
    if is_wide(form):
        return _unpivoted(catalogue, form, asked, staged, columns, given)
    listed = [f"{sql} AS {quoted(name)}" for name, sql in columns.items()]
    carried = f"_row, _line, _column, {quoted(given) if given else 'NULL::VARCHAR'} AS _given"
    sql = f"SELECT {', '.join([*listed, carried])}, true AS _first FROM {staged.table}"
    return sql, list(columns)


def _fixed_by_line(
    form: Form, columns: dict[str, str], named: str | None, only: str | None
) -> dict[str, str]:
    """Values that are the same for every line of one printed kind."""
    fixed: dict[str, str] = {}
    for name in dict.fromkeys(name for row in form.rows for name in row.fixed):
        cases = " ".join(
            f"WHEN {literal(row.entry)} THEN {literal(row.fixed[name])}"
            for row in form.rows
            if name in row.fixed
        )
        what = named or literal(only)
        fixed[name] = f"CASE {what} {cases} ELSE {columns.get(name, 'NULL')} END"
    return fixed


def _currency(
    catalogue: Catalogue, form: Form, columns: dict[str, str], named: str | None, only: str | None
) -> dict[str, str]:
    """The currency that is in the unit itself (10 thousand yuan), where a line gives none."""
    if "currency" not in TABLES[form.table].has:
        return {}
    cases = [
        f"WHEN {literal(row.entry)} THEN {literal(catalogue.units[row.unit].currency)}"
        for row in form.rows
        if row.unit and catalogue.units[row.unit].currency
    ]
    own = columns.get("currency", "NULL")
    if cases:
        return {"currency": f"coalesce({own}, CASE {named or literal(only)} {' '.join(cases)} END)"}
    return {}


def _unpivoted(
    catalogue: Catalogue,
    form: Form,
    asked: list[Asked],
    staged: Staged,
    columns: dict[str, str],
    given: str | None,
) -> tuple[str, list[str]]:
    """A wide form: a row for each filled cell of each line."""
    entry = entry_name(form) or ""
    units = {column.entry: column.unit for column in form.columns}
    header = sorted({*columns, entry, "value", "currency"})
    selects, before = [], "false"
    for each in [each for each in asked if each.entry]:
        unit = units[each.entry]
        cell = quoted(each.key)
        own = columns | {
            entry: literal(each.entry),
            "value": converted(cell, factor(catalogue, unit, each.entry)),
            "currency": "NULL::VARCHAR",
        }
        if each.unit is not None and each.unit.quantity == "money":
            # The currency of a line is that of its amounts; its counts have none.
            told = literal(catalogue.units[unit].currency if unit else None)
            own["currency"] = f"coalesce({columns.get('currency', 'NULL')}, {told})::VARCHAR"
        listed = [f"{own[name]} AS {quoted(name)}" for name in header]
        selects.append(
            f"SELECT {', '.join(listed)}, _row, _line, {literal(staged.title(each))} AS _column, "
            f"{quoted(given) if given else 'NULL::VARCHAR'} AS _given, "
            f"NOT ({before}) AS _first FROM {staged.table} WHERE {cell} IS NOT NULL"
        )
        before = f"{before} OR {cell} IS NOT NULL"
    if not selects:
        nulls = ", ".join(f"NULL::VARCHAR AS {quoted(name)}" for name in header)
        empty = "0::BIGINT AS _row, 0::BIGINT AS _line, '' AS _column, '' AS _given, true AS _first"
        return f"SELECT * FROM (SELECT {nulls}, {empty}) WHERE false", header
    return " UNION ALL ".join(selects), header


def _titles(form: Form, asked: list[Asked], staged: Staged) -> dict[str, str]:
    """Contract column -> what the file calls it; figures of a wide form say it row by row."""
    titles = {
        each.column.name: staged.title(each) for each in asked if each.column and not each.entry
    }
    key = id_column(form)
    if key and key in staged.titles:
        titles[key] = staged.titles[key]
    return titles


def _set_aside(store: Store, name: str) -> str | None:
    """Make room for the relation of a table; where it has rows, the name they wait under."""
    relation = store.relations.pop(name, None)
    if relation is None:
        return None
    if not relation.rows:
        store.connection.execute(f"DROP TABLE {relation.name}")
        return None
    waiting = f"{name}_before"
    store.connection.execute(f"CREATE TABLE {waiting} AS SELECT * FROM {relation.name}")
    store.relations[waiting] = relation
    kind = store.row(
        f"SELECT table_type FROM information_schema.tables WHERE table_name = {literal(name)}"
    )[0]
    what = "VIEW" if kind == "VIEW" else "TABLE"
    store.connection.execute(f"DROP {what} {relation.name}")
    return waiting


def _put_back(store: Store, name: str, waiting: str | None) -> None:
    relation = store.relations[name]
    columns = relation.columns
    if waiting is not None:
        columns |= store.relations.pop(waiting).columns
        store.connection.execute(
            f"CREATE OR REPLACE TABLE {relation.name} AS SELECT * FROM {waiting} "
            f"UNION ALL BY NAME SELECT * FROM {relation.name}"
        )
        store.connection.execute(f"DROP TABLE {waiting}")
    rows = store.row(f"SELECT count(*) FROM {relation.name}")[0]
    store.relations[name] = Relation(relation.table, columns, rows)
