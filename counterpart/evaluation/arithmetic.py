"""Evaluating check expressions: quantities with their meaning, and the arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counterpart import quantities
from counterpart.catalogue import Unit
from counterpart.evaluation.phrases import Phrases
from counterpart.evaluation.results import RowKey
from counterpart.periods import years_between
from counterpart.quantities import Quantity
from counterpart.rules.expressions import Expression

DIMENSIONLESS = {"number", "ratio", "percent", "index"}
SIGNS = {"sum": " + ", "minus": " − ", "product": " × ", "ratio": " ÷ "}


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression gives: a quantity of some meaning, or a text (a date, a grade).

    `sources` are those of the rows it rests on, `own` whether claims or rules of the document
    itself entered, `missing` what could not be found. `used` are the keys of those rows, `rows`
    how many figures of the record they make.
    """

    quantity: Quantity | None
    meaning: str
    words: str
    text: str | None = None
    day: date | None = None
    sources: frozenset[str] = frozenset()
    through_claims: bool = False
    rows: int = 0
    missing: tuple[str, ...] = ()
    used: tuple[RowKey, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is anything to compare."""
        return not self.missing and (
            self.text is not None
            or self.day is not None
            or (
                self.quantity is not None
                and (self.quantity.value, self.quantity.low, self.quantity.high) != (None,) * 3
            )
        )


def compute(expression: Expression, leaf: Callable[[Expression], Value], say: Phrases) -> Value:
    """The value of an expression; `leaf` looks up the leaves, `say` has the words."""
    if expression.name == "number":
        number = expression.fields["value"]
        return Value(quantities.point(number), "number", plain(number))
    if not expression.operands:
        return leaf(expression)
    operands = [compute(operand, leaf, say) for operand in expression.operands]
    missing = tuple(dict.fromkeys(text for each in operands for text in each.missing))
    quantity: Quantity | None = None
    if not missing:
        quantity = _quantity(expression, operands)
        if quantity is None:
            named = say("operands").join(each.words for each in operands)
            missing = (f"{expression.name}: {named}",)
    return Value(
        quantity,
        _meaning(expression.name, [each.meaning for each in operands]),
        _words(expression, operands, quantity, say),
        sources=frozenset().union(*(each.sources for each in operands)),
        through_claims=any(each.through_claims for each in operands),
        rows=sum(each.rows for each in operands),
        missing=missing,
        used=tuple(dict.fromkeys(row for each in operands for row in each.used)),
    )


def meaning_of(unit: Unit, currency: str | None = None) -> str:
    """What a unit counts, told apart by currency: CNY and EUR do not compare."""
    own = unit.currency or currency
    return unit.quantity.replace("money", f"money in {own}", 1) if own else unit.quantity


def plain(number: Decimal | None) -> str:
    """A number as people write it: grouped, at most four decimals, no trailing zeros."""
    if number is None:
        return "?"
    rounded = round(number, 4)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quantity(expression: Expression, operands: list[Value]) -> Quantity | None:
    if expression.name == "years_between":
        start, end = (each.day for each in operands)
        if start is None or end is None:
            return None
        return quantities.point(years_between(start, end))
    parts = [each.quantity for each in operands]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        return None
    result = {
        "sum": lambda: quantities.total(known),
        "minus": lambda: quantities.minus(*known),
        "product": lambda: quantities.product(*known),
        "ratio": lambda: quantities.ratio(*known),
        "share": lambda: quantities.share(*known),
        "change": lambda: quantities.change(known[0], known[1], expression.fields.get("steps", 1)),
    }[expression.name]()
    return None if (result.value, result.low, result.high) == (None, None, None) else result


def _meaning(name: str, meanings: list[str]) -> str:
    """What a result counts, for telling whether a claim's unit fits it."""
    if name in ("share", "change"):
        return "percent"
    if name == "years_between":
        return "duration in years"
    if name == "ratio":
        left, right = meanings
        if left == right:
            return "ratio"
        return left if right in DIMENSIONLESS else f"{left} per {right}"
    dimensional = [meaning for meaning in meanings if meaning not in DIMENSIONLESS]
    if name == "product" or not dimensional:
        return dimensional[0] if dimensional else meanings[0]
    return dimensional[0] if len(set(dimensional)) == 1 else " and ".join(sorted(set(dimensional)))


def _words(
    expression: Expression, operands: list[Value], quantity: Quantity | None, say: Phrases
) -> str:
    result = say("not computable") if quantity is None else plain(quantity.value)
    texts = [_inner(each) for each in operands]
    if expression.name == "change":
        steps = expression.fields.get("steps", 1)
        per_step = say("per step", steps=steps) if steps > 1 else ""
        return say("change", start=texts[0], end=texts[1], steps=per_step, result=result)
    if expression.name == "years_between":
        return say("whole years", start=texts[0], end=texts[1], result=result)
    if expression.name == "share":
        return f"{say('part of').join(texts)} = {result} %"
    return f"{SIGNS[expression.name].join(texts)} = {result}"


def _inner(value: Value) -> str:
    """An operand inside a longer line: what it is, and its figure."""
    return f"({value.words})" if " = " in value.words else value.words
