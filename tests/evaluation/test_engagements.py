"""Person-days of postings: headcount times days, for those who served on each of them."""

from __future__ import annotations

import pytest

from counterpart.evaluation.run import evaluate
from tests.folders import Folder

OUT = "spatial.person_days_a_to_b"


@pytest.fixture
def posted(folder: Folder) -> Folder:
    row = {"kind": "posting", "status": "held", "origin": "A", "destination": "B"}
    one_batch = {"engagement": "E1", "batch": "6", "headcount": 10}
    several = {"engagement": "E2", "batch": "", "headcount": 122}
    folder.put(
        "engagements",
        {**row, **one_batch, "start_on": "2020-12-31", "end_on": "2021-01-02"},
        {**row, **several, "start_on": "2020-01-01", "end_on": "2021-12-31"},
    )
    return folder


def test_the_days_of_one_batch_are_shared_out_over_the_years(posted: Folder) -> None:
    rows = {str(row.start): row for row in evaluate(posted.snapshot(), [OUT])}
    assert rows["2020-01-01"].value == 10
    assert rows["2021-01-01"].value == 20
    assert rows["2021-01-01"].interval == "estimate"


def test_a_headcount_over_several_batches_served_on_no_day_in_full(posted: Folder) -> None:
    # 122 people in three batches over two years were never 122 at once.
    whole = next(row for row in evaluate(posted.snapshot(), [OUT]) if row.scope == "all")
    assert whole.value == 30
    assert whole.n == 1
