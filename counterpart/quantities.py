"""Values with bounds: what a printed figure allows, and arithmetic that carries it along.

A quantity is value, low, high; None as a bound means unbounded. Precision words turn a printed
figure into bounds ("over 40" has no upper bound), and are never silently turned into a point.
Operations take their operands as independent; `share` does not, since a part lies in its whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

ONE_SIDED = {"more_than": 1, "at_least": 1, "less_than": -1, "at_most": -1}
STRICT = {"more_than", "less_than"}
HUNDRED = Decimal(100)
INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value between two bounds. A strict bound is not itself attained."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_strict: bool = False
    high_strict: bool = False

    def overlaps(self, other: Quantity) -> bool:
        """Whether some number is allowed by both."""
        return _below(self, other) and _below(other, self)

    def scaled(self, factor: Decimal) -> Quantity:
        """The quantity times a positive `factor` (a change of unit)."""
        return replace(
            self,
            value=None if self.value is None else self.value * factor,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
        )


def point(value: Decimal | int | str) -> Quantity:
    """An exactly known quantity."""
    number = Decimal(value)
    return Quantity(number, number, number)


def printed_decimals(value: Decimal) -> int:
    """Decimals of a figure up to its last digit that is not 0; negative for 62500 (-2)."""
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and value else 0


def bounded(
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    precision: str | None,
    decimals: int | None = None,
) -> Quantity:
    """What a recorded figure allows.

    Stated bounds win. Otherwise `rounded` allows half a unit of the last of `decimals` printed
    either way (negative: hundreds, thousands; where it is not known, of the last digit that is
    not 0), `truncated` a whole one upwards, the one-sided words leave the other side open,
    `approximate` and `estimate` leave both open, and anything else is exact.
    """
    if value is None or low is not None or high is not None:
        side = ONE_SIDED.get(precision or "", 0) if precision in STRICT else 0
        return Quantity(value, low, high, low_strict=side > 0, high_strict=side < 0)
    unit = Decimal(1).scaleb(-(printed_decimals(value) if decimals is None else decimals))
    if precision == "rounded":
        return Quantity(value, value - unit / 2, value + unit / 2)
    if precision == "truncated":
        return Quantity(value, value, value + unit, high_strict=True)
    if precision in ONE_SIDED:
        strict = precision in STRICT
        if ONE_SIDED[precision] > 0:
            return Quantity(value, value, None, low_strict=strict)
        return Quantity(value, None, value, high_strict=strict)
    if precision in ("approximate", "estimate"):
        return Quantity(value, None, None)
    return Quantity(value, value, value)


def total(parts: Sequence[Quantity]) -> Quantity:
    """The sum; a bound is known only where every part has it."""
    return Quantity(
        _add([part.value for part in parts]),
        _add([part.low for part in parts]),
        _add([part.high for part in parts]),
        any(part.low_strict for part in parts),
        any(part.high_strict for part in parts),
    )


def minus(left: Quantity, right: Quantity) -> Quantity:
    """The difference of two independent quantities."""
    return Quantity(
        _pair(left.value, right.value, Decimal.__sub__),
        _pair(left.low, right.high, Decimal.__sub__),
        _pair(left.high, right.low, Decimal.__sub__),
        left.low_strict or right.high_strict,
        left.high_strict or right.low_strict,
    )


def product(left: Quantity, right: Quantity) -> Quantity:
    """The product of two independent quantities."""
    return _between_corners(left, right, _pair(left.value, right.value, Decimal.__mul__), _times)


def ratio(left: Quantity, right: Quantity) -> Quantity:
    """The quotient of two independent quantities; no value when the divisor is 0.

    Both bounds are open where the divisor may be of either sign.
    """
    value = _pair(left.value, right.value, _divide)
    if right.low is not None and right.high is not None and right.low < 0 < right.high:
        return Quantity(value, None, None)
    return _between_corners(left, right, value, _over)


def share(part: Quantity, whole: Quantity) -> Quantity:
    """A part of its whole in percent, kept between 0 and 100 since the part lies in the whole."""
    raw = ratio(part, whole).scaled(HUNDRED)
    low = Decimal(0) if raw.low is None else max(Decimal(0), raw.low)
    high = HUNDRED if raw.high is None else min(HUNDRED, raw.high)
    cut = raw.high is None or raw.high > HUNDRED
    return replace(raw, low=low, high=high, high_strict=raw.high_strict and not cut)


def change(before: Quantity, after: Quantity, steps: int = 1) -> Quantity:
    """Growth from `before` to `after` in percent; the geometric mean per step over `steps`."""
    quotient = ratio(after, before)
    return replace(
        quotient,
        value=_growth(quotient.value, steps),
        low=_growth(quotient.low, steps),
        high=_growth(quotient.high, steps),
    )


@dataclass(frozen=True, slots=True)
class _End:
    """An end of a quantity: strict when not attained, assumed when it is not stated."""

    number: Decimal
    strict: bool = False
    assumed: bool = False


def _ends(quantity: Quantity) -> tuple[_End, _End]:
    """Both ends. An open lower end is 0 unless the quantity is below 0: counts are not negative."""
    known = quantity.value if quantity.value is not None else quantity.high
    floor = -INFINITY if known is not None and known < 0 else Decimal(0)
    low = _End(floor, assumed=True)
    high = _End(INFINITY, assumed=True)
    if quantity.low is not None:
        low = _End(quantity.low, quantity.low_strict)
    if quantity.high is not None:
        high = _End(quantity.high, quantity.high_strict)
    return low, high


def _between_corners(
    left: Quantity,
    right: Quantity,
    value: Decimal | None,
    corner: Callable[[_End, _End], _End],
) -> Quantity:
    """A quantity between the extremes of its corners; open where an extreme is only assumed."""
    corners = [corner(one, other) for one in _ends(left) for other in _ends(right)]
    low = min(corners, key=lambda end: (end.number, end.strict, end.assumed))
    high = max(corners, key=lambda end: (end.number, not end.strict, not end.assumed))
    return Quantity(
        value,
        None if low.assumed else low.number,
        None if high.assumed else high.number,
        low.strict and not low.assumed,
        high.strict and not high.assumed,
    )


def _times(one: _End, other: _End) -> _End:
    zeros = [end for end in (one, other) if not end.number]
    if zeros:
        # 0 that is attained makes 0, whatever the other end is.
        return min(zeros, key=lambda end: (end.assumed, end.strict))
    assumed = one.assumed or other.assumed
    return _End(one.number * other.number, one.strict or other.strict, assumed)


def _over(one: _End, other: _End) -> _End:
    if not one.number:
        return _End(Decimal(0), one.strict, one.assumed)
    assumed = one.assumed or other.assumed
    if not other.number or one.number.is_infinite():
        # Towards a divisor of 0 the quotient has no bound.
        return _End(INFINITY.copy_sign(one.number), assumed=True)
    if other.number.is_infinite():
        return _End(Decimal(0), strict=True, assumed=True)
    return _End(one.number / other.number, one.strict or other.strict, assumed)


def _growth(quotient: Decimal | None, steps: int) -> Decimal | None:
    if quotient is None or quotient < 0:
        return None
    return (quotient ** (Decimal(1) / steps) - 1) * HUNDRED


def _below(one: Quantity, other: Quantity) -> bool:
    """Whether `one` can be as low as `other` allows upwards."""
    if one.low is None or other.high is None:
        return True
    if one.low_strict or other.high_strict:
        return one.low < other.high
    return one.low <= other.high


def _add(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _pair(
    left: Decimal | None,
    right: Decimal | None,
    operation: Callable[[Decimal, Decimal], Decimal | None],
) -> Decimal | None:
    return None if left is None or right is None else operation(left, right)


def _divide(left: Decimal, right: Decimal) -> Decimal | None:
    return left / right if right else None
