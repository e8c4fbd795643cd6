"""The audit of the example: known answers from the census, from arithmetic by hand, from sources.

Census counts are those published in 2021: 24,049,155 residents of Inner Mongolia in 2020,
of them 5,113,618 of ethnic minorities, 4,247,815 Mongolian, 865,803 others.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from counterpart.evaluation.claims import audit
from counterpart.evaluation.commitments import due_paths
from counterpart.evaluation.results import Verdict
from counterpart.snapshot import Snapshot
from counterpart.tables import TABLES

VERDICTS = {
    "reproduced",
    "stale",
    "not_reproduced",
    "contradicted",
    "definition_differs",
    "not_checkable",
}
EIGHT_PERCENT = ("C029", "C030", "C031", "C032")


@pytest.fixture(scope="module")
def judged(example_snapshot: Snapshot) -> dict[str, Verdict]:
    """The verdicts of the example by claim."""
    return {each.claim: each for each in audit(example_snapshot)}


def test_every_claim_has_a_verdict(judged: dict[str, Verdict], example_snapshot: Snapshot) -> None:
    # 146 statements were read out of the two texts: 101 printed, 45 that follow from those.
    assert list(judged) == [f"C{number:03d}" for number in range(1, 147)]
    assert Counter(each.status for each in judged.values()) == {"stated": 101, "derived": 45}
    assert {each.verdict for each in judged.values()} <= VERDICTS
    assert example_snapshot.store.row("SELECT count(*) FROM claims") == (146,)


def test_what_cannot_be_checked_names_what_is_missing_and_nothing_else_does(
    judged: dict[str, Verdict],
) -> None:
    for each in judged.values():
        assert bool(each.missing) == (each.verdict == "not_checkable"), each.claim
        assert (each.basis is None) == (each.verdict == "not_checkable"), each.claim
        assert each.arithmetic, each.claim


def test_nothing_is_called_independent_that_rests_on_its_own_document(
    judged: dict[str, Verdict], example_snapshot: Snapshot
) -> None:
    own = dict(example_snapshot.store.rows("SELECT claim, source FROM claims"))
    independent = [each for each in judged.values() if each.basis == "independent"]
    assert len(independent) >= 10
    for each in independent:
        assert f"[{own[each.claim]}]" not in each.arithmetic, each.arithmetic


def test_derived_claims_are_arithmetic(judged: dict[str, Verdict]) -> None:
    derived = [each for each in judged.values() if each.status == "derived"]
    checked = [each for each in derived if each.verdict != "not_checkable"]
    assert {(each.verdict, each.basis) for each in checked} == {("reproduced", "arithmetic")}
    # The founding year that no text prints, two numbers in a title, and a wish.
    assert {each.claim for each in derived} - {each.claim for each in checked} == {
        *("C068", "C083", "C073", "C074", "C120")
    }


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("C002", "yearbook-2010"),  # the conference of 1996
        ("C013", "hyyz888"),  # Fujian and Ningxia
        ("C014", "cnnb-2016-12-08"),  # Shanghai and Yunnan
        ("C016", "five-tasks-page"),
        ("C039", "china-org-regions"),
        ("C053", "ce-2016-07-05"),
        ("C121", "yearbook-2010"),
        ("C143", "daxing-2024"),
    ],
)
def test_an_independent_basis_is_a_row_of_another_source(
    claim: str, source: str, judged: dict[str, Verdict]
) -> None:
    assert (judged[claim].verdict, judged[claim].basis) == ("reproduced", "independent")
    assert {row.source for row in judged[claim].rows} == {source}


@pytest.mark.parametrize(
    ("claim", "basis"),
    [
        # 28 years end on the day of the text itself, which was dated by them.
        *((claim, "arithmetic") for claim in ("C085", "C112", "C122", "C142")),
        # Dates of cited documents are known from the citation only.
        *((claim, "same_document") for claim in ("C084", "C115", "C116", "C118")),
        # Only the paper states that Guangdong helps Guizhou; the list of 2021 is not verified.
        ("C012", "same_document"),
        # Lists told by the text, counted in rows made from the text.
        *((claim, "same_document") for claim in ("C007", "C019", "C071", "C127", "C136", "C138")),
    ],
)
def test_what_only_the_document_says_is_not_called_independent(
    claim: str, basis: str, judged: dict[str, Verdict]
) -> None:
    assert (judged[claim].verdict, judged[claim].basis) == ("reproduced", basis)


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        *(("C001", 4), ("C007", 5), ("C008", 4), ("C011", 4), ("C049", 3), ("C078", 5)),
        *(("C091", 3), ("C109", 3), ("C110", 3), ("C111", 3), ("C113", 4)),
    ],
)
def test_lists_of_the_texts_have_a_row_for_each_member(
    claim: str, count: int, judged: dict[str, Verdict]
) -> None:
    assert judged[claim].computed == count
    assert len(judged[claim].rows) == count


def test_the_first_autonomous_region_is_the_earliest_of_five(judged: dict[str, Verdict]) -> None:
    assert judged["C039"].computed == 1
    assert len(judged["C039"].rows) == 5
    assert "1947-05-01" in judged["C039"].arithmetic


def test_thousands_of_miles_are_not_there_even_to_the_farthest_banner(
    judged: dict[str, Verdict],
) -> None:
    verdict = judged["C069"]
    assert (verdict.verdict, verdict.basis) == ("not_reproduced", "independent")
    miles = [
        float(each.replace(",", "")) / 1.609344
        for each in re.findall(r"([\d,.]+) km", verdict.arithmetic)
    ]
    assert len(miles) == 3
    # On a flat sheet by hand: Ejin lies 2.05 degrees north and 15.35 degrees west of Beijing, at
    # 41 degrees north these are 228 and 1,290 km, together 1,310 km or 814 miles.
    assert max(miles) == pytest.approx(814, abs=3)
    assert max(miles) < 1000


def test_an_aim_without_figures_names_the_figures_it_would_take(
    judged: dict[str, Verdict],
) -> None:
    missing = judged["C114"].missing or ""
    assert judged["C114"].verdict == "not_checkable"
    for side in ("Beijing", "Inner Mongolia"):
        assert f"disposable income of rural residents per head of {side}, 1996" in missing


def test_every_row_that_a_verdict_names_is_on_record(
    judged: dict[str, Verdict], example_snapshot: Snapshot
) -> None:
    named = {row for verdict in judged.values() for row in verdict.rows}
    assert len(named) > 150
    for table in {row.table for row in named}:
        keys = ", ".join(f'"{name}"' for name in TABLES[table].key)
        rows = example_snapshot.store.rows(f'SELECT source, {keys} FROM "{table}"')
        known = {("+".join(str(each) for each in key if each), source) for source, *key in rows}
        assert {(row.key, row.source) for row in named if row.table == table} <= known
    for verdict in judged.values():
        assert verdict.rows or verdict.verdict == "not_checkable", verdict.claim


def test_the_chinese_audit_says_the_same_in_chinese(
    judged: dict[str, Verdict], example_snapshot: Snapshot
) -> None:
    chinese = {each.claim: each for each in audit(example_snapshot, "zh")}
    for claim, each in judged.items():
        other = chinese[claim]
        assert (other.verdict, other.basis, other.computed, other.rows) == (
            *(each.verdict, each.basis, each.computed, each.rows),
        )
        # Keys of tables, sources and rules are keys in every language; all else has Chinese words.
        assert not other.missing or re.search("[\u4e00-\u9fff]", other.missing), other.missing
    assert chinese["C048"].arithmetic.startswith("全部流动人口: ")
    assert judged["C048"].arithmetic.startswith("all movers: ")


@pytest.mark.parametrize(
    ("claim", "computed"),
    [("C040", 24.049155), ("C041", 5.113618), ("C042", 4.247815), ("C043", 0.865803)],
)
def test_the_census_reproduces_the_populations(
    claim: str, computed: float, judged: dict[str, Verdict]
) -> None:
    verdict = judged[claim]
    assert (verdict.verdict, verdict.basis) == ("reproduced", "independent")
    assert verdict.computed == computed
    assert "census" in verdict.arithmetic


@pytest.mark.parametrize(
    ("claim", "computed"),
    [
        ("C044", 4.2478 + 0.8658),
        ("C045", 100 * 5.1136 / 24.0491),
        ("C046", 100 * 4.2478 / 24.0491),
        ("C047", 24.0491 - 5.1136),
    ],
)
def test_what_follows_from_those_figures_is_arithmetic(
    claim: str, computed: float, judged: dict[str, Verdict]
) -> None:
    verdict = judged[claim]
    assert (verdict.verdict, verdict.basis) == ("reproduced", "arithmetic")
    assert verdict.computed == pytest.approx(computed, abs=1e-6)


def test_three_cities_do_not_hold_seventy_percent_under_any_reading(
    judged: dict[str, Verdict],
) -> None:
    verdict = judged["C048"]
    assert (verdict.verdict, verdict.basis) == ("not_reproduced", "independent")
    readings = verdict.arithmetic.split("; ")
    assert [each.split(":")[0] for each in readings] == [
        "all movers",
        "without same county",
        "from other counties of the region",
    ]
    shares = [float(each.rsplit(" = ", 1)[1].removesuffix(" %")) for each in readings]
    assert len(shares) == 3
    assert max(shares) < 70


def test_mobility_above_the_national_mean_contradicts_below(judged: dict[str, Verdict]) -> None:
    # 2020 census: 11,462,961 movers among 24,049,155 residents against 492,762,506 among
    # 1,409,778,724 (sum of the provinces).
    verdict = judged["C050"]
    assert (verdict.verdict, verdict.stated) == ("contradicted", "below")
    assert verdict.computed == pytest.approx(100 * 11_462_961 / 24_049_155, abs=1e-6)
    assert 492_762_506 / 1_409_778_724 < 11_462_961 / 24_049_155


def test_eighty_percent_was_true_in_2010(judged: dict[str, Verdict]) -> None:
    # 2010 census: 5,726,708 of 7,170,889 movers registered inside the region.
    verdict = judged["C051"]
    assert verdict.verdict == "stale"
    assert "true at 2010-11-01" in verdict.arithmetic
    assert verdict.computed == pytest.approx(100 * 5_726_708 / 7_170_889, abs=1e-6)


def test_sales_of_the_year_before_are_missing_with_both_bases(judged: dict[str, Verdict]) -> None:
    verdict = judged["C087"]
    assert verdict.verdict == "not_checkable"
    assert verdict.missing is not None
    assert "2023-01-01..2023-05-31" in verdict.missing
    level, increase = verdict.arithmetic.split("; ")
    # 14.187 / 2.24 = 6.333 billion; 14.187 / 3.24 = 4.379 billion
    assert f"a base of {14_187_000_000 / 2.24:,.4f}" in level
    assert f"a base of {14_187_000_000 / 3.24:,.4f}" in increase
    implied = judged["C088"]
    assert implied.computed == pytest.approx(6.333, abs=0.0005)
    assert (implied.verdict, implied.basis) == ("reproduced", "arithmetic")
    assert "4,378,703,703.7037" in implied.arithmetic


def test_a_conflict_stays_beside_the_figure_that_is_taken(
    judged: dict[str, Verdict], example_snapshot: Snapshot
) -> None:
    verdict = judged["C025"]
    assert (verdict.verdict, verdict.basis, verdict.computed) == ("reproduced", "independent", 80)
    assert "yearbook-2012" in verdict.arithmetic
    kept = example_snapshot.store.rows(
        "SELECT value, source FROM flows WHERE kind = 'assistance_funds' AND account = 'city' "
        "AND end_on = DATE '2011-12-31' ORDER BY 1, 2"
    )
    assert [(float(value), source) for value, source in kept] == [
        (70e6, "press-2011-12-31"),
        (80e6, "paper-chen-zhang"),
        (80e6, "yearbook-2012"),
    ]


def test_the_eight_percent_path_is_that_of_the_hand(judged: dict[str, Verdict]) -> None:
    path = [80 * 1.08**step for step in range(5)]
    for claim, due in zip(EIGHT_PERCENT, path[1:], strict=True):
        assert judged[claim].computed == pytest.approx(due, abs=1e-6)
        assert (judged[claim].verdict, judged[claim].basis) == ("reproduced", "arithmetic")
    assert judged["C033"].computed == pytest.approx(sum(path), abs=1e-6)
    # 70 million in 2011, then 80 million and its growth from 2013: 430.48896
    other = 70 + sum(path[:4])
    assert f"{other * 1e6:,.0f}" in judged["C033"].arithmetic


def test_the_rule_is_due_under_both_readings(example_snapshot: Snapshot) -> None:
    rows = [row for row in due_paths(example_snapshot) if row.commitment == "growth-12th-plan"]
    due = {(row.reading, row.year): row.due / 1e6 for row in rows}
    first = {("base-2011", 2011 + step): 80 * 1.08**step for step in range(5)}
    second = {("base-2012", 2012 + step): 80 * 1.08**step for step in range(4)}
    assert due == pytest.approx({**first, **second})
    assert {row.reading for row in rows if row.chosen} == {"base-2011"}
    for row in rows:
        both = [amount * 1e6 for (_, year), amount in due.items() if year == row.year]
        assert (row.low, row.high) == pytest.approx((min(both), max(both)))
    # What was paid from 2012 on is not on record; 2011 was paid in full.
    assert {row.status for row in rows if row.year > 2011} == {"open"}
    assert [row.status for row in rows if row.year == 2011] == ["met"]


def test_thirty_million_a_banner_is_met_as_far_as_it_is_told(example_snapshot: Snapshot) -> None:
    rows = {(row.commitment, row.reading, row.year): row for row in due_paths(example_snapshot)}
    floor = [rows["banner-floor-2018", "each-banner", year] for year in (2018, 2019, 2020)]
    assert [row.due / 1e6 for row in floor] == [930, 930, 930]
    assert [row.status for row in floor] == ["open", "over_fulfilled", "open"]
    # 2,740 million of two years less the 1,533 million of the second.
    assert "1,207,000,000 CNY of a sum for a longer time" in (floor[0].explanation or "")
    plan = rows["banner-floor-2018", "plan-of-three-years", 2018]
    assert plan.due == pytest.approx(2975e6 / 3)
    poor = [rows["poor-share-2018", "of-the-floor", year] for year in (2018, 2019, 2020)]
    assert [(row.due / 1e6, row.paid, row.status) for row in poor] == [(744, None, "open")] * 3


def test_the_parks_are_counted_by_another_source(judged: dict[str, Verdict]) -> None:
    verdict = judged["C106"]
    assert (verdict.verdict, verdict.basis, verdict.computed) == ("reproduced", "independent", 72)


def test_jobs_of_one_banner_do_not_reproduce_those_of_the_region(
    judged: dict[str, Verdict],
) -> None:
    assert judged["C067"].basis != "independent"
    assert judged["C067"].computed == 62_500
