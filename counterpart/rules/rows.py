"""What must hold of each row by itself: filled, coded, dated forwards, bounds in order, in unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.catalogue.load import near
from counterpart.engine.store import Relation, Store, literals, quoted
from counterpart.errors import Finding
from counterpart.rules.listing import Condition, faults, is_null

SPANS = (
    ("start_on", "end_on"),
    ("valid_from", "valid_to"),
    ("term_start", "term_end"),
    ("planned_start", "planned_end"),
    ("actual_start", "actual_end"),
    ("window_start", "window_end"),
)
# Quantities of which less than nothing makes sense: corrections of money, growth, differences.
SIGNED = {"money", "percent", "ratio", "index"}


def check_rows(store: Store, relation: Relation, catalogue: Catalogue) -> list[Finding]:
    """Every row-by-row rule over one table, in one pass."""
    conditions = [
        *_filled(relation),
        *_plain(relation),
        *_coded(relation, catalogue),
        *_dated(relation),
        *_bounded(relation),
        *_in_unit(relation, catalogue),
    ]
    return faults(store, relation, conditions)


def _filled(relation: Relation) -> list[Condition]:
    return [
        Condition(
            "missing_value",
            column.name,
            is_null(column.name),
            words=_table(relation),
            over=(column.name,) if column.codes or column.references else (),
        )
        for column in relation.table.columns
        if column.required and relation.has(column.name)
    ]


def _coded(relation: Relation, catalogue: Catalogue) -> list[Condition]:
    conditions = []
    for column in relation.table.columns:
        if column.codes and relation.has(column.name):
            allowed = catalogue.allowed(column.codes)
            name = quoted(column.name)
            sql = f"{name} IS NOT NULL AND {name} NOT IN ({literals(allowed)})"
            words = _codes(column.codes, allowed)
            conditions.append(
                Condition("unknown_code", column.name, sql, name, words=words, over=(column.name,))
            )
    return conditions


def _dated(relation: Relation) -> list[Condition]:
    return [
        Condition(
            "impossible_period",
            start,
            f"{start} > {end}",
            start,
            end,
            lambda shown, detail: {"end": detail},
        )
        for start, end in SPANS
        if relation.has(start, end)
    ]


def _bounded(relation: Relation) -> list[Condition]:
    if not {"value", "low", "high"} <= relation.table.has:
        return []
    conditions = [
        Condition(
            "bounds_disordered",
            "value",
            "low > value OR value > high OR low > high",
            "concat_ws(', ', low, value, high)",
        )
    ]
    if relation.table.name in ("flows", "observations"):
        coded = " AND code IS NULL" if "code" in relation.table.has else ""
        sql = f"value IS NULL AND low IS NULL AND high IS NULL{coded}"
        conditions.append(Condition("empty_quantity", "value", sql))
    return conditions


def _in_unit(relation: Relation, catalogue: Catalogue) -> list[Condition]:
    """Counts are not negative; money has a currency, and nothing else has one."""
    kinds: dict[str, str] = {}
    column = ""
    if relation.table.name == "flows" and relation.has("kind"):
        column, kinds = "kind", {name: kind.unit for name, kind in catalogue.kinds.items()}
    elif relation.table.name == "observations" and relation.has("indicator"):
        column = "indicator"
        kinds = {name: indicator.unit for name, indicator in catalogue.indicators.items()}
    if not kinds:
        return []
    quantities = {name: catalogue.units[unit].quantity for name, unit in kinds.items()}
    signed = frozenset(name for name, quantity in quantities.items() if quantity in SIGNED)
    money = frozenset(name for name, quantity in quantities.items() if quantity == "money")

    def unit(shown: str, kind: str) -> dict[str, Any]:
        return {"kind": kind, "unit": kinds.get(kind, "")}

    known = f"{column} IN ({literals(frozenset(kinds))})"
    return [
        Condition(
            "negative_count",
            "value",
            # CASE looks at the kind of the few negative rows only.
            f"CASE WHEN value < 0 THEN {known} AND {column} NOT IN ({literals(signed)}) END",
            "value",
            column,
            unit,
        ),
        Condition(
            "currency_missing",
            "currency",
            f"currency IS NULL AND {column} IN ({literals(money)})",
            over=(column, "currency"),
        ),
        Condition(
            "currency_unexpected",
            "currency",
            f"currency IS NOT NULL AND {known} AND {column} NOT IN ({literals(money)})",
            "currency",
            column,
            unit,
            over=(column, "currency"),
        ),
    ]


def _plain(relation: Relation) -> list[Condition]:
    """Free text holds no unit separator: the seal closes each cell with one."""
    return [
        Condition("control_character", column.name, f"contains({name}, chr(31))", name)
        for column in relation.table.columns
        if column.type == "text"
        and not column.codes
        and not column.references
        and relation.has(column.name)
        for name in [quoted(column.name)]
    ]


def _table(relation: Relation) -> Callable[[str, str], dict[str, Any]]:
    name = relation.table.name
    return lambda shown, detail: {"table": name}


def _codes(list_name: str, allowed: frozenset[str]) -> Callable[[str, str], dict[str, Any]]:
    shown = ", ".join(sorted(allowed)[:12]) + (", ..." if len(allowed) > 12 else "")
    return lambda value, detail: {"list": list_name, "codes": shown, "hint": near(value, allowed)}
