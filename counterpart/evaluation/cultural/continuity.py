"""Whether an exchange goes on: what of a year's ties was kept, what was lost, what is new."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Change:
    """Ties from one year to the next: `before` = kept + lost, `now` = kept + new.

    `continuity` is kept in before, `lost_share` lost in before, `new_share` new in now; None where
    there is no tie to be a share of.
    """

    year: int
    before: int
    now: int
    kept: int
    lost: int
    new: int
    continuity: float | None
    lost_share: float | None
    new_share: float | None


@dataclass(frozen=True, slots=True)
class Continuity:
    """The changes of ties, a year each, and over all years together.

    `mean` is kept in before, summed over the years; None where there never was a tie before.
    `returned` counts ties that were lost and came back.
    """

    changes: tuple[Change, ...]
    mean: float | None
    returned: int

    @property
    def table(self) -> pa.Table:
        """The changes, a row a year."""
        import pyarrow as pa

        names = Change.__slots__
        return pa.table({name: [getattr(row, name) for row in self.changes] for name in names})


def continuity(before: AbstractSet[Hashable], after: AbstractSet[Hashable]) -> float | None:
    """Share of the ties alive before that are still alive, 0 to 1; None without ties before."""
    return len(before & after) / len(before) if before else None


def continuity_by_year(ties: Mapping[int, AbstractSet[Hashable]]) -> Continuity:
    """What was kept, lost and new in each year of `ties` (year -> the ties alive in it).

    A year that is left out was not counted, so there is no change to it nor from it; a year without
    ties is an empty set. One year alone has no change.
    """
    found, gone, returned = [], set[Hashable](), 0
    for year in sorted(ties):
        now = ties[year]
        returned += len(gone & now)
        gone -= now
        if year - 1 not in ties:
            continue
        before = ties[year - 1]
        kept, lost, new = len(before & now), len(before - now), len(now - before)
        gone |= before - now
        found.append(
            Change(
                year,
                len(before),
                len(now),
                kept,
                lost,
                new,
                continuity(before, now),
                lost / len(before) if before else None,
                new / len(now) if now else None,
            )
        )
    earlier = sum(each.before for each in found)
    mean = sum(each.kept for each in found) / earlier if earlier else None
    return Continuity(tuple(found), mean, returned)
