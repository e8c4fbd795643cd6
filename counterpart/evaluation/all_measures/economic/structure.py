"""Structure of industry: how far the sides differ, and whether manufacturing really grew."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.evaluation import economic
from counterpart.evaluation.all_measures.economic.inputs import OF_PLACES, known, reported
from counterpart.evaluation.all_measures.economic.ledgers import price_levels
from counterpart.evaluation.all_measures.words import SIDES, line
from counterpart.evaluation.measure import Answer, Measure, Yearly

SECTORS = ("primary", "secondary", "tertiary")
ByYear = Mapping[int, float]


def structure_lines() -> list[Measure]:
    """Two structures compared, and one over time."""
    sectors = {
        f"{sector}_{side}": reported(
            f"value_added_{sector}", side,
            *(f"value_added_{other}" for other in SECTORS if other != sector),
        )
        for side in SIDES
        for sector in SECTORS
    }  # fmt: skip
    manufacturing = "value_added_manufacturing"
    return [
        line(
            "economic.structural_difference", "context", "pair", "index", "none", sectors,
            _difference, "Krugman 1991, halved", by=("programme",), mechanisms=("M62", "M10"),
        ),
        line(
            "economic.manufacturing_quotient", "outcome", "pair", "ratio", "none",
            {
                "manufacturing_a": reported(manufacturing, "a", "gdp"),
                "gdp_a": reported("gdp", "a", manufacturing),
                "manufacturing_b": reported(manufacturing, "b", "gdp"),
                "gdp_b": reported("gdp", "b", manufacturing),
            },
            _quotient, "Florence 1939; Isard 1960",
            rises=("manufacturing_b", "gdp_a"), falls=("manufacturing_a", "gdp_b"),
            by=("programme",), mechanisms=("M62",),
        ),
        line(
            "economic.manufacturing_own_change", "outcome", "one_side", "percentage points",
            "none",
            {
                "manufacturing": Yearly(reported(manufacturing, "b", "gdp")),
                "gdp": Yearly(reported("gdp", "b", manufacturing)),
                "prices": Yearly(reported("consumer_prices", "b")),
            },
            _own_change, "Shapley's value of the two changes",
            periods=("stage", "all"), by=OF_PLACES, mechanisms=("M62",),
        ),
    ]  # fmt: skip


def _difference(**amounts: float) -> float | Answer | None:
    if min(amounts.values()) < 0:
        return Answer(None, reason="negative sums")
    local, partner = ([amounts[f"{sector}_{side}"] for sector in SECTORS] for side in ("b", "a"))
    found = known(economic.structural_difference(local, partner))
    return None if found is None else found / 2


def _quotient(
    manufacturing_a: float, gdp_a: float, manufacturing_b: float, gdp_b: float
) -> float | None:
    """The quotient of two shares; the rest of each product is what is not manufacturing."""
    shares = economic.ratio(manufacturing_a, gdp_a), economic.ratio(manufacturing_b, gdp_b)
    if shares[0] is None or shares[1] is None:
        return None
    return economic.ratio(shares[1], shares[0])


def _own_change(manufacturing: ByYear, gdp: ByYear, prices: ByYear) -> float | Answer | None:
    """The part of the share's change that manufacturing itself made, in percentage points."""
    years = sorted(manufacturing.keys() & gdp.keys())
    if len(years) < 2:
        return Answer(None, reason="too short", words={"needed": 2, "count": len(years)})
    first, last = years[0], years[-1]
    levels = price_levels(prices, last)
    if isinstance(levels, Answer):
        return levels
    if first not in levels:
        lacking = ", ".join(str(year) for year in range(first + 1, last + 1) if year not in prices)
        return Answer(None, reason="price index", words={"years": lacking})
    pairs = [(manufacturing[year], gdp[year] - manufacturing[year]) for year in (first, last)]
    if min(*pairs[0], *pairs[1]) < 0:
        return Answer(None, reason="part above whole")
    factor = levels[last] / levels[first]
    found = economic.contraction_check([each * factor for each in pairs[0]], pairs[1])
    value = known(100 * float(found.own[0]))
    if value is None:
        return None
    words = {"first": first, "last": last, "change": f"{100 * float(found.change[0]):.2f}"}
    notes: list[tuple[str, Mapping[str, object]]] = [("change of share", words)]
    if found.by_contraction[0]:
        notes.append(("by contraction", {}))
    return Answer(value, notes=tuple(notes))
