"""One cell as a figure: numbers, numbers kept as text, brackets for less than 0, empty marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from counterpart.intake.layouts.words import plain, words

_GROUPED = re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
_PLAIN = re.compile(r"^[+-]?\d+(\.\d+)?$|^[+-]?\.\d+$")

MOST = 1e15


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell holds: a number, nothing (`empty`), or something that is no figure.

    `as_text` marks a number kept as text, `precision` a word beside it.
    """

    number: Decimal | None = None
    empty: bool = False
    as_text: bool = False
    precision: str | None = None

    @property
    def unreadable(self) -> bool:
        """Whether something stands there that is neither a number nor a mark for nothing."""
        return self.number is None and not self.empty


EMPTY = Figure(empty=True)


def read_figure(value: object) -> Figure:
    """What a cell says; an office's `/`, — and 无 are nothing, a typed 0 is 0."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Figure()
    if isinstance(value, (int, float)) and not abs(value) < MOST:
        # No office counts so far; such a cell is a slip or a division by 0.
        return Figure()
    if isinstance(value, (int, float)):
        # A spreadsheet keeps 15 digits; more are noise of binary fractions.
        return Figure(_exact(value))
    if isinstance(value, str):
        return _from_text(value)
    return Figure()


def _exact(value: float) -> Decimal:
    number = Decimal(format(value, ".15g"))
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


@cache
def _from_text(value: str) -> Figure:
    text = plain(value)
    if not text or text in words().set_of("empty"):
        return EMPTY
    precision = None
    for word, meaning in words().table("precision.before").items():
        if text.startswith(word) and len(text) > len(word):
            text, precision = text[len(word) :].strip(), meaning
            break
    for word, meaning in words().table("precision.after").items():
        if text.endswith(word) and len(text) > len(word):
            text, precision = text[: -len(word)].strip(), precision or meaning
            break
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1].strip()
    if text.endswith("-") and len(text) > 1:
        text, negative = text[:-1], True
    number = _number(text)
    if number is None:
        return Figure()
    return Figure(-abs(number) if negative else number, as_text=True, precision=precision)


def _number(text: str) -> Decimal | None:
    text = text.replace("−", "-").replace(" ", "")
    if _GROUPED.match(text):
        text = text.replace(",", "")
    if not _PLAIN.match(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def decimals_of(number: Decimal) -> int:
    """Digits after the point."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
