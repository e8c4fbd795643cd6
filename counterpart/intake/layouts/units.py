"""Units as offices write them: 万元, '000 GBP, 人次, 万千瓦时, in brackets or in a cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from counterpart.catalogue import Catalogue
from counterpart.intake.layouts.words import decimal_of, plain, words

ANYTHING, COUNTED = "=", "*"
_LEAD = re.compile(r"^(?:计量|金额|货币)?单位[::]?|^(?:in|unit|units)[: ]\s*", re.I)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a written unit says: a quantity of the catalogue, how many base units it holds, the
    currency where it names one, and the catalogue's unit.

    Quantity `*` counts anything (个, 例), `=` is only a size (units, '000) of any quantity.
    """

    written: str
    quantity: str
    factor: Decimal
    currency: str | None = None
    unit: str | None = None


def read_unit(text: str, catalogue: Catalogue, own: Mapping[str, str] = {}) -> Measure | None:
    """What the text says as a unit; None where it is none. `own` are the words of a layout."""
    folded = _LEAD.sub("", plain(text)).strip(" :;,.")
    folded = folded or plain(text)
    for word, unit in own.items():
        if plain(word) == folded:
            return _named(text, unit, Decimal(1), catalogue)
    return _read(text, folded, catalogue)


def _read(text: str, folded: str, catalogue: Catalogue) -> Measure | None:
    named = _names(catalogue)
    if folded in named:
        return _named(text, named[folded], Decimal(1), catalogue)
    multipliers = words().table("multipliers")
    if folded in multipliers:
        return Measure(text, ANYTHING, decimal_of(multipliers[folded]))
    for word, factor in multipliers.items():
        for rest in (_after(folded, word), _before(folded, word)):
            unit = named.get(rest) if rest else None
            if unit:
                return _named(text, unit, decimal_of(factor), catalogue)
    return None


def _after(folded: str, word: str) -> str | None:
    """What follows a factor: 万 of 万元; a factor in Latin letters needs a space after it."""
    if not folded.startswith(word) or len(folded) == len(word):
        return None
    rest = folded[len(word) :]
    if word[-1].isascii() and word[-1].isalpha() and rest[0].isascii() and rest[0].isalpha():
        return None
    return rest.strip()


def _before(folded: str, word: str) -> str | None:
    """What stands before a factor: ugx of `ugx '000`, £ of `£000`, gbp of `gbp thousand`."""
    if not folded.endswith(word) or len(folded) == len(word):
        return None
    rest = folded[: -len(word)]
    if word[0].isascii() and word[0].isalpha() and rest[-1].isascii() and rest[-1].isalpha():
        return None
    return rest.strip()


def _named(text: str, unit: str, times: Decimal, catalogue: Catalogue) -> Measure | None:
    if unit in (ANYTHING, COUNTED):
        return Measure(text, unit, times)
    sizes = words().lists["sizes"]
    if unit in sizes:
        base, factor = sizes[unit]
        times *= decimal_of(factor)
        unit = base
    known = catalogue.units.get(unit)
    if known is not None:
        return Measure(text, known.quantity, known.factor * times, known.currency, unit)
    if unit in catalogue.codes["currencies"]:
        return Measure(text, "money", times, unit, "money")
    return None


@cache
def _shipped_names(version: str, listed: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {plain(word): unit for word, unit in listed}


def _names(catalogue: Catalogue) -> dict[str, str]:
    """Every word for a unit: the catalogue's names, currencies, and the words of offices."""
    listed = [
        (word, unit.code)
        for unit in catalogue.units.values()
        for word in (unit.code, unit.name_en, unit.name_zh)
    ]
    listed += [
        (word, code.code)
        for code in catalogue.codes["currencies"].values()
        for word in (code.code, code.name_en, code.name_zh)
    ]
    # What offices write wins: 台 and 例 count operations and cases, 次 counts anything.
    listed += list(words().table("units").items())
    listed += [(word, word) for word in words().lists["sizes"] if word not in ("USD", "UGX")]
    return _shipped_names(catalogue.version, tuple(listed))
