"""Contact that is kept up, what visitors bring, and each side's own culture beside it."""

from __future__ import annotations

from counterpart.evaluation.all_measures.shares import reported
from counterpart.evaluation.all_measures.words import METHODS, SIDES
from counterpart.evaluation.measure import Measure

KEPT = f"{METHODS}, section 2: contact kept"
TOURISM = f"{METHODS}, section 2: season and spending of visitors"
OWN = f"{METHODS}, section 2: culture and language beside contact"


def contact_measures() -> list[Measure]:
    """The lines of contact; language and heritage are shown beside it and have no better."""
    lines = [
        reported(
            "cultural.contact_kept", "outcome", "%", "higher", "contact_kept_share", KEPT,
            ("M47", "M48"),
        ),
        reported(
            "cultural.repeat_participation", "outcome", "%", "none", "repeat_participation_share",
            KEPT, ("M47", "M48"),
        ),
    ]  # fmt: skip
    for side in SIDES:
        lines += [
            reported(
                "cultural.visitor_spending_{side}", "outcome", "money", "higher",
                "visitor_spending_per_visit", TOURISM, ("M48", "M49"), side,
            ),
            reported(
                "cultural.low_season_visitors_{side}", "outcome", "%", "higher",
                "tourists_low_season_share", TOURISM, ("M49",), side,
            ),
            reported(
                "cultural.local_language_classes_{side}", "context", "classes", "none",
                "local_language_classes", OWN, ("M07", "M48"), side,
            ),
            reported(
                "cultural.local_language_titles_{side}", "context", "titles", "none",
                "local_language_titles", OWN, ("M07", "M48"), side,
            ),
            reported(
                "cultural.heritage_items_{side}", "context", "items", "none",
                "heritage_items", OWN, ("M48",), side,
            ),
        ]  # fmt: skip
    return lines
