"""What a commitment rule makes due, year by year: arithmetic on one row of `commitments`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counterpart.engine.store import Store


@dataclass(frozen=True, slots=True)
class Commitment:
    """One reading of a commitment."""

    commitment: str
    reading: str
    chosen: bool
    kind: str
    rule: str
    base: Decimal | None
    base_year: int | None
    first_step: int | None
    rate: float | None
    start_on: date
    end_on: date
    origin: str | None
    destination: str | None
    account: str | None
    currency: str | None
    source: str | None


COLUMNS = (
    "commitment, reading, chosen, kind, rule, base, base_year, first_step, rate, start_on, end_on, "
    "origin, destination, account, currency, source"
)


def commitments(store: Store) -> list[Commitment]:
    """Every reading of every commitment, the chosen reading of each first."""
    rows = store.rows(
        f"SELECT {COLUMNS} FROM commitments ORDER BY commitment, chosen DESC, reading"
    )
    return [Commitment(*row) for row in rows]


def due_by_year(rule: Commitment) -> dict[int, Decimal]:
    """Year -> amount due under `rule` within its term.

    `fixed` and `floor` are the base each year. `growth` is the base in its base year and compounds
    from `first_step` on. `share` and `not_below_previous` make no amount due by themselves (what
    is on record may: see `commitments.amounts`), and a rule without its base makes none.
    """
    if rule.base is None or rule.rule not in ("fixed", "floor", "growth"):
        return {}
    years = range(rule.start_on.year, rule.end_on.year + 1)
    if rule.rule != "growth":
        return dict.fromkeys(years, rule.base)
    first = rule.first_step or (rule.base_year or rule.start_on.year) + 1
    factor = 1 + Decimal(str(rule.rate or 0))
    return {
        year: rule.base * factor ** max(0, year - first + 1)
        for year in years
        if rule.base_year is None or year >= rule.base_year
    }
