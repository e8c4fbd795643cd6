"""The stages of a programme on a time line, with what was agreed as numbered ticks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import altair as alt
from markupsafe import Markup

from counterpart.engine.store import literal
from counterpart.reports.axes import Frame, bands, outlined
from counterpart.reports.record import Programme, Record
from counterpart.reports.theme import INK, Canvas, drawn, rows

HEIGHT = 112


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement on a day; `precision` says whether the day, month or year is known."""

    key: str
    title: str
    on: date
    precision: str | None
    source: str | None


class Strip(Frame):
    """A panel without amounts."""

    @property
    def y(self) -> alt.Y:
        """An axis that is not drawn."""
        scale = alt.Scale(domain=[self.low, self.top], nice=False)
        return alt.Y("y:Q", axis=None, scale=scale)


def agreed(record: Record, programme: str) -> list[Agreed]:
    """The dated agreements of a programme, oldest first."""
    rows = record.snapshot.store.rows(
        "SELECT agreement, title_en, title_zh, signed_on, date_precision, source FROM agreements "
        f"WHERE programme = {literal(programme)} AND signed_on IS NOT NULL "
        "ORDER BY signed_on, agreement"
    )
    return [
        Agreed(key, record.in_language(english, chinese) or key, *rest)
        for key, english, chinese, *rest in rows
    ]


def stage_chart(
    programme: Programme, agreements: list[Agreed], until: date, canvas: Canvas
) -> Markup:
    """Stages as bands with their names; ticks, numbered in the order of the list."""
    days = [stage.start for stage in programme.stages] + [each.on for each in agreements]
    frame = Strip(canvas, min(days).year, max([until, *days]).year, 0, 1, HEIGHT)
    ticks = [
        {"x": each.on.year - 0.5 + (each.on.timetuple().tm_yday - 1) / 366, "y": 0, "y2": 0.16}
        for each in agreements
    ]
    named, last, level = [], -1e9, 0
    for number, tick in enumerate(ticks, 1):
        # Ticks that stand close together write their numbers in turn higher.
        level = (level + 1) % 3 if frame.pixels(tick["x"] - last) < 16 else 0
        last = tick["x"]
        named.append({"x": tick["x"], "y": 0.16 + 0.12 * level, "text": str(number)})
    layers = [
        *bands(programme, frame, named=True),
        alt.Chart(rows(ticks)).mark_rule(color=INK).encode(frame.x, frame.y, alt.Y2("y2")),
        *outlined(named, frame, color=INK, dy=-6, fontSize=11),
    ]
    return drawn([frame.panel(layers)], canvas)
