"""What lines of the table do with inputs that define no value, and with their intervals."""

from __future__ import annotations

from datetime import date

import pytest

from counterpart.evaluation import intervals
from counterpart.evaluation.all_measures.cultural.surveys import item_change, item_share
from counterpart.evaluation.all_measures.shares import (
    of_common,
    sampled_share,
    share,
    share_extremes,
)
from counterpart.evaluation.all_measures.social.staff import handover, vacancy
from counterpart.evaluation.all_measures.social.supported import change_beyond, growth_beyond
from counterpart.evaluation.all_measures.social.ties import tie_clustering
from counterpart.evaluation.all_measures.words import estimated
from counterpart.evaluation.measure import Answer

TIES = {("ours", "clinic", "hospital")}


def reason(given: object) -> str | None:
    """Why there is no value."""
    assert isinstance(given, Answer) and given.value is None
    return given.reason


def test_a_share_is_at_most_its_whole_and_of_something() -> None:
    assert share(3.0, 4.0) == 0.75
    assert reason(share(5.0, 4.0)) == "part over whole"
    assert reason(share(0.0, 0.0)) == "empty whole"


def test_bounds_of_a_share_keep_the_part_in_the_whole() -> None:
    assert share_extremes((3.0, 5.0), (4.0, 4.0)) == (0.75, 1.0)
    assert share_extremes((5.0, 5.0), (4.0, 4.0)) == (None, None)
    assert share_extremes((3.0, None), (4.0, 6.0)) == (0.5, 1.0)


def test_chance_is_told_of_whole_counts_only() -> None:
    given = sampled_share(5.0, 10.0)
    # Wilson's interval of 5 of 10: 0.5 -+ z / (2 sqrt(10 + z^2))
    half = 1.959964 / (2 * (10 + 1.959964**2) ** 0.5)
    assert isinstance(given, Answer) and given.interval == "sampling"
    assert given.low == pytest.approx(0.5 - half)
    assert given.high == pytest.approx(0.5 + half)
    assert sampled_share(2.5, 10.0) == 0.25


def test_an_estimate_without_a_value_says_why_and_an_open_end_is_open() -> None:
    nan, inf = float("nan"), float("inf")
    assert reason(estimated(intervals.Estimate(nan, nan, nan), "too few")) == "too few"
    assert estimated(intervals.Estimate(2.0, 1.0, inf)).high is None
    assert estimated(intervals.Estimate(2.0, nan, nan)) == Answer(2.0)


def test_growth_is_beside_others_of_both_years_only() -> None:
    volumes = {
        2020: {"clinic": 10.0, "one": 10.0, "two": 30.0, "gone": 5.0},
        2021: {"clinic": 20.0, "one": 10.0, "two": 36.0},
    }
    given = growth_beyond(volumes, TIES)
    # 2 over 46 / 40; beside "one" alone 2, beside "two" alone 2 / 1.2
    assert given.value == pytest.approx(2 / 1.15)
    assert given.low == pytest.approx(2 / 1.2)
    assert given.high == pytest.approx(2)
    assert reason(growth_beyond(volumes, {("x", "y", "hospital")})) == "no comparison"
    assert reason(growth_beyond({2020: volumes[2020]}, TIES)) == "too short"


def test_schools_that_report_no_hours_are_in_neither_group() -> None:
    scores = {2020: {"a": 50.0, "b": 50.0, "c": 0.0}, 2021: {"a": 56.0, "b": 52.0, "c": 90.0}}
    assert change_beyond(scores, {"a": 10.0, "b": 0.0}).value == 4.0


def test_a_ratio_of_two_reports_is_of_those_that_give_both() -> None:
    assert of_common({"a": 6.0, "b": 100.0}, {"a": 2.0, "c": 50.0}) == 3.0
    assert reason(of_common({"a": 6.0}, {"c": 50.0})) == "no common reporter"


def test_a_post_held_once_has_neither_vacancy_nor_handover() -> None:
    spells = [("post", date(2020, 1, 1), date(2020, 6, 30))]
    assert reason(vacancy(spells)) == reason(handover(spells)) == "no succession"


def test_ties_without_a_path_of_three_have_no_clustering() -> None:
    assert reason(tie_clustering({("a", "b", "school"), ("c", "d", "school")})) == "no pattern"


def test_a_survey_without_respondents_has_a_share_and_no_interval() -> None:
    assert item_share(40.0, None) == 40.0
    assert item_change({2020: 40.0, 2022: 45.0}).interval is None
    asked = item_change({2020: 40.0, 2022: 45.0}, {2020: 400.0, 2022: 400.0})
    found = intervals.newcombe(180, 400, 160, 400)
    assert asked.value == 5.0
    assert asked.low == pytest.approx(100 * found.low)
    assert reason(item_change({2020: 40.0})) == "too short"
