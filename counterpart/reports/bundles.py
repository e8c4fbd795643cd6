"""Flows that are added up together: the engine adds, and of each source the first rows are read.

However many flows there are, what comes out of the engine is as small as the page that shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterpart.engine.store import Store, literals
from counterpart.evaluation.select import Row, record_row
from counterpart.quantities import Quantity
from counterpart.reports.figures import PRINTED

SUMS = "value, stated_low, stated_high"
ROW = (
    "flow, kind, origin || ' -> ' || destination, start_on, end_on, value, low, high, precision, "
    "NULL, currency, source, locator, note"
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Flows with the same `cell`: how many, their sum, the days they cover (`first` None: open).

    `rows` are what a footnote prints, in order of key, and `digest` stands for all of them;
    `hidden` says that one of them is not for this reader.
    """

    cell: tuple[Any, ...]
    n: int
    quantity: Quantity
    first: date | None
    last: date
    digest: str
    hidden: bool
    rows: tuple[Row, ...]

    @property
    def size(self) -> float:
        """The sum, or the bound that is known; 0 where it is not for this reader."""
        sum_ = self.quantity
        known = [each for each in (sum_.value, sum_.low, sum_.high) if each is not None]
        return 0.0 if self.hidden or not known else float(known[0])


def read_bundles(
    store: Store, table: str, by: Sequence[str], where: str, standing: bool = False
) -> list[Bundle]:
    """The flows of `table` that satisfy an SQL condition, by the columns `by`, first key first.

    Of a stock, counted again and again, those of its last day alone are `standing`.
    """
    cell = ", ".join(by)
    newest = f"max(end_on) OVER (PARTITION BY {cell}, kind)"
    chosen = f"SELECT *, {newest} AS newest FROM {table} WHERE {where}"
    chosen = f"SELECT * FROM ({chosen}) {'WHERE NOT stock OR end_on = newest' * standing}"
    known = ", ".join(
        f"CASE WHEN count({each}) = count(*) THEN sum({each}) END" for each in SUMS.split(", ")
    )
    sums = store.rows(
        f"SELECT {cell}, count(*), {known}, "
        "CASE WHEN count(start_on) = count(*) THEN min(start_on) END, max(end_on), "
        "md5(string_agg('flows ' || flow, chr(10) ORDER BY flow)), bool_or(hidden) "
        f"FROM ({chosen}) GROUP BY {cell} ORDER BY min(flow)"
    )
    printed: dict[tuple[Any, ...], list[Row]] = {}
    for each in store.rows(
        f"SELECT {cell}, {ROW} FROM ({chosen}) QUALIFY row_number() OVER "
        f"(PARTITION BY {cell}, source ORDER BY flow) <= {PRINTED} ORDER BY flow"
    ):
        row = record_row("flows", each[len(by) :])
        printed.setdefault(each[: len(by)], []).append(row)
    found = []
    for each in sums:
        at, (n, value, low, high, first, last, digest, hidden) = each[: len(by)], each[len(by) :]
        quantity = Quantity(value, low, high)
        found.append(Bundle(at, n, quantity, first, last, digest, hidden, tuple(printed[at])))
    return found


def view_of(
    taken: str,
    kinds: Sequence[tuple[str, str, str, bool]],
    stages: Mapping[str, Sequence[str | None]],
) -> str:
    """SQL for the flows of the table `taken` with what bundles are made by.

    `kinds` are (kind, family, unit, whether it is a stock); money is in its currency. `stage` is
    the name in `stages` of the stages that hold the flow's own, null where none does.
    """
    listed = ", ".join(
        f"({literals((kind,))}, {literals((family,))}, {literals((unit,))}, {stock})"
        for kind, family, unit, stock in kinds
    )
    cases = " ".join(
        f"WHEN money_stage IN ({literals([each for each in named if each])})"
        f"{' OR money_stage IS NULL' * (None in named)} THEN {literals((name,))}"
        for name, named in stages.items()
    )
    return (
        "SELECT t.*, k.family, k.stock, k.unit = 'money' AS money, "
        "CASE k.unit WHEN 'money' THEN coalesce(nullif(currency, ''), k.unit) ELSE k.unit END "
        f"AS unit, CASE {cases} END AS stage "
        f"FROM {taken} t JOIN (VALUES {listed}) k(kind, family, unit, stock) USING (kind)"
    )
