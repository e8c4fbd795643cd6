"""How a number is shown: rounded for reading, its unit beside it, its exact value kept for machines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from counterpart.catalogue import Catalogue
from counterpart.periods import Period

Number = float | int | Decimal

# Steps of reading: from this size on, divided by it, with this word before the unit.
STEPS: dict[str, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "bn"), (1e6, "m")),
    "zh": ((1e8, "亿"), (1e4, "万")),
}
# Counts stay whole up to here; money is shortened from the first step on.
WHOLE = 1e7


def machine(value: Number) -> str:
    """The exact value, the same in every language: plain digits, a point, no exponent."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    text = format(number.quantize(Decimal("1e-9")).normalize(), "f")
    return "0" if text == "-0" else text


def reading(value: Number, unit: str, catalogue: Catalogue, language: str) -> tuple[str, str]:
    """The number as shown and its unit as shown."""
    entry = catalogue.units.get(unit)
    number = float(value)
    if entry and entry.quantity == "money" and entry.currency and "/" not in unit:
        return _stepped(
            number * float(entry.factor), _currency(entry.currency, catalogue, language), 1, language
        )
    return _stepped(number, catalogue.name("units", unit, language), WHOLE, language)


def data(value: Number, shown: str | None = None) -> Markup:
    """A number as an element that carries its machine value."""
    return Markup('<data value="{}">{}</data>').format(machine(value), shown or count(value))


def count(value: Number) -> str:
    """A plain number with thousands separated."""
    return _digits(float(value), 4)


def quantity(value: Number, unit: str, catalogue: Catalogue, language: str) -> Markup:
    """A number with its unit."""
    shown, word = reading(value, unit, catalogue, language)
    glue = "" if word == "%" else "\N{NARROW NO-BREAK SPACE}"
    return Markup('{}<span class="unit">{}{}</span>').format(data(value, shown), glue, word)


def period_text(start: date | None, end: date | None, until: str) -> Markup:
    """A span of days as short as it can be said; `until` is said of a stock."""
    if end is None:
        return escape(start.isoformat() if start else "")
    if start is None:
        return Markup('{} <time datetime="{}">{}</time>').format(until, end, end)
    text = str(Period(start, end)).replace("..", "\N{EN DASH}")
    if len(text) == 9:
        text = text.replace("-", "\N{EN DASH}")
    return Markup('<time datetime="{}/{}">{}</time>').format(start, end, text)


def _currency(currency: str, catalogue: Catalogue, language: str) -> str:
    if currency in catalogue.units:
        return catalogue.name("units", currency, language)
    return currency if language == "en" else catalogue.name("currencies", currency, language)


def _stepped(number: float, unit: str, whole: float, language: str) -> tuple[str, str]:
    for size, word in STEPS[language]:
        if abs(number) >= max(size, whole):
            joined = f"{word}{unit}" if language == "zh" else f"{word} {unit}"
            return _digits(number / size, 5), joined
    return _digits(number, 4), unit


def _digits(number: float, significant: int) -> str:
    """Rounded to `significant` digits, never before the decimal point."""
    before = len(str(int(abs(number)))) if abs(number) >= 1 else 0
    text = f"{number:,.{max(0, significant - before)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")
