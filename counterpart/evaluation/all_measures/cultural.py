"""The cultural lines of the table: exchange by direction, reach, continuity."""

from __future__ import annotations

from collections.abc import Callable, Collection

from counterpart.evaluation import cultural
from counterpart.evaluation.all_measures.words import ARROWS, SIDES, same
from counterpart.evaluation.measure import Engaged, Flows, Measure, Places, Ties


def _reached(position: int) -> Callable[..., float | None]:
    """Coverage among the places of the levels that were reached at all."""

    def covered(ties: Collection[tuple[str, str, str]], places: dict[str, str]) -> float | None:
        reached = {tie[position] for tie in ties} & places.keys()
        levels = {places[place] for place in reached}
        return cultural.coverage(reached, {each for each in places if places[each] in levels})

    return covered


def _kept(
    before: Collection[tuple[str, str, str]], now: Collection[tuple[str, str, str]]
) -> float | None:
    return cultural.continuity(
        {f"{one} {other}" for one, other, _ in before}, {f"{one} {other}" for one, other, _ in now}
    )


def cultural_measures() -> list[Measure]:
    """The cultural lines of the table."""
    lines = []
    for direction, arrow in ARROWS:
        lines += [
            Measure(
                f"cultural.participants_{direction}",
                f"participants of study tours, {arrow}",
                f"研学参与人数（{arrow}）",
                "cultural", "activity", "pair", "persons", "none",
                {"amount": Flows(("culture",), direction, "persons")},
                same,
                "sum of culture and education flows counted in persons",
                "Counterpart methods, section 2: volume by direction",
                rises=("amount",),
                mechanisms=("M46", "M47"),
            ),
            Measure(
                f"cultural.events_{direction}",
                f"joint events held, {arrow}",
                f"联合活动场次（{arrow}）",
                "cultural", "activity", "pair", "events", "none",
                {"amount": Engaged(("event", "study_tour"), direction, "count")},
                same,
                "engagements held; a title that looks like a count is a title",
                "Counterpart methods, section 2: volume by direction",
                rises=("amount",),
                mechanisms=("M48",),
            ),
        ]  # fmt: skip
    lines.append(
        Measure(
            "cultural.reciprocity",
            "reciprocity of people exchanged",
            "人员往来互惠度",
            "cultural",
            "outcome",
            "pair",
            "index",
            "higher",
            {
                "a_to_b": Flows(("people", "culture"), "a_to_b", "persons"),
                "b_to_a": Flows(("people", "culture"), "b_to_a", "persons"),
            },
            cultural.balance,
            "1 - |A to B - B to A| / (A to B + B to A), persons; a way not counted is missing",
            "Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013",
            mechanisms=("M10", "M46", "M47"),
        )
    )
    for position, (side, name) in enumerate(SIDES):
        lines.append(
            Measure(
                f"cultural.coverage_{side}",
                f"units with a known partner, side {name}",
                f"已知有结对关系的单位占比（{name}方）",
                "cultural",
                "activity",
                "pair",
                "index",
                "higher",
                {"ties": Ties(), "places": Places(side)},
                _reached(position),
                "places with a tie attested in the period / all places of the same levels",
                "Counterpart methods, section 2: coverage",
                by=("programme",),
                mechanisms=("M01", "M09"),
            )
        )
    lines.append(
        Measure(
            "cultural.continuity",
            "ties of the year before still alive",
            "上年结对关系延续率",
            "cultural",
            "outcome",
            "pair",
            "index",
            "higher",
            {"before": Ties(before=True), "now": Ties()},
            _kept,
            "share of ties attested the year before that are attested in the year",
            "Counterpart methods, section 2: continuity",
            by=("programme",),
            periods=("year",),
            mechanisms=("M01", "M60"),
        )
    )
    return lines
