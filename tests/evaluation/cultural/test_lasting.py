"""Whether exchange goes on: ties kept, partners met again, answers changed."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation.cultural import continuity_by_year, item_change, repeat_contact
from counterpart.evaluation.intervals import wilson

pytestmark = pytest.mark.filterwarnings("error")


def test_what_was_kept_lost_and_new() -> None:
    found = continuity_by_year({2020: {1, 2, 3, 4}, 2021: {1, 2, 5}, 2022: set(), 2024: {1, 9}})
    first, second = found.changes
    assert (first.kept, first.lost, first.new) == (2, 2, 1)
    assert (first.continuity, first.lost_share, first.new_share) == (0.5, 0.5, 1 / 3)
    assert (second.year, second.kept, second.lost, second.new_share) == (2022, 0, 3, None)
    # 2023 was not counted: 2024 has no change, and tie 1 came back
    assert (found.mean, found.returned) == (2 / 7, 1)
    assert found.table.column("year").to_pylist() == [2021, 2022]
    alone = continuity_by_year({2020: {1}})
    assert (alone.changes, alone.mean, alone.table.num_rows) == ((), None, 0)
    assert continuity_by_year({2020: set(), 2021: {1}}).changes[0].continuity is None


@given(st.dictionaries(st.integers(2000, 2006), st.sets(st.integers(0, 6)), max_size=7))
def test_the_parts_add_up(ties: dict[int, set[Hashable]]) -> None:
    for each in continuity_by_year(ties).changes:
        assert each.kept + each.lost == each.before == len(ties[each.year - 1])
        assert each.kept + each.new == each.now == len(ties[each.year])


def test_only_partners_watched_for_the_whole_span_count() -> None:
    meetings = [
        ("kept", date(2022, 3, 1)), ("kept", date(2022, 9, 1)),
        ("same day", date(2022, 3, 1)), ("same day", date(2022, 3, 1)),
        ("later", date(2022, 1, 1)), ("later", date(2023, 6, 1)),
        # met again at once, but not watched for a year: would only raise the share
        ("new", date(2023, 10, 1)), ("new", date(2023, 11, 1)),
    ]  # fmt: skip
    found = repeat_contact(meetings, date(2023, 12, 31))
    assert (found.met, found.again, found.too_late) == (3, 1, 1)
    assert found.share == wilson(1, 3)
    nobody = repeat_contact([], date(2023, 12, 31))
    assert isnan(nobody.share.value) and "365 days" in nobody.share.note
    assert repeat_contact(meetings, date(2023, 12, 31), 600).again == 2
    with pytest.raises(ValueError, match="after the last day watched"):
        repeat_contact(meetings, date(2023, 1, 1))
    with pytest.raises(ValueError, match="one day or more"):
        repeat_contact([], date(2023, 1, 1), 0)


def test_survey_items_one_by_one() -> None:
    found = item_change(
        {"visit": (48, 80), "old": (1, 2), "nobody": (0, 0)},
        {"visit": (56, 70), "nobody": (3, 9), "new": (4, 5)},
    )
    visit, nobody = found.items
    assert visit.item == "visit" and visit.change.value == pytest.approx(0.2)
    # Newcombe 1998
    assert (visit.change.low, visit.change.high) == pytest.approx((0.0524, 0.3339), abs=6e-5)
    assert isnan(nobody.change.value) and "of nothing" in nobody.change.note
    assert (found.only_before, found.only_now) == (("old",), ("new",))
    assert found.table.column("item").to_pylist() == ["visit", "nobody"]
    assert item_change({}, {}).table.num_rows == 0
    with pytest.raises(ValueError, match="at most the whole"):
        item_change({"visit": (9, 8)}, {"visit": (1, 2)})
