"""Due against paid, year by year: met, in breach, or open where nothing paid is on record."""

from __future__ import annotations

from counterpart.evaluation.commitments import due_paths
from tests.folders import Folder


def test_each_year_is_met_in_breach_or_open(folder: Folder) -> None:
    folder.put(
        "commitments",
        {
            "commitment": "rule",
            "reading": "only",
            "chosen": "true",
            "kind": "assistance_funds",
            "rule": "fixed",
            "base": 100,
            "start_on": "2018-01-01",
            "end_on": "2022-12-31",
            "origin": "A",
            "destination": "B",
            "account": "city",
            "currency": "CNY",
        },
    )
    for year, value, columns in (
        (2018, 100, {}),
        (2019, 120, {"money_stage": "paid"}),
        (2020, 99, {}),
        (2021, 90, {"money_stage": "committed"}),
        (2022, 500, {"account": "social"}),
    ):
        days = {"start_on": f"{year}-01-01", "end_on": f"{year}-12-31"}
        folder.money(value=value, **{"account": "city", **days, **columns})
    rows = due_paths(folder.snapshot())
    assert [(row.year, row.due, row.committed, row.paid, row.status) for row in rows] == [
        (2018, 100, None, 100, "met"),
        (2019, 100, None, 120, "over_fulfilled"),
        (2020, 100, None, 99, "breach"),
        (2021, 100, 90, None, "open"),
        (2022, 100, None, None, "open"),
    ]
    assert {row.currency for row in rows} == {"CNY"}
