"""The flow map: arcs bend to the right of travel, widths go by the root, legends name units."""

from __future__ import annotations

import re

import pytest

from counterpart.reports.arcs import choices, flow_map
from counterpart.reports.flow_map import bent, flow_map_chart, stroke
from counterpart.reports.theme import Canvas
from counterpart.snapshot import Snapshot
from tests.reports.test_timelines import counted


def test_arcs_leave_the_straight_line_to_the_right_of_travel() -> None:
    north = bent((0.0, 0.0), (0.0, 10.0))
    assert all(x > 0 for x, _ in north[1:-1])
    back = bent((0.0, 10.0), (0.0, 0.0))
    assert all(x < 0 for x, _ in back[1:-1])
    assert (north[0], north[-1]) == ((0, 0), (0, 10))


def test_widths_go_by_the_square_root() -> None:
    assert stroke(100, 100) == pytest.approx(2 * stroke(25, 100))
    assert stroke(0, 100) > 0


@pytest.mark.parametrize("wide", [True, False])
def test_the_map_names_places_unit_and_both_directions(
    example_snapshot: Snapshot, wide: bool
) -> None:
    flows = counted(example_snapshot)
    programme = flows.record.programmes[0]
    aid = next(each for each in choices(flows, programme) if each.key == "aid:CNY")
    assert 2019 in aid.years
    found = flow_map(flows, programme, aid, 2019)
    assert found.arcs and all(arc.direction == "a_to_b" for arc in found.arcs)
    chart = flow_map_chart(found, programme, flows.numbers, Canvas("map", wide))
    texts = re.findall(r">([^<>]+)</text>", chart)
    assert any("CNY" in text and "2019" in text for text in texts)
    assert {programme.arrow("a_to_b"), programme.arrow("b_to_a")} <= set(texts)
    assert "href=" not in chart and "<image" not in chart
