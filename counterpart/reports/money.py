"""Money over time: what each side paid the other year by year, by family, and what was due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from counterpart.evaluation.measure import Direction
from counterpart.reports.bundles import Bundle
from counterpart.reports.figures import Figure
from counterpart.reports.flows import DIRECTIONS, Counted
from counterpart.reports.promises import Rule
from counterpart.reports.record import Programme

# A family with fewer sums than this, and no rule, stands in the table only.
DRAWN = 3


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum paid in one year, or stated for several together; `first` None is a running total."""

    direction: Direction
    first: int | None
    last: int
    span: Markup
    figure: Figure

    @property
    def years(self) -> int:
        """How many years it spans; 0 for a running total without a beginning."""
        return 0 if self.first is None else self.last - self.first + 1

    @property
    def yearly(self) -> float:
        """The sum, or the bound that is known, as a mean of its years."""
        return self.figure.size / (self.years or 1)


@dataclass(frozen=True, slots=True)
class Family:
    """The payments of a family in one currency, and the rules that made some of them due."""

    name: str
    payments: list[Payment] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    @property
    def is_drawn(self) -> bool:
        """Whether there is enough of it for a panel."""
        return bool(self.rules) or sum(each.years > 0 for each in self.payments) >= DRAWN


@dataclass(frozen=True, slots=True)
class Money:
    """Everything on record in one currency, by family."""

    currency: str
    families: list[Family] = field(default_factory=list)

    @property
    def drawn(self) -> list[Family]:
        """The families that have a panel."""
        return [family for family in self.families if family.is_drawn]

    @property
    def span(self) -> tuple[int, int]:
        """The first and last year of what is drawn: payments and amounts due."""
        years = [due.path.year for each in self.drawn for rule in each.rules for due in rule.years]
        for family in self.drawn:
            for payment in family.payments:
                years += [payment.first or payment.last, payment.last]
        return min(years), max(years)


def money(counted: Counted, programme: Programme, rules: Sequence[Rule]) -> list[Money]:
    """What is on record as paid, one entry a currency: every family, in both directions.

    The rules of a family stand beside its payments where they lead from one side to the other.
    """
    catalogue = counted.record.snapshot.catalogue
    groups: dict[str, list[Bundle]] = {}
    for bundle in _groups(counted, programme):
        groups.setdefault(bundle.cell[0], []).append(bundle)
    found: dict[str, Money] = {}
    for family in dict.fromkeys(kind.family for kind in catalogue.kinds.values()):
        in_currency: dict[str, Family] = {}
        name = counted.record.code("family", family)
        for bundle in groups.get(family, ()):
            entry = in_currency.setdefault(bundle.cell[2], Family(name))
            entry.payments.append(_payment(counted, name, bundle))
        for rule in rules:
            if rule.money and rule.family == family and rule.direction:
                in_currency.setdefault(rule.unit, Family(name)).rules.append(rule)
        for currency, entry in in_currency.items():
            entry.payments.sort(key=lambda each: (each.direction, each.last, each.first or 0))
            found.setdefault(currency, Money(currency)).families.append(entry)
    return list(found.values())


def _groups(counted: Counted, programme: Programme) -> list[Bundle]:
    """The payments by family, direction and unit: of several years together, then of each year.

    What is stated for several years stands by the years it spans; a running total stands alone.
    """
    held = "money AND stage = 'held'"
    by = ("family", "direction", "unit", "year(start_on)", "year(end_on)")
    longer = f"{held} AND ever AND year(start_on) IS DISTINCT FROM year(end_on)"
    alone = "CASE WHEN start_on IS NULL THEN flow END"
    found = counted.bundles(programme.key, (*by, alone), longer)
    of_years = counted.bundles(programme.key, by, f"{held} AND yearly")
    found += sorted(of_years, key=lambda each: each.last.year)
    return sorted(found, key=lambda each: DIRECTIONS.index(each.cell[1]))


def _payment(counted: Counted, name: str, bundle: Bundle) -> Payment:
    _, direction, unit, first, last, *_ = bundle.cell
    label = f"{name}, {counted.numbers.words('paid')}"
    span, figure = counted.days(bundle), counted.sum_of(label, bundle, unit)
    return Payment(direction, first, last, span, figure)
