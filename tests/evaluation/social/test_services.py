"""Services, postings, skills, placements: by hand, and at their ends."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, inf, isnan, log, sqrt

import numpy as np
import pytest
from scipy.stats import binomtest

from counterpart.evaluation.intervals import wilson
from counterpart.evaluation.social import (
    placement_rate,
    post_cover,
    retention,
    service_coverage,
    skill_match,
    time_to_service,
    wage_gain,
)

pytestmark = pytest.mark.filterwarnings("error")

YEAR = date(2024, 1, 1), date(2024, 12, 31)


def test_what_became_of_cases() -> None:
    found = service_coverage(400, 120, 90, 12)
    exact = binomtest(120, 400).proportion_ci(method="exact")
    assert found.reached.value == 0.3
    assert (found.reached.low, found.reached.high) == pytest.approx((exact.low, exact.high))
    assert (found.completed.value, found.refused.value) == (0.75, 0.1)
    assert "eligible" in service_coverage(None, 5, 1, 1).reached.note
    assert "different things" in service_coverage(4, 5, 1, 1).reached.note
    assert isnan(service_coverage(9, 0, 0, 0).completed.value)
    with pytest.raises(ValueError, match="at most the whole"):
        service_coverage(9, 5, 4, 2)


def test_those_who_wait_are_in_the_open_class() -> None:
    served = time_to_service([0, 10, 20], [30, 10])
    waiting = time_to_service([0, 10, 20, inf], [30, 10, 50])
    assert served.value == pytest.approx(10 * 20 / 30)
    assert isnan(waiting.value) and waiting.class_low == 20
    assert time_to_service([0, 10, 20], [30, 10], 0.9).value == pytest.approx(10 + 10 * 6 / 10)


def test_vacancies_and_handovers_of_a_post() -> None:
    found = post_cover(
        [
            ("teacher", date(2023, 9, 1), date(2024, 3, 31)),
            ("teacher", date(2024, 3, 25), date(2024, 6, 30)),
            ("teacher", date(2024, 8, 1), None),
            ("surgeon", date(2020, 1, 1), date(2020, 2, 1)),
        ],
        *YEAR,
        posts=["nurse"],
    )
    nurse, surgeon, teacher = found.posts
    assert (nurse.vacant, nurse.gaps, nurse.longest_gap) == (366, 1, 366)
    assert (surgeon.vacant, surgeon.handovers) == (366, 0)
    assert (teacher.vacant, teacher.gaps, teacher.overlap) == (31, 1, 7)
    assert (teacher.handovers, teacher.overlapped, teacher.open_ends) == (2, 1, 1)
    # from 2 August on, if the last one left on the first day
    assert teacher.vacant_high == 31 + (YEAR[1] - date(2024, 8, 1)).days
    assert found.vacancy_days == 366 * 2 + 31 and found.overlap_days == 7
    assert found.vacancy_share == pytest.approx(763 / 1098) and found.handover_share == 0.5
    assert found.table.column("post").to_pylist() == ["nurse", "surgeon", "teacher"]


def test_an_unknown_end_makes_no_overlap() -> None:
    found = post_cover([("p", YEAR[0], None), ("p", date(2024, 7, 1), YEAR[1])], *YEAR).posts[0]
    assert (found.vacant, found.overlap, found.handovers, found.open_ends) == (0, 0, 0, 1)
    assert found.vacant_high == (date(2024, 7, 1) - YEAR[0]).days - 1


def test_who_comes_on_the_last_day_of_the_other_meets_them() -> None:
    met = [("p", YEAR[0], date(2024, 5, 1)), ("p", date(2024, 5, 1), YEAR[1])]
    missed = [("p", YEAR[0], date(2024, 4, 30)), met[1]]
    assert [post_cover(each, *YEAR).handover_share for each in (met, missed)] == [1, 0]


def test_posts_day_by_day() -> None:
    random = np.random.default_rng(9)
    days = [YEAR[0] + timedelta(int(each)) for each in range(366)]
    for _ in range(30):
        spans = [
            (YEAR[0] + timedelta(int(a)), YEAR[0] + timedelta(int(a + n)))
            for a, n in zip(random.integers(-90, 400, 5), random.integers(0, 120, 5), strict=True)
        ]
        found = post_cover([("p", *each) for each in spans], *YEAR).posts[0]
        held = [sum(first <= day <= last for first, last in spans) for day in days]
        assert (found.vacant, found.held) == (held.count(0), 366 - held.count(0))
        assert found.overlap == sum(each > 1 for each in held)
        assert found.gaps == sum(n == 0 and (i == 0 or held[i - 1] > 0) for i, n in enumerate(held))


def test_the_ends_of_postings() -> None:
    empty = post_cover([], *YEAR)
    assert (empty.vacancy_days, empty.vacancy_share, empty.handover_share) == (0, None, None)
    assert empty.table.num_rows == 0
    later = post_cover([("p", date(2025, 3, 1), None)], *YEAR).posts[0]
    assert (later.vacant, later.vacant_high, later.open_ends) == (366, 366, 0)
    with pytest.raises(ValueError, match="ends on"):
        post_cover([("p", date(2024, 2, 1), date(2024, 1, 1))], *YEAR)
    with pytest.raises(ValueError, match="window ends"):
        post_cover([], YEAR[1], YEAR[0])


def test_a_surplus_fills_no_other_need() -> None:
    found = skill_match({"surgery": 4, "physics": 2, "law": 0}, {"surgery": 1, "chemistry": 3})
    assert (found.met, found.fitting) == (1 / 6, 0.25)
    assert (found.short, found.surplus) == ({"physics": 2, "surgery": 3}, {"chemistry": 3})
    assert skill_match({}, {"law": 1}).met is None and skill_match({"law": 1}, {}).fitting is None
    with pytest.raises(ValueError, match="law"):
        skill_match({"law": float("nan")}, {})


def test_who_was_not_followed_up_bounds_the_retention() -> None:
    found = retention(60, 80, 100)
    assert found.followed == wilson(60, 80)
    assert (found.least, found.most) == (0.6, 0.8)
    assert retention(0, 0, 0).least is None
    nobody = retention(0, 0, 7)
    assert (nobody.least, nobody.most, isnan(nobody.followed.value)) == (0, 1, True)
    assert placement_rate(5, 20) == wilson(5, 20)
    with pytest.raises(ValueError, match="at most the whole"):
        retention(5, 9, 8)


def test_the_gain_in_wages() -> None:
    found = wage_gain(3600, 3000, n=100, deviation_after=900, deviation_before=600)
    error = sqrt((0.25**2 + 0.2**2) / 100)
    assert found.value == pytest.approx(1.2)
    assert found.low == pytest.approx(exp(log(1.2) - 1.959964 * error))
    closer = wage_gain(3600, 3000, 100, 900, 600, correlation=0.8)
    assert found.low < closer.low < closer.high < found.high
    assert isnan(wage_gain(3600, 3000).low) and wage_gain(3600, 3000).value == pytest.approx(1.2)
    assert "money" in wage_gain(3600, 0).note
    assert wage_gain(0, 10, 5, 1, 1).value == 0
    with pytest.raises(ValueError, match="not negative"):
        wage_gain(-1, 3)
    with pytest.raises(ValueError, match="correlation"):
        wage_gain(2, 3, correlation=2)


def test_the_interval_of_a_gain_covers() -> None:
    random, held = np.random.default_rng(1), 0
    for _ in range(300):
        before = random.normal(3000, 600, 80)
        after = before * 0.7 + random.normal(1500, 300, 80)
        found = wage_gain(
            float(after.mean()), float(before.mean()), 80, float(after.std(ddof=1)),
            float(before.std(ddof=1)), float(np.corrcoef(after, before)[0, 1]),
        )  # fmt: skip
        held += found.low <= 3600 / 3000 <= found.high
    assert 0.91 <= held / 300 <= 0.99
