"""The counts of a record as series: what one reporter says of one thing, period by period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store

# Counts that are told as they are: a rounded figure says that it is round.
EXACT = "coalesce(precision, 'exact') = 'exact' AND value IS NOT NULL AND end_on IS NOT NULL"
OBSERVED = f"""
    SELECT indicator, subject, coalesce(role, 'actual'), start_on, end_on, value::DOUBLE,
           observation, indicator
    FROM observations WHERE {EXACT} AND coalesce(role, 'actual') IN ('actual', 'target')
    ORDER BY 1, 2, 3, end_on, start_on
"""
FLOWING = f"""
    SELECT concat_ws(', ', kind, account, batch, project),
           concat_ws(' -> ', coalesce(origin_organisation, origin),
                     coalesce(destination_organisation, destination)),
           'actual', start_on, end_on, value::DOUBLE, flow, kind
    FROM flows WHERE {EXACT} AND coalesce(money_stage, 'paid') = 'paid'
    ORDER BY 1, 2, 3, end_on, start_on
"""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Values of one kind or indicator (`what`) of one `subject`, in the order of their ends.

    `stock` marks what is counted at a day and not over a time.
    """

    table: str
    what: str
    subject: str
    role: str
    unit: str
    stock: bool
    starts: tuple[date | None, ...]
    ends: tuple[date, ...]
    values: NDArray[np.float64]
    keys: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether all values are whole numbers, as counts are."""
        return bool((self.values == np.floor(self.values)).all())


def read_series(store: Store, catalogue: Catalogue) -> list[Series]:
    """Every series of observations and flows."""
    found = []
    for table, sql, entries in (
        ("observations", OBSERVED, catalogue.indicators),
        ("flows", FLOWING, catalogue.kinds),
    ):
        for (what, subject, role), rows in groupby(store.rows(sql), key=lambda row: row[:3]):
            told = list(rows)
            entry = entries[told[0][7]]
            found.append(
                Series(
                    table,
                    what,
                    subject,
                    role,
                    entry.unit,
                    entry.aggregation != "flow",
                    tuple(row[3] for row in told),
                    tuple(row[4] for row in told),
                    np.array([row[5] for row in told]),
                    tuple(row[6] for row in told),
                )
            )
    return found


def months(series: Series) -> list[int]:
    """The places of values of one month each; none where a month is missing or told twice."""
    places = [
        place
        for place, (start, end) in enumerate(zip(series.starts, series.ends, strict=True))
        if start is not None and (start.year, start.month) == (end.year, end.month)
    ]
    counted = [12 * series.ends[place].year + series.ends[place].month for place in places]
    follow = all(after == before + 1 for before, after in pairwise(counted))
    return places if follow else []


def yearly(series: Series) -> list[int]:
    """The places of values of one year each, one for each year; none where a year has two."""
    places = [
        place
        for place, (start, end) in enumerate(zip(series.starts, series.ends, strict=True))
        if start is not None and (start.month, start.day) == (1, 1)
        and start.year == end.year and (end.month, end.day) == (12, 31)
    ]  # fmt: skip
    years = [series.ends[place].year for place in places]
    return places if len(set(years)) == len(years) else []


def pairs_of_roles(found: Sequence[Series]) -> Iterator[tuple[str, float, float, str, str]]:
    """Target and actual of one indicator, subject and period: subject, both, and their keys."""
    targets = {
        (each.what, each.subject, start, end): (value, key)
        for each in found
        if each.role == "target"
        for start, end, value, key in zip(
            each.starts, each.ends, each.values, each.keys, strict=True
        )
    }
    for each in found:
        if each.role == "actual" and each.table == "observations":
            for start, end, value, key in zip(
                each.starts, each.ends, each.values, each.keys, strict=True
            ):
                target = targets.get((each.what, each.subject, start, end))
                if target is not None:
                    yield each.subject, float(target[0]), float(value), target[1], key
