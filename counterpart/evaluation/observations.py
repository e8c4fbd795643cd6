"""Observations by indicator and subject: of each date the best source, of all dates the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal, literals
from counterpart.evaluation.select import Row, record_row
from counterpart.periods import Period
from counterpart.rules.conflicts import source_rank


class Observations:
    """The observations of some indicators, read once.

    Rows of the source `avoid` stand behind those of other sources on the same date, or are left out
    altogether with `exclude`.
    """

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        indicators: Iterable[str],
        *,
        avoid: str | None = None,
        exclude: bool = False,
    ) -> None:
        others = f"AND o.source IS DISTINCT FROM {literal(avoid)}" if exclude else ""
        self._rows: dict[tuple[str, str, str], dict[date, Row]] = defaultdict(dict)
        for role, *fields in store.rows(
            f"""
            SELECT coalesce(o.role, 'actual'), observation, indicator, subject, start_on, end_on,
                   value, low, high, precision, code, currency, o.source, o.locator, o.note
            FROM observations o LEFT JOIN sources s ON s.source = o.source
            WHERE indicator IN ({literals(frozenset(indicators))}) {others}
            ORDER BY {source_rank(catalogue, "s", avoid)}, observation
            """
        ):
            row = record_row("observations", fields)
            self._rows[row.kind, row.subject, role].setdefault(row.period.end, row)

    def newest(
        self,
        indicators: Sequence[str],
        subjects: Iterable[str],
        period: Period,
        role: str = "actual",
    ) -> list[Row]:
        """The newest observation of each indicator for each subject that ends inside `period`.

        Only dates at which all of them are observed count, so that a sum never mixes dates; empty
        when there is no such date.
        """
        wanted = [(name, subject, role) for name in indicators for subject in sorted(set(subjects))]
        if not wanted or any(key not in self._rows for key in wanted):
            return []
        dates = set.intersection(*(set(self._rows[key]) for key in wanted))
        inside = [day for day in dates if (period.start or date.min) <= day <= period.end]
        if not inside:
            return []
        newest = max(inside)
        return [self._rows[key][newest] for key in wanted]

    def dates(self, indicators: Sequence[str], subjects: Iterable[str], before: date) -> list[date]:
        """The days before `before` at which any of these was observed, newest first."""
        found = {
            day
            for name in indicators
            for subject in subjects
            for day in self._rows.get((name, subject, "actual"), ())
            if day < before
        }
        return sorted(found, reverse=True)
