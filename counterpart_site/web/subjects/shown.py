"""Parts that several pages show: footnotes, charts with their table, measures with comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from django.utils.translation import gettext as _
from markupsafe import Markup

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.results import Result, UsedRow
from counterpart.reports.figures import Figure, Note
from counterpart.reports.measured import ARROWS
from counterpart.reports.numbers import Numbers, Shown, period_text
from counterpart_site.web.reader import Reader
from counterpart_site.web.subjects.addresses import address, row_address, why
from counterpart_site.web.subjects.told import rights

# Fewer others than this have no quartiles worth the name.
QUARTERED = 4
# How wide a drawing is on a wide and on a narrow page.
WIDE, NARROW = 896, 366


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart on a page: where it is drawn, in both widths, about how high, what it says."""

    wide: str
    narrow: str
    data: str
    alt: str
    height: int
    narrow_height: int


def picture(
    reader: Reader, name: str, subject: str, alt: str, heights: tuple[int, int], **asked: object
) -> Picture:
    """A chart of a subject; its address names the content root, so that it may be kept for ever."""
    caption = reader.record.caption
    root = reader.snapshot.manifest.root[:16]
    wide, narrow = (
        address(reader, "chart", name, subject, width, v=root, r=int(reader.rows), **asked)
        for width in ("wide", "narrow")
    )
    data = address(reader, "chart_data", name, subject, **asked)
    said = f"{caption}{reader.words('stop')}{alt}" if caption else alt
    return Picture(wide, narrow, data, said, *heights)


@dataclass(frozen=True, slots=True)
class NotedRow:
    """A row behind a number, for those who may see it."""

    text: str
    address: str
    figure: Figure | None
    locator: str


@dataclass(frozen=True, slots=True)
class NotedSource:
    """A document behind a number, with the rows taken from it."""

    title: str
    address: str
    rows: list[NotedRow]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note: which figures, from which documents and rows."""

    number: int
    label: Markup
    arithmetic: str
    sources: list[NotedSource]
    more: int


def footnotes(reader: Reader, notes: Iterable[Note]) -> list[Footnote]:
    """The notes of a page; single rows only for those who may see them."""
    found = []
    for note in notes:
        sources = []
        for key, rows in note.by_source.items():
            source = reader.record.sources.get(key or "")
            title = source.title if source else key or reader.words("no_source")
            where = address(reader, "document", key) if key else ""
            listed = [_noted(reader, row) for row in rows] if reader.rows else []
            sources.append(NotedSource(title, where, listed))
        label = Markup("; ").join(note.labels)
        more = note.unprinted if reader.rows else 0
        found.append(Footnote(note.number, label, note.arithmetic, sources, more))
    return found


def _noted(reader: Reader, row: UsedRow) -> NotedRow:
    figure = None
    if not row.value is row.low is row.high is None:
        figure = Figure(reader.numbers, row.value, row.unit or "", row.low, row.high)
    text = f"{row.key}, {row.period}" if row.period else row.key
    return NotedRow(text, row_address(reader, row.table, row.key), figure, row.locator or "")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a measure in a period; where it comes from, or what is missing."""

    figure: Figure | None
    n: Shown
    rows: int
    period: Markup
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class Others:
    """The same measure of the other subjects in the same period."""

    n: int
    median: Figure
    low: Figure | None
    high: Figure | None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure of a subject: newest value, value of the whole time, and what others have."""

    key: str
    name: str
    address: str
    arrow: str
    better: str
    newest: Value
    whole: Value | None
    others: Others | None


@dataclass(frozen=True, slots=True)
class MeasureGroup:
    """The measures of a dimension."""

    key: str
    name: str
    lines: list[MeasureLine]
    missing: list[MeasureLine]


def measured(
    reader: Reader, results: Sequence[Result], everyone: Sequence[Result] = ()
) -> list[MeasureGroup]:
    """The measures of one subject by dimension; `everyone` holds those of others to compare."""
    groups: dict[str, MeasureGroup] = {}
    catalogue = reader.snapshot.catalogue
    for key, measure in MEASURES.items():
        own = [each for each in results if each.measure == key]
        if not own:
            continue
        name = catalogue.name("dimension", measure.dimension, reader.language)
        group = groups.setdefault(measure.dimension, MeasureGroup(measure.dimension, name, [], []))
        known = [each for each in own if _known(each)]
        newest = max(
            [each for each in known if each.scope == "year"] or known or own,
            key=lambda each: (each.scope == "all", str(each.end)),
        )
        whole = next((each for each in known if each.scope == "all" and each is not newest), None)
        line = MeasureLine(
            key,
            measure.name(reader.language),
            address(reader, "measure", key),
            ARROWS[measure.better],
            catalogue.name("better", measure.better, reader.language),
            _value(reader, newest),
            _value(reader, whole) if whole else None,
            _others(reader.numbers, newest, everyone),
        )
        (group.lines if known else group.missing).append(line)
    return list(groups.values())


def _value(reader: Reader, result: Result) -> Value:
    period = period_text(result.start, result.end, reader.words)
    if result.scope == "all":
        period = Markup("{}").format(reader.words("whole_period"))
    figure = None
    if _known(result):
        kind = result.interval or ""
        figure = Figure(reader.numbers, result.value, result.unit, result.low, result.high, kind)
    return Value(
        figure, reader.numbers.count(result.n), result.n, period, result.note, why(reader, result)
    )


def _others(numbers: Numbers, own: Result, everyone: Sequence[Result]) -> Others | None:
    """Median and middle half of the other subjects in the same period and unit."""
    span = (own.measure, own.scope, own.start, own.end, own.unit)
    values = [
        each.value
        for each in everyone
        if each.subject != own.subject
        and each.value is not None
        and (each.measure, each.scope, each.start, each.end, each.unit) == span
    ]
    if not values:
        return None
    low = high = None
    if len(values) >= QUARTERED:
        first, _middle, third = quantiles(values, n=4, method="inclusive")
        low, high = Figure(numbers, first, own.unit), Figure(numbers, third, own.unit)
    return Others(len(values), Figure(numbers, median(values), own.unit), low, high)


def _known(result: Result) -> bool:
    return not result.value is result.low is result.high is None


def dated(reader: Reader, start: object, end: object) -> str:
    """Whether something with these days runs on the day that is read, in a word."""
    today = reader.snapshot.manifest.as_of
    if start and str(start) > today:
        return _("to come")
    if end and str(end) < today:
        return _("ended")
    return _("running") if start or end else _("undated")


__all__ = ["Picture", "dated", "footnotes", "measured", "picture", "rights"]
