"""Exchange by direction: how much, how evenly, how far it reaches, whether it goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection

from counterpart.evaluation import cultural
from counterpart.evaluation.all_measures.words import ARROWS, METHODS, SIDES, line, same
from counterpart.evaluation.measure import Engaged, Flows, Measure, Places, Ties

Tied = Collection[tuple[str, str, str]]

RETURNS = (
    ("training", "training_participants", "person-times", ("M46",)),
    ("study_tours", "study_tour_participants", "persons", ("M47",)),
)


def _reached(position: int) -> Callable[..., float | None]:
    """Coverage among the places of the levels that were reached at all."""

    def covered(ties: Tied, places: dict[str, str]) -> float | None:
        reached = {tie[position] for tie in ties} & places.keys()
        levels = {places[place] for place in reached}
        return cultural.coverage(reached, {each for each in places if places[each] in levels})

    return covered


def _kept(before: Tied, now: Tied) -> float | None:
    return cultural.continuity(
        {f"{one} {other}" for one, other, _ in before}, {f"{one} {other}" for one, other, _ in now}
    )


def exchange_measures() -> list[Measure]:
    """The lines of exchange."""
    lines = []
    for way in ARROWS:
        lines += [
            line(
                "cultural.participants_{direction}", "activity", "pair", "persons", "none",
                {"amount": Flows(("culture",), way, "persons")},
                same, f"{METHODS}, section 2: volume by direction",
                direction=way, rises=("amount",), mechanisms=("M46", "M47"),
            ),
            line(
                "cultural.events_{direction}", "activity", "pair", "events", "none",
                {"amount": Engaged(("event", "study_tour"), way, "count")},
                same, f"{METHODS}, section 2: volume by direction",
                direction=way, rises=("amount",), mechanisms=("M48",),
            ),
        ]  # fmt: skip
    lines.append(
        line(
            "cultural.reciprocity", "outcome", "pair", "index", "higher",
            {
                "a_to_b": Flows(("people", "culture"), "a_to_b", "persons"),
                "b_to_a": Flows(("people", "culture"), "b_to_a", "persons"),
            },
            cultural.balance, "Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013",
            mechanisms=("M10", "M46", "M47"),
        )
    )  # fmt: skip
    for position, side in enumerate(SIDES):
        lines.append(
            line(
                "cultural.coverage_{side}", "activity", "pair", "index", "higher",
                {"ties": Ties(), "places": Places(side)},
                _reached(position), f"{METHODS}, section 2: coverage",
                side=side, by=("programme",), mechanisms=("M01", "M09"),
            )
        )  # fmt: skip
    lines.append(
        line(
            "cultural.continuity", "outcome", "pair", "index", "higher",
            {"before": Ties(before=True), "now": Ties()},
            _kept, f"{METHODS}, section 2: continuity",
            by=("programme",), periods=("year",), mechanisms=("M01", "M60"),
        )
    )  # fmt: skip
    for name, kind, unit, mechanisms in RETURNS:
        lines.append(
            line(
                f"cultural.{name}_return", "outcome", "pair", "ratio", "none",
                {way: Flows((), way, unit, kinds=(kind,)) for way in ARROWS},
                cultural.reverse_ratio, f"{METHODS}, section 2: reverse ratio",
                rises=("b_to_a",), falls=("a_to_b",), mechanisms=mechanisms,
            )
        )  # fmt: skip
    lines.append(
        line(
            "cultural.events_balance", "outcome", "pair", "index", "higher",
            {way: Engaged(("event",), way, "count") for way in ARROWS},
            cultural.balance, "Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013",
            mechanisms=("M48",),
        )
    )  # fmt: skip
    return lines
