"""Where help goes: with how few places it lies, and how it follows people and need."""

from __future__ import annotations

from collections.abc import Container, Mapping

import numpy as np

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import AID, SECTION, known, reported
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.measure import Answer, Flows, Measure, Panel, Places
from counterpart.evaluation.reads.places import Grid

BY_PLACE = Flows(("aid",), "a_to_b", "money", split="destination")
# Of all aid this share must name one of the places.
ENOUGH = 0.5


def allocation_lines() -> list[Measure]:
    """Help by place and by head."""
    return [
        line(
            "economic.fund_concentration", "output", "pair", "index", "none",
            {"aid_by_place": BY_PLACE, "places": Places("b")}, _concentration,
            "Hirschman 1945; Herfindahl 1950",
            by=("programme",), mechanisms=("M09", "M11"),
        ),
        line(
            "economic.fund_gini", "output", "pair", "index", "lower",
            {"aid_by_place": BY_PLACE, "population": Panel(("population",), "b")}, _gini,
            "Gini 1914", by=("programme",), mechanisms=("M09", "M11"),
        ),
        line(
            "economic.fund_gini_by_need", "output", "pair", "index", "lower",
            {"aid_by_place": BY_PLACE, "population": Panel(("low_income_persons",), "b")}, _gini,
            "Gini 1914", by=("programme",), mechanisms=("M14",),
        ),
        line(
            "economic.aid_per_low_income_head", "input", "pair", "money", "none",
            {"aid": AID, "low_income_persons": reported("low_income_persons", "b")}, _per_head,
            f"{SECTION}: aid against need",
            rises=("aid",), falls=("low_income_persons",), mechanisms=("M14",),
        ),
        line(
            "economic.reached_per_million", "output", "pair", "persons per million", "higher",
            {"persons_reached": reported("persons_reached", "b"), "aid": AID}, _reached,
            f"{SECTION}: unit cost",
            rises=("persons_reached",), falls=("aid",), mechanisms=("M13", "M14"),
        ),
    ]  # fmt: skip


def _concentration(
    aid_by_place: Mapping[str, float], places: Mapping[str, str]
) -> float | Answer | None:
    parts = _of_places(aid_by_place, places)
    if isinstance(parts, Answer):
        return parts
    return Answer(
        known(economic.herfindahl(list(parts.values()))), notes=(_covered(parts, aid_by_place),)
    )


def _gini(aid_by_place: Mapping[str, float], population: Grid) -> float | Answer | None:
    """Gini's index of help a head; a place with people and no help on record counts as without."""
    heads = {
        place: row[np.isfinite(row)][-1]
        for place, row in zip(population.places, population.values, strict=True)
    }
    parts = _of_places(aid_by_place, heads)
    if isinstance(parts, Answer):
        return parts
    people = np.array([heads[place] for place in heads if heads[place] > 0])
    help_ = np.array([parts.get(place, 0.0) for place in heads if heads[place] > 0])
    found = known(economic.gini(help_ / people, people)) if people.size > 1 else None
    if found is None:
        return Answer(None, reason="too few", words={"needed": 2, "count": people.size})
    return Answer(found, notes=(_covered(parts, aid_by_place),))


def _of_places(
    aid_by_place: Mapping[str, float], places: Container[str]
) -> dict[str, float] | Answer:
    """What goes to these places; too little of all aid tells nothing of how it is shared."""
    parts = {place: value for place, value in aid_by_place.items() if place in places}
    if min(aid_by_place.values()) < 0:
        return Answer(None, reason="negative sums")
    total = sum(aid_by_place.values())
    if sum(parts.values()) < ENOUGH * total or not total:
        share = 100 * sum(parts.values()) / total if total else 0.0
        return Answer(None, reason="aid by place", words={"share": f"{share:.0f}"})
    return parts


def _covered(
    parts: Mapping[str, float], of: Mapping[str, float]
) -> tuple[str, Mapping[str, object]]:
    """How many places, and the share of all aid on record that names them."""
    share = 100 * sum(parts.values()) / sum(of.values())
    return "share by place", {"count": len(parts), "share": f"{share:.0f}"}


def _per_head(aid: float, low_income_persons: float) -> float | None:
    return economic.ratio(aid, low_income_persons)


def _reached(persons_reached: float, aid: float) -> float | None:
    return economic.per_million(persons_reached, aid)
