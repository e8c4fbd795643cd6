"""Places that came or went, members of a group that joined or left: those of the day count."""

from __future__ import annotations

import pytest

from counterpart.evaluation.claims import audit
from counterpart.evaluation.run import evaluate
from tests.folders import Folder

PEOPLE = "{observation: {indicator: population, subject: 'group:towns'%s}}"


@pytest.fixture
def merged(folder: Folder) -> Folder:
    """B1 and B2 become B3 at the end of 2019."""
    for row in folder.tables["places"]:
        if row["place"] in ("B1", "B2"):
            row["valid_to"] = "2019-12-31"
    new = {"place": "B3", "name_en": "B3", "level": "league-city", "parent": "B"}
    folder.add("places", {**new, "valid_from": "2020-01-01"})
    folder.put("groups", {"group": "towns", "name_en": "The towns"})
    left = {"group": "towns", "start_on": "2010-01-01", "end_on": "2019-12-31"}
    folder.put(
        "group_members",
        {**left, "place": "B1"},
        {**left, "place": "B2"},
        {"group": "towns", "place": "B3", "start_on": "2020-01-01"},
        {"group": "towns", "place": "A1"},
    )
    for place, value in (("B1", 30), ("B2", 20), ("A1", 5)):
        folder.observe(subject=place, end_on="2019-11-01", value=value)
    for place, value in (("B3", 51), ("A1", 6)):
        folder.observe(subject=place, end_on="2021-11-01", value=value)
    return folder


def test_coverage_is_of_the_places_there_were(merged: Folder) -> None:
    merged.put(
        "pairings",
        *(
            {
                "pairing": f"{place}-{years}",
                "programme": "ab",
                "level": "district-banner",
                "side_a": "A1",
                "side_b": place,
                "certainty": "stated",
                "evidence_years": years,
            }
            for place, years in (("B1", "2019"), ("B3", "2021"))
        ),
    )
    rows = evaluate(merged.snapshot(), ["cultural.coverage_b"])
    found = {row.start.year: row.value for row in rows if row.scope == "year" and row.start}
    # B1 of B1 and B2; then B3 alone. The banner is of another level.
    assert found == {2019: 0.5, 2021: 1.0}


@pytest.mark.parametrize(
    ("period", "at", "computed"),
    [
        (", period: 2019", "2019-12-31", 55),
        (", period: 2021", "2019-12-31", 57),
        ("", "2019-12-31", 55),
        ("", "2021-12-31", 57),
        # Without a day of its own a claim is read as of its source, of 2022.
        ("", "", 57),
    ],
)
def test_a_group_is_its_members_of_the_last_day_asked(
    merged: Folder, period: str, at: str, computed: int
) -> None:
    merged.claim(PEOPLE % period, value=computed, start_on="", end_on=at)
    (verdict,) = audit(merged.snapshot())
    assert (verdict.verdict, verdict.computed) == ("reproduced", computed)


def test_a_rank_is_among_the_members_of_the_day(merged: Folder) -> None:
    rank = "{rank: {indicator: population, subject: B1, in: 'group:towns', period: 2019}}"
    merged.claim(rank, value=1, unit="rank")
    (verdict,) = audit(merged.snapshot())
    assert (verdict.verdict, verdict.arithmetic) == ("reproduced", "rank 1 of 3")
