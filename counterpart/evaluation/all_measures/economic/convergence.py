"""The gap: between the sides, among places with and without partners, and out of poverty."""

from __future__ import annotations

from math import isnan

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import OF_PLACES, SECTION, known, reported
from counterpart.evaluation.all_measures.words import line
from counterpart.evaluation.measure import Answer, Measure, Panel
from counterpart.evaluation.reads.places import Grid

BARRO = "Barro & Sala-i-Martin 1992"
Numbers = NDArray[np.float64]


def convergence_lines() -> list[Measure]:
    """Whether the gap closes, and whether it closes for those who are paired."""
    product = Panel(("gdp_per_head",), "b")
    return [
        line(
            "economic.income_ratio", "outcome", "pair", "ratio", "higher",
            {
                "income_b": reported("income_per_head", "b"),
                "income_a": reported("income_per_head", "a"),
            },
            _income_ratio, f"{SECTION}: gap of the sides",
            rises=("income_b",), falls=("income_a",), by=("programme",), mechanisms=("M08", "M59"),
        ),
        line(
            "economic.theil_between", "outcome", "pair", "index", "lower",
            {"income": Panel(("income_per_head",)), "people": Panel(("population",))},
            _theil_between, "Theil 1967; Shorrocks 1980",
            by=("programme",), mechanisms=("M08",),
        ),
        line(
            "economic.sigma_change", "outcome", "one_side", "% per year", "lower",
            {"places": product}, _sigma, BARRO,
            by=("programme",), periods=("stage", "all"), mechanisms=("M08",),
        ),
        line(
            "economic.beta", "outcome", "one_side", "% per year", "higher",
            {"places": product}, _beta, BARRO,
            by=("programme",), periods=("stage", "all"), mechanisms=("M08",),
        ),
        line(
            "economic.paired_income_change", "outcome", "one_side", "% per year", "higher",
            {"places": Panel(("rural_income_per_head",), "b")}, _paired_change,
            "difference in differences of logarithms",
            by=("programme",), periods=("stage", "all"), mechanisms=("M08", "M59"),
        ),
        line(
            "economic.poverty_gap", "outcome", "pair", "percentage points", "lower",
            {
                "poverty_b": reported("poverty_incidence", "b"),
                "poverty_a": reported("poverty_incidence", "a"),
            },
            _poverty_gap, f"{SECTION}: gap of the sides",
            rises=("poverty_b",), falls=("poverty_a",), by=("programme",),
            mechanisms=("M08", "M59"),
        ),
        line(
            "economic.relapse_removal", "outcome", "one_side", "index", "higher",
            {
                "removed": reported("relapse_risk_removed_persons", "b"),
                "at_risk": reported("relapse_risk_persons", "b"),
            },
            _removal, f"{SECTION}: relapse as area totals",
            rises=("removed",), falls=("at_risk",), by=OF_PLACES, mechanisms=("M59", "M14"),
        ),
        line(
            "economic.village_income_ratio", "outcome", "one_side", "ratio", "higher",
            {
                "village_income": reported("village_income_per_head", "b"),
                "rural_income": reported("rural_income_per_head", "b"),
            },
            _village_ratio, f"{SECTION}: villages with works against their region",
            rises=("village_income",), falls=("rural_income",), by=OF_PLACES,
            mechanisms=("M36", "M14"),
        ),
    ]  # fmt: skip


def _income_ratio(income_b: float, income_a: float) -> float | None:
    return economic.ratio(income_b, income_a)


def _village_ratio(village_income: float, rural_income: float) -> float | None:
    return economic.ratio(village_income, rural_income)


def _poverty_gap(poverty_b: float, poverty_a: float) -> float:
    return poverty_b - poverty_a


def _removal(removed: float, at_risk: float) -> float | None:
    """Of those at risk in the year - removed in it or still at risk at its end - the removed."""
    return economic.ratio(removed, removed + at_risk)


def _theil_between(income: Grid, people: Grid) -> float | Answer | None:
    """The share of Theil's index that lies between the two sides, in the last year of both."""
    years = sorted(set(income.years) & set(people.years))
    if not years:
        return Answer(None, reason="income and people")
    incomes, heads = (
        dict(zip(grid.places, grid.values[:, grid.years.index(years[-1])], strict=True))
        for grid in (income, people)
    )
    sides = dict(zip(income.places, income.side, strict=True))
    places = [
        place
        for place in income.places
        if not isnan(incomes[place]) and not isnan(heads.get(place, float("nan")))
    ]
    if {sides[place] for place in places} != {"a", "b"}:
        return Answer(None, reason="income and people")
    found = economic.theil(
        [incomes[place] for place in places],
        [heads[place] for place in places],
        [sides[place] for place in places],
    )
    share = economic.ratio(found.between, found.total)
    if share is None:
        return None
    words = {"total": f"{found.total:.4f}", "count": len(places), "year": years[-1]}
    return Answer(min(share, 1.0), notes=(("theil", words),))


def _sigma(places: Grid) -> Answer:
    """Change a year of the spread of logarithms, in per cent, of all; without the paired noted."""
    too_few = _too_few(places)
    if too_few:
        return too_few
    found = economic.sigma_convergence(places.values, places.paired)
    span = places.years[-1] - places.years[0]
    change = _a_year(found.all, span)
    if change is None or found.units < 2:
        return Answer(None, reason="places in all years", words={"count": found.units})
    without = None if found.without is None else _a_year(found.without, span)
    return Answer(change, notes=(_without(without),))


def _beta(places: Grid) -> Answer:
    """Speed at which places approach each other, in per cent a year; without the paired noted."""
    too_few = _too_few(places)
    if too_few:
        return too_few
    found = economic.beta_convergence(places.values, places.years, places.paired)
    if isnan(found.slope):
        return Answer(None, reason="too few", words={"needed": 3, "count": found.units})
    # Where growth does not fall with the level there is no approach: the speed is not above 0.
    value = -100 * found.slope
    rest = None if found.without is None else known(-100 * found.without.slope)
    half = 100 * found.error * float(stdtrit(found.units - 2, 0.975))
    return Answer(value, value - half, value + half, "sampling", notes=(_without(rest),))


def _paired_change(places: Grid) -> Answer:
    """Growth a year of places with a partner less that of places without, in per cent."""
    too_few = _too_few(places)
    if too_few:
        return too_few
    ends = places.values[:, [0, -1]]
    some = np.isfinite(ends).all(axis=1) & (ends > 0).all(axis=1)
    span = places.years[-1] - places.years[0]
    growth = np.log(ends[some, 1] / ends[some, 0]) / span
    groups = growth[places.paired[some]], growth[~places.paired[some]]
    counts = {"paired": len(groups[0]), "others": len(groups[1])}
    if not min(counts.values()):
        return Answer(None, reason="paired and others", words=counts)
    value = 100 * float(groups[0].mean() - groups[1].mean())
    return Answer(value, notes=(("paired and others counted", counts),))


def _too_few(places: Grid) -> Answer | None:
    if len(places.years) < 2:
        return Answer(None, reason="too short", words={"needed": 2, "count": len(places.years)})
    if (places.values <= 0).any():
        return Answer(None, reason="negative sums")
    return None


def _a_year(spread: Numbers, span: int) -> float | None:
    """Mean change a year between the ends of a series, in per cent."""
    if not spread[0] > 0 or not spread[-1] > 0:
        return None
    return float(100 * ((spread[-1] / spread[0]) ** (1 / span) - 1))


def _without(value: float | None) -> tuple[str, dict[str, object]]:
    if value is None:
        return "no places without", {}
    return "without the paired", {"value": f"{value:.3f}"}
