"""The butterfly: what went from A to B grows to the left, from B to A to the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.reports.balance import Amount, Balance
from counterpart.reports.numbers import Numbers
from counterpart.reports.record import Programme
from counterpart.reports.theme import (
    INK,
    LIGHTER,
    MISSING,
    SIDE_A,
    SIDE_B,
    Canvas,
    Panel,
    drawn,
    rows,
    text_width,
    wrapped,
)

# Halves of the butterfly in hundredths: the gutter for names, the longest bar; the rest is labels.
GUTTER, LONGEST = 36.0, 40.0
NARROW_GUTTER, NARROW_LONGEST = 1.0, 40.0
# From the end of a bar to its label, and the shortest that the longest bar may be.
GAP, SHORTEST = 1.5, 6.0
ROW = 22


def butterfly(
    balances: Sequence[Balance], programme: Programme, numbers: Numbers, canvas: Canvas
) -> Markup:
    """A to B to the left, B to A to the right; one scale a unit; gaps are written, not drawn."""
    wings = _Wings(numbers, canvas)
    wings.head(programme)
    for unit in dict.fromkeys(each.unit for each in balances):
        wings.unit(unit, [each for each in balances if each.unit == unit])
    y = alt.Y("y:O", sort=None, axis=None, scale=alt.Scale(domain=list(range(wings.line))))
    scale = alt.Scale(domain=[-100, 100], nice=False, zero=False)
    layers = [
        alt.Chart(rows(wings.outlines))
        .mark_bar(size=15, fillOpacity=0, stroke=LIGHTER, strokeWidth=1)
        .encode(alt.X("x:Q", axis=None, scale=scale), alt.X2("x2:Q"), y),
        alt.Chart(rows(wings.bars))
        .mark_bar(size=13)
        .encode(
            alt.X("x:Q", axis=None, scale=scale),
            alt.X2("x2:Q"),
            y,
            alt.Color("color:N", scale=None),
        ),
    ]
    for align in ("left", "center", "right"):
        for weight in ("normal", "bold"):
            texts = [
                each for each in wings.texts if (each["align"], each["weight"]) == (align, weight)
            ]
            layers.append(
                alt.Chart(rows(texts))
                .mark_text(align=align, fontWeight=weight, fontSize=12, baseline="middle")
                .encode(
                    alt.X("x:Q", axis=None, scale=scale),
                    y,
                    alt.Text("text:N"),
                    alt.Color("color:N", scale=None),
                )
            )
    return drawn([Panel(layers, canvas.width, wings.line * ROW)], canvas)


class _Wings:
    """Collects the marks of a butterfly line by line."""

    def __init__(self, numbers: Numbers, canvas: Canvas) -> None:
        self.numbers, self.canvas = numbers, canvas
        self.gutter = GUTTER if canvas.wide else NARROW_GUTTER
        self.line = 0
        self.bars: list[dict[str, Any]] = []
        self.outlines: list[dict[str, Any]] = []
        self.texts: list[dict[str, Any]] = []

    def head(self, programme: Programme) -> None:
        """The two directions, each at its outer edge, in as many lines as their names need."""
        room = self.canvas.width * (0.45 if self.canvas.wide else 1)
        there, back = (
            wrapped(programme.arrow(direction), room / 1.08) for direction in ("a_to_b", "b_to_a")
        )
        start = self.line
        for number, text in enumerate(there):
            self.line = start + number
            self._text(-100, text, SIDE_A, "left", "bold")
        if not self.canvas.wide:
            start += len(there)
        for number, text in enumerate(back):
            self.line = start + number
            self._text(100, text, SIDE_B, "right", "bold")
        self.line = start + (max(len(there), len(back)) if self.canvas.wide else len(back))

    def unit(self, unit: str, balances: Sequence[Balance]) -> None:
        """The kinds of one unit on one scale, under a line that names it."""
        amounts = [amount for each in balances for amount in each.amounts]
        largest = max(amounts, key=lambda each: each.figure.size)
        top, longest = largest.figure.size, self._longest(balances, largest.figure.size)
        base = self.numbers.quantity(0, unit).unit
        said = self.numbers.words("scale_of", unit=base, full=largest.figure.text)
        for text in wrapped(said, self.canvas.width):
            self._text(0, text, LIGHTER, "center")
            self.line += 1
        room = self.canvas.width * (self.gutter / 90 if self.canvas.wide else 1)
        for balance in balances:
            names = wrapped(balance.name, room)
            for name in names[:-1]:
                self._text(0, name, INK, "center")
                self.line += 1
            self._text(0, names[-1], INK, "center")
            if not self.canvas.wide:
                self.line += 1
            for sign, color, amount, promised in (
                (-1, SIDE_A, balance.a_to_b, balance.a_to_b_promised),
                (1, SIDE_B, balance.b_to_a, balance.b_to_a_promised),
            ):
                self._wing(sign, color, amount, promised, longest / top if top else 0.0)
            self.line += 1

    def _longest(self, balances: Sequence[Balance], top: float) -> float:
        """How long the longest bar of a unit may be for every label to have room beyond its bar."""
        longest = LONGEST if self.canvas.wide else NARROW_LONGEST
        for balance in balances:
            for amount, promised in (
                (balance.a_to_b, balance.a_to_b_promised),
                (balance.b_to_a, balance.b_to_a_promised),
            ):
                size = max((each.figure.size for each in (amount, promised) if each), default=0.0)
                if size:
                    label = text_width(self._said(amount, promised)) * 200 / self.canvas.width
                    longest = min(longest, (100 - self.gutter - GAP - label) * top / size)
        return max(longest, SHORTEST)

    def _said(self, amount: Amount | None, promised: Amount | None) -> str:
        """The label of one direction of a kind."""
        words = self.numbers.words
        if amount is not None:
            figure = amount.figure
            known = figure.value is not None or figure.size or figure.hidden
            return figure.text if known else words("no_value")
        if promised is not None:
            word = words("committed" if self.canvas.wide else "planned")
            return f"{promised.figure.text} {word}"
        return words("not_counted")

    def _wing(
        self, sign: int, color: str, amount: Amount | None, promised: Amount | None, scale: float
    ) -> None:
        start = end = sign * self.gutter
        if promised is not None and scale:
            end = start + sign * scale * promised.figure.size
            self.outlines.append({"x": start, "x2": end, "y": self.line})
        if amount is not None and scale:
            reach = start + sign * scale * amount.figure.size
            self.bars.append({"x": start, "x2": reach, "y": self.line, "color": color})
            end = reach if abs(reach) > abs(end) else end
        ink = MISSING if amount is None else INK
        align = "right" if sign < 0 else "left"
        self._text(end + GAP * sign, self._said(amount, promised), ink, align)

    def _text(self, x: float, text: str, color: str, align: str, weight: str = "normal") -> None:
        self.texts.append(
            {"x": x, "y": self.line, "text": text, "color": color, "align": align, "weight": weight}
        )
