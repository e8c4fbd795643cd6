"""The grammar of check expressions: small, closed, read from YAML in a cell.

A check is one expression, or several named `readings` of an ambiguous one, with how it is compared
with the claim: `compare` (a relation), `against` (another expression instead of the stated figure)
and `at` (a period instead of the claim's own). The name of a reading may be in both languages,
`English | Chinese`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

import yaml

from counterpart.catalogue.load import near
from counterpart.errors import InputError, finding
from counterpart.periods import Period, parse_period

COMPARISONS = ("=", ">=", "<=", ">", "<", "on", "inside")
# Leaves and operations with a mapping: the keys they take, required ones first, then optional ones.
LEAVES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "flow": (("kind",), ("origin", "destination", "period", "where", "take")),
    "observation": (("indicator", "subject"), ("period", "role", "where")),
    "count": (("table",), ("where", "distinct")),
    "due": (("commitment", "year"), ("reading",)),
    "date": (("table", "key", "column"), ()),
    # Without an indicator a group is ranked by the day on which its members begin.
    "rank": (("subject", "in"), ("indicator", "period")),
    "claim": ((), ()),
    "distance": ((), ()),
}
# Operations: how many operands; None is any number from one.
OPERATIONS: dict[str, int | None] = {
    "sum": None,
    "minus": 2,
    "product": 2,
    "ratio": 2,
    "share": 2,
    "change": 2,
    "years_between": 2,
}
TAKES = ("sum", "last", "count")


@dataclass(frozen=True, slots=True)
class Expression:
    """A node: `number`, the name of a leaf with its `fields`, or an operation on `operands`."""

    name: str
    fields: dict[str, Any] = field(default_factory=dict)
    operands: tuple[Expression, ...] = ()

    def leaves(self) -> Iterator[Expression]:
        """All leaves below, numbers included."""
        if not self.operands:
            yield self
        for operand in self.operands:
            yield from operand.leaves()


@dataclass(frozen=True, slots=True)
class Check:
    """A parsed check: readings by name (one unnamed reading is called "")."""

    readings: dict[str, Expression]
    compare: str
    against: Expression | None
    at: Period | None

    def leaves(self) -> Iterator[Expression]:
        """All leaves of all readings, and of what they are compared with."""
        for expression in self.readings.values():
            yield from expression.leaves()
        if self.against is not None:
            yield from self.against.leaves()


@lru_cache(maxsize=4096)
def parse_check(text: str) -> Check:
    """Read a check expression; InputError with code check_invalid says what is not understood."""
    try:
        document = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        raise _invalid(f"it is not YAML ({str(error).splitlines()[0]})", text) from None
    if not isinstance(document, dict):
        raise _invalid("a mapping is expected", text)
    rest = dict(document)
    compare = rest.pop("compare", "=")
    if compare not in COMPARISONS:
        raise _invalid(f"compare {compare!r} is none of {', '.join(COMPARISONS)}", text)
    against = rest.pop("against", None)
    at = rest.pop("at", None)
    readings = rest.pop("readings", None)
    if readings is None:
        parsed = {"": _expression(rest, text)}
    elif rest or not isinstance(readings, dict) or not readings:
        raise _invalid("readings stand alone, as a mapping of names to expressions", text)
    else:
        parsed = {str(name): _expression(each, text) for name, each in readings.items()}
    return Check(
        parsed,
        compare,
        None if against is None else _expression(against, text),
        None if at is None else parse_period(at),
    )


def _expression(node: Any, text: str) -> Expression:
    if isinstance(node, bool) or node is None:
        raise _invalid(f"{node!r} is no expression", text)
    if isinstance(node, int | float):
        if not isfinite(node):
            raise _invalid(f"{node!r} is no number", text)
        return Expression("number", {"value": Decimal(str(node))})
    if not isinstance(node, dict) or len(node) != 1:
        raise _invalid(f"one expression is expected, not {node!r}", text)
    ((name, body),) = node.items()
    if name in OPERATIONS:
        return _operation(name, body, text)
    if name not in LEAVES:
        hint = near(str(name), [*LEAVES, *OPERATIONS])
        raise _invalid(f"{name!r} is no leaf and no operation{hint}", text)
    if name == "claim":
        return Expression(name, {"claim": str(body)})
    if name == "distance":
        if not isinstance(body, list) or len(body) != 2:
            raise _invalid("distance takes two places", text)
        return Expression(name, {"places": (str(body[0]), str(body[1]))})
    return Expression(name, _fields(name, body, text))


def _operation(name: str, body: Any, text: str) -> Expression:
    fields: dict[str, Any] = {}
    if name == "change" and isinstance(body, dict):
        if not {"from", "to"} <= body.keys() <= {"from", "to", "steps"}:
            raise _invalid("change takes from, to and steps", text)
        fields["steps"] = body.get("steps", 1)
        if type(fields["steps"]) is not int or fields["steps"] < 1:
            raise _invalid("steps of a change are whole and at least 1", text)
        body = [body["from"], body["to"]]
    count = OPERATIONS[name]
    if not isinstance(body, list) or not body or (count is not None and len(body) != count):
        raise _invalid(f"{name} takes {count or 'one or more'} expressions", text)
    return Expression(name, fields, tuple(_expression(each, text) for each in body))


def _fields(name: str, body: Any, text: str) -> dict[str, Any]:
    required, optional = LEAVES[name]
    if not isinstance(body, dict):
        raise _invalid(f"{name} takes {', '.join(required)}", text)
    for key in body:
        if key not in (*required, *optional):
            hint = near(str(key), (*required, *optional))
            raise _invalid(f"{name} knows no {key!r}{hint}", text)
    for key in required:
        if key not in body:
            raise _invalid(f"{name} needs {key}", text)
    fields = {key: _plain(value) for key, value in body.items()}
    if fields.get("take", "sum") not in TAKES:
        raise _invalid(f"take is one of {', '.join(TAKES)}", text)
    if "period" in fields:
        fields["period"] = parse_period(fields["period"])
    for key in ("kind", "indicator"):
        if key in fields:
            value = fields[key]
            fields[key] = tuple(value) if isinstance(value, list) else (value,)
            if not fields[key] or not all(isinstance(each, str) for each in fields[key]):
                raise _invalid(f"{key} is a name, or a list of names", text)
    where = fields.pop("where", {})
    if not isinstance(where, dict) or not all(isinstance(each, str) for each in where.values()):
        raise _invalid(f"where of {name} is a mapping of columns to values", text)
    for key, value in fields.items():
        if key not in ("kind", "indicator", "period") and not isinstance(value, str):
            raise _invalid(f"{key} of {name} is one value", text)
    if "year" in fields and not fields["year"].isdecimal():
        raise _invalid("year is a calendar year", text)
    return {**fields, "where": where} if where else fields


def _plain(value: Any) -> Any:
    """Keys and codes are text, also where YAML reads a number or a date."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value)


def _invalid(detail: str, text: str) -> InputError:
    return InputError([finding("check_invalid", column="check", value=text, detail=detail)])
