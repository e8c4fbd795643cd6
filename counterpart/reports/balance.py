"""What flows between the two sides, by kind and direction: the rows of the butterfly."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from counterpart.evaluation.measure import PAID
from counterpart.evaluation.select import Row
from counterpart.reports.figures import Figure
from counterpart.reports.flows import DIRECTIONS, PROMISED, Counted
from counterpart.reports.record import Programme


@dataclass(frozen=True, slots=True)
class Amount:
    """The sum of some flows, or the last value of a stock, and the days that it covers."""

    figure: Figure
    span: Markup


@dataclass(frozen=True, slots=True)
class Balance:
    """A kind of flow in one unit; None is a direction in which nothing was counted."""

    kind: str
    name: str
    family: str
    unit: str
    a_to_b: Amount | None
    b_to_a: Amount | None
    a_to_b_promised: Amount | None
    b_to_a_promised: Amount | None

    @property
    def amounts(self) -> list[Amount]:
        """The amounts that are there."""
        found = (self.a_to_b, self.b_to_a, self.a_to_b_promised, self.b_to_a_promised)
        return [amount for amount in found if amount is not None]


def balances(counted: Counted, programme: Programme) -> list[Balance]:
    """What is on record between the sides, one row a kind and unit, ordered by unit, then kind."""
    record = counted.record
    catalogue = record.snapshot.catalogue
    found = []
    for family in dict.fromkeys(kind.family for kind in catalogue.kinds.values()):
        sums = [
            _by_kind(counted, counted.rows(programme.key, family, direction, stages))
            for stages in (PAID, PROMISED)
            for direction in DIRECTIONS
        ]
        for kind, unit in dict.fromkeys(key for each in sums for key in each):
            amounts = [each.get((kind, unit)) for each in sums]
            name, family_name = record.code("kinds", kind), record.code("family", family)
            found.append(Balance(kind, name, family_name, unit, *amounts))
    kinds, units = list(catalogue.kinds), list(dict.fromkeys(each.unit for each in found))
    return sorted(found, key=lambda each: (units.index(each.unit), kinds.index(each.kind)))


def _by_kind(counted: Counted, rows: list[Row]) -> dict[tuple[str, str], Amount]:
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.kind, counted.unit(row)), []).append(row)
    found = {}
    for (kind, unit), each in grouped.items():
        each = counted.standing(each)
        figure = counted.figure(counted.record.code("kinds", kind), each)
        found[kind, unit] = Amount(figure, counted.span(each))
    return found
