"""Lines of a form become rows of its contract table: codes, fixed values, units, types, ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import Relation, Store, literal, quoted
from counterpart.errors import Finding
from counterpart.intake.forms import faults
from counterpart.intake.forms.asked import Asked, asked_of, entry_name, id_column
from counterpart.intake.forms.ids import check_given, fill_ids
from counterpart.intake.forms.labels import Staged, resolve_labels
from counterpart.intake.forms.lines import Lines, Lists, Reporting
from counterpart.intake.forms.rows import rows_of
from counterpart.intake.forms.typed import type_cells
from counterpart.intake.forms.units import convert_units
from counterpart.tables import TABLES

TRIMMED = "nullif(trim(nfc_normalize({0}), ' \t\r\n\u3000'), '')"
# A text that may need it: not ASCII, or with a space or a control at one of its ends.
UNTIDY = "{0} <> '' AND (strlen({0}) <> length({0}) OR {0} < '!' OR right({0}, 1) < '!')"


@dataclass(frozen=True, slots=True)
class Taken:
    """A part whose cells are typed: SQL for its contract rows and for the keys of its lines."""

    sql: str
    keys: str
    columns: frozenset[str]
    table: str


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
    taken: list[Taken] = []
    for each in lines:
        made, found = _take(store, catalogue, form, each, lists)
        findings += found
        taken.append(made)
    if taken:
        waiting, columns = _set_aside(store, form.table)
        name = quoted(form.table)
        union = " UNION ALL ".join(each.sql for each in taken)
        keys = " UNION ALL ".join(each.keys for each in taken)
        fill_ids(store, form, reporting, f"({union})", f"({keys})")
        if waiting:
            store.connection.execute(
                f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {waiting} "
                f"UNION ALL BY NAME SELECT * FROM {name}"
            )
            store.connection.execute(f"DROP TABLE {waiting}")
        for part in taken:
            store.connection.execute(f"DROP TABLE {part.table}")
            columns |= part.columns
        rows = store.row(f"SELECT count(*) FROM {name}")[0]
        store.relations[form.table] = Relation(TABLES[form.table], columns, rows)
    store.complete()
    return list(dict.fromkeys(findings))


def _take(
    store: Store, catalogue: Catalogue, form: Form, lines: Lines, lists: Lists | None
) -> tuple[Taken, list[Finding]]:
    """One part: its labels resolved, its units converted, its cells typed."""
    key = id_column(form)
    here = {row[0] for row in store.rows(f"DESCRIBE SELECT * FROM {lines.relation} AS lines")}
    asked = [each for each in asked_of(form, catalogue) if each.key in here]
    given = key if key and key in here else None
    table = _stage(store, lines, asked, given, "_column" in here)
    staged = Staged(table, lines.part, lines.titles)
    findings = faults.missing_columns(staged, form, catalogue, here)
    if given:
        findings += check_given(store, staged, form)
    for each in asked:
        findings += faults.looks_like_formula(store, staged, each)
        findings += resolve_labels(store, staged, each, form, catalogue, lists)
    findings += faults.empty_cells(store, staged, form, asked)
    convert_units(store, staged, form, catalogue, asked)
    findings += type_cells(store, staged, form, asked)
    part = len(store.parts)
    store.parts.append(replace(lines.part, titles=_titles(form, asked, staged)))
    sql, keys, columns = rows_of(form, catalogue, asked, staged, part, given)
    return Taken(sql, keys, columns, table), findings


def _stage(store: Store, lines: Lines, asked: list[Asked], given: str | None, placed: bool) -> str:
    """The lines as a table of trimmed text, numbered in `_line`; gives its name."""
    number = len([name for (name,) in store.rows("SHOW TABLES") if name.startswith("form_lines_")])
    table = f"form_lines_{number}"
    names = [*(each.key for each in asked), *([given] if given else [])]
    # Cells of closed lists are compared without regard to spaces later, each value once.
    closed = frozenset(each.key for each in asked if each.closed)
    cells = _tidied(store, lines.relation, names, closed)
    place, order = ("_column", "_row, _column") if placed else ("NULL::VARCHAR AS _column", "_row")
    once = store.row(f"SELECT count(DISTINCT _row) = count(*) FROM {lines.relation} AS lines")[0]
    # The number of a row is that of its line, unless one row holds several lines.
    line = "_row" if once else f"row_number() OVER (ORDER BY {order})"
    some = f"coalesce({', '.join(quoted(name) for name in names)})" if names else "NULL"
    store.connection.execute(
        f"CREATE TABLE {table} AS SELECT * FROM (SELECT {', '.join([*cells, '_row', place])}, "
        f"{line} AS _line FROM {lines.relation} AS lines) "
        f"WHERE {some} IS NOT NULL"
    )
    return table


def _tidied(store: Store, relation: str, names: list[str], closed: frozenset[str]) -> list[str]:
    """SQL for the cells without spaces around them; most columns are tidy as they come."""
    counts = [f"count(*) FILTER ({UNTIDY.format(quoted(name))})" for name in names]
    untidy = store.row(f"SELECT 0, {', '.join(counts)} FROM {relation} AS lines")[1:]
    cells = []
    for name, count in zip(names, untidy, strict=True):
        cell = (
            TRIMMED.format(quoted(name))
            if count and name not in closed
            else f"nullif({quoted(name)}, '')"
        )
        cells.append(f"{cell} AS {quoted(name)}")
    return cells


def _titles(form: Form, asked: list[Asked], staged: Staged) -> dict[str, str]:
    """Contract column -> what the file calls it; figures of a wide form have a column each."""
    titles = {
        each.column.name: staged.title(each) for each in asked if each.column and not each.entry
    }
    for name in (id_column(form), entry_name(form)):
        if name and name in staged.titles:
            titles[name] = staged.titles[name]
    return titles


def _set_aside(store: Store, name: str) -> tuple[str | None, frozenset[str]]:
    """Make room for the relation of a table; where it has rows, the name they wait under."""
    relation = store.relations.pop(name, None)
    if relation is None:
        return None, frozenset()
    waiting = f"{name}_before" if relation.rows else None
    if waiting:
        store.connection.execute(f"CREATE TABLE {waiting} AS SELECT * FROM {relation.name}")
    kind = store.row(
        f"SELECT table_type FROM information_schema.tables WHERE table_name = {literal(name)}"
    )[0]
    what = "VIEW" if kind == "VIEW" else "TABLE"
    store.connection.execute(f"DROP {what} {relation.name}")
    return waiting, relation.columns if waiting else frozenset()
