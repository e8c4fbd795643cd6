"""Due against paid: every reading of every commitment beside what was committed and paid."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from counterpart.evaluation.due import Commitment, commitments, due_by_year
from counterpart.evaluation.select import Row, flow_rows
from counterpart.periods import year_period
from counterpart.snapshot.read import Snapshot


@dataclass(frozen=True, slots=True)
class DueYear:
    """One year of one reading; amounts in whole currency units, None where nothing is on record.

    `paid` counts rows marked paid and rows whose source does not say; `status` is met, breach, or
    open where nothing paid is on record.
    """

    commitment: str
    reading: str
    chosen: bool
    year: int
    due: float
    low: float
    high: float
    currency: str | None
    committed: float | None
    paid: float | None
    status: str

    def as_dict(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return asdict(self)


def due_paths(snapshot: Snapshot) -> list[DueYear]:
    """Amounts due, committed and paid of every commitment, under every reading, by year.

    `low` and `high` span the readings of the commitment in that year.
    """
    rules = commitments(snapshot.store)
    paths = {(rule.commitment, rule.reading): due_by_year(rule) for rule in rules}
    rows = []
    for rule in rules:
        for year, due in paths[rule.commitment, rule.reading].items():
            readings = [
                path[year]
                for (name, _), path in paths.items()
                if name == rule.commitment and year in path
            ]
            paid = _amount(paid_rows(snapshot, rule, year))
            committed = _amount(paid_rows(snapshot, rule, year, ("committed",)))
            rows.append(
                DueYear(
                    rule.commitment,
                    rule.reading,
                    rule.chosen,
                    year,
                    float(due),
                    float(min(readings)),
                    float(max(readings)),
                    rule.currency,
                    committed,
                    paid,
                    "open" if paid is None else "breach" if paid < due else "met",
                )
            )
    return rows


def paid_rows(
    snapshot: Snapshot, rule: Commitment, year: int, stages: tuple[str, ...] = ("paid", "")
) -> list[Row]:
    """The flows that answer a commitment in a year; stage "" is a row that does not say."""
    where = {"account": rule.account} if rule.account else {}
    return flow_rows(
        snapshot.store,
        snapshot.catalogue,
        [rule.kind],
        year_period(year),
        origin=rule.origin,
        destination=rule.destination,
        where=where,
        stages=stages,
    )


def _amount(rows: list[Row]) -> float | None:
    values = [row.quantity.value for row in rows if row.quantity.value is not None]
    return float(sum(values, Decimal(0))) if values else None
