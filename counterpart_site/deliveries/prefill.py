"""What a form looks like filled in with what is on record: to correct it, keep the ids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import Store, literals, quoted
from counterpart.intake.forms import Asked, asked_of, id_column, line_of
from counterpart.intake.forms.asked import entry_name
from counterpart.intake.forms.units import factor
from counterpart.tables import TABLES
from counterpart_site.deliveries.models import Delivery
from counterpart_site.records.models import Chain
from counterpart_site.records.queries import moment_of
from counterpart_site.records.reading import record_store

FIGURES = ("value", "low", "high")


def lines_on_record(
    chain: Chain, form: Form, reporter: str, catalogue: Catalogue
) -> list[dict[str, str]]:
    """The lines of a form that a reporter has on record, as the form asks for them, with ids.

    Cells are text by the keys of the form; a line of a wide form gathers the rows of its figures.
    """
    numbers = Delivery.objects.filter(chain=chain, form=form.code, reporter=reporter).exclude(
        accepted=""
    )
    store = record_store(moment_of(chain), [form.table])
    key = id_column(form) or TABLES[form.table].key[0]
    lines: dict[str, dict[str, str]] = {}
    for row in _rows(store, form, [str(number) for number in numbers.values_list("pk", flat=True)]):
        line = line_of(form, str(row[key]))
        lines.setdefault(line, {key: line} if id_column(form) else {}).update(
            _cells(row, form, catalogue)
        )
    return list(lines.values())


def _rows(store: Store, form: Form, numbers: list[str]) -> Iterator[dict[str, Any]]:
    names = TABLES[form.table].names
    columns = ", ".join(quoted(name) for name in names)
    key = quoted(TABLES[form.table].key[0])
    for row in store.rows(
        f"SELECT {columns} FROM {quoted(form.table)} WHERE delivery IN ({literals(numbers)}) "
        f"ORDER BY {key}"
    ):
        yield dict(zip(names, row, strict=True))


def _cells(row: dict[str, Any], form: Form, catalogue: Catalogue) -> dict[str, str]:
    """The cells that one row fills in its line."""
    entry = str(row.get(entry_name(form) or "", ""))
    cells = {}
    for asked in asked_of(form, catalogue):
        if asked.column is None or (asked.entry and asked.entry != entry):
            continue
        value = row[asked.column.name]
        if value is None:
            continue
        if asked.column.name in FIGURES:
            value = Decimal(value) / factor(catalogue, _unit(form, asked, entry), entry or None)
        cells[asked.key] = _text(value)
    return cells


def _unit(form: Form, asked: Asked, entry: str) -> str | None:
    """The unit that a figure is asked in, where that is not the one it is kept in."""
    if asked.key in FIGURES and form.rows:
        return next((row.unit for row in form.rows if row.entry == entry), None)
    return next((column.unit for column in form.columns if column.key == asked.key), None)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
