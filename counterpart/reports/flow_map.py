"""The flow map: places as dots, flows as arcs bent to the right of travel; no boundaries."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.reports.arcs import Dot, FlowMap
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Programme
from counterpart.reports.theme import (
    INK,
    LIGHTER,
    MISSING,
    PAPER,
    SIDE_A,
    SIDE_B,
    Canvas,
    Panel,
    drawn,
    rows,
    text_width,
)

HEIGHTS = {True: 440, False: 330}
# The strip under the map in which the legend stands.
LEGEND = {True: 70, False: 116}
MARGIN = 46
WIDEST, THINNEST = 11.0, 1.0
BEND, POINTS = 0.18, 24
LARGEST_DOT, SMALLEST_DOT = 420.0, 14.0
STYLES = {"a_to_b": (SIDE_A, [1, 0]), "b_to_a": (SIDE_B, [7, 3])}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels of a chart, north up, true to scale in the middle of the map."""

    middle: Point
    scale: float
    centre: Point

    def at(self, dot: Dot) -> Point:
        """Where a dot stands."""
        shrink = math.cos(math.radians(self.middle[1]))
        x = self.centre[0] + (dot.longitude - self.middle[0]) * shrink * self.scale
        return x, self.centre[1] + (dot.latitude - self.middle[1]) * self.scale


def fitted(dots: Sequence[Dot], width: float, height: float, foot: float) -> Projection:
    """The projection that fills a chart with some dots, above a strip of the height `foot`."""
    east, north = [dot.longitude for dot in dots], [dot.latitude for dot in dots]
    middle = ((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
    spans = (
        (max(east) - min(east)) * math.cos(math.radians(middle[1])),
        max(north) - min(north),
    )
    rooms = (width - 2 * MARGIN, height - foot - 2 * MARGIN)
    fits = [room / span for room, span in zip(rooms, spans, strict=True) if span > 0]
    return Projection(middle, min(fits, default=1.0), (width / 2, (height + foot) / 2))


def flow_map_chart(
    found: FlowMap, programme: Programme, numbers: Numbers, canvas: Canvas
) -> Markup:
    """The map with its legend; ValueError where no place has coordinates."""
    if not found.dots:
        raise ValueError("no place has coordinates")
    width, height = float(canvas.width), float(HEIGHTS[canvas.wide])
    foot = float(LEGEND[canvas.wide])
    frame = _Sheet(width, height)
    projection = fitted(list(found.dots.values()), width, height, foot)
    most = max((arc.amount.figure.size for arc in found.arcs), default=0.0)
    places = {key: projection.at(dot) for key, dot in found.dots.items()}
    lines, heads = [], []
    for number, arc in enumerate(found.drawn):
        color, dash = STYLES[arc.direction]
        path = bent(places[arc.origin], places[arc.destination])
        wide = stroke(arc.amount.figure.size, most)
        lines += [
            {"arc": number, "step": step, "x": x, "y": y, "w": wide, "color": color, "dash": dash}
            for step, (x, y) in enumerate(path)
        ]
        heads.append(_head(path, wide, color))
    ends = {end for arc in found.drawn for end in (arc.origin, arc.destination)}
    layers = [
        *frame.arcs(lines),
        frame.dots(_dots(found, places, ends)),
        frame.heads(heads),
        *frame.labels(_names(found, places, width)),
        *_legend(frame, found, programme, numbers, canvas, most),
    ]
    return drawn([Panel(layers, width, height, title(found, numbers))], canvas)


def title(found: FlowMap, numbers: Numbers) -> str:
    """What a map shows, in which unit, of when."""
    words = numbers.words
    family, _, unit = found.choice.name.rpartition(", ")
    year = str(found.year) if found.year else words("whole_period")
    return words("map_title", family=family, unit=unit, year=year)


def bent(start: Point, end: Point) -> list[Point]:
    """A curve between two points that leaves the straight line to the right of travel (y up)."""
    across, along = end[0] - start[0], end[1] - start[1]
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    control = (middle[0] + 2 * BEND * along, middle[1] - 2 * BEND * across)
    found = []
    for step in range(POINTS + 1):
        t = step / POINTS
        near, turn, far = (1 - t) ** 2, 2 * t * (1 - t), t**2
        x = near * start[0] + turn * control[0] + far * end[0]
        found.append((x, near * start[1] + turn * control[1] + far * end[1]))
    return found


def stroke(size: float, most: float) -> float:
    """How wide an arc is: as the square root of its quantity, never invisible."""
    return max(THINNEST, WIDEST * math.sqrt(size / most)) if most else THINNEST


def _head(path: Sequence[Point], wide: float, color: str) -> dict[str, Any]:
    """The arrow on an arc, past its middle, turned along it."""
    at = POINTS * 5 // 8
    (x, y), (next_x, next_y) = path[at], path[at + 1]
    angle = math.degrees(math.atan2(next_x - x, next_y - y)) % 360
    return {"x": x, "y": y, "angle": angle, "size": (wide + 6) ** 2, "color": color}


def _dots(found: FlowMap, places: dict[str, Point], ends: set[str]) -> list[dict[str, Any]]:
    most = max((dot.population or 0 for dot in found.dots.values()), default=0)
    return [
        {
            "x": places[key][0],
            "y": places[key][1],
            "color": INK if key in ends else MISSING,
            "size": max(SMALLEST_DOT, LARGEST_DOT * (dot.population or 0) / most)
            if most
            else SMALLEST_DOT * 2,
        }
        for key, dot in found.dots.items()
    ]


def _names(found: FlowMap, places: dict[str, Point], width: float) -> list[dict[str, Any]]:
    """Names of places, those of the largest flows first, where they cover no other name."""
    taken: list[tuple[float, float, float]] = []
    named = []
    order = dict.fromkeys(end for arc in found.drawn for end in (arc.origin, arc.destination))
    for key in order:
        (x, y), half = places[key], text_width(found.dots[key].name, 12) / 2
        x = min(max(x, half), width - half)
        y += 14
        if any(abs(y - b) < 15 and abs(x - a) < half + other for a, b, other in taken):
            continue
        taken.append((x, y, half))
        named.append({"x": x, "y": y, "text": found.dots[key].name})
    return named


def _legend(
    frame: _Sheet,
    found: FlowMap,
    programme: Programme,
    numbers: Numbers,
    canvas: Canvas,
    most: float,
) -> list[alt.Chart]:
    """Both directions by line and name, two widths with what they stand for, what dots mean."""
    words, unit = numbers.words, found.choice.unit
    lines, texts = [], []
    columns = (0.0, canvas.width * 0.48) if canvas.wide else (0.0, 0.0)
    samples = [(STYLES[way], 3.0, programme.arrow(way)) for way in ("a_to_b", "b_to_a")]
    samples += [
        ((LIGHTER, [1, 0]), stroke(size, most), numbers.quantity(size, unit).text)
        for size in ([most, most / 4] if most else [])
    ]
    for number, ((color, dash), wide, text) in enumerate(samples):
        x = columns[number // 2]
        y = LEGEND[canvas.wide] - 14 - 20 * (number % 2 if canvas.wide else number)
        lines += [
            {"arc": f"l{number}", "step": step, "x": x + 34 * step, "y": y}
            | {"w": wide, "color": color, "dash": dash}
            for step in (0, 1)
        ]
        texts.append({"x": x + 44, "y": y, "text": text})
    said = []
    people = [dot.population for dot in found.dots.values() if dot.population]
    if people:
        said.append(words("map_people", n=f"≤ {numbers.quantity(max(people), 'persons').text}"))
    unplaced = len(found.arcs) - len(found.drawn)
    if unplaced:
        said.append(words("map_unplaced", n=numbers.count(unplaced).number))
    foot = [{"x": 0, "y": 8, "text": f"● {' · '.join(said)}" if people else " · ".join(said)}]
    return [
        *frame.arcs(lines),
        *frame.labels(texts, align="left"),
        *(frame.labels(foot, align="left") if said else []),
    ]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A chart in pixels, y up."""

    width: float
    height: float

    @property
    def x(self) -> alt.X:
        scale = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        return alt.X("x:Q", axis=None, scale=scale)

    @property
    def y(self) -> alt.Y:
        scale = alt.Scale(domain=[0, self.height], nice=False, zero=False)
        return alt.Y("y:Q", axis=None, scale=scale)

    def arcs(self, found: Sequence[dict[str, Any]]) -> list[alt.Chart]:
        """Curves, each with its own width, a layer for each kind of line."""
        dashes = {tuple(point["dash"]) for point in found}
        return [
            alt.Chart(rows([point for point in found if tuple(point["dash"]) == dash]))
            .mark_line(opacity=0.8, strokeDash=list(dash), strokeCap="butt")
            .encode(
                self.x,
                self.y,
                alt.Detail("arc:N"),
                alt.Order("step:Q"),
                alt.StrokeWidth("w:Q", scale=None),
                alt.Color("color:N", scale=None),
            )
            for dash in sorted(dashes)
        ]

    def dots(self, found: Sequence[dict[str, Any]]) -> alt.Chart:
        chart = alt.Chart(rows(found)).mark_point(filled=True, opacity=0.9, stroke=PAPER)
        color = alt.Color("color:N", scale=None)
        return chart.encode(self.x, self.y, alt.Size("size:Q", scale=None), color)

    def heads(self, found: Sequence[dict[str, Any]]) -> alt.Chart:
        style = {"shape": "triangle", "filled": True, "opacity": 1, "stroke": PAPER}
        return (
            alt.Chart(rows(found))
            .mark_point(strokeWidth=1, **style)
            .encode(
                self.x,
                self.y,
                alt.Size("size:Q", scale=None),
                alt.Angle("angle:Q", scale=None),
                alt.Color("color:N", scale=None),
            )
        )

    def labels(self, found: Sequence[dict[str, Any]], align: str = "center") -> list[alt.Chart]:
        """Labels on a rim of paper."""
        rim = {"stroke": PAPER, "strokeWidth": 3}
        return [
            alt.Chart(rows(found))
            .mark_text(align=align, baseline="middle", fontSize=12, **style)
            .encode(self.x, self.y, alt.Text("text:N"))
            for style in (rim, {"color": INK})
        ]
