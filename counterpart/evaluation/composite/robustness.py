"""How fragile ranks are: other weights, other scales, another mean, and where each unit lands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.composite.arrays import Numbers, matrix_of, weights_of
from counterpart.evaluation.composite.ideal import ranked

if TYPE_CHECKING:
    import pyarrow as pa

VARIED = ("weights", "normalisation", "aggregation")
SCALES = ("as given", "min-max", "rank")
MEANS = ("arithmetic", "geometric")
# A rank interval leaves out a twentieth of the draws on either side.
TAIL = 0.05
CHUNK = 4096


@dataclass(frozen=True, slots=True, eq=False)
class RankRobustness:
    """Of each unit: the interval of its rank over the draws (5 % to 95 %), its share of firsts.

    `rank` is that of the given weights, `equal` that of equal ones. `grade_holds` is the share of
    draws in which the unit stays on its side of the cuts in `grades` (None where none were asked
    for). NaN for a unit that lacks a value; `notes` say so, and what was varied.
    """

    rank: Numbers
    equal: Numbers
    rank_low: Numbers
    rank_high: Numbers
    share_first: Numbers
    grade_holds: Numbers | None
    draws: int
    notes: tuple[str, ...]

    @property
    def table(self) -> pa.Table:
        """One row a unit, numbered from 1."""
        import pyarrow as pa

        columns: dict[str, Any] = {
            "unit": np.arange(1, self.rank.size + 1),
            "rank": self.rank,
            "equal": self.equal,
            "rank_low": self.rank_low,
            "rank_high": self.rank_high,
            "share_first": self.share_first,
        }
        if self.grade_holds is not None:
            columns["grade_holds"] = self.grade_holds
        return pa.table(columns)


def rank_robustness(
    matrix: ArrayLike,
    weights: ArrayLike | None = None,
    draws: int = 1000,
    seed: int = 0,
    *,
    vary: tuple[str, ...] = VARIED,
    grades: ArrayLike | None = None,
) -> RankRobustness:
    """Ranks of scores (units, indicators; higher is better) over random choices of the maker.

    Each draw takes weights from a Dirichlet with the given ones as its mean and as many parts as
    there are indicators (around equal weights: uniform over all weightings), one of SCALES and one
    of MEANS (the geometric one only where no score is below 0). `vary` narrows what is drawn.
    `grades` are cuts of the index as it is given (arithmetic, scores as they are): weights alone
    are varied for them. Equal scores share the better rank. Linear in draws, units and indicators
    but for the sort. ValueError for shapes, draws below 1, an unknown choice.
    Saisana, Saltelli & Tarantola 2005; OECD & JRC 2008, Handbook, step 7.
    """
    values = matrix_of(matrix)
    units, indicators = values.shape
    odd = set(vary) - set(VARIED)
    if odd or draws < 1:
        raise ValueError(f"vary {sorted(odd)}, draws {draws}: give {VARIED}, 1 draw or more")
    own = weights_of(weights, indicators)
    if own.ndim > 1:
        raise ValueError(f"weights {own.shape}: give one to each indicator")
    whole = ~np.isnan(values).any(axis=1)
    known = values[whole]
    random = np.random.default_rng(seed)
    sets = drawn_weights(own, draws, random) if "weights" in vary else np.tile(own, (draws, 1))
    scales = _choices("normalisation" in vary, len(SCALES), draws, random)
    geometric = bool((known >= 0).all()) and "aggregation" in vary
    means = _choices(geometric, len(MEANS), draws, random)
    ranks = np.empty((draws, len(known)))
    for scale in range(len(SCALES)):
        scored = _scaled(known, SCALES[scale])
        for mean in range(len(MEANS)):
            chosen = np.flatnonzero((scales == scale) & (means == mean))
            for start in range(0, chosen.size, CHUNK):
                part = chosen[start : start + CHUNK]
                ranks[part] = ranked(_index(scored, sets[part], MEANS[mean]))
    notes = [f"varied: {', '.join(each for each in VARIED if each in vary)}"]
    if "aggregation" in vary and not geometric:
        notes.append("a score is negative: no geometric mean was drawn")
    if not whole.all():
        notes.append(f"{int((~whole).sum())} units lack a value and have no rank")

    def spread(found: Any) -> Numbers:
        full = np.full(units, np.nan)
        full[whole] = found
        return full

    low, high = np.quantile(ranks, [TAIL, 1 - TAIL], axis=0, method="inverted_cdf")
    equal = np.full(indicators, 1 / indicators)
    return RankRobustness(
        spread(ranked(known @ own)),
        spread(ranked(known @ equal)),
        spread(low),
        spread(high),
        spread((ranks == 1).mean(axis=0)),
        None if grades is None else spread(_held(known, own, sets, grades)),
        draws,
        tuple(notes),
    )


def drawn_weights(own: Numbers, draws: int, random: np.random.Generator) -> Numbers:
    """Weights (draws, indicators) around the given ones; what weighs 0 stays at 0."""
    sets = np.zeros((draws, own.size))
    heavy = own > 0
    sets[:, heavy] = random.dirichlet(own[heavy] * heavy.sum(), size=draws)
    return sets


def _choices(free: bool, count: int, draws: int, random: np.random.Generator) -> Any:
    return random.integers(count, size=draws) if free else np.zeros(draws, dtype=int)


def _scaled(values: Numbers, scale: str) -> Numbers:
    """Scores on another scale; columns that do not vary stay equal for all."""
    if scale == "as given":
        return values
    if scale == "rank":
        below = (len(values) + 1 - ranked(values.T).T) / max(len(values), 1)
        return np.asarray(below)
    span = np.ptp(values, axis=0)
    return np.asarray((values - values.min(axis=0)) / np.where(span > 0, span, 1))


def _index(scores: Numbers, sets: Numbers, mean: str) -> Numbers:
    """The index of each unit by each set of weights (draws, units)."""
    if mean == "arithmetic":
        return sets @ scores.T
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(np.maximum(scores, 0))
        # 0 by a weight of 0 is nothing, by any other it makes the index 0.
        low = np.isneginf(logs)
        summed = sets @ np.where(low, 0, logs).T
        nought = (sets > 0).astype(float) @ low.T.astype(float) > 0
    return np.where(nought, -np.inf, summed)


def _held(known: Numbers, own: Numbers, sets: Numbers, grades: ArrayLike) -> Numbers:
    """The share of weightings in which a unit is between the same two cuts as it is given."""
    cuts = np.sort(np.asarray(grades, dtype=float).ravel())
    given = np.searchsorted(cuts, known @ own, side="right")
    found = np.searchsorted(cuts, sets @ known.T, side="right")
    return np.asarray((found == given).mean(axis=0))
