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
    NARROW,
    SIDE_A,
    SIDE_B,
    WIDE,
    drawn,
    rows,
)

# Halves of the butterfly in hundredths: the gutter for names, the longest bar; the rest is labels.
GUTTER, LONGEST = 33.0, 37.0
NARROW_GUTTER, NARROW_LONGEST = 1.0, 27.0
ROW = 22


def butterfly(
    balances: Sequence[Balance], programme: Programme, numbers: Numbers, name: str, *, wide: bool
) -> Markup:
    """A to B to the left, B to A to the right; one scale a unit; gaps are written, not drawn."""
    gutter, longest = (GUTTER, LONGEST) if wide else (NARROW_GUTTER, NARROW_LONGEST)
    wings = _Wings(numbers, gutter, longest, wide)
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
    return drawn(layers, name, WIDE if wide else NARROW, wings.line * ROW)


class _Wings:
    """Collects the marks of a butterfly line by line."""

    def __init__(self, numbers: Numbers, gutter: float, longest: float, wide: bool) -> None:
        self.numbers, self.gutter, self.longest, self.wide = numbers, gutter, longest, wide
        self.line = 0
        self.bars: list[dict[str, Any]] = []
        self.outlines: list[dict[str, Any]] = []
        self.texts: list[dict[str, Any]] = []

    def head(self, programme: Programme) -> None:
        """The two directions, each above its wing."""
        there = f"{programme.name_a} → {programme.name_b}"
        back = f"{programme.name_b} → {programme.name_a}"
        if self.wide:
            self._text(-self.gutter, there, SIDE_A, "right", "bold")
            self._text(self.gutter, back, SIDE_B, "left", "bold")
        else:
            self._text(-100, there, SIDE_A, "left", "bold")
            self.line += 1
            self._text(100, back, SIDE_B, "right", "bold")
        self.line += 1

    def unit(self, unit: str, balances: Sequence[Balance]) -> None:
        """The kinds of one unit on one scale, under a line that names it."""
        top = max((amount.size for each in balances for amount in each.amounts), default=0.0)
        shown = self.numbers.quantity(top, unit)
        base = self.numbers.quantity(1, unit).unit
        self._text(0, self.numbers.words("scale_of", unit=base, full=shown.text), LIGHTER, "center")
        self.line += 1
        for balance in balances:
            self._text(0, balance.name, INK, "center")
            if not self.wide:
                self.line += 1
            for sign, color, amount, promised in (
                (-1, SIDE_A, balance.a_to_b, balance.a_to_b_promised),
                (1, SIDE_B, balance.b_to_a, balance.b_to_a_promised),
            ):
                self._wing(sign, color, amount, promised, top)
            self.line += 1

    def _wing(
        self, sign: int, color: str, amount: Amount | None, promised: Amount | None, top: float
    ) -> None:
        start = sign * self.gutter
        align = "right" if sign < 0 else "left"
        end = start
        if promised is not None and top:
            end = start + sign * self.longest * promised.size / top
            self.outlines.append({"x": start, "x2": end, "y": self.line})
        words = self.numbers.words
        if amount is None:
            text = words("not_counted")
            if promised is not None:
                text = f"{promised.figure.text} {words('committed')}"
            self._text(end + 1.5 * sign, text, MISSING, align)
            return
        if top:
            reach = start + sign * self.longest * amount.size / top
            self.bars.append({"x": start, "x2": reach, "y": self.line, "color": color})
            end = reach if abs(reach) > abs(end) else end
        known = amount.figure.value is not None or amount.size
        text = amount.figure.text if known else words("no_value")
        self._text(end + 1.5 * sign, text, INK, align)

    def _text(self, x: float, text: str, color: str, align: str, weight: str = "normal") -> None:
        self.texts.append(
            {"x": x, "y": self.line, "text": text, "color": color, "align": align, "weight": weight}
        )
