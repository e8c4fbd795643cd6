"""The chart of a measure over time: a point a year with its interval, the stages behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.evaluation.results import Result
from counterpart.reports.axes import Frame, bands, outlined
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Programme
from counterpart.reports.theme import INK, LIGHTER, Canvas, drawn, rows

HEIGHT = 180
# Room for labels beyond the highest value.
ROOM = 1.2


def time_chart(
    results: Sequence[Result], programme: Programme, numbers: Numbers, canvas: Canvas
) -> Markup:
    """Yearly results (at least one) as points joined by a line; bounds as rules."""
    ends = [
        (each.end.year, [v for v in (each.low, each.value, each.high) if v is not None], each)
        for each in results
        if each.end is not None
    ]
    highest = max(max(known) for _, known, _ in ends)
    lowest = min(0.0, *(min(known) for _, known, _ in ends))
    factor, unit = numbers.axis(results[0].unit, max(abs(highest), abs(lowest)) or 1.0)
    top = highest / factor * ROOM if highest > 0 else 1.0
    years = [year for year, _, _ in ends]
    frame = Frame(canvas, min(years), max(years), lowest / factor * ROOM, top, HEIGHT, unit)
    points = [
        {
            "x": year,
            "y": each.value / factor,
            "text": numbers.quantity(each.value, each.unit).text,
            # Years that follow each other are joined, a gap stays one.
            "run": year - place,
        }
        for place, (year, _, each) in enumerate(ends)
        if each.value is not None
    ]
    spans = [
        {"x": year, "y": min(known) / factor, "y2": max(known) / factor}
        for year, known, _ in ends
        if len(known) > 1
    ]
    line = alt.Chart(rows(points)).mark_line(color=INK, strokeWidth=1.4)
    dots = alt.Chart(rows(points)).mark_point(color=INK, filled=True, size=36, opacity=1)
    rules = alt.Chart(rows(spans)).mark_rule(color=LIGHTER, strokeWidth=2)
    layers = [
        *bands(programme, frame, named=True),
        rules.encode(frame.x, frame.y, alt.Y2("y2")),
        line.encode(frame.x, frame.y, alt.Order("x:Q"), alt.Detail("run:N")),
        dots.encode(frame.x, frame.y),
        *_labelled(points, frame),
    ]
    return drawn([frame.panel(layers)], canvas)


def _labelled(points: Sequence[dict[str, Any]], frame: Frame) -> list[alt.Chart]:
    """The last value in words, on the side of its point where no line comes from."""
    falls = len(points) > 1 and points[-2]["run"] == points[-1]["run"]
    falls = falls and points[-2]["y"] > points[-1]["y"]
    away, baseline = (10, "top") if falls else (-10, "bottom")
    return outlined(points[-1:], frame, fontSize=11, dy=away, baseline=baseline)
