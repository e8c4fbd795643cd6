"""The heavy pass over flows, as Ibis expressions: entries with their bounds, and cells of sums.

A cell is all entries of one kind, money stage, currency, pair of places, period class and set of
holders. The pass runs once; what measures need after it is small.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import ibis
import ibis.expr.types as ir
from ibis.backends.sql.datatypes import DuckDBType

from counterpart.quantities import ONE_SIDED

SCALE = 10_000
KEYS = (
    *("kind", "money_stage", "currency", "origin", "destination", "pairing"),
    *("period_year", "first_bucket", "last_bucket", "holders"),
)
SUMS = ("value", "low", "high", "counted", "low_known", "high_known", "n")


@lru_cache(maxsize=64)
def compiled(
    columns: tuple[tuple[str, str], ...],
    kinds: tuple[str, ...],
    boundaries: tuple[date, ...],
    marks: tuple[tuple[str, str], ...] | None,
) -> tuple[str, str]:
    """SQL of `entries` and of their `cells`, over tables `numbered_flows` and `flow_marks`.

    The columns of both tables are given as (name, SQL type); compiling takes longer than most
    queries, and the same question is asked of many stores.
    """
    flows = _table(columns, "numbered_flows")
    found = entries(flows, kinds, boundaries, _table(marks, "flow_marks") if marks else None)
    return str(ibis.to_sql(found, "duckdb")), str(ibis.to_sql(cells(found), "duckdb"))


def _table(columns: tuple[tuple[str, str], ...], name: str) -> ir.Table:
    schema = {column: DuckDBType.from_string(type_) for column, type_ in columns}
    return ibis.table(schema, name=name)


def entries(
    flows: ir.Table,
    kinds: Sequence[str],
    boundaries: Sequence[date],
    marks: ir.Table | None,
) -> ir.Table:
    """Flows of `kinds` with stated and effective bounds, period class and holders.

    `period_year` is the calendar year an entry lies in, null when it crosses a year or its start is
    not known. `first_bucket` and `last_bucket` count the `boundaries` (days on which a stage begins
    or is over) up to the start and up to the end, so that stages are told apart later. `marks`
    (id, place, spread_low, spread_high, holders; None where there are none) tells of flows in
    conflict or held: those of a conflict that are not taken are left out, the spread widens the
    bounds of those taken.
    """
    table = flows.filter(flows.kind.isin(kinds))
    one_year = table.start_on.year() == table.end_on.year()
    table = table.mutate(
        stated_low=_bound(table, low=True),
        stated_high=_bound(table, low=False),
        period_year=ibis.ifelse(one_year, table.end_on.year(), ibis.null("int32")),
        first_bucket=_bucket(table.start_on, boundaries),
        last_bucket=_bucket(table.end_on, boundaries),
    )
    table = table.mutate(bound_low=table.stated_low, bound_high=table.stated_high)
    if marks is None:
        return table.mutate(holders=ibis.null("int32"))
    joined = table.left_join(marks, "id").drop("id_right")
    joined = joined.filter(joined.place.fill_null(1) == 1)
    return joined.mutate(
        bound_low=ibis.least(joined.bound_low, joined.spread_low.fill_null(joined.bound_low)),
        bound_high=ibis.greatest(
            joined.bound_high, joined.spread_high.fill_null(joined.bound_high)
        ),
    )


def cells(table: ir.Table) -> ir.Table:
    """Sums of entries by KEYS: value, low and high, how many of each are known, how many rows."""
    return table.group_by(list(KEYS)).aggregate(
        value=table.value.sum(),
        low=table.bound_low.sum(),
        high=table.bound_high.sum(),
        counted=table.value.count(),
        low_known=table.bound_low.count(),
        high_known=table.bound_high.count(),
        n=table.count(),
    )


def _bound(table: ir.Table, *, low: bool) -> ir.Value:
    """The lower or upper bound of a row, as `quantities.bounded` reads it."""
    stated = table.low if low else table.high
    digits = (table.value * SCALE).cast("int64").cast("string")
    stripped = digits.length() - digits.re_replace("0+$", "").length()
    zeros = ibis.ifelse(table.value == 0, len(str(SCALE)) - 1, stripped)
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


def _bucket(day: ir.DateValue, boundaries: Sequence[date]) -> ir.IntegerValue:
    """How many boundaries are reached on `day`; null where the day is not known."""
    reached = [
        (day >= boundary, number)
        for number, boundary in sorted(enumerate(sorted(boundaries), start=1), reverse=True)
    ]
    return ibis.cases((day.isnull(), ibis.null("int8")), *reached, else_=0).cast("int8")
