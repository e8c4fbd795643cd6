"""Figures in the unit that people count in, turned into the unit that the record keeps: exactly.

The text is converted before it is typed, so that 1.2345678 billion kWh, with more decimals than the
record keeps, is no fault. What is no number stays as it is, for the finding that names it.
"""

from __future__ import annotations

from decimal import Decimal

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import Store, literal, quoted
from counterpart.intake.cells import PLAIN, WIDE
from counterpart.intake.forms.asked import FIGURES, Asked, entry_name, unit_of
from counterpart.intake.forms.labels import Staged

# 16 digits before the point and 10 after it: what a figure in any unit needs.
GIVEN = "DECIMAL(26,10)"
KEPT = "DECIMAL(20,4)"


def factor(catalogue: Catalogue, unit: str | None, entry: str | None) -> Decimal:
    """What a figure in `unit` is multiplied by for the unit in which `entry` is kept.

    Without an entry the figure is kept in the base unit of its quantity.
    """
    if unit is None:
        return Decimal(1)
    own = unit_of(catalogue, entry).factor if entry else Decimal(1)
    return (catalogue.units[unit].factor / own).quantize(Decimal("1e-12")).normalize()


def converted(text: str, times: Decimal) -> str:
    """SQL: the number in the text column `text`, `times` as much, as text; others unchanged."""
    if times == 1:
        return text
    digits = f"translate({text}, {literal(WIDE)}, {literal(PLAIN)})"
    grouped = r"'^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$'"
    number = f"CASE WHEN regexp_matches({digits}, {grouped}) THEN replace({digits}, ',', '') "
    number += f"ELSE {digits} END"
    # Full-width digits are left to the finding that asks about them.
    told = f"regexp_matches({number}, '^[+-]?(\\d{{1,16}}(\\.\\d{{0,10}}0*)?|\\.\\d{{1,10}}0*)$')"
    product = f"TRY(({number})::{GIVEN} * {format(times, 'f')})"
    kept = f"TRY_CAST({product} AS {KEPT})"
    # Too large for the record: all its digits, which the typing of cells refuses.
    large = f"printf('%.0f', ({number})::DOUBLE * {format(times, 'f')})"
    return (
        f"CASE WHEN {text} = {digits} AND {told} THEN coalesce({kept}::VARCHAR, {large}) "
        f"ELSE {text} END"
    )


def convert_units(
    store: Store, staged: Staged, form: Form, catalogue: Catalogue, asked: list[Asked]
) -> None:
    """Turn the figures of a staged part into the units of the record, as text."""
    only = form.entries[0] if len(form.entries) == 1 else None
    entry = entry_name(form) or ""
    units = {column.key: column.unit for column in form.columns}
    for each in asked:
        name = quoted(each.key)
        if each.key in FIGURES and form.rows:
            cases = []
            for row in form.rows:
                times = factor(catalogue, row.unit, row.entry)
                if times != 1:
                    cases.append(f"WHEN {literal(row.entry)} THEN {converted(name, times)}")
            named = any(other.key == entry for other in asked)
            what = f"coalesce({quoted(entry)}, {literal(only)})" if named else literal(only)
            sql = f"CASE {what} {' '.join(cases)} ELSE {name} END" if cases else name
        else:
            sql = converted(name, factor(catalogue, units.get(each.key), each.entry or only))
        if sql != name:
            store.connection.execute(
                f"UPDATE {staged.table} SET {name} = {sql} WHERE {name} IS NOT NULL"
            )
