"""A figure in the unit of its form: which unit holds, and whether it fits what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from counterpart.catalogue import Catalogue, Form
from counterpart.intake.layouts.cells_of import Key
from counterpart.intake.layouts.units import ANYTHING, COUNTED, Measure
from counterpart.intake.layouts.words import words


@dataclass(frozen=True, slots=True)
class Scale:
    """What to multiply a figure by, the currency it is in, and what is wrong, if anything is."""

    factor: Decimal = Decimal(1)
    currency: str | None = None
    fault: str | None = None
    expected: str = ""


def target_unit(catalogue: Catalogue, form: Form, key: Key, entry: str | None) -> str | None:
    """The unit in which a form takes a figure; None for columns that are no figures."""
    if key.unit:
        return key.unit
    name = key.entry or entry
    for row in form.rows:
        if row.entry == name and row.unit:
            return row.unit
    if name in catalogue.kinds:
        return catalogue.kinds[name].unit
    if name in catalogue.indicators:
        return catalogue.indicators[name].unit
    return "money" if key.name == "budget" else None


def scale_of(catalogue: Catalogue, target: str | None, measure: Measure | None) -> Scale:
    """How figures in `measure` become figures in the unit `target`.

    Faults: `unit_not_stated` where a figure means nothing without its unit, `unit_of_other` where
    the unit measures something else.
    """
    if target is None:
        return Scale(
            measure.factor if measure else Decimal(1), measure.currency if measure else None
        )
    unit = catalogue.units[target]
    if measure is None:
        sized = unit.quantity in words().lists["sized"]
        return Scale(fault="unit_not_stated" if sized else None, expected=target)
    sized = unit.quantity in words().lists["sized"]
    if measure.quantity == ANYTHING or (measure.quantity == COUNTED and not sized):
        return Scale(measure.factor)
    if measure.quantity != unit.quantity:
        return Scale(fault="unit_of_other", expected=target)
    if unit.currency and measure.currency and unit.currency != measure.currency:
        return Scale(fault="unit_of_other", expected=target)
    return Scale(measure.factor / unit.factor, measure.currency)


def written(number: Decimal) -> str:
    """A number as plain digits, without noise of a division."""
    exact = round(number, 16).normalize()
    return format(exact if exact else Decimal(0), "f")
