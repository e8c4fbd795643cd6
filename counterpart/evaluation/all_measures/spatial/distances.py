"""Lines weighted by distance: how far people go, and how far goods are carried."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from counterpart.evaluation import spatial
from counterpart.evaluation.all_measures.words import ARROWS, METHODS, line
from counterpart.evaluation.measure import Answer, Coordinates, Flows, Measure

Ends = Mapping[tuple[str, str], float]
Points = Mapping[str, tuple[float, float]]
# What goes how far: families, kinds, mechanisms.
TRAVELLERS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "people": (("people",), (), ("M17", "M18", "M21")),
    "migration": ((), ("migration_moves",), ("M21",)),
}


def located(flows: Ends, coordinates: Points) -> tuple[list[tuple[str, str]], list[float]]:
    """The pairs of which both places have coordinates, and how far apart they are in km."""
    pairs = [pair for pair in sorted(flows) if set(pair) <= coordinates.keys()]
    if not pairs:
        return [], []
    ends = np.array([[coordinates[place] for place in pair] for pair in pairs])
    return pairs, spatial.great_circle(ends[:, 0], ends[:, 1]).tolist()


def _mean_distance(flows: Ends, coordinates: Points) -> Answer | None:
    """The distance weighted by the flow, in km."""
    work = _carried(flows, coordinates)
    moved = sum(amount for pair, amount in flows.items() if set(pair) <= coordinates.keys())
    if work.value is None:
        return work
    return Answer(work.value / moved, notes=work.notes) if moved else None


def _carried(flows: Ends, coordinates: Points) -> Answer:
    """Flow times kilometres, of the flows between places with coordinates."""
    pairs, apart = located(flows, coordinates)
    if not pairs:
        return Answer(None, reason="ends without coordinates")
    value = sum(flows[pair] * far for pair, far in zip(pairs, apart, strict=True))
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    if left := len(flows) - len(pairs):
        notes = (("flows not located", {"count": left}),)
    return Answer(value, notes=notes)


def distance_lines() -> list[Measure]:
    """Mean distance of people and of moves; tonne-kilometres of goods."""
    lines = []
    for way in ARROWS:
        for name, (families, kinds, mechanisms) in TRAVELLERS.items():
            read = Flows(families, way, "persons", kinds=kinds, split="pair")
            lines.append(
                line(
                    f"spatial.{name}_distance_{{direction}}", "context", "pair", "km", "none",
                    {"flows": read, "coordinates": Coordinates()},
                    _mean_distance, f"{METHODS}, section 1: flow-weighted distance",
                    direction=way, mechanisms=mechanisms,
                )
            )  # fmt: skip
        lines.append(
            line(
                "spatial.freight_{direction}", "output", "pair", "tonne-km", "none",
                {
                    "flows": Flows(("goods",), way, "tonnes", split="pair"),
                    "coordinates": Coordinates(),
                },
                _carried, f"{METHODS}, section 1: flow-weighted distance",
                direction=way, mechanisms=("M28",),
            )
        )  # fmt: skip
    return lines
