"""The cultural part of the record of laws: its rows, and its measures by hand."""

from __future__ import annotations

from tests.folders import Folder
from tests.laws.world.social import observed

# By indicator: what each side reports of 2021.
OF_SIDES = {
    "contact_kept_share": 50,
    "repeat_participation_share": 30,
    "tourists_low_season_share": 25,
    "heritage_items": 20,
    "instruments_first_used": 2,
}
OF_PLACES = {"local_language_classes": (10, 5), "local_language_titles": (3, 4)}
# The share of 200 that agreed in 2020; in 2021 it was ten points more.
ITEMS = {
    "had_contact": 40,
    "knows_programme": 50,
    "would_visit": 60,
    "services_satisfied": 70,
    "feels_welcome": 80,
}
CHECK = "{observation: {indicator: population, subject: A}}"
# due, done, response, evidence
ADVICE = (
    ("2021-03-01", "2021-02-01", "accepted", "a report"),
    ("", "", "rejected", ""),
    ("2021-06-01", "", "open", ""),
    ("2021-04-01", "2021-05-01", "partly", ""),
)


def rows(folder: Folder) -> None:
    """What cultural measures read beyond the base of the record, alike on both sides."""
    for side in "AB":
        for indicator, value in OF_SIDES.items():
            observed(folder, indicator, side, value)
        for indicator, values in OF_PLACES.items():
            for number, value in enumerate(values, start=1):
                observed(folder, indicator, f"{side}{number}", value)
        observed(folder, "visitor_spending_per_visit", side, 500, currency="CNY")
        for year in (2020, 2021):
            observed(folder, "survey_respondents", side, 200, year)
            for item, share in ITEMS.items():
                more = 10 if year == 2021 else 0
                observed(folder, f"survey_{item}_share", side, share + more, year)
    observed(folder, "legal_clauses_served", "ab", 4, subject_type="programme")
    for year in (2020, 2021):
        days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
        folder.flow(kind="training_participants", value=40, **days)
        folder.flow(kind="training_participants", value=10, origin="B", destination="A", **days)
    folder.add(
        "pairings",
        {
            "pairing": "on paper",
            "programme": "ab",
            "level": "district-banner",
            "side_a": "A2",
            "side_b": "B2",
            "certainty": "inferred",
            "start_on": "2020-01-01",
            "source": "book",
        },
    )
    _documents(folder)
    _argument(folder)


def _documents(folder: Folder) -> None:
    for number, source in enumerate(("book", "news", "")):
        folder.add(
            "stories",
            {"story": f"S{number}", "title_en": "S", "consent": "of those told of",
             "source": source},
        )  # fmt: skip
    folder.add(
        "stories",
        {"story": "S3", "title_en": "S", "consent": "withdrawn", "takedown_on": "2021-01-01"},
    )
    folder.claim(CHECK, locator="line 1", value=2)
    folder.claim(None, locator="line 2", value=2)
    folder.claim(None, value=2)
    folder.claim(None, locator="line 4", value=2, start_on="", end_on="")
    folder.claim(CHECK, value=2, status="derived")
    for number, (due, done, response, evidence) in enumerate(ADVICE):
        folder.add(
            "recommendations",
            {"recommendation": f"R{number}", "title": "R", "due": due, "done_on": done,
             "response": response, "evidence": evidence},
        )  # fmt: skip


def _argument(folder: Folder) -> None:
    folder.add("theories", {"theory": "T", "title": "T"})
    for name in ("cause", "effect"):
        folder.add(
            "constructs",
            {"construct": name, "theory": "T", "class": "outcome", "name_en": name},
        )
    for number, refuted in enumerate(("no change", "a fall", "")):
        folder.add(
            "links",
            {"link": f"L{number}", "theory": "T", "cause": "cause", "effect": "effect",
             "sign": "+", "would_refute": refuted},
        )  # fmt: skip
    for number, outcome in enumerate(("hit", "hit", "miss", "")):
        folder.add(
            "predictions",
            {"prediction": f"Q{number}", "link": "L0", "lodged_at": "2020-01-01",
             "measure": "economic.aid", "subject": "ab", "end_on": "2020-12-31",
             "outcome": outcome},
        )  # fmt: skip


def _effective(*counts: int) -> float:
    """The product of shares to the power of minus the shares."""
    found = 1.0
    for count in counts:
        share = count / sum(counts)
        found *= share**-share
    return found


# The last year in which each measure has a value, and that value by hand; 0 is the whole.
BY_HAND: dict[str, tuple[int, float]] = {
    "cultural.participants_a_to_b": (2021, 50),
    "cultural.participants_b_to_a": (2021, 25),
    "cultural.events_a_to_b": (2021, 1),
    "cultural.events_b_to_a": (2021, 1),
    # 20 + 50 persons one way, half of it the other way
    "cultural.reciprocity": (2021, 1 - 35 / 105),
    # of four districts one is tied in 2021; the only banner is
    "cultural.coverage_a": (2021, 1 / 4),
    "cultural.coverage_b": (2021, 1),
    # of A1-B11, A2-B11 and A-B the second was lost
    "cultural.continuity": (2021, 2 / 3),
    "cultural.training_return": (2021, 10 / 40),
    "cultural.study_tours_return": (2021, 25 / 50),
    "cultural.events_balance": (2021, 1),
    "cultural.contact_kept": (2021, 50),
    "cultural.repeat_participation": (2021, 30),
    # united front 5 projects, health 2
    "cultural.active_fields": (0, 2),
    "cultural.effective_fields": (0, _effective(5, 2)),
    "cultural.instruments_first_used": (2021, 2 + 2),
    "cultural.legal_clauses_served": (2021, 4),
    # of four, six of 2019 and this one
    "cultural.pairings_dated": (0, 1 / 11),
    "cultural.stories_with_consent": (0, 2 / 3),
    "cultural.claims_dated": (0, 2 / 4),
    "cultural.claims_checked": (0, 1 / 4),
    "cultural.advice_answered": (0, 3 / 4),
    "cultural.advice_done_on_time": (0, 1 / 3),
    "cultural.advice_with_evidence": (0, 1 / 2),
    "cultural.links_refutable": (0, 2 / 3),
    "cultural.predictions_scored": (0, 3 / 4),
    "cultural.predictions_hit": (0, 2 / 3),
    **{
        f"cultural.{name}_{side}": (2021, value)
        for side in "ab"
        for name, value in {
            "visitor_spending": 500,
            "low_season_visitors": 25,
            "local_language_classes": 10 + 5,
            "local_language_titles": 3 + 4,
            "heritage_items": 20,
            **{item: share + 10 for item, share in ITEMS.items()},
        }.items()
    },
    **{f"cultural.{item}_change_{side}": (0, 10) for item in ITEMS for side in "ab"},
}
# From the other side, where that is another value: of 2020, or of the whole, by hand.
ONE_WAY: dict[str, float] = {
    "cultural.training_return": 40 / 10,
    "cultural.study_tours_return": 50 / 25,
}
