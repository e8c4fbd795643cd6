"""Charts over time: sums paid as bars, due as step lines, stages as quiet bands behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.reports.money import Due, Money
from counterpart.reports.numbers import Number, Numbers
from counterpart.reports.record import Programme
from counterpart.reports.theme import (
    BANDS,
    INK,
    LIGHTER,
    MISSING,
    NARROW,
    PAPER,
    SIDE_A,
    WIDE,
    drawn,
    rows,
)

HEIGHT = 230
HALF = 0.38
# Height of a line of labels as a part of the axis.
LINE = 0.065


@dataclass(frozen=True, slots=True)
class _Frame:
    """The axes that the layers of a chart share."""

    first: float
    last: float
    top: float
    unit: str
    years: list[int]

    def pixels(self, years: float, wide: bool) -> float:
        """How wide a span of years is drawn."""
        return years / (self.last - self.first + 1.2) * ((WIDE if wide else NARROW) - 40)

    @property
    def x(self) -> alt.X:
        axis = alt.Axis(format="d", title=None, grid=False, values=self.years, tickSize=4)
        scale = alt.Scale(domain=[self.first - 0.6, self.last + 0.6], nice=False, zero=False)
        return alt.X("x:Q", axis=axis, scale=scale)

    @property
    def y(self) -> alt.Y:
        axis = alt.Axis(
            title=self.unit,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleX=0,
            titleY=-12,
            tickCount=5,
            domain=False,
            ticks=False,
        )
        return alt.Y("y:Q", axis=axis, scale=alt.Scale(domain=[0, self.top], nice=False))


def payments_chart(
    money: Money,
    due: dict[str, list[Due]],
    programme: Programme,
    numbers: Numbers,
    name: str,
    *,
    wide: bool,
) -> Markup:
    """Payments in a currency: years as bars, sums of several years as outlines at their mean."""
    first, last = money.span
    top = max(_yearly(each.figure.value, each.years or 1) for each in money.payments) * 1.25 or 1.0
    factor, unit = numbers.axis(money.currency, top)
    frame = _Frame(first, last, top / factor, unit, _ticks(first, last, wide))
    bars, outlines, labels, paid = [], [], [], set()
    for each in money.payments:
        if each.first is None:
            continue
        height = _yearly(each.figure.value, each.years) / factor
        if each.years == 1:
            paid.add(each.first)
            bars.append(_box(each.first - HALF, each.last + HALF, height))
            continue
        outlines.append(_box(each.first - 0.47, each.last + 0.47, height))
        text = f"{each.figure.text}, {each.first}\N{EN DASH}{each.last}"
        middle = (each.first + each.last) / 2
        text = text if wide else each.figure.text
        labels.append({"x": middle, "y": height, "text": text})
    gaps = [{"x": year, "y": 0, "text": "–"} for year in range(first, last + 1) if year not in paid]
    steps = [step for rows_ in due.values() for step in _steps(rows_, factor, money.currency)]
    layers = [
        *_bands(programme, frame, wide),
        _boxes(outlines, frame, fillOpacity=0, stroke=LIGHTER, strokeDash=[4, 2]),
        _boxes(bars, frame, color=SIDE_A),
        *_lines(steps, frame),
        _texts(gaps, frame, dy=-5, color=MISSING),
        *(
            _texts(_apart(labels, frame, wide), frame, dy=-8, fontSize=11, **style)
            for style in ({"stroke": PAPER, "strokeWidth": 3}, {"color": LIGHTER})
        ),
    ]
    return drawn(layers, name, (WIDE if wide else NARROW) - 40, HEIGHT)


def due_chart(years: Sequence[Due], numbers: Numbers, name: str, *, wide: bool) -> Markup:
    """One commitment: every reading as a step line, what is on record as paid as bars."""
    first, last = min(each.path.year for each in years), max(each.path.year for each in years)
    amounts = [each.path.due for each in years] + [each.path.paid or 0 for each in years]
    currency = years[0].path.currency or ""
    top = max(amounts) * 1.2 or 1.0
    factor, unit = numbers.axis(currency, top)
    frame = _Frame(first, last, top / factor, unit, list(range(first, last + 1)))
    paid = {each.path.year: each.path.paid for each in years}
    bars = [
        _box(year - HALF, year + HALF, amount / factor)
        for year, amount in paid.items()
        if amount is not None
    ]
    gap = numbers.words("no_payment" if wide else "missing")
    gaps = [{"x": year, "y": 0, "text": gap} for year, amount in paid.items() if amount is None]
    steps = _steps(years, factor, currency)
    ends = {step["reading"]: step for step in steps}
    labels = {
        chosen: [
            {**step, "text": f"{step['name']} ({said})" if wide else step["name"]}
            for step in ends.values()
            if step["chosen"] is chosen
        ]
        for chosen, said in (
            (True, numbers.words("chosen")),
            (False, numbers.words("other_reading")),
        )
    }
    layers = [
        _boxes(bars, frame, color=SIDE_A),
        *_lines(steps, frame),
        _texts(gaps, frame, dy=-7, color=MISSING, fontSize=11),
        *(
            _texts(labels[chosen], frame, dy=dy, align="right", **style)
            for chosen, dy in ((True, -8), (False, 9))
            for style in ({"stroke": PAPER, "strokeWidth": 3}, {"color": INK})
        ),
    ]
    return drawn(layers, name, (WIDE if wide else NARROW) - 40, HEIGHT - 50)


def _steps(years: Sequence[Due], factor: float, currency: str) -> list[dict[str, Any]]:
    """Points of the step lines; every reading runs to the end of its last year."""
    points = []
    for each in years:
        path = each.path
        if (path.currency or "") != currency:
            continue
        for x in (path.year - 0.5, path.year + 0.5):
            reading = f"{path.commitment} {path.reading}"
            points.append(
                {
                    "x": x,
                    "y": path.due / factor,
                    "reading": reading,
                    "name": path.reading,
                    "chosen": path.chosen,
                }
            )
    return points


def _lines(steps: list[dict[str, Any]], frame: _Frame) -> list[alt.Chart]:
    return [
        alt.Chart(rows([step for step in steps if step["chosen"] is chosen]))
        .mark_line(color=INK, strokeWidth=1.6, strokeDash=dash)
        .encode(frame.x, frame.y, alt.Detail("reading:N"), alt.Order("x:Q"))
        for chosen, dash in ((True, [1, 0]), (False, [3, 3]))
    ]


def _bands(programme: Programme, frame: _Frame, wide: bool) -> list[alt.Chart]:
    bands, names = [], []
    for number, stage in enumerate(programme.stages):
        low = max(_at(stage.start), frame.first - 0.6)
        high = min(_at(stage.end) if stage.end else frame.last + 0.6, frame.last + 0.6)
        if low >= high:
            continue
        bands.append({**_box(low, high, frame.top), "color": BANDS[number % 2]})
        ends = stage.end.year if stage.end else ""
        text = [stage.name, f"{stage.start.year}\N{EN DASH}{ends}"]
        if frame.pixels(high - low, wide) < _width(stage.name):
            text = [str(number + 1)]
        names.append({"x": low, "y": frame.top, "text": text})
    fill = alt.Color("color:N", scale=None)
    return [
        alt.Chart(rows(bands))
        .mark_rect()
        .encode(frame.x, frame.y, alt.X2("x2"), alt.Y2("y2"), fill),
        _texts(names, frame, dx=4, dy=4, align="left", baseline="top", color=LIGHTER, fontSize=11),
    ]


def _boxes(boxes: list[dict[str, Any]], frame: _Frame, **style: Any) -> alt.Chart:
    chart: alt.Chart = alt.Chart(rows(boxes)).mark_rect(**style)
    return chart.encode(frame.x, frame.y, alt.X2("x2"), alt.Y2("y2"))


def _texts(texts: list[dict[str, Any]], frame: _Frame, **style: Any) -> alt.Chart:
    chart: alt.Chart = alt.Chart(rows(texts)).mark_text(**style)
    return chart.encode(frame.x, frame.y, alt.Text("text:N"))


def _apart(labels: list[dict[str, Any]], frame: _Frame, wide: bool) -> list[dict[str, Any]]:
    """The labels, lowest first, each moved up until it covers none of those before it."""
    placed: list[dict[str, Any]] = []
    for label in sorted(labels, key=lambda each: each["y"]):
        y = label["y"]
        for other in placed:
            reach = (_width(label["text"]) + _width(other["text"])) / 2
            beside = frame.pixels(abs(label["x"] - other["x"]), wide) > reach
            if not beside and abs(y - other["y"]) < frame.top * LINE:
                y = other["y"] + frame.top * LINE
        placed.append({**label, "y": y})
    return placed


def _width(text: str) -> float:
    """About how wide a small label is drawn; a Chinese character is twice a Latin letter."""
    return sum(11.5 if letter >= "\u2e80" else 6.2 for letter in text) + 6


def _box(x: float, x2: float, height: float) -> dict[str, Any]:
    return {"x": x, "x2": x2, "y": 0, "y2": height}


def _yearly(value: Number | None, years: int) -> float:
    return float(value or 0) / years


def _at(day: date) -> float:
    """A day on the axis of years, on which a year reaches half a unit to either side."""
    return day.year - 0.5 + (day.timetuple().tm_yday - 1) / 366


def _ticks(first: int, last: int, wide: bool) -> list[int]:
    step = max(1, round((last - first) / (9 if wide else 5)))
    return [year for year in range(first, last + 1) if (last - year) % step == 0]
