"""Amounts by steps, as a cell of a commitment gives them: 2018: 10000000; 2020: 30000000."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

# One step: a year and the amount from it on.
STEP = re.compile(r"\s*(\d{4})\s*[:=\uff1a]\s*([0-9.]+)\s*")


def parse_steps(text: str) -> dict[int, Decimal]:
    """Year -> amount from it on, of "2018: 10000000; 2020: 30000000".

    Raises ValueError, with the part that is not understood.
    """
    found: dict[int, Decimal] = {}
    for part in filter(str.strip, re.split("[;\uff1b]", text)):
        match = STEP.fullmatch(part)
        try:
            if match is None or int(match[1]) in found:
                raise ValueError(part.strip())
            found[int(match[1])] = Decimal(match[2])
        except InvalidOperation:
            raise ValueError(part.strip()) from None
    if not found:
        raise ValueError(text.strip())
    return found
