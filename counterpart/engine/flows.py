"""The heavy pass over flows, as Ibis expressions: entries with their bounds, and cells of sums.

A cell is all entries of one kind, money stage, currency, pair of places and period class. The pass
runs once; what measures need after it is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ibis
import ibis.expr.types as ir

from counterpart.quantities import ONE_SIDED

SCALE = 10_000
KEYS = ("kind", "money_stage", "account", "currency", "origin", "destination")
SCOPES = ("in_year", "in_stage", "in_all")


def entries(
    flows: ir.Table,
    kinds: Sequence[str],
    stages: Sequence[tuple[str, date, date | None]],
    scope: ir.Table | None,
) -> ir.Table:
    """Flows of `kinds` with effective bounds, period class and scope flags.

    `period_year` is the calendar year an entry lies in, null when it crosses a year or its start is
    not known; `period_stage` likewise for `stages` (name, first day, last day or None). `scope`
    (flow, in_year, in_stage, in_all, spread_low, spread_high) overrides the flags, all true by
    default, and widens the bounds of an entry that was picked from a conflict.
    """
    table = flows.filter(flows.kind.isin(kinds))
    one_year = table.start_on.year() == table.end_on.year()
    table = table.mutate(
        bound_low=_bound(table, low=True),
        bound_high=_bound(table, low=False),
        period_year=ibis.ifelse(one_year, table.end_on.year(), ibis.null("int32")),
    )
    table = table.mutate(period_stage=_stage_of(table, stages))
    if scope is None:
        return table.mutate(**{name: ibis.literal(True) for name in SCOPES})
    scope = scope.rename(scoped="flow")
    joined = table.left_join(scope, table.flow == scope.scoped)
    return joined.mutate(
        bound_low=ibis.least(joined.bound_low, joined.spread_low.fill_null(joined.bound_low)),
        bound_high=ibis.greatest(joined.bound_high, joined.spread_high.fill_null(joined.bound_high)),
        **{name: joined[name].fill_null(True) for name in SCOPES},
    )


def cells(table: ir.Table, *, by_pairing: bool) -> ir.Table:
    """Sums of entries: value, low, high, and how many of each are known."""
    keys = [*KEYS, "period_year", "period_stage", *SCOPES, *(["pairing"] if by_pairing else [])]
    return table.group_by(keys).aggregate(
        value=table.value.sum(),
        low=table.bound_low.sum(),
        high=table.bound_high.sum(),
        values=table.value.count(),
        lows=table.bound_low.count(),
        highs=table.bound_high.count(),
        n=table.count(),
    )


def _bound(table: ir.Table, *, low: bool) -> ir.Value:
    """The lower or upper bound of a row, as `quantities.bounded` reads it."""
    stated = table.low if low else table.high
    digits = (table.value * SCALE).cast("int64").cast("string")
    zeros = digits.length() - digits.re_replace("0+$", "").length()
    unit = (ibis.literal(10.0) ** zeros / SCALE).cast("decimal(20,4)")
    sided = [word for word, side in ONE_SIDED.items() if (side > 0) == low]
    exact = table.precision.isnull() | (table.precision == "exact")
    if low:
        exact = exact | (table.precision == "truncated")
    half = unit / 2
    cases = [
        (table.low.notnull() | table.high.notnull(), stated),
        (exact, table.value),
        (table.precision.isin(sided), table.value),
        (table.precision == "rounded", table.value - half if low else table.value + half),
    ]
    if not low:
        cases.append((table.precision == "truncated", table.value + unit))
    return ibis.cases(*((test, result.cast("decimal(20,4)")) for test, result in cases))


def _stage_of(table: ir.Table, stages: Sequence[tuple[str, date, date | None]]) -> ir.Value:
    cases = [
        ((table.start_on >= first) & (table.end_on <= (last or date.max)), name)
        for name, first, last in stages
    ]
    return ibis.cases(*cases) if cases else ibis.null("string")
