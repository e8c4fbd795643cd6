"""The network of pairings: side A left, side B right, a line for each tie, its style the level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.reports.record import Programme, Record
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
)

# Lines drawn at most: those of the units with the most ties. A table has them all.
MOST = 150
ROW, HEAD = 17, 44
LABEL = {True: 300, False: 118}
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 4], [10, 2], [4, 4, 1, 4])


@dataclass(frozen=True, slots=True)
class Tie:
    """A pairing with both ends known; `ended` on the day of the record."""

    key: str
    level: str
    side_a: str
    side_b: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Network:
    """The ties that are drawn, of `known` that there are, and the names of levels and units."""

    ties: tuple[Tie, ...]
    known: int
    names: Mapping[str, str]
    levels: Mapping[str, str]


def network(record: Record, programme: str, until: date) -> Network:
    """The stated ties of a programme but for that of the two sides themselves."""
    found = [
        Tie(key, level, one, other, bool(end and end < until))
        for key, level, one, other, end in record.snapshot.store.rows(
            "SELECT pairing, level, p.side_a, p.side_b, end_on FROM pairings p "
            "JOIN programmes g USING (programme) "
            f"WHERE p.programme = {literal(programme)} AND certainty = 'stated' "
            "AND p.side_a IS NOT NULL AND p.side_b IS NOT NULL "
            "AND (p.side_a, p.side_b) <> (g.side_a, g.side_b) ORDER BY level, pairing"
        )
    ]
    distinct = list({(tie.level, tie.side_a, tie.side_b): tie for tie in found}.values())
    busy = Counter(end for tie in distinct for end in (tie.side_a, tie.side_b))
    taken = sorted(distinct, key=lambda tie: -busy[tie.side_a] - busy[tie.side_b])[:MOST]
    ends = {end for tie in taken for end in (tie.side_a, tie.side_b)}
    levels = dict.fromkeys(tie.level for tie in sorted(taken, key=lambda tie: tie.level))
    return Network(
        tuple(taken),
        len(distinct),
        {end: record.name(end) for end in ends},
        {level: record.code("pairing_level", level) for level in levels},
    )


def network_height(found: Network) -> int:
    """The height of the drawing."""
    left, right = _columns(found.ties)
    return HEAD + ROW * max(len(left), len(right))


def network_chart(found: Network, programme: Programme, canvas: Canvas) -> Markup:
    """Names at the outer edges, lines between; an ended tie in lighter ink."""
    left, right = _columns(found.ties)
    height = network_height(found)
    label = LABEL[canvas.wide]
    x = {"a": label, "b": canvas.width - label}
    y = {
        **{("a", key): _row(number, len(left), height) for number, key in enumerate(left)},
        **{("b", key): _row(number, len(right), height) for number, key in enumerate(right)},
    }
    lines = [
        {
            "x": x["a"],
            "x2": x["b"],
            "y": y["a", tie.side_a],
            "y2": y["b", tie.side_b],
            "level": found.levels[tie.level],
            "color": MISSING if tie.ended else INK,
        }
        for tie in found.ties
    ]
    labels = [
        *_labels("a", left, found.names, x["a"] - 8, y, label - 12),
        *_labels("b", right, found.names, x["b"] + 8, y, label - 12),
    ]
    heads = [
        {"x": 0, "y": 10, "text": programme.name_a, "color": SIDE_A, "align": "left"},
        {"x": canvas.width, "y": 10, "text": programme.name_b, "color": SIDE_B, "align": "right"},
    ]
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, canvas.width]))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0]))
    styles = alt.Scale(
        domain=list(found.levels.values()),
        range=[DASHES[number % len(DASHES)] for number in range(len(found.levels))],
    )
    legend = alt.Legend(
        orient="bottom", title=None, columns=4 if canvas.wide else 2, labelLimit=160
    )
    layers = [
        alt.Chart(rows(lines))
        .mark_rule(strokeWidth=1.1)
        .encode(
            across,
            down,
            alt.X2("x2"),
            alt.Y2("y2"),
            alt.Color("color:N", scale=None),
            alt.StrokeDash("level:N", scale=styles, legend=legend),
        ),
        *_texts(labels, across, down, 11, "normal"),
        *_texts(heads, across, down, 12, "bold"),
    ]
    return drawn([Panel(layers, canvas.width - 20, height)], canvas)


def _columns(ties: Sequence[Tie]) -> tuple[list[str], list[str]]:
    """The units of both sides from top to bottom: each right one near those it is tied to."""
    left = list(dict.fromkeys(tie.side_a for tie in sorted(ties, key=_order)))
    place = {key: number for number, key in enumerate(left)}
    near: dict[str, list[int]] = defaultdict(list)
    for tie in ties:
        near[tie.side_b].append(place[tie.side_a])
    right = sorted(near, key=lambda key: (sum(near[key]) / len(near[key]), key))
    return left, right


def _order(tie: Tie) -> tuple[str, str]:
    return tie.level, tie.side_a


def _row(number: int, count: int, height: int) -> float:
    """The middle of a line of a column that fills the height below its head."""
    return HEAD / 2 + (number + 0.5) * (height - HEAD / 2) / count


def _labels(
    side: str,
    keys: Sequence[str],
    names: Mapping[str, str],
    x: float,
    y: Mapping[tuple[str, str], float],
    room: float,
) -> list[dict[str, Any]]:
    align = "right" if side == "a" else "left"
    return [
        {"x": x, "y": y[side, key], "text": _cut(names[key], room), "color": LIGHTER,
         "align": align}
        for key in keys
    ]  # fmt: skip


def _cut(text: str, room: float) -> str:
    """A name no wider than its column."""
    if text_width(text, 11) <= room:
        return text
    while text and text_width(text + "…", 11) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _texts(
    labels: Sequence[dict[str, Any]], x: alt.X, y: alt.Y, size: int, weight: Any
) -> list[alt.Chart]:
    return [
        alt.Chart(rows([each for each in labels if each["align"] == align]))
        .mark_text(align=align, fontSize=size, fontWeight=weight, baseline="middle")
        .encode(x, y, alt.Text("text:N"), alt.Color("color:N", scale=None))
        for align in ("left", "right")
        if any(each["align"] == align for each in labels)
    ]
