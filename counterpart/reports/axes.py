"""What charts over time share: their axes, the bands of the stages, boxes, lines and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from counterpart.reports.promises import Due
from counterpart.reports.record import Programme
from counterpart.reports.theme import (
    AXIS,
    BANDS,
    INK,
    LIGHTER,
    PAPER,
    Canvas,
    Panel,
    rows,
    text_width,
)

HALF = 0.38
# How far labels of one size stand apart.
LINE = 15


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes that the layers of a panel share; above 0 is A to B, below it B to A."""

    canvas: Canvas
    first: int
    last: int
    low: float
    top: float
    height: float
    unit: str = ""
    labelled: bool = True

    @property
    def width(self) -> float:
        """How wide the panel is beside its axis."""
        return self.canvas.width - AXIS

    def pixels(self, years: float) -> float:
        """How wide a span of years is drawn."""
        return years / (self.last - self.first + 1.2) * self.width

    @property
    def line(self) -> float:
        """The height of a line of labels on the axis."""
        return (self.top - self.low) * LINE / self.height

    @property
    def x(self) -> alt.X:
        """The axis of years."""
        step = max(1, round((self.last - self.first) / (9 if self.canvas.wide else 5)))
        ticks = [
            year for year in range(self.first, self.last + 1) if (self.last - year) % step == 0
        ]
        axis = alt.Axis(
            format="d",
            title=None,
            grid=False,
            values=ticks,
            tickSize=4,
            labels=self.labelled,
            ticks=self.labelled,
        )
        scale = alt.Scale(domain=[self.first - 0.6, self.last + 0.6], nice=False, zero=False)
        return alt.X("x:Q", axis=axis, scale=scale)

    @property
    def y(self) -> alt.Y:
        """The axis of amounts, the same to either side of 0."""
        axis = alt.Axis(
            title=self.unit or None,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleX=0,
            titleY=-12,
            tickCount=max(2, self.height // 40),
            domain=False,
            ticks=False,
            labelExpr="format(abs(datum.value), ',')",
        )
        return alt.Y("y:Q", axis=axis, scale=alt.Scale(domain=[self.low, self.top], nice=False))

    def panel(self, layers: Sequence[alt.Chart], title: Any = None) -> Panel:
        """Layers as one panel."""
        return Panel(layers, self.width, self.height, title)


def steps(years: Sequence[Due], factor: float, sign: int = 1) -> list[dict[str, Any]]:
    """Points of the step lines; every reading runs to the end of its last year."""
    return [
        {
            "x": x,
            "y": sign * each.path.due / factor,
            "reading": f"{each.path.commitment} {each.path.reading}",
            "name": each.path.reading,
            "chosen": each.path.chosen,
        }
        for each in years
        for x in (each.path.year - 0.5, each.path.year + 0.5)
    ]


def lines(points: Sequence[dict[str, Any]], frame: Frame) -> list[alt.Chart]:
    """Step lines, the chosen readings solid."""
    return [
        alt.Chart(rows([point for point in points if point["chosen"] is chosen]))
        .mark_line(color=INK, strokeWidth=1.6, strokeDash=dash)
        .encode(frame.x, frame.y, alt.Detail("reading:N"), alt.Order("x:Q"))
        for chosen, dash in ((True, [1, 0]), (False, [3, 3]))
    ]


def bands(programme: Programme, frame: Frame, *, named: bool) -> list[alt.Chart]:
    """The stages behind a panel, with their names where `named`."""
    found, names = [], []
    for number, stage in enumerate(programme.stages):
        low = max(_at(stage.start), frame.first - 0.6)
        high = min(_at(stage.end) if stage.end else frame.last + 0.6, frame.last + 0.6)
        if low >= high:
            continue
        ends = {"x": low, "x2": high, "y": frame.low, "y2": frame.top}
        found.append({**ends, "color": BANDS[number % 2]})
        until = stage.end.year if stage.end else ""
        text = [stage.name, f"{stage.start.year}\N{EN DASH}{until}"]
        if frame.pixels(high - low) < text_width(stage.name, 11):
            text = [str(number + 1)]
        # Where all bars hang down, the names stand at their feet.
        names.append({"x": low, "y": frame.top or frame.low, "text": text})
    base = {"baseline": "top", "dy": 4} if frame.top else {"baseline": "line-bottom", "dy": -17}
    style = {"align": "left", "dx": 4, "color": LIGHTER, "fontSize": 11, **base}
    return [boxes(found, frame), *([texts(names, frame, **style)] if named else [])]


def boxes(found: Sequence[dict[str, Any]], frame: Frame, **style: Any) -> alt.Chart:
    """Rectangles; each has its own colour unless the style draws outlines."""
    chart = alt.Chart(rows(found)).mark_rect(**style)
    chart = chart.encode(frame.x, frame.y, alt.X2("x2"), alt.Y2("y2"))
    return chart if style else chart.encode(alt.Color("color:N", scale=None))


def texts(found: Sequence[dict[str, Any]], frame: Frame, **style: Any) -> alt.Chart:
    """Labels of one style."""
    chart = alt.Chart(rows(found)).mark_text(**style)
    return chart.encode(frame.x, frame.y, alt.Text("text:N"))


def outlined(
    found: Sequence[dict[str, Any]], frame: Frame, *, color: str = LIGHTER, **style: Any
) -> list[alt.Chart]:
    """Labels that stay readable on bars and lines: on a rim of paper."""
    return [
        texts(found, frame, stroke=PAPER, strokeWidth=3, **style),
        texts(found, frame, color=color, **style),
    ]


def apart(labels: Sequence[dict[str, Any]], frame: Frame) -> list[dict[str, Any]]:
    """The labels, nearest to 0 first, each moved outwards until it covers none before it."""
    placed: list[dict[str, Any]] = []
    for label in sorted(labels, key=lambda each: abs(each["y"])):
        y, sign = label["y"], -1 if label["y"] < 0 else 1
        wide = text_width(label["text"], 11)
        middle = frame.first - 0.6 + frame.pixels(1) ** -1 * wide / 2
        end = frame.last + 0.6 - frame.pixels(1) ** -1 * wide / 2
        x = max(middle, min(label["x"], end))
        for other in placed:
            reach = (wide + text_width(other["text"], 11)) / 2
            beside = frame.pixels(abs(x - other["x"])) > reach
            if not beside and abs(y - other["y"]) < frame.line:
                y = other["y"] + sign * frame.line
        placed.append({**label, "x": x, "y": y})
    return placed


def box(first: float, last: float, height: float, color: str = LIGHTER) -> dict[str, Any]:
    """A box over some years, from 0 to a height."""
    return {"x": first, "x2": last, "y": 0, "y2": height, "color": color}


def _at(day: date) -> float:
    """A day on the axis of years, on which a year reaches half a unit to either side."""
    return day.year - 0.5 + (day.timetuple().tm_yday - 1) / 366
