"""What a pattern of ties would be by chance: networks with the same numbers of ties for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from counterpart.evaluation.social.clustering import clustered
from counterpart.evaluation.social.nestedness import nested

Stack = NDArray[np.float64]
Statistic = Callable[[Stack], Stack]
# So many entries are drawn at a time (32 MB), and so many measured (32 MB of numbers).
ROOM, MEASURED = 1 << 25, 1 << 22
# So many steps have their random ties drawn at once; so many are tried however few ties there are.
STEPS, LEAST = 256, 200


@dataclass(frozen=True, slots=True)
class NetworkTest:
    """A statistic beside what chance gives.

    `p` is (1 + draws at least as extreme) / (1 + draws), so it is never 0. `score` is the distance
    from the null's mean in its standard deviations, NaN where the null does not vary: then the
    numbers of ties alone fix the statistic, and p is 1.
    """

    value: float
    null_mean: float
    null_std: float
    score: float
    p: float
    draws: int


def checkerboards(stack: Stack) -> Stack:
    """Mean over pairs of rows of the columns that only one has, times those only the other has.

    The C-score of Stone & Roberts 1990, of each of some matrices (matrices, rows, columns): high
    where institutions avoid each other's partners. NaN for fewer than two rows.
    """
    rows = stack.shape[1]
    if rows < 2:
        return np.full(len(stack), nan)
    degrees, shared = stack.sum(axis=2), stack @ stack.transpose(0, 2, 1)
    alone = degrees[:, :, None] - shared
    apart = (alone * alone.transpose(0, 2, 1)).sum(axis=(1, 2))
    return np.asarray(apart / (rows * (rows - 1)))


STATISTICS: dict[str, Statistic] = {
    "checkerboards": checkerboards,
    "clustering": clustered,
    "nodf": nested,
}


def network_test(
    matrix: ArrayLike,
    statistic: str | Statistic = "nodf",
    draws: int = 499,
    seed: int = 0,
    alternative: str = "greater",
    swaps: int = 10,
) -> NetworkTest:
    """Whether a pattern of ties (side a, side b) is more than the numbers of ties alone give.

    Networks with the same numbers of ties in every row and column are drawn by `fixed_margins`.
    `statistic` is nodf, clustering or checkerboards, or a function of matrices of 0 and 1 (draws,
    rows, columns) that gives a number each. `alternative` is greater, less or both (twice the
    smaller p, at most 1). Where the statistic is NaN, so is p. ValueError for another name, or no
    draw.
    """
    ties = _tied(matrix)
    if isinstance(statistic, str) and statistic not in STATISTICS:
        raise ValueError(f"there is no {statistic!r}; there are {', '.join(STATISTICS)}")
    if alternative not in ("greater", "less", "both"):
        raise ValueError(f"there is no {alternative!r}; there are greater, less, both")
    if draws < 1:
        raise ValueError(f"give at least one draw, not {draws}")
    measure = STATISTICS[statistic] if isinstance(statistic, str) else statistic
    value = float(measure(ties[None].astype(float))[0])
    if not np.isfinite(value):
        return NetworkTest(value, nan, nan, nan, nan, 0)
    random = np.random.default_rng(seed)
    drawn = np.concatenate(
        [
            measure(part.astype(float))
            for size in _batches(draws, ROOM // max(ties.size, 1))
            for part in _parts(_swapped(ties, size, swaps, random), MEASURED // max(ties.size, 1))
        ]
    )
    mean, spread = float(drawn.mean()), float(drawn.std())
    # Sums of the same shares in another order are the same number.
    near = 1e-9 * max(1.0, abs(value))
    above = (1 + int((drawn >= value - near).sum())) / (1 + draws)
    below = (1 + int((drawn <= value + near).sum())) / (1 + draws)
    p = {"greater": above, "less": below, "both": min(1.0, 2 * min(above, below))}[alternative]
    score = (value - mean) / spread if spread > near else nan
    return NetworkTest(value, mean, spread, score, p, draws)


def fixed_margins(
    matrix: ArrayLike, draws: int = 499, seed: int = 0, swaps: int = 10
) -> NDArray[np.bool_]:
    """Random matrices (draws, rows, columns) with the row and column sums of a matrix of ties.

    All such matrices are equally likely: two ties that are drawn at random swap their ends where
    that makes no tie twice (the checkerboard swap of Ryser 1957; kept where it was when it cannot,
    as Gotelli 2000 asks). Draws start at the matrix, each its own chain of `swaps` tries per tie.
    ValueError for no draw or no try.
    """
    if draws < 1 or swaps < 1:
        raise ValueError(f"{draws} draws of {swaps} swaps: give at least one of each")
    return _swapped(_tied(matrix), draws, swaps, np.random.default_rng(seed))


def _batches(number: int, size: int) -> list[int]:
    size = max(1, size)
    return [min(size, number - first) for first in range(0, number, size)]


def _parts(stack: NDArray[np.bool_], size: int) -> Iterator[NDArray[np.bool_]]:
    size = max(1, size)
    return (stack[first : first + size] for first in range(0, len(stack), size))


def _tied(matrix: ArrayLike) -> NDArray[np.bool_]:
    ties = np.asarray(matrix, dtype=float) > 0
    if ties.ndim != 2:
        raise ValueError(
            "the matrix has a row for each of one side, a column for each of the other"
        )
    return ties


def _swapped(
    ties: NDArray[np.bool_], draws: int, swaps: int, random: np.random.Generator
) -> NDArray[np.bool_]:
    """Chains that start at the matrix and try their swaps side by side, one a step each."""
    rows, columns = np.nonzero(ties)
    state = np.repeat(ties.reshape(1, -1), draws, axis=0).reshape(-1)
    number, width = rows.size, ties.shape[1]
    if number < 2:
        return state.reshape(draws, *ties.shape)
    ends = np.tile(columns, draws)
    first_tie, first_cell = np.arange(draws) * number, np.arange(draws) * ties.size
    left = max(LEAST, swaps * number)
    while left:
        steps = min(left, STEPS)
        left -= steps
        for one, other in random.integers(number, size=(steps, 2, draws)):
            start_one, start_other = (
                first_cell + rows[one] * width,
                first_cell + rows[other] * width,
            )
            place_one, place_other = first_tie + one, first_tie + other
            end_one, end_other = ends[place_one], ends[place_other]
            # Of one row, or to one column, the crossing ties are there already: nothing happens.
            free = np.flatnonzero(~(state[start_one + end_other] | state[start_other + end_one]))
            start_one, start_other = start_one[free], start_other[free]
            end_one, end_other = end_one[free], end_other[free]
            state[start_one + end_one] = state[start_other + end_other] = False
            state[start_one + end_other] = state[start_other + end_one] = True
            ends[place_one[free]], ends[place_other[free]] = end_other, end_one
    return state.reshape(draws, *ties.shape)
