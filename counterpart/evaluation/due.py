"""What a commitment rule makes due, year by year: arithmetic on one row of `commitments`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from counterpart.engine.store import Store
from counterpart.quantities import Quantity, point
from counterpart.rules.steps import parse_steps

COLUMNS = (
    "commitment, reading, chosen, kind, rule, base, base_year, first_step, rate, start_on, end_on, "
    "origin, destination, account, currency, source, agreement, steps, cap, per_group, "
    "of_commitment, owner, measure"
)


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
    agreement: str | None = None
    steps: str | None = None
    cap: Decimal | None = None
    per_group: str | None = None
    of_commitment: str | None = None
    owner: str | None = None
    measure: str | None = None

    @property
    def key(self) -> str:
        """The key of its row."""
        return f"{self.commitment}+{self.reading}"

    @property
    def years(self) -> range:
        """The years of its term."""
        return range(self.start_on.year, self.end_on.year + 1)


def commitments(store: Store) -> list[Commitment]:
    """Every reading of every commitment, the chosen reading of each first."""
    rows = store.rows(
        f"SELECT {COLUMNS} FROM commitments ORDER BY commitment, chosen DESC, reading"
    )
    return [Commitment(*row) for row in rows]


def due_by_year(
    rule: Commitment,
    base: Quantity | None = None,
    units: Mapping[int, int] | None = None,
) -> dict[int, Quantity]:
    """Year -> amount due under `rule` within its term.

    `fixed` and `floor` are the base each year, `steps` the newest step, `growth` is the base in its
    base year and compounds from `first_step` on. `base` stands in for a base that the rule leaves
    to the record. With `per_group` the amount is for each of the `units` of the year, and there is
    none in a year without units. The cap holds for all units together. `share` and
    `not_below_previous` make no amount due by themselves (what is on record may: see
    `owed.Owed.path`), and a rule without its base makes none.
    """
    amounts = _amounts(rule, point(rule.base) if rule.base is not None else base)
    if rule.per_group is not None:
        count = units or {}
        amounts = {
            year: each.scaled(Decimal(count[year]))
            for year, each in amounts.items()
            if count.get(year)
        }
    return {year: capped(rule, each) for year, each in amounts.items()}


def capped(rule: Commitment, amount: Quantity) -> Quantity:
    """An amount due of a year, at most the cap of its rule."""
    if rule.cap is None:
        return amount
    cap = rule.cap
    value, low, high = (
        None if each is None else min(each, cap) for each in (amount.value, amount.low, amount.high)
    )
    # What was open above is not more than the cap.
    return Quantity(value, low, cap if high is None else high)


def _amounts(rule: Commitment, base: Quantity | None) -> dict[int, Quantity]:
    """Year -> amount due by the rule alone, of one unit where it is for each of a group."""
    if rule.rule == "steps":
        steps = parse_steps(rule.steps or "")
        first = min(steps)
        return {
            year: point(steps[max(step for step in steps if step <= year)])
            for year in rule.years
            if year >= first
        }
    if base is None or rule.rule not in ("fixed", "floor", "growth"):
        return {}
    if rule.rule != "growth":
        return dict.fromkeys(rule.years, base)
    first_step = rule.first_step or (rule.base_year or rule.start_on.year) + 1
    factor = 1 + Decimal(str(rule.rate or 0))
    return {
        year: base.scaled(factor ** max(0, year - first_step + 1))
        for year in rule.years
        if rule.base_year is None or year >= rule.base_year
    }
