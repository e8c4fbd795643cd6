"""Convergence: known slopes, SciPy's regression, the growth model solved forwards."""

from __future__ import annotations

from math import exp, isnan, log, nan

import numpy as np
import pytest
from scipy.stats import linregress

from counterpart.evaluation.economic import beta_convergence, sigma_convergence

RANDOM = np.random.default_rng(5)
START = RANDOM.lognormal(0, 1, 40)


def approaching(speed: float, years: int) -> np.ndarray:
    """Units that approach the level 1 at a speed: ln y(t) = exp(-speed t) ln y(0)."""
    return np.asarray(np.exp(np.log(START)[:, None] * np.exp(-speed * np.arange(years + 1))))


def test_speed_comes_back() -> None:
    panel = approaching(0.02, 25)
    found = beta_convergence(panel, np.arange(26))
    assert found.slope == pytest.approx(-(1 - exp(-0.02 * 25)) / 25)
    assert found.error == pytest.approx(0, abs=1e-12)
    assert found.speed == pytest.approx(0.02)
    assert found.half_life == pytest.approx(log(2) / 0.02)
    spread = sigma_convergence(panel).all
    assert spread == pytest.approx(np.log(START).std() * np.exp(-0.02 * np.arange(26)))


def test_slope_and_error_are_those_of_least_squares() -> None:
    panel = np.column_stack([START, START * RANDOM.lognormal(0.3, 0.5, 40)])
    found = beta_convergence(panel, [2000, 2010])
    reference = linregress(np.log(panel[:, 0]), np.log(panel[:, 1] / panel[:, 0]) / 10)
    assert found.slope == pytest.approx(reference.slope)
    assert found.error == pytest.approx(reference.stderr)
    assert found.without is None


def test_without_the_paired() -> None:
    panel = approaching(0.02, 10)
    paired = np.arange(40) < 8
    panel[~paired] = START[~paired, None] * 1.03 ** np.arange(11)
    years = np.arange(2000, 2011)
    found = beta_convergence(panel, years, paired)
    assert found.without == beta_convergence(panel[~paired], years)
    assert found.units == 40 and found.without is not None and found.without.units == 32
    assert found.without.slope == pytest.approx(0, abs=1e-12) and found.slope < 0
    spread = sigma_convergence(panel, paired, "variation")
    assert spread.without is not None
    assert spread.without == pytest.approx(
        np.full(11, START[~paired].std() / START[~paired].mean())
    )
    assert spread.all == pytest.approx(panel.std(axis=0) / panel.mean(axis=0))


def test_units_that_are_missing_leave_all_years() -> None:
    panel = np.array([[1.0, 2, 3], [2, nan, 3], [4, 4, 4]])
    found = sigma_convergence(panel)
    assert found.units == 2
    assert found.all == pytest.approx(np.log(panel[[0, 2]]).std(axis=0))
    # Growth looks at both ends only.
    assert beta_convergence(panel, [0, 1, 2]).units == 3


def test_what_cannot_be_told() -> None:
    two = beta_convergence([[1, 2], [2, 3]], [0, 1])
    assert isnan(two.slope) and "3 are needed" in two.reason
    alike = beta_convergence([[1, 2], [1, 3], [1, 4]], [0, 1])
    assert isnan(alike.slope) and "one level" in alike.reason
    swapped = beta_convergence([[1.0, 9.0], [3.0, 3.0], [9.0, 0.5]], [0, 1])
    assert swapped.half_life is None and "reversed" in swapped.reason
    apart = beta_convergence([[1, 1], [2, 4], [4, 16]], [0, 1])
    assert apart.slope == pytest.approx(1) and apart.speed is None and apart.half_life is None
    assert np.isnan(sigma_convergence(np.empty((0, 3))).all).all()
    assert sigma_convergence([[5, 7]]).all.tolist() == [0, 0]
    assert isnan(sigma_convergence([[0.0]], form="variation").all[0])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: sigma_convergence([1, 2]), "units, years"),
        (lambda: sigma_convergence([[0, 1]]), "no logarithm"),
        (lambda: sigma_convergence([[1, 1]], [True, False]), "one a unit"),
        (lambda: beta_convergence([[1, 1]], [2001, 2000]), "rising"),
        (lambda: beta_convergence([[1, 1]], [2001]), "rising"),
        (lambda: beta_convergence([[-1, 1]], [2001, 2002]), "no logarithm"),
    ],
)
def test_panels_that_are_none(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]
    with pytest.raises(ValueError, match="no form"):
        sigma_convergence([[1, 1]], form="gini")  # type: ignore[arg-type]
