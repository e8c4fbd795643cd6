"""What a missing base would have to be for a stated ratio to hold: said, never used."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from counterpart.evaluation.arithmetic import Value, compute, plain
from counterpart.evaluation.phrases import Phrases
from counterpart.rules.expressions import Expression


def implied(
    expression: Expression, figure: Decimal, leaf: Callable[[Expression], Value], say: Phrases
) -> str | None:
    """Words for the base b that a ÷ b, (a − b) ÷ b or the change from b to a would need.

    None where the expression has another shape, or `a` is not known either.
    """
    if expression.name == "change" and expression.fields.get("steps", 1) == 1:
        numerator, factor = expression.operands[1], 1 + figure / 100
    elif expression.name != "ratio":
        return None
    elif expression.operands[0].name == "minus":
        numerator, factor = expression.operands[0].operands[0], 1 + figure
    else:
        numerator, factor = expression.operands[0], figure
    known = compute(numerator, leaf, say)
    if known.quantity is None or known.quantity.value is None or not factor:
        return None
    return say("base needed", base=plain(known.quantity.value / factor))
