"""What comes back to an office: its own figures over time beside those of the others of its side.

Others are never named: what is shown of them is their median, and nothing where they are few.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

import altair as alt
from markupsafe import Markup

from counterpart.catalogue import Catalogue, Form
from counterpart.engine.store import Store, connect, quoted
from counterpart.intake.forms.asked import unit_of
from counterpart.reports.numbers import Shown
from counterpart.reports.theme import INK, LIGHTER, Canvas, Panel, drawn, rows
from counterpart_site.deliveries.models import Delivery
from counterpart_site.records.models import Entry
from counterpart_site.records.queries import moment_of
from counterpart_site.records.reading import load_record
from counterpart_site.web.reader import Reader

ENTRY = {"flows": "kind", "observations": "indicator"}
FEWEST_OTHERS = 3
HEIGHT = 160


@dataclass(frozen=True, slots=True)
class Point:
    """A period: the own figure, the median of others (None where few), and who confirmed it."""

    end: date
    own: Shown
    others: Shown | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class History:
    """One figure of a form over time. `charts` are the same drawn wide and narrow."""

    name: str
    points: tuple[Point, ...]
    others: int
    charts: tuple[Markup, ...]

    @property
    def few(self) -> bool:
        """Whether the others are too few to be shown."""
        return self.others < FEWEST_OTHERS


@dataclass(frozen=True, slots=True)
class _Fact:
    what: tuple[str, str]
    end: date
    value: Decimal
    delivery: int


def history_of(reader: Reader, form: Form, catalogue: Catalogue, reporter: str) -> History | None:
    """The figure that a reporter has given most often by a form; None before the first."""
    if form.table not in ENTRY or not reader.side:
        return None
    accepted = {
        each.pk: each
        for each in Delivery.objects.filter(
            chain=reader.programme, form=form.code, side=reader.side
        ).exclude(accepted="")
    }
    facts = _facts(reader, form, list(accepted)) if accepted else []
    own = [each for each in facts if accepted[each.delivery].reporter == reporter]
    if not own:
        return None
    what = Counter(each.what for each in own).most_common(1)[0][0]
    mine: dict[date, list[_Fact]] = defaultdict(list)
    theirs: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for each in facts:
        if each.what != what:
            continue
        who = accepted[each.delivery].reporter
        if who == reporter:
            mine[each.end].append(each)
        else:
            theirs[each.end][who] += each.value
    entry, currency = what
    unit = currency or unit_of(catalogue, entry).code
    points, drawn_points = [], []
    for end in sorted(mine):
        value = sum((each.value for each in mine[end]), Decimal())
        beside = list(theirs[end].values())
        middle = median(beside) if len(beside) >= FEWEST_OTHERS else None
        confirmed = all(len(accepted[each.delivery].accepted) > 1 for each in mine[end])
        told = None if middle is None else reader.numbers.quantity(middle, unit)
        points.append(Point(end, reader.numbers.quantity(value, unit), told, confirmed))
        drawn_points.append((end, value, middle))
    listed = "kinds" if form.table == "flows" else "indicators"
    others = len({who for each in theirs.values() for who in each})
    name = catalogue.name(listed, entry, reader.language)
    return History(name, tuple(points), others, _charts(reader, drawn_points, unit))


def _facts(reader: Reader, form: Form, deliveries: list[int]) -> list[_Fact]:
    """Rows on record that came by the form, with the delivery they came by."""
    chain = reader.programme
    entries = Entry.objects.filter(chain=chain, delivery__in=deliveries)
    came = dict(entries.values_list("sequence", "delivery"))
    numbers = ", ".join(str(each) for each in came) or "0"
    store = Store(connect())
    where = f"r.sequence IN ({numbers}) AND r.value IS NOT NULL"
    load_record(store, moment_of(chain), {form.table: where})
    entry = quoted(ENTRY[form.table])
    stage = "coalesce(money_stage, 'paid') = 'paid'" if form.table == "flows" else "true"
    return [
        _Fact((entry_, currency), end, value, int(delivery))
        for entry_, currency, end, value, delivery in store.rows(
            f"SELECT {entry}, coalesce(currency, ''), end_on, value, delivery "
            f"FROM {quoted(form.table)} WHERE {stage} AND end_on IS NOT NULL ORDER BY end_on"
        )
    ]


def _charts(
    reader: Reader, points: Sequence[tuple[date, Decimal, Decimal | None]], unit: str
) -> tuple[Markup, ...]:
    """The own line, and dashed the median of the others; nothing for a single period."""
    if len(points) < 2:
        return ()
    top = max(max(own, others or own) for _, own, others in points)
    factor, word = reader.numbers.axis(unit, float(top) or 1.0)
    values = [
        {"day": end.isoformat(), "who": who, "value": float(value) / factor}
        for end, own, others in points
        for who, value in (("own", own), ("others", others))
        if value is not None
    ]
    charts = []
    for wide in (True, False):
        canvas = Canvas(f"history-{'wide' if wide else 'narrow'}", wide)
        days = alt.Axis(grid=False, labelAngle=0, labelOverlap=True)
        amounts = alt.Axis(
            tickCount=4, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-12
        )
        base = alt.Chart(rows(values)).encode(
            alt.X("day:O", title=None, axis=days), alt.Y("value:Q", title=word, axis=amounts)
        )
        layers = [
            base.transform_filter(f"datum.who == '{who}'")
            .mark_line(color=color, strokeDash=dash, point=alt.OverlayMarkDef(color=color))
            .encode()
            for who, color, dash in (("own", INK, [1, 0]), ("others", LIGHTER, [4, 3]))
        ]
        charts.append(drawn([Panel(layers, canvas.width - 60, HEIGHT)], canvas))
    return tuple(charts)
