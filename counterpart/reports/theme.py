"""One theme for every chart, and the way from panels to the markup of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

SIDE_A, SIDE_B = "#3f5f7f", "#8f6400"
INK, LIGHTER, MISSING, HAIRLINE = "#1c1c1a", "#5f5f5a", "#6b6b66", "#d9d6cc"
ALARM = "#a4243b"
BANDS = ("#f1eee5", "#e8e4d8")
FONT = (
    "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
)
PAPER = "#fdfcf9"
WIDE, NARROW = 880, 350
# What the labels of an axis take of the width of a chart.
AXIS = 50

THEME: dict[str, Any] = {
    "background": None,
    "font": FONT,
    # Readers' fonts are wider than the one that the drawing is measured with.
    "padding": {"left": 10, "right": 6, "top": 2, "bottom": 2},
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": LIGHTER,
        "labelFontSize": 12,
        "titleColor": LIGHTER,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": LIGHTER,
        "tickColor": LIGHTER,
        "gridColor": HAIRLINE,
    },
    "text": {"color": INK, "fontSize": 12},
    "title": {
        "color": INK,
        "fontSize": 12,
        "fontWeight": "bold",
        "anchor": "start",
        "offset": 6,
        "frame": "group",
    },
}
# What vega says of its parts to assistive technology names none of them; the figure's text does.
UNNAMED = re.compile(r' (?:role="graphics-\w+"|aria-roledescription="[^"]*")')
IDENTIFIER = re.compile(r'(id="|url\(#|href="#)([\w-]+)')


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where a chart is drawn: the name of its ids, on a wide or narrow page, what it must say.

    `caption` stands above the chart, such as that its data are synthetic; empty for none.
    """

    name: str
    wide: bool
    caption: str = ""

    @property
    def width(self) -> int:
        """The width of the whole chart."""
        return WIDE if self.wide else NARROW


@dataclass(frozen=True, slots=True)
class Panel:
    """Layers over each other in one frame of a width and height in pixels, with a title or none."""

    layers: Sequence[alt.Chart]
    width: float
    height: float
    title: str | Sequence[str] | None = None

    def spec(self, datasets: dict[str, Any]) -> dict[str, Any]:
        """What the drawing engine is told; the rows of the layers are put into `datasets`."""
        # Put together here: altair copies and checks every layer a dozen times to do the same.
        context = {"top_level": False, "datasets": datasets}
        return {
            "layer": [each.to_dict(validate=False, context=context) for each in self.layers],
            "width": self.width,
            "height": self.height,
            **({"title": self.title} if self.title else {}),
        }


def rows(values: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Rows of a chart, given as they are."""
    return alt.InlineData(values=list(values))


def drawn(panels: Sequence[Panel | Sequence[Panel]], canvas: Canvas) -> Markup:
    """Panels one below the other as inline SVG that scales with the page, its ids its own.

    Several panels in one place stand beside each other.
    """
    datasets: dict[str, Any] = {}
    spec: dict[str, Any] = {
        "vconcat": [
            each.spec(datasets)
            if isinstance(each, Panel)
            else {"hconcat": [panel.spec(datasets) for panel in each], "spacing": 24}
            for each in panels
        ],
        "spacing": 16,
        "datasets": datasets,
        "config": THEME,
    }
    if canvas.caption:
        spec["title"] = {"text": canvas.caption, "color": ALARM}
    svg = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.4")
    svg = UNNAMED.sub("", svg)
    svg = IDENTIFIER.sub(rf"\g<1>{canvas.name}-\g<2>", svg)
    return Markup(svg[svg.index("<svg") :])


def text_width(text: str, size: float = 12) -> float:
    """About how wide a label is drawn; a Chinese character is twice a Latin letter."""
    return sum(1.04 if letter >= "\u2e80" else 0.6 for letter in text) * size + 6


def wrapped(text: str, room: float, size: float = 12) -> list[str]:
    """A label in lines no wider than `room`, broken between words or Chinese characters."""
    lines = [""]
    for piece in re.findall(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+", text):
        if lines[-1] and text_width(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]
