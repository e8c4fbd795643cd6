"""Which flows answer for two places: all at or below them, but for those that a wider one holds."""

from __future__ import annotations

import pytest

from counterpart.evaluation.claims import audit
from counterpart.evaluation.commitments import promises
from counterpart.evaluation.run import evaluate
from counterpart.evaluation.select import flow_rows
from counterpart.periods import year_period
from tests.folders import Folder

SENT = "{flow: {kind: cadre_secondment, origin: A, destination: B%s}}"


@pytest.fixture
def homes(folder: Folder) -> Folder:
    """An office in A and a school in A1: what one sends does not hold what the other sends."""
    folder.put(
        "organisations",
        {"organisation": "office", "name_en": "O", "kind": "government", "place": "A"},
        {"organisation": "school", "name_en": "S", "kind": "school", "place": "A1"},
    )
    return folder


def test_claims_count_what_measures_count(homes: Folder) -> None:
    homes.flow(value=14, origin_organisation="office")
    homes.flow(value=2, origin="A1", destination="B11", origin_organisation="school")
    homes.claim(SENT % "", claim="C1", value=16)
    rule = {"commitment": "posts", "reading": "one", "chosen": "true", "kind": "cadre_secondment"}
    days = {"start_on": "2020-01-01", "end_on": "2020-12-31", "origin": "A", "destination": "B"}
    homes.put("commitments", {**rule, **days, "rule": "floor", "base": 15})
    snapshot = homes.snapshot()
    (verdict,) = audit(snapshot)
    assert (verdict.verdict, verdict.computed) == ("reproduced", 16)
    (measured, *_) = evaluate(snapshot, ["spatial.people_a_to_b"])
    assert measured.value == 16
    (promised,) = promises(snapshot)
    assert (promised.paid, promised.status) == (16, "met")


def test_what_a_wider_row_holds_is_left_out(homes: Folder) -> None:
    homes.flow(flow="whole", value=14)
    homes.flow(value=2, origin="A1", destination="B11", origin_organisation="school")
    snapshot = homes.snapshot()
    rows = flow_rows(
        snapshot.store,
        snapshot.catalogue,
        ["cadre_secondment"],
        year_period(2020),
        origin="A",
        destination="B",
    )
    assert [row.key for row in rows] == ["whole"]


def test_the_last_count_of_a_part_is_not_that_of_the_whole(homes: Folder) -> None:
    homes.flow(value=14, origin_organisation="office")
    later = {"start_on": "2020-06-01", "end_on": "2020-12-31", "flow": "Z"}
    homes.flow(value=2, origin="A1", destination="B11", origin_organisation="school", **later)
    homes.claim(SENT % ", take: last", claim="C1", value=14)
    (verdict,) = audit(homes.snapshot())
    assert (verdict.verdict, verdict.computed) == ("reproduced", 14)
