"""Charts over time: sums paid as bars, due as step lines, stages as quiet bands behind."""

from __future__ import annotations

from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.reports.axes import (
    HALF,
    Frame,
    apart,
    bands,
    box,
    boxes,
    lines,
    outlined,
    steps,
    texts,
)
from counterpart.reports.money import Family, Money
from counterpart.reports.numbers import Numbers
from counterpart.reports.promises import Rule
from counterpart.reports.record import Programme
from counterpart.reports.theme import (
    LIGHTER,
    MISSING,
    SIDE_A,
    SIDE_B,
    Canvas,
    Panel,
    drawn,
    rows,
    text_width,
)

SIGNS = {"a_to_b": 1, "b_to_a": -1}
COLORS = {"a_to_b": SIDE_A, "b_to_a": SIDE_B, None: LIGHTER}
# Heights: of a panel with many sums, of one with few, of the chart of one rule.
TALL, LOW, ONE = 170, 90, 180
MANY = 8


def money_chart(money: Money, programme: Programme, numbers: Numbers, canvas: Canvas) -> Markup:
    """A panel a family: A to B above the line, B to A below; sums of several years as outlines."""
    first, last = money.span
    panels = []
    for number, family in enumerate(money.drawn):
        panels.append(
            _family(
                family,
                money.currency,
                programme,
                numbers,
                canvas,
                (first, last),
                (number == 0, number == len(money.drawn) - 1),
            )
        )
    return drawn(panels, canvas)


def _family(
    family: Family,
    currency: str,
    programme: Programme,
    numbers: Numbers,
    canvas: Canvas,
    years: tuple[int, int],
    ends: tuple[bool, bool],
) -> Panel:
    reach = {
        sign: max(
            [each.yearly for each in family.payments if SIGNS[each.direction] == sign]
            + [
                due.path.due
                for rule in family.rules
                for due in rule.years
                if rule.direction and SIGNS[rule.direction] == sign
            ],
            default=0.0,
        )
        for sign in (1, -1)
    }
    most = max(reach.values()) or 1.0
    factor, unit = numbers.axis(currency, most)
    high = TALL if len(family.payments) >= MANY else LOW
    # Room for labels beyond the longest bar of a direction; none for a direction without any.
    room = {sign: (size + most * 0.3) / factor if size else 0.0 for sign, size in reach.items()}
    height = high * (room[1] + room[-1]) / max(room.values()) if any(room.values()) else high
    frame = Frame(
        canvas, *years, -room[-1], room[1] if any(room.values()) else 1, height, labelled=ends[1]
    )
    marks = _Marks(frame, factor)
    for direction in SIGNS:
        marks.add(family, direction)
    points = [
        point
        for rule in family.rules
        for point in steps(rule.years, factor, SIGNS[rule.direction or "a_to_b"])
    ]
    zero = alt.Chart(rows([{"y": 0}])).mark_rule(color=LIGHTER).encode(frame.y)
    return frame.panel(
        [
            *bands(programme, frame, named=ends[0]),
            boxes(marks.outlines, frame, fillOpacity=0, stroke=LIGHTER, strokeDash=[4, 2]),
            boxes(marks.bars, frame),
            *lines(points, frame),
            zero,
            *marks.labels(),
        ],
        f"{family.name}, {unit}",
    )


class _Marks:
    """Collects the bars, outlines and labels of a panel."""

    def __init__(self, frame: Frame, factor: float) -> None:
        self.frame, self.factor = frame, factor
        self.bars: list[dict[str, Any]] = []
        self.outlines: list[dict[str, Any]] = []
        self.texts: list[dict[str, Any]] = []
        self.gaps: list[dict[str, Any]] = []

    def add(self, family: Family, direction: str) -> None:
        """The payments of one direction; a year between them without its own sum is a gap."""
        sign, single = SIGNS[direction], set()
        payments = [each for each in family.payments if each.direction == direction and each.first]
        for each in payments:
            height = sign * each.yearly / self.factor
            first = each.first or each.last
            middle = (first + each.last) / 2
            text = each.figure.sign.strip()
            if each.years == 1:
                single.add(first)
                self.bars.append(box(first - HALF, first + HALF, height, COLORS[direction]))
            else:
                self.outlines.append(box(first - 0.47, each.last + 0.47, height))
                years = f", {first}\N{EN DASH}{each.last}" if self.frame.canvas.wide else ""
                text = f"{each.figure.text}{years}"
            if text:
                self.texts.append({"x": middle, "y": height, "text": text})
        if single:
            for year in range(min(single), max(single) + 1):
                if year not in single:
                    self.gaps.append({"x": year, "y": 0, "text": "–", "sign": sign})

    def _clear(self, label: dict[str, Any]) -> dict[str, Any]:
        """A label moved outwards, past the bars that it would cover."""
        half = text_width(label["text"], 11) / self.frame.pixels(1) / 2
        sign = -1 if label["y"] < 0 else 1
        reach = [
            bar["y2"] * sign
            for bar in self.bars
            if bar["x"] < label["x"] + half and bar["x2"] > label["x"] - half
        ]
        return {**label, "y": sign * max([label["y"] * sign, *reach])}

    def labels(self) -> list[alt.Chart]:
        """What is written at bars and outlines, outside them, and at gaps."""
        found = []
        for sign in (1, -1):
            gaps = [each for each in self.gaps if each["sign"] == sign]
            said = [self._clear(each) for each in self.texts if (each["y"] < 0) == (sign < 0)]
            found.append(texts(gaps, self.frame, dy=-5 * sign, color=MISSING))
            found += outlined(apart(said, self.frame), self.frame, dy=-8 * sign, fontSize=11)
        return found


def due_chart(rule: Rule, numbers: Numbers, canvas: Canvas) -> Markup:
    """One commitment: every reading as a step line, what is on record as bars of its side."""
    years = [each.path.year for each in rule.years]
    amounts = [each.path.due for each in rule.years] + [each.path.paid or 0 for each in rule.years]
    top = max(amounts) * 1.25 or 1.0
    factor, unit = numbers.axis(rule.unit, top)
    frame = Frame(canvas, min(years), max(years), 0, top / factor, ONE, unit)
    paid = {each.path.year: each for each in rule.years}
    bars = [
        box(year - HALF, year + HALF, each.path.paid / factor, COLORS[rule.direction])
        for year, each in paid.items()
        if each.path.paid is not None
    ]
    bounds = [
        {"x": year, "y": each.path.paid / factor, "text": each.paid.sign.strip()}
        for year, each in paid.items()
        if each.path.paid is not None and each.paid and each.paid.sign
    ]
    gap = numbers.words("nothing")
    if text_width(gap, 11) > frame.pixels(1):
        gap = "–"
    gaps = [
        {"x": year, "y": 0, "text": gap} for year, each in paid.items() if each.path.paid is None
    ]
    layers = [
        boxes(bars, frame),
        *lines(steps(rule.years, factor), frame),
        texts(gaps, frame, dy=-7, color=MISSING, fontSize=11),
        *outlined(bounds, frame, dy=-8),
    ]
    return drawn([frame.panel(layers)], canvas)
