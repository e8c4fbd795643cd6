"""One theme for every chart, and the way from a chart to the markup of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

SIDE_A, SIDE_B = "#3f5f7f", "#8f6400"
INK, LIGHTER, MISSING, HAIRLINE = "#1c1c1a", "#5f5f5a", "#6b6b66", "#d9d6cc"
BANDS = ("#f1eee5", "#e8e4d8")
FONT = (
    "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', sans-serif"
)
PAPER = "#fdfcf9"
WIDE, NARROW = 880, 350

THEME: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "padding": 2,
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
}
IDENTIFIER = re.compile(r'(id="|url\(#|href="#)([\w-]+)')


def rows(values: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Rows of a chart, given as they are."""
    return alt.InlineData(values=list(values))


def drawn(layers: Sequence[alt.Chart], name: str, width: float, height: float) -> Markup:
    """Layers as inline SVG that scales with the page; `name` keeps its ids apart from others."""
    chart = alt.layer(*layers).properties(width=width, height=height)
    spec = {**chart.to_dict(), "config": THEME}
    svg = vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.4")
    svg = IDENTIFIER.sub(rf"\g<1>{name}-\g<2>", svg)
    return Markup(svg[svg.index("<svg") :])
