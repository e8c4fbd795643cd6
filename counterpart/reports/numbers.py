"""How a number is shown: rounded for reading, with its unit, its exact value kept beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from counterpart.catalogue import Catalogue, Unit
from counterpart.periods import Period
from counterpart.reports.words import Words

Number = float | int | Decimal

# Steps of reading: from this size on, divided by it, with this word before the unit.
STEPS: dict[str, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "bn"), (1e6, "m")),
    "zh": ((1e8, "亿"), (1e4, "万")),
}
# Counts stay whole up to here; money is shortened from the first step on.
WHOLE = 1e8
# Decimals that a machine value keeps; those behind them are noise of floating point.
DECIMALS = 9
# Digits tried beyond the usual ones to tell two bounds apart.
MORE = 7
# Units printed in thousands or more are taken back to the unit they count in.
LARGE = 1000
GLUE = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as read and as kept, with the word of its unit."""

    machine: str
    number: str
    unit: str

    @property
    def text(self) -> str:
        """As plain text, for charts."""
        return f"{self.number}{_glue(self.unit)}{self.unit}"

    def __html__(self) -> Markup:
        """As a `data` element with its unit."""
        element = Markup('<data value="{}">{}</data>').format(self.machine, self.number)
        if not self.unit:
            return element
        unit = Markup('<span class="unit">{}{}</span>').format(_glue(self.unit), self.unit)
        return element + unit

    # Django asks for the text of a value before its markup.
    __str__ = __html__


@dataclass(frozen=True, slots=True)
class Numbers:
    """Shows numbers with the units of one catalogue in one language."""

    catalogue: Catalogue
    words: Words

    def quantity(self, value: Number, unit: str, digits: int = 0) -> Shown:
        """A number with its unit; `digits` more are shown than reading needs."""
        entry = self.catalogue.units.get(unit)
        if entry is not None and entry.quantity == "date":
            text = machine(value)
            return Shown(text, text, "")
        if entry is None:
            money = unit in self.catalogue.codes["currencies"]
            word = self._currency(unit) if money else unit
            return self._stepped(value, word, 1 if money else WHOLE, digits)
        base = self._base(entry)
        if base is not None:
            value = exact(value) * entry.factor
        word = self._word(base or entry, yearly=unit.endswith("/year"))
        return self._stepped(value, word, 1 if entry.currency and base else WHOLE, digits)

    def between(self, low: Number, high: Number, unit: str) -> tuple[Shown, Shown]:
        """Two bounds with as many digits as tell them apart, the unit said once where it can be."""
        for digits in range(MORE):
            first, second = self.quantity(low, unit, digits), self.quantity(high, unit, digits)
            if first.number != second.number:
                break
        return (replace(first, unit="") if first.unit == second.unit else first), second

    def count(self, value: int) -> Shown:
        """A bare number of things that the words around it name."""
        return Shown(machine(value), _digits(float(value), 4), "")

    def axis(self, unit: str, top: float) -> tuple[float, str]:
        """What to divide the ticks of an axis by, and the words for their unit."""
        shown = self.quantity(top, unit)
        steps = [size for size, word in STEPS[self.words.language] if shown.unit.startswith(word)]
        return (steps[0] if steps else 1.0), shown.unit

    def _base(self, entry: Unit) -> Unit | None:
        """The unit that `entry` is a multiple of, itself where it is none."""
        if entry.factor == 1:
            return entry
        if entry.factor < LARGE:
            return None
        for unit in self.catalogue.units.values():
            same = (unit.quantity, unit.currency) == (entry.quantity, entry.currency)
            if same and unit.factor == 1:
                return unit
        return None

    def _word(self, entry: Unit, *, yearly: bool) -> str:
        word = self.catalogue.name("units", entry.code, self.words.language)
        return self.words("a_year", unit=word) if yearly and entry.factor == 1 else word

    def _currency(self, code: str) -> str:
        """A currency that has no unit of its own: its code, in Chinese its name."""
        language = self.words.language
        return code if language == "en" else self.catalogue.name("currencies", code, language)

    def _stepped(self, value: Number, unit: str, whole: float, digits: int) -> Shown:
        number = float(value)
        for size, word in STEPS[self.words.language]:
            if abs(number) >= max(size, whole):
                joined = f"{word}{unit}" if self.words.language == "zh" else f"{word} {unit}"
                return Shown(machine(value), _digits(number / size, 6 + digits), joined)
        written = _digits(number, 4 + digits)
        return Shown(machine(value), written, _singular(unit) if written == "1" else unit)


def exact(value: Number) -> Decimal:
    """The number that a float prints as."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def machine(value: Number) -> str:
    """The exact value, the same in every language: plain digits, a point, no exponent."""
    number = exact(value)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMALS:
        number = round(number, DECIMALS)
    text = format(number.normalize(), "f")
    return "0" if text == "-0" else text


def period_text(start: date | None, end: date | None, words: Words) -> Markup:
    """A span of days as short as it can be said; one without an end is open."""
    if end is None:
        first_day = start is not None and (start.month, start.day) == (1, 1)
        begin = "" if start is None else str(start.year) if first_day else start.isoformat()
        return Markup('<time datetime="{}">{}</time>\N{EN DASH}{}').format(
            begin, begin, words("open_end")
        )
    if start is None:
        time = Markup('<time datetime="{}">{}</time>').format(end, end)
        return Markup("{} {}").format(words("until"), time)
    text = str(Period(start, end)).replace("..", "\N{EN DASH}")
    if len(text) == len("1996-2015"):
        text = text.replace("-", "\N{EN DASH}")
    return Markup('<time datetime="{}/{}">{}</time>').format(start, end, escape(text))


def _singular(unit: str) -> str:
    """An English unit as it stands after 1; units in capitals and Chinese ones stay as they are."""
    head, space, rest = unit.partition(" of ") if " of " in unit else unit.partition(" a ")
    for ending, one in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if head.endswith(ending) and not head.endswith("ss") and " and " not in head:
            return f"{head.removesuffix(ending)}{one}{space}{rest}"
    return unit


def _glue(unit: str) -> str:
    return "" if unit in ("", "%") or "\u4e00" <= unit[0] <= "\u9fff" else GLUE


def _digits(number: float, significant: int) -> str:
    """Rounded to `significant` digits, never before the decimal point."""
    before = len(str(int(abs(number)))) if abs(number) >= 1 else 0
    text = f"{number:,.{max(0, significant - before)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")
