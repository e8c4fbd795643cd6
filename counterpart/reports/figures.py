"""Figures and their footnotes: every number leads to the rows it came from, and they to sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import md5

from markupsafe import Markup

from counterpart.evaluation.results import UsedRow
from counterpart.reports.disclosure import threshold
from counterpart.reports.numbers import Number, Numbers, machine

# Rows a footnote prints; the rest is counted, and its sources are named all the same.
PRINTED = 16
# The usual kind of interval, which is not said at every figure.
STATED = "stated bounds"


@dataclass(slots=True)
class Note:
    """A footnote: the figures it stands for, the rows used, the arithmetic, what is missing.

    Of `count` rows those at hand are enough to print: of each source the first ones.
    """

    number: int
    labels: list[Markup]
    rows: tuple[UsedRow, ...]
    arithmetic: str
    missing: str
    count: int

    @property
    def by_source(self) -> dict[str | None, list[UsedRow]]:
        """The rows to print under each source, every source with at least one."""
        grouped: dict[str | None, list[UsedRow]] = {}
        for row in self.rows:
            grouped.setdefault(row.source, []).append(row)
        share = max(1, PRINTED // max(1, len(grouped)))
        return {source: rows[:share] for source, rows in grouped.items()}

    @property
    def unprinted(self) -> int:
        """How many rows are not printed one by one."""
        return self.count - sum(len(rows) for rows in self.by_source.values())

    def __html__(self) -> Markup:
        """The raised number that leads here."""
        return Markup(f'<sup><a href="#note-{self.number}">{self.number}</a></sup>')

    # Django asks for the text of a value before its markup.
    __str__ = __html__


@dataclass(slots=True)
class Notes:
    """Numbers footnotes in the order in which they are asked for; the same rows share one."""

    found: dict[tuple[object, ...], Note] = field(default_factory=dict)

    def add(
        self,
        label: Markup,
        rows: Sequence[UsedRow],
        arithmetic: str = "",
        missing: str = "",
    ) -> Note:
        """The footnote of a figure that was computed from `rows`."""
        used = tuple((row.table, row.key) for row in rows)
        key: tuple[object, ...] = (digest(used), arithmetic) if used else (label, missing)
        return self._of(key, label, rows, arithmetic, missing, len(rows))

    def add_some(self, label: Markup, rows: Sequence[UsedRow], count: int, used: str) -> Note:
        """The footnote of a figure made of `count` rows that `used` is the digest of.

        Of each source the first rows are given, PRINTED or all there are.
        """
        return self._of((used, ""), label, rows, "", "", count)

    def _of(
        self,
        key: tuple[object, ...],
        label: Markup,
        rows: Sequence[UsedRow],
        arithmetic: str,
        missing: str,
        count: int,
    ) -> Note:
        if key not in self.found:
            number = len(self.found) + 1
            self.found[key] = Note(number, [], tuple(rows), arithmetic, missing, count)
        note = self.found[key]
        if label not in note.labels:
            note.labels.append(label)
        return note

    @property
    def all(self) -> list[Note]:
        """Every footnote by number."""
        return list(self.found.values())


def digest(used: Sequence[tuple[str, str]]) -> str:
    """What stands for these rows (table, key), in this order, however many."""
    told = "\n".join(f"{table} {key}" for table, key in used)
    return md5(told.encode(), usedforsecurity=False).hexdigest()


def recorded(
    table: str,
    key: str,
    role: str,
    period: str,
    limits: Sequence[Decimal | float | None],
    unit: str,
    stated: tuple[str | None, str | None, str | None],
) -> UsedRow:
    """A record row for a footnote; `limits`: value, low, high; `stated`: source, locator, note."""
    value, low, high = (None if each is None else float(each) for each in limits)
    return UsedRow(table, key, role, period, value, low, high, unit, *stated)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, the interval it lies in, and its footnote.

    `interval` is the word that says what low and high mean. A figure without any number shows
    that it is missing; a `hidden` one has none, for it is not for this reader.
    """

    numbers: Numbers
    value: Number | None
    unit: str
    low: Number | None = None
    high: Number | None = None
    interval: str = ""
    note: Note | None = None
    hidden: bool = False

    def __html__(self) -> Markup:
        """Value, unit, interval in lighter ink, footnote number."""
        return Markup("{}{}{}").format(self._value(), self._interval(), self.note or "")

    # Django asks for the text of a value before its markup.
    __str__ = __html__

    @property
    def text(self) -> str:
        """As plain text, for charts; one-sided bounds as signs."""
        known = self._known
        if known is None:
            return self._without
        return self.sign + self.numbers.quantity(known, self.unit).text

    @property
    def sign(self) -> str:
        """What stands before a bound that is known to one side only; nothing before a point."""
        known = self._known
        if known is None or (self.low is None) == (self.high is None):
            return ""
        bound, sign = (self.high, "≤ ") if self.low is None else (self.low, "≥ ")
        return sign if machine(bound or 0) == machine(known) else ""

    @property
    def size(self) -> float:
        """How long its bar is: the value, or the bound that is known."""
        return float(self._known or 0)

    @property
    def _known(self) -> Number | None:
        found = (self.value, self.low, self.high)
        return next((each for each in found if each is not None), None)

    @property
    def _without(self) -> str:
        """What stands where there is no number."""
        words = self.numbers.words
        if not self.hidden:
            return words("missing")
        return words("suppressed", n=threshold(self.numbers.catalogue))

    def _value(self) -> Markup:
        if self.value is not None:
            return self._bound(self.value)
        if self.low is None and self.high is None:
            return Markup('<span class="missing">{}</span>').format(self._without)
        return self._range()

    def _interval(self) -> Markup:
        """What the value may lie between, where that says more than the value."""
        if self.value is None or (self.low is None and self.high is None):
            return Markup("")
        if None not in (self.low, self.high) and machine(self.low or 0) == machine(self.high or 0):
            return Markup("")
        words = self.numbers.words
        kind = "" if self.interval in ("", STATED) else words.of("interval_kind", self.interval)
        glue = ", " if kind else ""
        return Markup(' <span class="interval">({}{}{})</span>').format(self._range(), glue, kind)

    def _range(self) -> Markup:
        """Both bounds, the unit said once; one bound where the other side is open."""
        words = self.numbers.words
        if self.low is not None and self.high is not None:
            low, high = self.numbers.between(self.low, self.high, self.unit)
            return words.say("interval", low=low, high=high)
        side, bound = ("low", self.low) if self.low is not None else ("high", self.high)
        if self.value is not None and bound is not None and machine(bound) == machine(self.value):
            return words.say(f"or_{side}")
        return words.say(f"interval_{side}", bound=self._bound(bound))

    def _bound(self, bound: Number | None) -> Markup:
        assert bound is not None
        return self.numbers.quantity(bound, self.unit).__html__()
