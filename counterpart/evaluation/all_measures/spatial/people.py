"""Lines of people between the sides: how many, each way, and the balance of the two ways."""

from __future__ import annotations

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.words import ARROWS, METHODS, SIDES, line, same
from counterpart.evaluation.measure import Direction, Engaged, Flows, Measure, Observed

PEOPLE = f"{METHODS}, section 1: mobility"
# What is balanced: families or kinds of flow, their unit, and the mechanisms that ask for it.
BALANCED: dict[str, tuple[tuple[str, ...], tuple[str, ...], str, tuple[str, ...]]] = {
    "people": (("people",), (), "persons", ("M07", "M10", "M17", "M18")),
    "labour": (("labour",), (), "persons", ("M10", "M20")),
    "migration": ((), ("migration_moves",), "persons", ("M07", "M21")),
    "tourism": ((), ("tourism_visitors",), "person-times", ("M07", "M10", "M49")),
}


def moves(way: Direction) -> Flows:
    """Moves of residence in one direction."""
    return Flows((), way, "persons", kinds=("migration_moves",))


def _balance(a_to_b: float, b_to_a: float) -> float | None:
    return spatial.two_way_balance(a_to_b, b_to_a)


def _net_rate(arrivals: float, departures: float, population: float) -> float | None:
    """Arrivals less departures per thousand residents."""
    rate = spatial.mobility_rate(arrivals - departures, population)
    return None if rate is None else 1000 * rate


def people_lines() -> list[Measure]:
    """People sent, posted, helped into work, moved; balances; net moves of each side."""
    lines = []
    for way in ARROWS:
        lines += [
            line(
                "spatial.people_{direction}", "input", "pair", "persons", "none",
                {"amount": Flows(("people",), way, "persons")},
                same, PEOPLE,
                direction=way, rises=("amount",), mechanisms=("M17", "M18"),
            ),
            line(
                "spatial.person_days_{direction}", "input", "pair", "person-days", "none",
                {"amount": Engaged(("posting",), way, "person_days")},
                same, f"{METHODS}, section 2: person-days by direction",
                direction=way, rises=("amount",), mechanisms=("M17", "M18"),
            ),
            line(
                "spatial.labour_{direction}", "output", "pair", "persons", "none",
                {"amount": Flows(("labour",), way, "persons")},
                same, PEOPLE,
                direction=way, rises=("amount",), mechanisms=("M20",),
            ),
            line(
                "spatial.migration_moves_{direction}", "context", "pair", "persons", "none",
                {"amount": moves(way)},
                same, PEOPLE,
                direction=way, rises=("amount",), mechanisms=("M07", "M21"),
            ),
        ]  # fmt: skip
    for name, (families, kinds, unit, mechanisms) in BALANCED.items():
        lines.append(
            line(
                f"spatial.{name}_balance", "outcome", "pair", "ratio", "none",
                {way: Flows(families, way, unit, kinds=kinds) for way in ARROWS},
                _balance, f"{METHODS}, section 1: two-way balance",
                rises=("a_to_b",), falls=("b_to_a",), mechanisms=mechanisms,
            )
        )  # fmt: skip
    for side in SIDES:
        here, away = ARROWS if side == "b" else ARROWS[::-1]
        lines.append(
            line(
                "spatial.net_migration_{side}", "context", "one_side", "per 1000", "none",
                {
                    "arrivals": moves(here),
                    "departures": moves(away),
                    "population": Observed(("population",), side),
                },
                _net_rate, f"{METHODS}, section 1: net moves by residents",
                side=side, mechanisms=("M21",),
            )
        )  # fmt: skip
    return lines
