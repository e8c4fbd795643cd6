"""Poisson pseudo-maximum likelihood with effects that are taken out, not estimated one by one.

Iteratively reweighted least squares (Newton's steps): in each, covariates and working outcome are
freed from the effects by their sums alone, so a pass over the rows is a product and a sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterpart.evaluation.panel import Numbers
from counterpart.evaluation.spatial.projection import Projection, freed, sums_by

STEPS = 100
# The root of the mean squared last step, weighted; what is left after it is about its square.
SMALL = 1e-8
# A covariate whose square falls below this share within the effects does not vary within them.
WITHIN = 1e-11


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients (covariates,), fitted values (rows,), the inverse information, covariates within
    the effects (covariates, rows)."""

    coefficients: Numbers
    fitted: Numbers
    inverse: Numbers
    within: Numbers
    iterations: int


def poisson(outcome: Numbers, covariates: Numbers, effects: Projection | None) -> Fitted:
    """Fit an outcome (rows,) to covariates (covariates, rows) that vary within the effects.

    ValueError where the steps do not come to an end.
    """
    scale = np.sqrt(np.einsum("ij,ij->i", covariates, covariates) / outcome.size)
    within = covariates / scale[:, None]
    weighted, ahead = np.empty_like(within), np.empty_like(outcome)
    fitted = (outcome + outcome.mean()) / 2
    linear = np.zeros_like(outcome)
    towards = fitted * np.log(fitted) + outcome - fitted
    coefficients = np.zeros(len(covariates))
    fit = np.inf
    for number in range(1, STEPS + 1):
        np.multiply(within, fitted, out=weighted)
        information, gradient = weighted @ within.T, within @ towards
        if effects is None:
            move = np.linalg.solve(information, gradient)
            step = move @ within
        else:
            effects.weigh(fitted)
            sums = sums_by(effects, [towards, *weighted])
            found = effects.solve(sums)
            taken, slopes = found[:, 0], found[:, 1:]
            information -= slopes.T @ sums[:, 1:]
            move = np.linalg.solve(information, gradient - slopes.T @ sums[:, 0])
            step = effects.rows(taken - slopes @ move)
            for much, each in zip(move, within, strict=True):
                step += np.multiply(each, much, out=ahead)
        size = np.sqrt(abs(float(towards @ step)) / outcome.sum()) if number > 1 else np.inf
        length = 1.0
        while True:
            np.add(linear, step, out=ahead)
            with np.errstate(over="ignore"):
                np.exp(ahead, out=fitted)
            now = float(fitted.sum() - outcome @ ahead)
            if number == 1 or now <= fit + 1e-9 * abs(fit) or length < 1e-3:
                break
            length /= 2
            step /= 2
        linear, ahead, fit = ahead, linear, now
        coefficients += length * move
        np.subtract(outcome, fitted, out=towards)
        if size <= SMALL:
            break
    else:
        raise ValueError(
            f"the model did not settle in {STEPS} steps; look for covariates that nearly say where "
            "flows are zero, and divide covariates and outcomes of very different sizes"
        )
    within = freed(within, effects, fitted)
    inverse = np.linalg.inv((within * fitted) @ within.T)
    return Fitted(
        coefficients / scale,
        fitted,
        inverse / np.outer(scale, scale),
        within * scale[:, None],
        number,
    )


def dependent(covariates: Numbers, within: Numbers, weights: Numbers) -> list[int]:
    """The covariates that do not vary within the effects, or repeat those before them.

    `within` are the covariates freed from the effects.
    """
    left, before = (within * weights) @ within.T, (covariates**2) @ weights
    found: list[int] = []
    free: list[int] = []
    for number in range(len(covariates)):
        rest = left[number, number]
        if free:
            across = left[np.ix_(free, [number])]
            rest -= float((across.T @ np.linalg.solve(left[np.ix_(free, free)], across))[0, 0])
        if rest <= WITHIN * before[number]:
            found.append(number)
        else:
            free.append(number)
    return found
