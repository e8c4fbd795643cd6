"""Mobility by hand."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest

from counterpart.evaluation.spatial import (
    concentration,
    great_circle,
    mean_distance,
    mobility_rate,
    net_migration,
    retention,
    two_way_balance,
)

FLOWS = [[900, 10, 20], [30, 500, 0], [0, 5, 700]]


def test_shares_and_balances() -> None:
    assert retention(80, 100) == 0.8
    assert mobility_rate(20, 100) == 0.2
    assert concentration([5, 3, 2, 1, 0], top=2) == pytest.approx(8 / 11)
    assert concentration([5, 3], top=5) == 1
    assert two_way_balance(30, 10) == 0.5
    assert two_way_balance(0, 10) == -1
    for nobody in (
        retention(0, 0),
        mobility_rate(0, 0),
        concentration([0, 0]),
        two_way_balance(0, 0),
    ):
        assert nobody is None
    with pytest.raises(ValueError, match="not negative"):
        concentration([1, np.nan])


def test_who_stays_has_not_moved() -> None:
    distances = np.array([[0, 100, 200], [100, 0, np.nan], [200, 50, 0]])
    assert mean_distance(FLOWS, distances) == pytest.approx(
        (10 * 100 + 20 * 200 + 30 * 100 + 5 * 50) / 65
    )
    assert mean_distance(np.diag([5, 6, 7]), distances) is None
    assert net_migration(FLOWS).tolist() == [0, -15, 15]
    with pytest.raises(ValueError, match="1 flows have no distance"):
        mean_distance([[0, 1, 0], [0, 0, 1], [0, 0, 0]], distances)
    with pytest.raises(ValueError, match="give both alike"):
        mean_distance(FLOWS, [[0]])
    with pytest.raises(ValueError, match="origin by destination"):
        net_migration([[1, 2]])
    with pytest.raises(ValueError, match="not negative"):
        net_migration([[0, -1], [0, 0]])


def test_great_circles() -> None:
    quarter = pi / 2 * 6371.0088
    places = np.array([[0, 0], [0, 90], [90, 0], [0, -179.5], [0, 179.5]])
    found = great_circle(places[:, None], places)
    assert found[0, 1:3] == pytest.approx([quarter, quarter])
    assert found[3, 4] == pytest.approx(quarter / 90)
    assert (np.diag(found) == 0).all() and found == pytest.approx(found.T)
    with pytest.raises(ValueError, match="within 90"):
        great_circle((0, 0), (np.nan, 0))
