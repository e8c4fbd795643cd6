"""Charts of flows, money and promises of a subject, with the tables behind them."""

from __future__ import annotations

from typing import Any

from counterpart.reports.money import money
from counterpart_site.web.subjects.shown import picture
from counterpart_site.web.subjects.told import Told

ROW = 22


def flows_shown(told: Told) -> dict[str, Any] | None:
    """The butterfly with its rows; None where nothing was counted between the sides."""
    found = told.flows
    if not found:
        return None
    words, sides = told.reader.words, told.sides
    units = len({each.unit for each in found})
    heights = ((len(found) + units + 1) * ROW + 10, (2 * len(found) + units + 3) * ROW + 10)
    alt = words("flows_alt", a=sides.name_a, b=sides.name_b)
    shown = picture(told.reader, f"{told.by}-flows", told.key, alt, heights)
    return {"picture": shown, "rows": found, "about": words("flows_text")}


def money_shown(told: Told) -> list[dict[str, Any]]:
    """A chart a currency with its payments."""
    reader, sides = told.reader, told.sides
    words, shown = reader.words, []
    for each in money(told.counted, sides, told.due):
        chart = None
        if each.drawn:
            first, last = each.span
            alt = words("money_alt", first=first, last=last, a=sides.name_a, b=sides.name_b)
            height = 175 * len(each.drawn)
            name = f"{told.by}-money"
            chart = picture(reader, name, told.key, alt, (height, height), of=each.currency)
        unit = reader.numbers.quantity(0, each.currency).unit
        head = words("money_in", currency=unit)
        shown.append({"head": head, "money": each, "picture": chart})
    return shown


def due_shown(told: Told) -> list[dict[str, Any]]:
    """A chart a promise, with every year of every reading."""
    words, shown = told.reader.words, []
    for rule in told.due:
        alt = words("due_alt", rule=rule.title)
        name = f"{told.by}-due"
        chart = picture(told.reader, name, told.key, alt, (226, 226), of=rule.key)
        others = words("comma").join(rule.named(chosen=False))
        chosen = words("comma").join(rule.named(chosen=True))
        about = words("due_text")
        if rule.readings > 1:
            about = words("due_readings", chosen=chosen, others=others)
        years = [(year, words.of("status", year.path.status)) for year in rule.years]
        shown.append({"rule": rule, "picture": chart, "about": about, "years": years})
    return shown
