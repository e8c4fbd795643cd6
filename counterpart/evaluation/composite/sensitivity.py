"""Which choice of the maker moves the ranks: Sobol's indices, by SALib."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.composite.arrays import Numbers, matrix_of, weights_of
from counterpart.evaluation.composite.ideal import ranked
from counterpart.evaluation.composite.robustness import MEANS, SCALES, _index, _scaled


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """Of each choice in `names`: its `first` order and `total` share of the variance, with errors.

    The quantity is the mean shift of ranks from those of the given weights. `constant` is True
    where no choice moves any rank: there is no variance to share then, and all are 0.
    """

    names: tuple[str, ...]
    first: Numbers
    first_error: Numbers
    total: Numbers
    total_error: Numbers
    runs: int
    constant: bool


def rank_sensitivity(
    matrix: ArrayLike, weights: ArrayLike | None = None, draws: int = 256, seed: int = 0
) -> Sensitivity:
    """Sobol's indices of the mean shift of ranks of complete scores (units, indicators).

    Choices: the weight of each indicator from half to one and a half of the given (then made to sum
    to one), the scale (SCALES) and the mean (MEANS). `draws` is a power of two; the runs are
    draws x (choices + 2). ValueError for shapes, missing or negative scores. Saltelli 2002; Jansen
    1999; Herman & Usher 2017 (SALib).
    """
    # Slow to import, and wanted here alone.
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    values = matrix_of(matrix)
    if np.isnan(values).any() or (values < 0).any():
        raise ValueError("sensitivity is of complete scores of 0 or more")
    if draws < 2 or draws & (draws - 1):
        raise ValueError(f"draws {draws}: give a power of two")
    own = weights_of(weights, values.shape[1])
    names = (*(f"weight {place + 1}" for place in range(own.size)), "normalisation", "aggregation")
    problem = {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}
    sampled = sampling.sample(problem, draws, calc_second_order=False, seed=seed)
    sets = own * (0.5 + sampled[:, : own.size])
    sets /= sets.sum(axis=1, keepdims=True)
    scale = np.minimum((sampled[:, -2] * len(SCALES)).astype(int), len(SCALES) - 1)
    mean = np.minimum((sampled[:, -1] * len(MEANS)).astype(int), len(MEANS) - 1)
    base = ranked(values @ own)
    shifts = np.empty(len(sampled))
    for one, name in enumerate(SCALES):
        scored = _scaled(values, name)
        for two, kind in enumerate(MEANS):
            chosen = (scale == one) & (mean == two)
            found = ranked(_index(scored, sets[chosen], kind))
            shifts[chosen] = np.abs(found - base).mean(axis=1)
    nothing = np.zeros(len(names))
    if np.ptp(shifts) == 0:
        return Sensitivity(names, nothing, nothing, nothing, nothing, len(sampled), True)
    told = analysis.analyze(problem, shifts, calc_second_order=False, seed=seed)
    return Sensitivity(
        names, told["S1"], told["S1_conf"], told["ST"], told["ST_conf"], len(sampled), False
    )
