"""Money over time: what side A paid year by year, what it promised, under every reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.evaluation.commitments import DueYear, due_paths, paid_rows
from counterpart.evaluation.due import Commitment, commitments
from counterpart.evaluation.select import Row
from counterpart.periods import Period
from counterpart.reports.figures import Figure, recorded
from counterpart.reports.flows import Counted
from counterpart.reports.record import Programme

FAMILY = "aid"
# Commitments of a programme: of its agreements, or from a place on one of its sides.
OWN_COMMITMENTS = """
    SELECT c.commitment, c.reading FROM commitments c
    LEFT JOIN agreements a ON a.agreement = c.agreement
    WHERE a.programme = {own} OR c.origin IN (SELECT place FROM sides WHERE programme = {own})
"""


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum paid in one year, or stated for several together; `first` None is a running total."""

    first: int | None
    last: int
    span: Markup
    figure: Figure

    @property
    def years(self) -> int:
        """How many years it spans; 0 for a running total without a beginning."""
        return 0 if self.first is None else self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Due:
    """A year of a reading: what was due, and what is on record as paid."""

    path: DueYear
    due: Figure
    paid: Figure | None


@dataclass(frozen=True, slots=True)
class Money:
    """The payments in one currency."""

    currency: str
    payments: list[Payment] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """The first and last year of any payment."""
        firsts = [each.last if each.first is None else each.first for each in self.payments]
        return min(firsts), max(each.last for each in self.payments)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the money of a programme, giving every figure its footnote."""

    counted: Counted
    programme: Programme

    def payments(self) -> list[Money]:
        """What A paid to B as aid, one entry a currency: year by year, then spans of years."""
        key = self.programme.key
        ever = self.counted.rows(key, FAMILY, "a_to_b")
        ends = [day.year for row in ever for day in (row.period.start, row.period.end) if day]
        years = range(min(ends), max(ends) + 1) if ends else ()
        groups = [self.counted.rows(key, FAMILY, "a_to_b", year=year) for year in years]
        groups += [[row] for row in ever if _years(row) != 1]
        found: dict[str, Money] = {}
        for rows in groups:
            for unit in dict.fromkeys(self.counted.unit(row) for row in rows):
                money = found.setdefault(unit, Money(unit))
                money.payments.append(
                    self._payment([row for row in rows if self.counted.unit(row) == unit])
                )
        for money in found.values():
            money.payments.sort(key=lambda each: (each.last, each.first or 0))
        return list(found.values())

    def due(self) -> dict[str, list[Due]]:
        """Commitment -> the years of its readings, the chosen reading first."""
        snapshot = self.counted.record.snapshot
        own = set(snapshot.store.rows(OWN_COMMITMENTS.format(own=literal(self.programme.key))))
        rules = {
            (rule.commitment, rule.reading): rule
            for rule in commitments(snapshot.store)
            if (rule.commitment, rule.reading) in own
        }
        found: dict[str, list[Due]] = {}
        for path in due_paths(snapshot):
            rule = rules.get((path.commitment, path.reading))
            if rule is not None:
                found.setdefault(path.commitment, []).append(self._due(path, rule))
        return found

    def _due(self, path: DueYear, rule: Commitment) -> Due:
        numbers, unit = self.counted.numbers, path.currency or ""
        label = Markup("{}, {}, {}").format(path.commitment, path.reading, path.year)
        locator, note = self.counted.record.snapshot.store.row(
            "SELECT locator, note FROM commitments "
            f"WHERE commitment = {literal(path.commitment)} AND reading = {literal(path.reading)}"
        )
        key = f"{path.commitment}+{path.reading}"
        period = str(Period(rule.start_on, rule.end_on))
        stated = (rule.source, locator, note)
        limits = (rule.base, None, None)
        row = recorded("commitments", key, rule.rule, period, limits, unit, stated)
        due = Figure(numbers, path.due, unit, note=self.counted.notes.add(label, [row]))
        if path.paid is None:
            return Due(path, due, None)
        rows = paid_rows(self.counted.record.snapshot, rule, path.year)
        return Due(path, due, self.counted.figure(numbers.words("paid"), rows))

    def _payment(self, rows: Sequence[Row]) -> Payment:
        words = self.counted.numbers.words
        figure = self.counted.figure(words("paid"), rows)
        return Payment(_first(rows[0]), rows[0].period.end.year, self.counted.span(rows), figure)


def _first(row: Row) -> int | None:
    return row.period.start.year if row.period.start else None


def _years(row: Row) -> int:
    """How many years a flow touches; 0 for a running total without a beginning."""
    first = _first(row)
    return 0 if first is None else row.period.end.year - first + 1
