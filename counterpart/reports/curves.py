"""Measures over time: one small chart a measure, year by year, with bounds, before the stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.evaluation.measure import Measure
from counterpart.evaluation.results import Result
from counterpart.reports.axes import Frame, bands
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Programme
from counterpart.reports.theme import INK, LIGHTER, NARROW, Canvas, Panel, drawn, rows, wrapped

HEIGHT = 84
# One value is no course of things.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Curve:
    """A measure with its results of single years, oldest first."""

    measure: Measure
    unit: str
    years: tuple[Result, ...]

    @property
    def ends(self) -> list[float]:
        """Every value and bound."""
        found = ((each.value, each.low, each.high) for each in self.years)
        return [float(end) for three in found for end in three if end is not None]


def curves(
    results: Sequence[Result], measures: Mapping[str, Measure], subject: str
) -> dict[str, list[Curve]]:
    """Dimension -> the measures of a subject that have values in several years."""
    found: dict[str, list[Curve]] = {}
    for key, measure in measures.items():
        years = [
            each
            for each in results
            if (each.measure, each.subject, each.scope) == (key, subject, "year")
            and not each.value is each.low is each.high is None
        ]
        years.sort(key=lambda each: str(each.end))
        if len(years) >= FEWEST:
            curve = Curve(measure, years[-1].unit, tuple(years))
            found.setdefault(measure.dimension, []).append(curve)
    return found


def curves_chart(
    found: Sequence[Curve], programme: Programme, numbers: Numbers, canvas: Canvas
) -> Markup:
    """Small panels on one axis of years: two beside each other on a wide page."""
    years = [each.end.year for curve in found for each in curve.years if each.end]
    first, last = min(years), max(years)
    panels = [_panel(curve, programme, numbers, canvas, (first, last)) for curve in found]
    across = 2 if canvas.wide else 1
    lines = [panels[number : number + across] for number in range(0, len(panels), across)]
    return drawn(lines, canvas)


def _panel(
    curve: Curve,
    programme: Programme,
    numbers: Numbers,
    canvas: Canvas,
    years: tuple[int, int],
) -> Panel:
    top, low = max([0.0, *curve.ends]), min([0.0, *curve.ends])
    factor, unit = numbers.axis(curve.unit, max(abs(top), abs(low)))
    reach = (top - low) or 1.0
    narrow = replace(canvas, wide=False)
    frame = Frame(
        narrow, *years, low / factor, (top + reach * 0.12) / factor, HEIGHT, labelled=True
    )
    points: list[dict[str, Any]] = [
        {
            "x": each.end.year if each.end else 0,
            "y": None if each.value is None else each.value / factor,
            "low": None if each.low is None else each.low / factor,
            "high": None if each.high is None else each.high / factor,
        }
        for each in curve.years
    ]
    between = [
        {"x": each["x"], "y": each["low"], "y2": each["high"]}
        for each in points
        if each["low"] is not None and each["high"] is not None and each["low"] < each["high"]
    ]
    known = [each for each in points if each["y"] is not None]
    start: dict[str, Any] = {"x": years[0] - 9, "run": 0}
    # No line crosses a year that nobody counted.
    for before, each in pairwise([start, *known]):
        each["run"] = before["run"] + (each["x"] != before["x"] + 1)
    layers = [
        *bands(programme, frame, named=False),
        alt.Chart(rows(between))
        .mark_rule(color=LIGHTER, strokeWidth=2)
        .encode(frame.x, frame.y, alt.Y2("y2")),
        alt.Chart(rows(known))
        .mark_line(color=INK, strokeWidth=1.4)
        .encode(frame.x, frame.y, alt.Detail("run:N")),
        alt.Chart(rows(known))
        .mark_point(color=INK, filled=True, size=18, opacity=1)
        .encode(frame.x, frame.y),
    ]
    name = curve.measure.name(numbers.words.language)
    said = wrapped(f"{name}, {unit}" if unit else name, NARROW - 40)
    return frame.panel(layers, said)
