"""How much more flows between the paired than a gravity model expects of the same places."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class PairedRatio:
    """Observed over expected flows of the paired, with an interval of 95 % over pairs.

    `low` and `high` are NaN where `note` says why there is no interval.
    """

    value: float
    low: float
    high: float
    observed: float
    expected: float
    pairs: int
    note: str


def paired_residual_ratio(
    observed: ArrayLike,
    expected: ArrayLike,
    paired: ArrayLike,
    pair: ArrayLike,
    draws: int = 999,
    seed: int = 0,
) -> PairedRatio:
    """The residual ratio of the paired flows: their sum over the sum that a model expects.

    Arrays (rows,): `observed` flows, `expected` (`gravity(...).fitted`), `paired` marks the flows
    of paired places, `pair` names the pair of each. This is the answer where pairing does not
    change within pair effects and so has no coefficient. Interval: percentiles over paired pairs
    drawn with replacement, the model held as it is. The expectation is only free of the pairing
    where the model was fitted without the paired flows or they are few among many. ValueError:
    arrays that do not fit, no paired flows, or nothing expected of them.
    """
    flows, model = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    chosen, names = np.asarray(paired).astype(bool), np.asarray(pair)
    if not flows.shape == model.shape == chosen.shape == names.shape or flows.ndim != 1:
        raise ValueError("observed, expected, paired and pair are one array each, a value a flow")
    if not np.isfinite([flows, model]).all():
        raise ValueError("observed and expected flows are finite; leave flows without one out")
    if not chosen.any() or model[chosen].sum() <= 0:
        raise ValueError("no flow is marked as paired, or the model expects none of those that are")
    levels, number = np.unique(names[chosen], return_inverse=True)
    seen = np.bincount(number, flows[chosen])
    meant = np.bincount(number, model[chosen])
    low = high = nan
    note = "one pair: there is nothing to draw from"
    if levels.size > 1:
        random = np.random.default_rng(seed)
        times = random.multinomial(levels.size, np.full(levels.size, 1 / levels.size), draws)
        below = times @ meant
        ratios = (times @ seen)[below > 0] / below[below > 0]
        low, high = (float(each) for each in np.quantile(ratios, (0.025, 0.975)))
        note = f"percentiles over {levels.size} pairs, the model held as it is"
    total, likely = float(seen.sum()), float(meant.sum())
    return PairedRatio(total / likely, low, high, total, likely, int(levels.size), note)
