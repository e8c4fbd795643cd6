"""An input of a measure, and the row behind it, whatever table it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.evaluation.results import UsedRow
from counterpart.evaluation.select import Row


@dataclass(frozen=True, slots=True)
class Input:
    """A value with its bounds (None: open), the rows it rests on, or what is missing instead.

    `left_out` counts rows that lie in, or share days with, wider rows that were taken. `whole` says
    whether any row speaks of the sides as a whole; None where the question makes no sense. `note`
    is said beside the value. Of a value that is a dict, low and high are dicts or None.
    """

    value: Any
    low: Any = None
    high: Any = None
    n: int = 0
    currency: str | None = None
    missing: str | None = None
    left_out: int = 0
    whole: bool | None = None
    note: str | None = None


def used(row: Row, role: str, catalogue: Catalogue) -> UsedRow:
    """A chosen record row as one that an explanation lists."""
    entry = (
        catalogue.kinds.get(row.kind)
        if row.table == "flows"
        else catalogue.indicators.get(row.kind)
    )
    unit = entry.unit if entry else ""
    return UsedRow(
        table=row.table,
        key=row.key,
        role=role,
        period=str(row.period),
        value=number(row.quantity.value),
        low=number(row.quantity.low),
        high=number(row.quantity.high),
        unit=(row.currency or unit) if unit == "money" else unit,
        source=row.source,
        locator=row.locator,
        note=row.note,
    )


def number(value: Decimal | None) -> float | None:
    """A decimal as a float."""
    return None if value is None else float(value)
