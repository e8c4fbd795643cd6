"""Setting a computed value beside what a claim states: does it fit, does it say the reverse?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from counterpart.catalogue import Catalogue, Unit
from counterpart.evaluation.arithmetic import DIMENSIONLESS, Value, meaning_of, plain
from counterpart.evaluation.record import Claim
from counterpart.periods import Period
from counterpart.quantities import Quantity, point
from counterpart.rules.expressions import Check

REVERSED = {"<": ">", "<=": ">", ">": "<", ">=": "<"}
DATE_FORMATS = {"year": "%Y", "year-month": "%Y-%m"}


def compare(
    check: Check, claim: Claim, catalogue: Catalogue, value: Value, against: Value | None
) -> tuple[bool, bool]:
    """Whether the value fits, and whether it says the reverse."""
    if value.day is not None and check.compare == "inside":
        return Period(claim.start_on or date.min, claim.period.end).contains(
            Period(None, value.day)
        ), False
    if value.day is not None or value.text is not None:
        return shown_text(claim, value) == _stated_text(claim), False
    unit = catalogue.units.get(claim.unit or "")
    left = in_unit(unit, value)
    right = in_unit(unit, against) if against is not None else claim.quantity
    if left is None or right is None:
        return False, False
    if check.compare in REVERSED:
        fits = _ordered(left, check.compare, right, strict_bound=against is None)
        return fits, against is not None and _ordered(
            left, REVERSED[check.compare], right, strict_bound=False
        )
    opposite = (
        value.meaning == "percent"
        and left.value is not None
        and right.value is not None
        and left.value * right.value < 0
    )
    return _agree(left, right), opposite


def _agree(computed: Quantity, stated: Quantity) -> bool:
    """Whether a computed figure is the stated one, as far as both are known.

    A figure known to one side only ("more than 700") agrees by what it names, not by all it allows.
    """
    if computed.low is not None and computed.high is not None:
        return computed.overlaps(stated)
    if computed.value is None:
        return False
    same = computed.value == stated.value
    return same or point(computed.value).overlaps(stated)


def _ordered(left: Quantity, compare: str, right: Quantity, *, strict_bound: bool) -> bool:
    """Whether left stands to right as `compare` says; a stated bound is compared by its figure."""
    bound = right.value if strict_bound else None
    if compare in (">", ">="):
        low, high = left.low, right.high if bound is None else bound
    else:
        low, high = right.low if bound is None else bound, left.high
    if low is None or high is None:
        return False
    # A figure stated as "over 400" on both sides carries the same strict bound.
    same_strict = left.low_strict if compare in (">", ">=") else left.high_strict
    return low > high or (low == high and (compare in (">=", "<=") or same_strict))


def unit_fits(claim: Claim, catalogue: Catalogue, value: Value) -> bool:
    """Whether the value counts what the claim's unit counts."""
    unit = catalogue.units.get(claim.unit or "")
    if unit is None or value.day is not None or value.text is not None or value.meaning == "count":
        return True
    dimensionless = unit.quantity in DIMENSIONLESS and value.meaning in DIMENSIONLESS
    return dimensionless or value.meaning in (meaning_of(unit), "number")


def shown_unit(claim: Claim, catalogue: Catalogue, value: Value) -> Unit | None:
    """The unit to show a computed value in: the claim's where both count the same, else its own.

    An order of two values has no unit; each of them has its own.
    """
    unit = catalogue.units.get(claim.unit or "")
    graded = unit is not None and unit.quantity == "grade" and value.text is None
    if not graded and unit_fits(claim, catalogue, value):
        return unit
    own = [each for each in catalogue.units.values() if meaning_of(each) == value.meaning]
    return min(own, key=lambda each: (each.factor != 1, each.factor), default=None)


def in_unit(unit: Unit | None, value: Value) -> Quantity | None:
    """The computed quantity in a unit."""
    if value.quantity is None:
        return None
    if unit is None or value.meaning in ("count", "number"):
        return value.quantity
    if value.meaning == "ratio" and unit.quantity == "percent":
        return value.quantity.scaled(Decimal(100))
    known, factor = value.quantity, unit.factor
    return replace(
        known,
        value=None if known.value is None else known.value / factor,
        low=None if known.low is None else known.low / factor,
        high=None if known.high is None else known.high / factor,
    )


def stated(claim: Claim) -> float | str | None:
    """What the claim says: a number, a code, or a span."""
    if claim.value is None and claim.code is None and (claim.low, claim.high) != (None, None):
        return f"{plain(claim.low)} to {plain(claim.high)}"
    return claim.code if claim.value is None else json_number(claim.value)


def _stated_text(claim: Claim) -> str | None:
    return plain(claim.value).replace(",", "") if claim.code is None else claim.code


def shown_text(claim: Claim, value: Value) -> str | None:
    """A date as exactly as the claim prints one, or a code."""
    if value.day is not None:
        return value.day.strftime(DATE_FORMATS.get(claim.unit or "", "%Y-%m-%d"))
    return value.text


def json_number(number: Decimal | None) -> float | None:
    """A JSON number: whole where it is whole."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(round(number, 6))
