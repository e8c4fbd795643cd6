"""Degrees on a plane of kilometres."""

from __future__ import annotations

import numpy as np
import pytest

from counterpart.evaluation.spatial import great_circle, projected


def test_distances_from_the_middle_are_those_over_the_globe() -> None:
    ring = np.array([[45.0, 108.0], [41.0, 120.0], [39.0, 103.0], [50.0, 120.0], [43.0, 112.0]])
    middle = projected(ring)
    assert middle.shape == (5, 2)
    apart = great_circle(ring[:, None], ring)
    flat = np.linalg.norm(middle[:, None] - middle, axis=2)
    assert np.linalg.norm(middle, axis=1).max() < 1000
    wrong = flat[apart > 0] / apart[apart > 0] - 1
    assert wrong.min() > -1e-9 and wrong.max() < 0.0042


def test_places_on_one_meridian_keep_their_distances_exactly() -> None:
    line = np.array([[-10.0, 30.0], [0.0, 30.0], [1.0, 30.0], [25.0, 30.0]])
    east, north = projected(line).T
    assert east == pytest.approx(np.zeros(4), abs=1e-9)
    assert np.diff(north) == pytest.approx(great_circle(line[:-1], line[1:]))


def test_the_date_line_is_no_border() -> None:
    found = projected([[0.0, 179.5], [0.0, -179.5]])
    assert np.linalg.norm(found[0] - found[1]) == pytest.approx(great_circle([0, 0], [0, 1]))


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ([1.0, 2.0], "latitude and longitude"),
        ([[np.nan, 2.0]], "missing"),
        ([[91.0, 2.0]], "latitudes"),
        ([[0.0, 0.0], [0.0, 180.0]], "no middle"),
    ],
)
def test_what_cannot_be_projected_is_refused(places: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        projected(places)  # type: ignore[arg-type]
