"""Values of measures as pages show them: the newest of several, small counts held back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.reads.described import is_sensitive
from counterpart.evaluation.results import Result
from counterpart.periods import Period
from counterpart.reports.disclosure import threshold
from counterpart.reports.figures import Figure
from counterpart.reports.numbers import period_text
from counterpart_site.web.disclosing import is_suppressed
from counterpart_site.web.naming import party_names
from counterpart_site.web.reader import Reader

# Units of what is a part of a whole: with few people it gives their number back.
PARTS = ("%", "index")


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its figure (None where it is missing or held back), its period, why it is so."""

    figure: Markup | None
    held_back: bool
    period: Markup
    n: int
    note: str
    why: str


def is_known(result: Result) -> bool:
    """Whether a result has a value or a bound."""
    return (result.value, result.low, result.high) != (None, None, None)


def newest(results: Iterable[Result]) -> Result | None:
    """The last known year, else the whole, else a stage, else what says why there is nothing."""
    ranks = {"year": 2, "all": 1, "stage": 0}
    return max(
        results,
        key=lambda each: (is_known(each), ranks[each.scope], each.end or date.max),
        default=None,
    )


def shown(reader: Reader, result: Result) -> Value:
    """A result as a value for this reader."""
    back = held_back(reader, result)
    figure = None
    if is_known(result) and not back:
        limits = (result.low, result.high, result.interval or "")
        figure = Figure(reader.numbers, result.value, result.unit, *limits).__html__()
    period = period_text(result.start, result.end, reader.words)
    if result.scope == "all":
        period = Markup("{}").format(reader.words("whole_period"))
    return Value(figure, back, period, result.n, result.note, why(reader, result))


def why(reader: Reader, result: Result) -> str:
    """The page that explains a result; empty where there is nothing to explain."""
    if result.end is None or not is_known(result):
        return ""
    named = {"all": "all", "year": str(result.end.year)}
    period = named.get(result.scope) or str(Period(result.start, result.end))
    path = reverse("explain", args=(result.measure, result.subject, period))
    return path + reader.query


def held_back(reader: Reader, result: Result) -> bool:
    """Whether the value is, or gives back, a small count that is not for this reader."""
    if is_suppressed(reader, result):
        return True
    if reader.rows or not is_known(result):
        return False
    if not is_sensitive(MEASURES[result.measure].reads.values(), reader.snapshot.catalogue):
        return False
    limits = [abs(each) for each in (result.value, result.low, result.high) if each is not None]
    return result.unit in PARTS or min(limits) < threshold(reader.snapshot.catalogue)


def by_measure(results: Sequence[Result]) -> dict[str, list[Result]]:
    """The results of each measure."""
    found: dict[str, list[Result]] = {}
    for each in results:
        found.setdefault(each.measure, []).append(each)
    return found


def subject_names(reader: Reader, by: str, keys: Iterable[str]) -> dict[str, str]:
    """Key -> name of programmes, pairings or places; a pairing is named by its two sides."""
    record = reader.record
    wanted = sorted(set(keys))
    if by != "pairing":
        return {key: record.name(key) for key in wanted}
    rows = reader.snapshot.store.rows("SELECT pairing, side_a, side_b FROM pairings")
    named = {key: (a, b) for key, a, b in rows}
    return {
        key: " \N{EN DASH} ".join(party_names(reader, *named[key])) if key in named else key
        for key in wanted
    }
