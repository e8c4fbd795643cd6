"""Flows of zero that a Poisson model would only fit at minus infinity, found before it is fitted.

A combination of effects and covariates that is zero on every positive flow, and positive on some
that are zero and negative on none, says of these that they must be zero: they tell nothing about
the coefficients, and are left out. Correia, Guimarães & Zylkin 2019 (iterative rectifier).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterpart.evaluation.panel import Codes, Numbers
from counterpart.evaluation.spatial.poisson import dependent
from counterpart.evaluation.spatial.projection import Projection, freed

# Positive flows weigh so much that the rectifier fits them with zero.
HEAVY = 1e6
ZERO = 1e-4
ROUNDS = 200


def without_flows(outcome: Numbers, effects: list[Codes]) -> NDArray[np.bool_]:
    """Rows of effects in which every flow is zero."""
    found = np.zeros(outcome.size, dtype=bool)
    for codes in effects:
        empty = np.bincount(codes.numbers, outcome, codes.levels) == 0
        if empty.any():
            found |= empty[codes.numbers]
    return found


def room(outcome: Numbers, covariates: Numbers, effects: Projection | None) -> tuple[bool, Numbers]:
    """Whether separation is possible, and covariates (covariates, rows) within the effects.

    It is where positive flows alone leave effects or covariates undetermined. The covariates are
    freed from the effects by weights on the positive flows: where there is no room they vary
    within the effects of all flows as well.
    """
    positive = (outcome > 0).astype(float)
    within = freed(covariates, effects, positive)
    if positive.all():
        return False, within
    if dependent(covariates, within, positive):
        return True, within
    if effects is None:
        return False, within
    some = effects.connected(positive)
    return some is None or some != effects.connected(np.ones_like(positive)), within


def rectified(
    outcome: Numbers, covariates: Numbers, effects: Projection | None
) -> NDArray[np.bool_]:
    """Rows that some combination of covariates (covariates, rows) and effects separates."""
    zero = outcome == 0
    nothing = np.zeros(outcome.size, dtype=bool)
    scale = np.sqrt(np.mean(covariates**2, axis=1))
    given = covariates / np.where(scale > 0, scale, 1)[:, None]
    weights = np.where(zero, 1.0, HEAVY)
    within = freed(given, effects, weights)
    free = [n for n in range(len(given)) if n not in dependent(given, within, weights)]
    within = within[free]
    information = (within * weights) @ within.T
    wanted = zero.astype(float)
    for _ in range(ROUNDS):
        left = freed(wanted[None], effects, weights)[0] if effects else wanted.copy()
        if free:
            left -= np.linalg.solve(information, within @ (weights * left)) @ within
        found = wanted - left
        top = float(found[zero].max())
        if top <= ZERO:
            return nothing
        if float(found[zero].min()) >= -ZERO * top:
            return np.asarray(zero & (found > ZERO * top))
        wanted = np.where(zero, np.maximum(found, 0), 0.0)
    return nothing
