"""The dated network of two sides: which institutions are tied, in what, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterpart.evaluation.cultural import continuity_by_year
from counterpart.evaluation.social.clustering import bipartite_clustering
from counterpart.evaluation.social.density import density
from counterpart.evaluation.social.nestedness import nodf
from counterpart.evaluation.social.ties import multiplexity

if TYPE_CHECKING:
    import pyarrow as pa

Tie = tuple[str, str, str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class DatedNetwork:
    """Ties (end of a, end of b, layer, first day, last day) among the institutions of two sides.

    The sides list all that could be tied, also those without a tie. A day that is None is not
    known: the tie is then taken to have been always there, or to be there still.
    """

    side_a: tuple[str, ...]
    side_b: tuple[str, ...]
    ties: tuple[Tie, ...]

    def alive(self, start: date, end: date) -> set[tuple[str, str, str]]:
        """The ties (end, end, layer) that were there on any day of a span."""
        return {
            (one, other, layer)
            for one, other, layer, first, last in self.ties
            if (first is None or first <= end) and (last is None or last >= start)
        }

    def matrix(self, start: date, end: date) -> NDArray[np.int64]:
        """How many layers tie each institution of side a (rows) to each of side b in a span."""
        rows = {name: number for number, name in enumerate(self.side_a)}
        columns = {name: number for number, name in enumerate(self.side_b)}
        found = np.zeros((len(rows), len(columns)), dtype=np.int64)
        for one, other, _ in self.alive(start, end):
            found[rows[one], columns[other]] += 1
        return found

    def by_year(self, years: Sequence[int]) -> pa.Table:
        """A row a year: tied pairs, density, layers per pair, clustering, nestedness, kept and new.

        What cannot be said of a year (no tie, no year before) is null.
        """
        import pyarrow as pa

        spans = {year: (date(year, 1, 1), date(year, 12, 31)) for year in sorted(years)}
        alive = {year: self.alive(*span) for year, span in spans.items()}
        pairs = {year: {tie[:2] for tie in ties} for year, ties in alive.items()}
        changes = {each.year: each for each in continuity_by_year(pairs).changes}
        matrices = [self.matrix(*span) for span in spans.values()]
        return pa.table(
            {
                "year": pa.array(spans, pa.int64()),
                "pairs": pa.array([len(each) for each in pairs.values()], pa.int64()),
                "density": _column([density(each) for each in matrices]),
                "multiplexity": _column([multiplexity(each) for each in alive.values()]),
                "clustering": _column([bipartite_clustering(each) for each in matrices]),
                "nestedness": _column([nodf(each).total for each in matrices]),
                "continuity": _column(
                    [changes[year].continuity if year in changes else None for year in spans]
                ),
                "new": pa.array(
                    [changes[year].new if year in changes else None for year in spans], pa.int64()
                ),
            }
        )


def dated_network(
    ties: Iterable[Tie], side_a: Iterable[str] = (), side_b: Iterable[str] = ()
) -> DatedNetwork:
    """A network of ties, with the institutions of each side that have none besides.

    ValueError for a tie that ends before it starts, or an institution on both sides.
    """
    rows = tuple(ties)
    for one, other, layer, first, last in rows:
        if first is not None and last is not None and last < first:
            raise ValueError(f"tie {one} - {other} ({layer}) ends on {last}, before {first}")
    found_a = sorted({*side_a, *(row[0] for row in rows)})
    found_b = sorted({*side_b, *(row[1] for row in rows)})
    both = sorted(set(found_a) & set(found_b))
    if both:
        raise ValueError(f"{both[0]!r} is on both sides: a tie runs from side a to side b")
    return DatedNetwork(tuple(found_a), tuple(found_b), rows)


def _column(values: Sequence[float | None]) -> pa.DoubleArray:
    """Numbers as a column, null where there is none."""
    import pyarrow as pa

    return pa.array(
        [None if each is None or np.isnan(each) else each for each in values], pa.float64()
    )
