"""What flows between the two sides, by kind and direction: the rows of the butterfly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from markupsafe import Markup

from counterpart.reports.figures import Figure
from counterpart.reports.flows import DIRECTIONS, STAGES, Counted
from counterpart.reports.record import Programme

# The amounts of a row, in order.
PLACES = list(product(STAGES, DIRECTIONS))


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
    record, catalogue = counted.record, counted.record.snapshot.catalogue
    families = list(dict.fromkeys(kind.family for kind in catalogue.kinds.values()))
    by = ("family", "stage", "direction", "kind", "unit")
    bundles = counted.bundles(programme.key, by, "ever AND stage IS NOT NULL", standing=True)
    bundles.sort(key=lambda each: (families.index(each.cell[0]), PLACES.index(each.cell[1:3])))
    sums: dict[tuple[str, str, str], list[Amount | None]] = {}
    for bundle in bundles:
        family, stage, direction, kind, unit = bundle.cell
        figure = counted.sum_of(record.code("kinds", kind), bundle, unit)
        amounts = sums.setdefault((family, kind, unit), [None] * len(PLACES))
        amounts[PLACES.index((stage, direction))] = Amount(figure, counted.days(bundle))
    found = [
        Balance(kind, record.code("kinds", kind), record.code("family", family), unit, *amounts)
        for (family, kind, unit), amounts in sums.items()
    ]
    kinds, units = list(catalogue.kinds), list(dict.fromkeys(each.unit for each in found))
    return sorted(found, key=lambda each: (units.index(each.unit), kinds.index(each.kind)))
