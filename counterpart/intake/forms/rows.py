"""From lines to rows of the contract, in SQL: fixed values, printed kinds, a row a figure."""

from __future__ import annotations

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import literal, quoted
from counterpart.intake.forms.asked import Asked, entry_name, is_wide
from counterpart.intake.forms.ids import key_columns
from counterpart.intake.forms.labels import Staged
from counterpart.tables import TABLES


def rows_of(
    form: Form,
    catalogue: Catalogue,
    asked: list[Asked],
    staged: Staged,
    part: int,
    given: str | None,
) -> tuple[str, str, frozenset[str]]:
    """SQL for the contract rows of a staged part, with `_line` and `_given` beside them.

    Also gives SQL for the key columns of its lines, and the contract columns that the form fills;
    the others are null.
    """
    columns = {
        each.column.name: quoted(each.key) for each in asked if each.column and not each.entry
    }
    columns |= _entry(form, columns)
    columns |= {name: literal(value) for name, value in form.fixed.items()}
    columns |= _fixed_by_line(form, columns)
    columns |= _currency_of_unit(form, catalogue, columns)
    filled = frozenset(columns) | set(TABLES[form.table].key)
    if not is_wide(form):
        return _select(form, columns, staged, part, given), "", filled
    keys = [f"{columns.get(name, 'NULL')} AS {quoted(name)}" for name in key_columns(form)]
    id_of_line = f"{quoted(given) if given else 'NULL::VARCHAR'} AS _given"
    some = [f"{quoted(each.key)} IS NOT NULL" for each in asked if each.entry]
    lines = (
        f"SELECT {', '.join(keys)}, {part} AS _part, _line, {id_of_line} FROM {staged.table} "
        f"WHERE {' OR '.join(some) or 'false'}"
    )
    entry = entry_name(form) or ""
    selects = []
    for each in asked:
        if each.entry:
            own = columns | {entry: literal(each.entry), "value": quoted(each.key)}
            own["currency"] = _currency_of_entry(form, catalogue, each, columns)
            where = f" WHERE {quoted(each.key)} IS NOT NULL"
            selects.append(_select(form, own, staged, part, given) + where)
    if not selects:
        selects.append(_select(form, columns, staged, part, given) + " WHERE false")
    return " UNION ALL ".join(selects), lines, filled | {entry, "value", "currency"}


def _select(
    form: Form, columns: dict[str, str], staged: Staged, part: int, given: str | None
) -> str:
    cells = [
        f"{columns.get(column.name, 'NULL')}::{column.sql} AS {quoted(column.name)}"
        for column in TABLES[form.table].columns
    ]
    id_of_line = f"{quoted(given) if given else 'NULL::VARCHAR'} AS _given"
    return (
        f"SELECT {', '.join(cells)}, {part} AS _part, _row, _line, {id_of_line} FROM {staged.table}"
    )


def _entry(form: Form, columns: dict[str, str]) -> dict[str, str]:
    """The kind or indicator of every line, where the form knows only one."""
    name = entry_name(form)
    if not name or len(form.entries) != 1 or is_wide(form):
        return {}
    only = literal(form.entries[0])
    return {name: f"coalesce({columns[name]}, {only})" if name in columns else only}


def _fixed_by_line(form: Form, columns: dict[str, str]) -> dict[str, str]:
    """Values that are the same for every line of one printed kind."""
    fixed: dict[str, str] = {}
    what = columns.get(entry_name(form) or "", "NULL")
    for name in dict.fromkeys(name for row in form.rows for name in row.fixed):
        cases = " ".join(
            f"WHEN {literal(row.entry)} THEN {literal(row.fixed[name])}"
            for row in form.rows
            if name in row.fixed
        )
        fixed[name] = f"CASE {what} {cases} ELSE {columns.get(name, 'NULL')} END"
    return fixed


def _currency_of_unit(form: Form, catalogue: Catalogue, columns: dict[str, str]) -> dict[str, str]:
    """The currency in the unit of a printed line (10 thousand yuan), where none is given."""
    cases = [
        f"WHEN {literal(row.entry)} THEN {literal(catalogue.units[row.unit].currency)}"
        for row in form.rows
        if row.unit and catalogue.units[row.unit].currency
    ]
    if not cases or "currency" not in TABLES[form.table].has:
        return {}
    own, what = columns.get("currency", "NULL"), columns.get(entry_name(form) or "", "NULL")
    return {"currency": f"coalesce({own}, CASE {what} {' '.join(cases)} END)"}


def _currency_of_entry(
    form: Form, catalogue: Catalogue, asked: Asked, columns: dict[str, str]
) -> str:
    """The currency of a line is that of its amounts; its counts have none."""
    if asked.unit is None or asked.unit.quantity != "money":
        return "NULL"
    return f"coalesce({columns.get('currency', 'NULL')}, {literal(asked.unit.currency)})"
