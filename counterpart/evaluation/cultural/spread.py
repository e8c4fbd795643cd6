"""Where something new was first used, and how it spread from there."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Spread:
    """The first use of an instrument and its adoption, a row for each year.

    `first_year` None: never used. `half_year` is the first in which half of those that could had
    used it, None while they have not. `curve` rows are (year, adopted in it, adopted up to it, the
    share of these in those that could).
    """

    first_year: int | None
    first_units: tuple[str, ...]
    half_year: int | None
    curve: tuple[tuple[int, int, int, float], ...]

    @property
    def table(self) -> pa.Table:
        """The adoption curve: year, new, adopted, share."""
        import pyarrow as pa

        names = ("year", "new", "adopted", "share")
        columns = list(zip(*self.curve, strict=True)) or [()] * len(names)
        kinds = (pa.int64(), pa.int64(), pa.int64(), pa.float64())
        return pa.table(
            {
                name: pa.array(column, kind)
                for name, column, kind in zip(names, columns, kinds, strict=True)
            }
        )


def spread(
    uses: Iterable[tuple[str, int]], possible: AbstractSet[str], until: int | None = None
) -> Spread:
    """First use and spread of an instrument from its uses (unit, year) among `possible` units.

    A unit adopts in the year of its first use; giving it up later is not shown here (see
    `continuity`). The curve runs from the first use to `until`, or to the last use. ValueError for
    a unit that could not use it, no unit at all, a use after `until`.
    """
    if not possible:
        raise ValueError("no unit could use it: name the units that could, with or without use")
    first: dict[str, int] = {}
    for unit, year in uses:
        if unit not in possible:
            raise ValueError(f"unit {unit!r} uses it and is not among those that could: add it")
        if until is not None and year > until:
            raise ValueError(f"unit {unit!r} uses it in {year}, after {until}: raise `until`")
        first[unit] = min(year, first.get(unit, year))
    if not first:
        return Spread(None, (), None, ())
    begin, adopted, rows = min(first.values()), 0, []
    last = max(first.values()) if until is None else until
    for year in range(begin, last + 1):
        new = sum(each == year for each in first.values())
        adopted += new
        rows.append((year, new, adopted, adopted / len(possible)))
    return Spread(
        begin,
        tuple(sorted(unit for unit, year in first.items() if year == begin)),
        next((year for year, _, _, share in rows if share >= 0.5), None),
        tuple(rows),
    )


def spread_by_instrument(
    uses: Iterable[tuple[str, str, int]], possible: AbstractSet[str], until: int | None = None
) -> dict[str, Spread]:
    """The spread of each instrument, of uses (instrument, unit, year), first used ones first."""
    by_instrument: dict[str, list[tuple[str, int]]] = {}
    for instrument, unit, year in uses:
        by_instrument.setdefault(instrument, []).append((unit, year))
    order = sorted(by_instrument, key=lambda each: (min(y for _, y in by_instrument[each]), each))
    return {each: spread(by_instrument[each], possible, until) for each in order}
