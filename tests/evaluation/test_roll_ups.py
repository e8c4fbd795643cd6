"""Roll-ups of flows on a small record: nothing counts twice, nothing is invented."""

from __future__ import annotations

import pytest

from counterpart.evaluation.explain import explain
from counterpart.evaluation.measure import By
from counterpart.evaluation.results import Explanation, Result
from counterpart.evaluation.run import Evaluation, evaluate
from counterpart.periods import Period
from counterpart.snapshot import Snapshot
from tests.folders import Folder

AID = "economic.aid"
MARKET = "economic.market"
Found = dict[tuple[str, str, str], Result]


def year(number: int, last: int | None = None) -> dict[str, object]:
    """The days of a year, or of several."""
    return {"start_on": f"{number}-01-01", "end_on": f"{last or number}-12-31"}


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Aid of 442 in all, told in the ways that tempt to count it twice."""
    folder = Folder(tmp_path_factory.mktemp("rolled") / "data")
    tie = {"programme": "ab", "certainty": "stated"}
    folder.put(
        "pairings",
        {**tie, "pairing": "top", "level": "province", "side_a": "A", "side_b": "B"},
        {**tie, "pairing": "p1", "level": "district-banner", "side_a": "A1", "side_b": "B11"},
        {**tie, "pairing": "p2", "level": "group", "side_a": "A1", "parent": "p1"},
    )
    folder.put(
        "stages",
        {"programme": "ab", "stage": "first", "start_on": "2018-01-01", "end_on": "2019-12-31"},
        {"programme": "ab", "stage": "second", "start_on": "2020-01-01", "end_on": ""},
    )
    folder.money(flow="two years", value=300, **year(2018, 2019))
    folder.money(flow="its second year", value=180, **year(2019))
    folder.money(flow="province", value=50, **year(2021))
    folder.money(flow="district", value=20, origin="A1", destination="B11", **year(2021))
    folder.money(flow="press", value=70, source="news", **year(2022))
    folder.money(flow="yearbook", value=80, source="book", **year(2022))
    folder.money(flow="plan", value=1000, money_stage="planned", **year(2023))
    folder.money(flow="promise", value=900, money_stage="committed", **year(2023))
    folder.money(flow="tie", value=7, origin="A1", destination="B11", pairing="p1", **year(2024))
    folder.money(flow="part", value=5, origin="A2", pairing="p2", money_stage="paid", **year(2024))
    folder.money(flow="inside A", value=66, origin="A1", destination="A2", **year(2024))
    sales: dict[str, object] = {"kind": "product_sales", "origin": "B", "destination": "A"}
    folder.money(flow="crossing", value=9, batch=1, **{**sales, **year(2019, 2020)})
    sales.update(start_on="", end_on="2021-06-30")
    folder.money(flow="undated", value=4, batch=2, **sales)
    for currency in ("CNY", "USD"):
        folder.money(kind="investment_paid_in", currency=currency, value=6, **year(2020))
    return folder.snapshot()


def found(snapshot: Snapshot, by: str, *measures: str) -> Found:
    """Results by measure, subject and the days they cover."""
    rows = evaluate(snapshot, measures, by)  # type: ignore[arg-type]
    return {(row.measure, row.subject, f"{row.start}..{row.end}"): row for row in rows}


@pytest.fixture(scope="module")
def programme(rolled: Snapshot) -> Found:
    """The results for the programme."""
    return found(rolled, "programme", "economic")


def of_years(results: Found, measure: str, first: int, last: int | None = None) -> Result:
    """The result of the programme for a span of years."""
    return results[measure, "ab", f"{first}-01-01..{last or first}-12-31"]


def whole(results: Found, measure: str, subject: str = "ab") -> Result:
    """The result for all time: the first of a measure's results."""
    return next(row for key, row in results.items() if key[:2] == (measure, subject))


def test_a_two_year_total_and_its_second_year_count_once(programme: Found) -> None:
    total = of_years(programme, AID, 2018, 2019)
    assert (total.value, total.n) == (300, 1)
    assert "1 rows left out" in total.note


def test_at_year_level_the_year_counts(programme: Found) -> None:
    assert of_years(programme, AID, 2019).value == 180
    assert (AID, "ab", "2018-01-01..2018-12-31") not in programme


def test_a_province_holds_its_district(programme: Found, rolled: Snapshot) -> None:
    assert of_years(programme, AID, 2021).value == 50
    assert of_years(programme, AID, 2021).n == 1


def test_a_conflict_is_resolved_by_policy_and_carries_its_spread(programme: Found) -> None:
    result = of_years(programme, AID, 2022)
    assert (result.value, result.low, result.high) == (80, 70, 80)


def test_planned_and_committed_money_is_left_out(programme: Found) -> None:
    assert (AID, "ab", "2023-01-01..2023-12-31") not in programme


def test_the_whole_is_each_cell_once(programme: Found) -> None:
    # 300 + 50 + 80 + 7 + 5; the conflict of 2022 may be ten lower
    result = whole(programme, AID)
    assert (result.value, result.low, result.high) == (442, 432, 442)
    assert result.unit == "CNY"


def test_flows_that_cross_a_stage_or_have_no_start_count_in_the_whole_only(
    programme: Found,
) -> None:
    assert whole(programme, MARKET).value == 13
    stages = [row for key, row in programme.items() if key[0] == MARKET and row.value is not None]
    assert len(stages) == 1


def test_several_currencies_are_missing_not_added(programme: Found) -> None:
    result = whole(programme, "economic.investment")
    assert result.value is None
    assert (result.low, result.high) == (None, None)
    assert "missing: one currency" in result.note
    assert "CNY, USD" in result.note


def test_a_ratio_takes_both_totals(programme: Found) -> None:
    # market 13, aid 442 (432 to 442)
    result = whole(programme, "economic.self_sustaining_ratio")
    assert result.value == pytest.approx(13 / 455)
    assert result.low == pytest.approx(13 / 455)
    assert result.high == pytest.approx(13 / 445)


def test_a_ratio_of_nothing_is_missing_not_zero(folder: Folder) -> None:
    folder.money(value=0)
    folder.money(kind="product_sales", origin="B", destination="A", value=0)
    ratio, *_ = evaluate(folder.snapshot(), ["economic.self_sustaining_ratio"])
    assert (ratio.value, ratio.low, ratio.high, ratio.n) == (None, None, None, 2)
    assert ratio.note.startswith("missing: ")


def test_a_pairing_has_its_own_flows_and_those_of_its_parts(rolled: Snapshot) -> None:
    results = found(rolled, "pairing", AID)
    assert whole(results, AID, "p1").value == 12
    assert whole(results, AID, "p2").value == 5
    assert whole(results, AID, "top").value == 442


def test_a_place_has_the_flows_at_either_end_and_below(rolled: Snapshot) -> None:
    results = found(rolled, "place", AID)
    values = {subject: whole(results, AID, subject).value for subject in ("A1", "A2", "B1", "B11")}
    # The district's 20 of 2021 and the 7 of its pairing; what A2 gave from its part.
    assert values == {"A1": 27, "A2": 5, "B1": 27, "B11": 27}
    assert not [key for key in results if key[1] in ("B2", "N")]


def test_evaluations_of_one_snapshot_do_not_disturb_each_other(rolled: Snapshot) -> None:
    first = Evaluation(rolled, "programme", [AID])
    results = first.results()
    before = [first.explain(each) for each in results]
    Evaluation(rolled, "place", [MARKET]).results()
    assert [first.explain(each) for each in results] == before


def test_an_explanation_lists_the_rows_that_were_taken(rolled: Snapshot) -> None:
    evaluation = Evaluation(rolled, "programme", [AID])
    used = {
        str(Period(row.start, row.end)): {each.key for each in evaluation.explain(row).rows}
        for row in evaluation.results()
        if row.end
    }
    assert next(iter(used.values())) == {"two years", "province", "yearbook", "tie", "part"}
    assert used["2019"] == {"its second year"}
    assert used["2018-2019"] == {"two years"}


def test_a_stage_is_named_in_an_explanation(rolled: Snapshot) -> None:
    assert {row.key for row in explain(rolled, AID, "ab", "first").rows} == {"two years"}


BOUNDS: dict[int, dict[str, object]] = {
    2001: {"value": 1200, "precision": "rounded"},
    2002: {"value": "12.5", "precision": "rounded"},
    2003: {"value": 12, "precision": "truncated"},
    2004: {"value": 12, "precision": "more_than"},
    2005: {"value": 12, "precision": "at_most"},
    2006: {"value": 12, "precision": "estimate"},
    2007: {"value": 12, "low": 11, "precision": "rounded"},
    2008: {"value": "", "low": 3, "high": 9},
    2009: {"value": 0, "precision": "rounded"},
}


@pytest.fixture(scope="module")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Explanation]:
    """Each of those rows alone in its year, explained."""
    folder = Folder(tmp_path_factory.mktemp("bounds") / "data")
    for number, columns in BOUNDS.items():
        folder.money(**columns, **year(number))
    evaluation = Evaluation(folder.snapshot(), "programme", [AID])
    shown = [evaluation.explain(each) for each in evaluation.results()]
    return {each.result.end.year: each for each in shown if each.result.end}


@pytest.mark.parametrize("number", BOUNDS)
def test_the_bounds_of_a_sum_are_those_of_its_rows(
    number: int, bounded: dict[int, Explanation]
) -> None:
    result, (row,) = bounded[number].result, bounded[number].rows
    assert (result.value, result.low, result.high) == (row.value, row.low, row.high)


def test_a_stage_as_long_as_the_whole_keeps_its_own_value(folder: Folder) -> None:
    folder.put("stages", {"programme": "ab", "stage": "only", "start_on": "2020-01-01"})
    folder.money(flow="dated", value=7, batch=1)
    folder.money(flow="undated", value=4, start_on="", end_on="2021-12-31", batch=2)
    evaluation = Evaluation(folder.snapshot(), "programme", [AID])
    results = evaluation.results()
    rows = {tuple(each.key for each in evaluation.explain(row).rows): row.value for row in results}
    assert rows == {("dated", "undated"): 11, ("dated",): 7}


@pytest.mark.parametrize("by", ["programme", "pairing", "place"])
def test_what_rests_on_a_row_is_what_its_explanation_lists(rolled: Snapshot, by: By) -> None:
    evaluation = Evaluation(rolled, by)
    results = evaluation.results()
    listed = [{(row.table, row.key) for row in evaluation.explain(each).rows} for each in results]
    for rows in ({("flows", "tie")}, {("flows", "two years"), ("flows", "crossing")}, set()):
        said = evaluation.rest_on(list(results), frozenset(rows))
        assert said == [bool(rows & each) for each in listed]
    assert any(("flows", "tie") in each for each in listed)
