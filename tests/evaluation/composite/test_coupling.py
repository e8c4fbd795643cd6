"""Coupling coordination in three forms, and between the ends of flows."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.evaluation.composite import coupling_coordination, telecoupling
from tests.evaluation.cases import needs_cases
from tests.evaluation.composite.published import close, numbers

SYSTEMS = "ccd_two_systems"


@needs_cases
def test_two_systems_have_the_published_degrees() -> None:
    scores = numbers(SYSTEMS, "scores.csv")
    for name, weights in (("equal", None), ("w64", [0.6, 0.4])):
        found = coupling_coordination(scores, weights)
        assert close(SYSTEMS, f"{name}.C", found.coupling)
        assert close(SYSTEMS, f"{name}.T", found.development)
        assert close(SYSTEMS, f"{name}.D", found.coordination)
    wrong = coupling_coordination(scores).coupling
    assert not close(SYSTEMS, "WRONG_variant_no_root.C", wrong)


def test_three_forms_by_hand() -> None:
    two, three, four = [[0.25, 0.64]], [[0.2, 0.4, 0.8]], [[0.1, 0.2, 0.4, 0.8]]
    standard = coupling_coordination(two)
    assert standard.coupling[0] == pytest.approx(0.4 / 0.445)
    assert standard.coordination[0] == pytest.approx(sqrt(0.4))
    assert standard.gap[0] == pytest.approx(-0.39)
    # |0.39| apart, the smaller 0.25 / 0.64 of the larger.
    wang = coupling_coordination(two, form="wang").coupling[0]
    assert wang == pytest.approx(sqrt((1 - 0.39) * 0.25 / 0.64))
    assert coupling_coordination(two, form="fan").coupling[0] == pytest.approx(1 - 0.39)
    # Three: pairs 0.2, 0.6, 0.4 apart; (1/4 x 1/2)^(1/2).
    wang = coupling_coordination(three, form="wang").coupling[0]
    assert wang == pytest.approx(sqrt((1 - 0.4) * sqrt(1 / 8)))
    found = coupling_coordination(three)
    assert found.coupling[0] == pytest.approx(0.4 / (1.4 / 3))
    assert found.gap[0] == pytest.approx(0.2 - 0.6)
    # Four: the cube root of 1/8 x 1/4 x 1/2.
    apart = (0.1 + 0.3 + 0.7 + 0.2 + 0.6 + 0.4) / 6
    wang = coupling_coordination(four, form="wang").coupling[0]
    assert wang == pytest.approx(sqrt((1 - apart) * (1 / 64) ** (1 / 3)))
    fan = coupling_coordination(four, form="fan").coupling[0]
    assert fan == pytest.approx(1 - 2 * float(np.std(four[0])))


def test_weights_are_in_the_development_alone() -> None:
    one, two = (coupling_coordination([[0.2, 0.8]], weights) for weights in (None, [3, 1]))
    assert one.coupling == two.coupling
    assert two.development[0] == pytest.approx(0.35)


def test_a_score_of_zero_is_reported_and_never_shifted() -> None:
    found = coupling_coordination(np.array([[0, 0.9], [0, 0], [np.nan, 0.5]]))
    assert found.coupling[:2].tolist() == [0, 0] and found.coordination[:2].tolist() == [0, 0]
    assert np.isnan(found.coordination[2])
    assert found.notes[0].startswith("2 units have a score of 0")
    assert "lack a score" in found.notes[1]


@pytest.mark.parametrize(
    ("scores", "options", "words"),
    [
        ([[0.5]], {}, "two systems"),
        ([[0.5, -0.1]], {}, "negative"),
        ([[0.5, 1.2]], {"form": "wang"}, "above 1"),
        ([[0.5, 0.2]], {"form": "old"}, "form 'old'"),
        ([[0.5, 0.2]], {"weights": [1, 1, 1]}, "one to each"),
    ],
)
def test_bad_scores_are_refused(scores: object, options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        coupling_coordination(scores, **options)  # type: ignore[arg-type]


def test_ends_of_flows_are_coupled_pair_by_pair_and_weighed_by_the_flows() -> None:
    found = telecoupling([0.9, 0.4], [0.4, 0.1], [[3, 0], [1, 0]])
    d = sqrt(0.36**0.5)
    assert found.pairs[0, 0] == pytest.approx(d)
    assert np.isnan(found.pairs[0, 1])
    assert found.by_a.tolist() == [pytest.approx(d), pytest.approx(sqrt(0.4))]
    assert found.by_b[0] == pytest.approx((3 * d + sqrt(0.4)) / 4) and np.isnan(found.by_b[1])
    assert found.total == pytest.approx(found.by_b[0])
    assert np.isnan(telecoupling([0.5], [0.5], [[0]]).total)
    for flows in ([[1, 2]], [[-1]], [[np.nan]]):
        with pytest.raises(ValueError, match="flow"):
            telecoupling([0.5], [0.5], flows)


@given(
    st.lists(st.lists(st.floats(0.01, 0.3), min_size=3, max_size=3), min_size=1, max_size=4),
    st.floats(0.1, 3),
)
def test_the_standard_form_is_free_of_scale_and_the_others_are_not(
    rows: list[list[float]], scale: float
) -> None:
    scores = np.array(rows)
    one, two = coupling_coordination(scores), coupling_coordination(scores * scale)
    assert two.coupling == pytest.approx(one.coupling)
    assert (one.coupling <= 1 + 1e-12).all() and (one.coupling >= 0).all()
    assert one.coordination == pytest.approx(np.sqrt(one.coupling * one.development))
    turned = coupling_coordination(scores[:, ::-1])
    assert turned.coupling == pytest.approx(one.coupling)
