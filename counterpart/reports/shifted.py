"""What is said to change with a stage, with names and figures, for reports and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.stages import OfStage, Shift
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import Numbers, period_text
from counterpart.reports.record import Record


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two stages of a shift: its time, its figure, its years with a value."""

    of: OfStage
    period: Markup
    figure: Figure
    years: str


@dataclass(frozen=True, slots=True)
class Shifted:
    """A claimed shift as it is shown."""

    of: Shift
    name: str
    programme: str
    way: str
    before: Side
    after: Side
    verdict: str
    breaks: str


def shifted(
    record: Record,
    numbers: Numbers,
    shifts: Iterable[Shift],
    hidden: Callable[[str], bool] = lambda measure: False,
) -> list[Shifted]:
    """Claimed shifts as they are shown; `hidden` says of which measures no figure is."""
    words = numbers.words
    return [
        Shifted(
            each,
            MEASURES[each.measure].name(words.language)
            if each.measure in MEASURES
            else each.measure,
            record.name(each.programme),
            words.of("way", each.way),
            _side(numbers, each, each.before, hidden=hidden(each.measure)),
            _side(numbers, each, each.after, hidden=hidden(each.measure)),
            words.of("shift", each.verdict),
            _breaks(numbers, each),
        )
        for each in shifts
    ]


def _side(numbers: Numbers, shift: Shift, of: OfStage, *, hidden: bool) -> Side:
    words = numbers.words
    limits = (None, None, None) if hidden else (of.value, of.low, of.high)
    return Side(
        of,
        period_text(of.start, of.end, words) if of.stage else Markup(""),
        Figure(numbers, limits[0], shift.unit, *limits[1:], hidden=hidden),
        words("shift_years", years=of.years, of=of.of) if of.stage else "",
    )


def _breaks(numbers: Numbers, each: Shift) -> str:
    words = numbers.words
    if each.untold:
        return each.untold
    if not each.breaks:
        return words("no_break")
    told = "; ".join(
        words("break_at", year=f"{year:.0f}", away=f"{away:.0f}")
        for year, away in zip(each.breaks, each.distances, strict=True)
    )
    return f"{told}; {words('break_steady')}" if each.steady else told
