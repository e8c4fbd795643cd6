"""Laws that every measure of the table keeps, on a small record and on the example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from counterpart.evaluation.all_measures import MEASURES
from counterpart.evaluation.measure import Flows
from counterpart.evaluation.results import Result
from counterpart.evaluation.run import Evaluation
from counterpart.snapshot import Snapshot
from tests.folders import Folder
from tests.laws import world
from tests.laws.world import BY_HAND, ONE_WAY, swapped, with_an_empty_place, with_more_money

EVERY = pytest.mark.parametrize("key", MEASURES)
Rows = dict[str, list[Result]]


def evaluated(folder: Folder) -> Rows:
    """The results of a record by measure."""
    return by_measure(Evaluation(folder.snapshot(), "programme"))


def by_measure(evaluation: Evaluation) -> Rows:
    """Results by measure."""
    rows: Rows = {key: [] for key in MEASURES}
    for row in evaluation.results():
        rows[row.measure].append(row)
    return rows


Make = Callable[..., Rows]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Evaluate the world after a change."""

    def change(*changes: Callable[[Folder], Folder]) -> Rows:
        folder = world.world(tmp_path_factory.mktemp("world") / "data")
        for each in changes:
            folder = each(folder)
        return evaluated(folder)

    return change


@pytest.fixture(scope="module")
def plain(make: Make) -> Rows:
    """The world as it is."""
    return make()


@pytest.fixture(scope="module")
def permuted(make: Make) -> Rows:
    """The world with its rows in another order."""
    return make(world.shuffled)


@pytest.fixture(scope="module")
def extended(make: Make) -> Rows:
    """The world with places of which nothing is recorded."""
    return make(with_an_empty_place)


@pytest.fixture(scope="module")
def mirrored(make: Make) -> Rows:
    """The world from the other side."""
    return make(swapped)


@pytest.fixture(scope="module")
def richer(make: Make) -> Rows:
    """The world with ten times the money."""
    return make(with_more_money)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """A programme of which nothing was recorded."""
    return evaluated(Folder(tmp_path_factory.mktemp("empty") / "data"))


@pytest.fixture(scope="module")
def example(example_snapshot: Snapshot) -> tuple[Evaluation, Rows]:
    """The example, evaluated."""
    evaluation = Evaluation(example_snapshot, "programme")
    return evaluation, by_measure(evaluation)


def figures(rows: list[Result]) -> list[tuple[Any, ...]]:
    """What of results must stay when only the record's form changes."""
    return [(row.start, row.end, row.value, row.low, row.high, row.n, row.note) for row in rows]


def of_year(rows: list[Result], year: int) -> list[Result]:
    """The results of a year; year 0 is the whole."""
    if not year:
        return [row for row in rows if row.scope == "all"]
    days = (date(year, 1, 1), date(year, 12, 31))
    return [row for row in rows if (row.start, row.end) == days]


@EVERY
def test_every_measure_is_what_the_hand_gives(key: str, plain: Rows) -> None:
    year, value = BY_HAND[key]
    found = of_year(plain[key], year)
    assert found[0].value == pytest.approx(value)
    assert {row.value for row in found} == {found[0].value}


@EVERY
def test_the_order_of_rows_does_not_matter(key: str, plain: Rows, permuted: Rows) -> None:
    assert [asdict(row) for row in permuted[key]] == [asdict(row) for row in plain[key]]


@EVERY
def test_a_place_of_which_nothing_is_recorded_changes_nothing(
    key: str, plain: Rows, extended: Rows
) -> None:
    assert figures(extended[key]) == figures(plain[key])


def other(key: str) -> str:
    """The measure that says of the other side, or the other way, what this one says."""
    for one, two in (("_a_to_b", "_b_to_a"), ("_a", "_b")):
        for old, new in ((one, two), (two, one)):
            if key.endswith(old):
                return key.removesuffix(old) + new
    return key


@EVERY
def test_from_the_other_side_each_way_is_the_other(key: str, plain: Rows, mirrored: Rows) -> None:
    if key in ONE_WAY:
        whole, *_ = mirrored[key]
        year, *_ = of_year(mirrored[key], 2020 if BY_HAND[key][0] else 0)
        assert year.value == pytest.approx(ONE_WAY[key])
        assert (whole.value is None) == (ONE_WAY[key] is None)
    else:
        numbers = [figures([replace(row, note="")]) for row in mirrored[key]]
        assert numbers == [figures([replace(row, note="")]) for row in plain[other(key)]]


# Things for the money: ten times the money, a tenth of them.
FOR_THE_MONEY: set[str] = {"economic.reached_per_million", "economic.jobs_per_million"}


@EVERY
def test_ten_times_the_money_is_ten_times_each_sum_and_no_other_change(
    key: str, plain: Rows, richer: Rows
) -> None:
    factor = 10.0 if MEASURES[key].unit == "money" else 1.0
    if key in FOR_THE_MONEY:
        factor = 0.1
    for before, after in zip(plain[key], richer[key], strict=True):
        for name in ("value", "low", "high"):
            old, new = getattr(before, name), getattr(after, name)
            assert new == (None if old is None else pytest.approx(old * factor)), name


@EVERY
@pytest.mark.parametrize("of", ["plain", "example"])
def test_the_value_lies_between_its_bounds(
    key: str, of: str, plain: Rows, example: tuple[Evaluation, Rows]
) -> None:
    for row in (plain if of == "plain" else example[1])[key]:
        if row.value is not None:
            assert row.low is None or row.low <= row.value, row
            assert row.high is None or row.value <= row.high, row
        assert row.low is None or row.high is None or row.low <= row.high, row


@EVERY
def test_what_is_missing_is_none_with_a_note_and_never_zero(
    key: str, empty: Rows, example: tuple[Evaluation, Rows]
) -> None:
    assert empty[key], "what is missing has a row, also where only years have values"
    for row in empty[key]:
        assert (row.value, row.low, row.high, row.n) == (None, None, None, 0)
        assert row.note.startswith("missing: ")
    for row in example[1][key]:
        if row.value is None and row.low is None and row.high is None:
            assert row.note.startswith("missing: "), row
        elif row.value == 0:
            assert row.n > 0, row


def flow_sums() -> list[str]:
    """The measures that are nothing but a sum of flows."""
    return [
        key
        for key, measure in MEASURES.items()
        if [type(read) for read in measure.reads.values()] == [Flows] and measure.rises
    ]


@pytest.mark.parametrize("key", flow_sums())
def test_the_rows_of_an_explanation_sum_to_the_value(
    key: str, example: tuple[Evaluation, Rows]
) -> None:
    evaluation, rows = example
    for row in rows[key]:
        used = evaluation.explain(row).rows
        assert len(used) == row.n
        assert len({each.key for each in used}) == len(used)
        values = [each.value for each in used if each.value is not None]
        if row.value is not None:
            assert sum(values) == pytest.approx(row.value)
            assert len(values) == len(used)
        for each in used:
            assert each.source, each.key


def test_flow_sums_are_among_the_measures() -> None:
    assert {"economic.aid", "spatial.people_a_to_b", "economic.market"} <= set(flow_sums())
