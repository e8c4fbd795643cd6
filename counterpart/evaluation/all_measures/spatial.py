"""The spatial lines of the table: people between the sides, mobility within them."""

from __future__ import annotations

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.words import ARROWS, SIDES, same
from counterpart.evaluation.measure import Engaged, Flows, Measure, Observed

MOVERS = ("movers_same_county", "movers_same_province", "movers_other_province")


def spatial_measures() -> list[Measure]:
    """The spatial lines of the table."""
    lines = []
    for direction, arrow in ARROWS:
        lines += [
            Measure(
                f"spatial.people_{direction}",
                f"people sent, {arrow}",
                f"派出人员（{arrow}）",
                "spatial", "input", "pair", "persons", "none",
                {"amount": Flows(("people",), direction, "persons")},
                same,
                "sum of people flows counted in persons",
                "Counterpart methods, section 1: mobility",
                rises=("amount",),
                mechanisms=("M17", "M18"),
            ),
            Measure(
                f"spatial.person_days_{direction}",
                f"person-days of postings, {arrow}",
                f"派驻人日（{arrow}）",
                "spatial", "input", "pair", "person-days", "none",
                {"amount": Engaged(("posting",), direction, "person_days")},
                same,
                "headcount of postings of one batch times their days in the period; estimate",
                "Counterpart methods, section 2: person-days by direction",
                rises=("amount",),
                mechanisms=("M17", "M18"),
            ),
            Measure(
                f"spatial.labour_{direction}",
                f"people helped into work, {arrow}",
                f"帮助就业人数（{arrow}）",
                "spatial", "output", "pair", "persons", "none",
                {"amount": Flows(("labour",), direction, "persons")},
                same,
                "sum of labour placements; never a target",
                "Counterpart methods, section 1: mobility",
                rises=("amount",),
                mechanisms=("M20",),
            ),
        ]  # fmt: skip
    for side, name in SIDES:
        lines += [
            Measure(
                f"spatial.mobility_retention_{side}",
                f"movers who stay inside the region, side {name}",
                f"区内流动占比（{name}方）",
                "spatial", "context", "one_side", "index", "none",
                {"within": Observed(MOVERS[:2], side), "movers": Observed(MOVERS, side)},
                spatial.retention,
                "registered elsewhere in the region / registered elsewhere, same county included; "
                "denominator residents",
                "Counterpart methods, section 1: retention",
                mechanisms=("M21",),
            ),
            Measure(
                f"spatial.mobility_rate_{side}",
                f"movers among residents, side {name}",
                f"流动人口占常住人口比重（{name}方）",
                "spatial", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side), "population": Observed(("population",), side)},
                spatial.mobility_rate,
                "registered elsewhere, same county included / residents",
                "Counterpart methods, section 1: rate",
                mechanisms=("M21",),
            ),
            Measure(
                f"spatial.mobility_concentration_{side}",
                f"movers in the three largest destinations, side {name}",
                f"前三位目的地流动人口占比（{name}方）",
                "spatial", "context", "one_side", "index", "none",
                {"movers": Observed(MOVERS, side, of="places")},
                spatial.concentration,
                "share of the three largest of the places directly below the side",
                "Counterpart methods, section 1: concentration of destinations",
                mechanisms=("M21",),
            ),
        ]  # fmt: skip
    return lines
