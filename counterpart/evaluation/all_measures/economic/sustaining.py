"""From grants to own strength: what sustains itself, what remains, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import (
    AID,
    INVESTMENT,
    MARKET,
    MONEY,
    OF_PLACES,
    SECTION,
    reported,
)
from counterpart.evaluation.all_measures.words import line, same
from counterpart.evaluation.measure import Answer, Counted, Flows, Measure, Stages, Yearly


def sustaining_lines() -> list[Measure]:
    """Dependence on grants, seen from the flows, the budget and the firms."""
    return [
        line(
            "economic.self_sustaining_ratio", "outcome", "pair", "index", "higher",
            {"market": MARKET, "aid": AID}, economic.self_sustaining_ratio,
            f"{SECTION}: the transfusion to blood-making test",
            rises=("market",), falls=("aid",), mechanisms=("M02", "M10", "M16", "M61"),
        ),
        line(
            "economic.grant_share", "outcome", "pair", "index", "none",
            {"aid": AID, "market": MARKET, "investment": INVESTMENT}, _grant_share,
            f"{SECTION}: mix of money",
            rises=("aid",), falls=("market", "investment"), mechanisms=("M02", "M16", "M61"),
        ),
        line(
            "economic.stage_distance", "outcome", "pair", "years", "none",
            {"market": Yearly(MARKET), "aid": Yearly(AID), "stages": Stages()}, _distance,
            "Killick, Fearnhead & Eckley 2012",
            by=("programme",), periods=("all",), mechanisms=("M02",),
        ),
        line(
            "economic.grant_dependence", "outcome", "one_side", "ratio", "lower",
            {"aid": AID, "own_revenue": reported("own_revenue", "b")}, economic.grant_dependence,
            f"{SECTION}: grants against own revenue",
            rises=("aid",), falls=("own_revenue",), mechanisms=("M16",),
        ),
        line(
            "economic.own_source_share", "outcome", "one_side", "index", "higher",
            {
                "own_revenue": reported("own_revenue", "b", "transfers_received"),
                "transfers": reported("transfers_received", "b", "own_revenue"),
            },
            _own_share, f"{SECTION}: own-source share of revenue",
            rises=("own_revenue",), falls=("transfers",), by=OF_PLACES, mechanisms=("M16",),
        ),
        line(
            "economic.after_exit", "outcome", "one_side", "index", "higher",
            {
                "revenue": reported("assisted_firms_revenue", "b", "assisted_firms_grants"),
                "grants": reported("assisted_firms_grants", "b", "assisted_firms_revenue"),
            },
            _after_exit, f"{SECTION}: simulated exit",
            rises=("revenue",), falls=("grants",), by=OF_PLACES, mechanisms=("M15", "M16"),
        ),
        line(
            "economic.leverage", "outcome", "pair", "ratio", "higher",
            {"private": Flows(("cofunding",), "a_to_b", "money"), "aid": AID}, _leverage,
            f"{SECTION}: private beside public money",
            rises=("private",), falls=("aid",), mechanisms=("M16", "M52"),
        ),
        line(
            "economic.independent_actors", "activity", "pair", "organisations", "higher",
            {"amount": Counted(
                "projects", where=(("sponsor_sector", ("enterprise", "civil_society")),),
                filled=("lead",), distinct="lead",
            )},
            same, f"{SECTION}: actors other than government",
            rises=("amount",), periods=("all",), mechanisms=("M52", "M53"),
        ),
        line(
            "economic.kinds_of_money", "output", "pair", "kinds", "none",
            {
                "a_to_b": Flows((), "a_to_b", "money", kinds=MONEY, split="kind"),
                "b_to_a": Flows((), "b_to_a", "money", kinds=MONEY, split="kind"),
            },
            _kinds, "Hill 1973, order 1", mechanisms=("M60", "M61"),
        ),
    ]  # fmt: skip


def _grant_share(aid: float, market: float, investment: float) -> float | None:
    if min(aid, market, investment) < 0:
        return None
    return economic.ratio(aid, aid + market + investment)


def _distance(
    market: Mapping[int, float], aid: Mapping[int, float], stages: list[date]
) -> float | Answer | None:
    """Years between breaks of the self-sustaining ratio and the nearest claimed stage."""
    if not stages:
        return Answer(None, reason="claimed stages")
    ratios = {
        year: ratio
        for year in sorted(market.keys() & aid.keys())
        if (ratio := economic.self_sustaining_ratio(market[year], aid[year])) is not None
    }
    if len(ratios) < 8:
        return Answer(None, reason="too short", words={"needed": 8, "count": len(ratios)})
    found = economic.stage_breaks(list(ratios.values()), list(ratios), [day.year for day in stages])
    if found.distances is None:
        return Answer(None, reason="no break")
    years = ", ".join(f"{year:.0f}" for year in found.breaks)
    notes: list[tuple[str, Mapping[str, object]]] = [
        ("breaks at", {"years": years, "chance": f"{found.p_near:.2f}"})
    ]
    if found.steady:
        notes.append(("steady trend", {}))
    return Answer(float(np.mean(found.distances)), notes=tuple(notes))


def _own_share(own_revenue: float, transfers: float) -> float | None:
    return economic.ratio(own_revenue, own_revenue + transfers)


def _after_exit(revenue: float, grants: float) -> float | None:
    return economic.after_exit(revenue - grants, grants)


def _leverage(private: float, aid: float) -> float | None:
    return economic.leverage(private, aid)


def _kinds(a_to_b: Mapping[str, float], b_to_a: Mapping[str, float]) -> float | Answer | None:
    sums = sorted([*a_to_b.values(), *b_to_a.values()])
    if min(sums) < 0:
        return Answer(None, reason="negative sums")
    return economic.entropy_number(sums) if sum(sums) else None
