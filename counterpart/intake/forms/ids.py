"""The ids of rows that come in by forms: the one that the file brings back, else a hash.

The hash is over form, programme, reporter, the key columns of the form and the ordinal among equal
keys of the delivery. No figure is in it: a corrected amount is a revision, never a second payment.
A wide form has an id for each line; the row of one of its figures is `<line>.<indicator>`.
"""

from __future__ import annotations

import re

from counterpart.catalogue import Form
from counterpart.engine.store import Store, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.intake.forms.asked import entry_name, id_column, is_wide
from counterpart.intake.forms.labels import LISTED, Staged
from counterpart.intake.forms.lines import Reporting

DOMAIN = "counterpart form line 1"
UNIT_SEPARATOR = "chr(31)"
LENGTH = 20
# Ids of ours are hexadecimal; keys that other files brought in are words without spaces.
SHAPE = r"^[^\s|;,]{1,80}$"


def check_given(store: Store, staged: Staged, form: Form) -> list[Finding]:
    """Findings for ids in the column of ids that stand twice or cannot be ids."""
    name = quoted(id_column(form) or "")
    where = {
        "file": staged.part.file,
        "sheet": staged.part.sheet,
        "column": staged.titles.get(id_column(form) or "", id_column(form) or ""),
    }
    odd = store.rows(
        f"SELECT {name}, _row FROM {staged.table} WHERE NOT regexp_matches({name}, "
        f"{literal(SHAPE)}) ORDER BY _row LIMIT {LISTED}"
    )
    twice = store.rows(
        f"SELECT {name}, _row, first FROM (SELECT {name}, _row, min(_row) OVER same AS first, "
        f"row_number() OVER (PARTITION BY {name} ORDER BY _row, _line) AS nth FROM {staged.table} "
        f"WHERE {name} IS NOT NULL WINDOW same AS (PARTITION BY {name})) WHERE nth > 1 "
        f"ORDER BY _row LIMIT {LISTED}"
    )
    findings = [finding("odd_id", **where, row=row, value=value) for value, row in odd]
    return findings + [
        finding("repeated_id", **where, row=row, value=value, first=first)
        for value, row, first in twice
    ]


def fill_ids(store: Store, form: Form, reporting: Reporting, rows: str, lines: str) -> None:
    """Make the relation of `form.table` from the SQL relation `rows`, every row with its id.

    `rows` has `_line` (the number of the line in its part) and `_given` (the id that came with it)
    beside the contract columns. `lines` is the SQL relation of the key columns of a wide form.
    """
    name, key = quoted(form.table), id_column(form)
    if key is None:
        without = f"SELECT * EXCLUDE (_line, _given) FROM {rows}"
        store.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {without}")
        return
    wide, entry = is_wide(form), quoted(entry_name(form) or "")
    columns = [quoted(column) for column in key_columns(form)]
    # Lines that bring their id come first, so that a new line with the same key counts on.
    order = "ORDER BY _given IS NULL, _part, _line"
    nth = f"row_number() OVER (PARTITION BY {', '.join(columns)} {order})"
    heads = (DOMAIN, form.code, reporting.programme, reporting.reporter)
    cells = [literal(head) for head in heads]
    cells += [f"coalesce({column}::VARCHAR, '')" for column in columns]
    hashed = f"sha256({f' || {UNIT_SEPARATOR} || '.join([*cells, 'nth::VARCHAR'])})"
    # A line whose keys were corrected keeps its id: a new line with the former keys gets another.
    taken = f"SELECT _given FROM {lines if wide else rows} WHERE _given IS NOT NULL"
    again = f"left(sha256({hashed} || {UNIT_SEPARATOR} || 'again'), {LENGTH})"
    fresh = f"left({hashed}, {LENGTH})"
    line = f"coalesce(_given, CASE WHEN {fresh} IN ({taken}) THEN {again} ELSE {fresh} END)"
    run = store.connection.execute
    if not wide:
        run(
            f"CREATE OR REPLACE TABLE {name} AS SELECT * EXCLUDE (_line, _given, nth) "
            f"REPLACE ({line} AS {quoted(key)}) FROM (SELECT *, {nth} AS nth FROM {rows})"
        )
        return
    # Lines are numbered and hashed once, not once for each of their figures.
    run(
        f"CREATE TABLE form_line_ids AS SELECT _part, _line, {line} AS id "
        f"FROM (SELECT *, {nth} AS nth FROM {lines})"
    )
    run(
        f"CREATE OR REPLACE TABLE {name} AS SELECT rows.* EXCLUDE (_line, _given) "
        f"REPLACE (id || '.' || {entry} AS {quoted(key)}) "
        f"FROM {rows} AS rows JOIN form_line_ids USING (_part, _line)"
    )
    run("DROP TABLE form_line_ids")


def key_columns(form: Form) -> tuple[str, ...]:
    """The contract columns that make the id of a line; in a wide form without the indicator."""
    entries = {column.entry for column in form.columns if column.entry}
    names = dict.fromkeys("value" if name in entries else name for name in form.key)
    if is_wide(form):
        names.pop(entry_name(form) or "", None)
    return tuple(names)


def line_of(form: Form, row_id: str) -> str:
    """The id of the line that a row of a form belongs to: what a template carries."""
    if not is_wide(form):
        return row_id
    entries = "|".join(re.escape(column.entry) for column in form.columns if column.entry)
    return re.sub(rf"\.(?:{entries})$", "", row_id)
