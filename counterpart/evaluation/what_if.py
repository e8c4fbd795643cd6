"""What if a rule were another one: its columns changed, or its term continued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.evaluation.due import Commitment
from counterpart.rules.steps import parse_steps

# The columns that a what-if may change, and how each is read.
CHANGEABLE: Mapping[str, type] = {
    "base": Decimal,
    "rate": float,
    "first_step": int,
    "base_year": int,
    "cap": Decimal,
    "steps": str,
    "end_on": date,
}


def what_if(
    rules: Sequence[Commitment], changes: Sequence[str] = (), until: int | None = None
) -> list[Commitment]:
    """The rules with `changes`, each "COMMITMENT: rate=0.1, cap=100000000" or of one reading,
    "COMMITMENT/READING: ...", and with terms that reach at least to the end of `until`.

    Raises InputError for a commitment, column or value that is not known.
    """
    found = list(rules)
    for text in changes:
        name, _, columns = text.partition(":")
        commitment, _, reading = name.strip().partition("/")
        asked = [
            place
            for place, rule in enumerate(found)
            if rule.commitment == commitment and reading in ("", rule.reading)
        ]
        if not asked or not columns.strip():
            known = [rule.commitment for rule in rules]
            hint = near(commitment, known) if not asked else ""
            raise InputError([finding("what_if_unknown", value=text, hint=hint)])
        changed = dict(map(_change, columns.split(",")))
        for place in asked:
            found[place] = replace(found[place], **changed)
    if until is not None:
        last = date(until, 12, 31)
        found = [replace(rule, end_on=max(rule.end_on, last)) for rule in found]
    return found


def _change(text: str) -> tuple[str, Any]:
    """A column and its value, of "rate=0.1"."""
    column, _, value = (part.strip() for part in text.partition("="))
    try:
        kind = CHANGEABLE[column]
        if kind is date:
            return column, date.fromisoformat(value)
        if column == "steps":
            parse_steps(value)
        return column, kind(value)
    except (KeyError, ValueError, InvalidOperation):
        hint = "" if column in CHANGEABLE else near(column, CHANGEABLE)
        raise InputError(
            [
                finding(
                    "what_if_column", value=text.strip(), hint=hint, columns=", ".join(CHANGEABLE)
                )
            ]
        ) from None
