"""What changed when segregation changed: who lives there, how large units are, or who goes where.

Elbers 2021: M before and after is taken apart by adjusting the table of one year to the margins of
the other by iterative proportional fitting, which leaves its odds ratios as they are. What is left
is structure; which margins come first is averaged over (Shapley).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.spatial.indices import Numbers, counted, mutual_informations

# Empty cells, as a share of the smallest filled one: any margins can be reached then.
NEARLY_NONE = 1e-10
ROUNDS = 100_000


@dataclass(frozen=True, slots=True)
class Change:
    """The change of M, and the parts that add up to it.

    `additions` and `removals` are units and groups that only one of the two has; the others are
    the change of the groups' shares, of the units' shares, and of who is where at given shares.
    """

    before: float
    after: float
    additions: float
    removals: float
    group_marginal: float
    unit_marginal: float
    structural: float

    @property
    def change(self) -> float:
        """M after less M before."""
        return self.after - self.before

    @property
    def table(self) -> pa.Table:
        """part, value."""
        parts = ("additions", "removals", "group_marginal", "unit_marginal", "structural")
        values = [float(getattr(self, part)) for part in parts]
        return pa.table({"part": pa.array(parts), "value": pa.array(values)})


def decompose_change(before: ArrayLike, after: ArrayLike, precision: float = 1e-10) -> Change:
    """Take the change of `mutual_information` between two tables (units, groups) apart.

    Rows and columns of both are the same units and groups; one that a year does not have is zero
    there. `precision` is how near margins come, as shares of all people. Loose fits change the
    parts: at 1e-3 units of a thousandth of all are not fitted at all. ValueError: tables of
    different shapes, or without a unit and two groups that both have, or margins not reached.
    """
    first, second = counted(before), counted(after)
    if first.shape != second.shape:
        raise ValueError(
            f"before is {first.shape} and after {second.shape}; give the same units and groups in "
            "both, with zeros where a year has none"
        )
    units = (first.sum(axis=1) > 0) & (second.sum(axis=1) > 0)
    groups = (first.sum(axis=0) > 0) & (second.sum(axis=0) > 0)
    one, two = first[np.ix_(units, groups)], second[np.ix_(units, groups)]
    if min(one.sum(), two.sum()) <= 0 or groups.sum() < 2:
        raise ValueError("before and after have fewer than two groups in units of both")
    was, becomes = _m(first), _m(second)
    common_was, common_becomes = _m(one), _m(two)
    by_group = by_unit = structural = 0.0
    given = (_filled(one), _filled(two))
    margins = [(each.sum(axis=0), each.sum(axis=1)) for each in given]
    (old_groups, old_units), (new_groups, new_units) = margins
    reached = []
    for table in given:
        old = _m(_fitted(table, old_groups, old_units, precision))
        new = _m(_fitted(table, new_groups, new_units, precision))
        other_groups = _m(_fitted(table, new_groups, old_units, precision))
        other_units = _m(_fitted(table, old_groups, new_units, precision))
        by_group += (other_groups - old + new - other_units) / 4
        by_unit += (other_units - old + new - other_groups) / 4
        reached.append((old, new))
    (old_of_one, new_of_one), (old_of_two, new_of_two) = reached
    structural = (old_of_two - old_of_one + new_of_two - new_of_one) / 2
    return Change(
        was,
        becomes,
        becomes - common_becomes,
        common_was - was,
        by_group,
        by_unit,
        structural,
    )


def _m(table: Numbers) -> float:
    return float(mutual_informations(table))


def _filled(table: Numbers) -> Numbers:
    shares = table / table.sum()
    found: Numbers = np.where(shares > 0, shares, NEARLY_NONE * shares[shares > 0].min())
    return np.asarray(found / found.sum())


def _fitted(
    table: Numbers, groups: NDArray[np.float64], units: NDArray[np.float64], precision: float
) -> Numbers:
    """The table with these margins and its own odds ratios."""
    found: Numbers = table
    for _ in range(ROUNDS):
        found = np.asarray(found * (groups / found.sum(axis=0)))
        if _near(found, groups, units, precision):
            return found
        found = np.asarray(found * (units / found.sum(axis=1))[:, None])
        if _near(found, groups, units, precision):
            return found
    raise ValueError(
        f"the margins were not reached within {precision} in {ROUNDS} rounds; join units or groups "
        "that are almost empty"
    )


def _near(table: Numbers, groups: Numbers, units: Numbers, precision: float) -> bool:
    by_group, by_unit = table.sum(axis=0) - groups, table.sum(axis=1) - units
    return float(max(np.abs(by_group).max(), np.abs(by_unit).max())) <= precision
