"""What an index would be if nothing but chance were at work: null models, drawn in batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.spatial.indices import INDICES, Numbers, counted
from counterpart.evaluation.spatial.profile import spatial_indices
from counterpart.evaluation.spatial.surroundings import Kernel, Surroundings

Null = Literal["systematic", "evenness", "location"]
# So many numbers are drawn at a time: 16 MB.
ROOM = 1 << 21


@dataclass(frozen=True, slots=True)
class SegregationTest:
    """An index beside what chance gives.

    `corrected` is the index less the mean under the null: in small units chance alone makes any
    index large. `p` is (1 + draws at least as large) / (1 + draws), so it is never 0. All are NaN
    where the index is not defined: nobody, or one group alone.
    """

    value: float
    null_mean: float
    null_std: float
    p: float
    corrected: float


def segregation_test(
    counts: ArrayLike,
    index: str,
    null: Null = "systematic",
    permutations: int = 499,
    seed: int = 0,
    *,
    coordinates: ArrayLike | None = None,
    bandwidth: float | None = None,
    kernel: Kernel = "biweight",
) -> SegregationTest:
    """Whether an index of counts (units, groups) is more than chance.

    `index` is the name of a function: dissimilarity, entropy_index, mutual_information. With
    `coordinates` (units, 2) and a `bandwidth` it is the spatial form of it, as `spatial_profile`
    has it: entropy_index (or entropy, or spatial_profile) and dissimilarity.

    `null`: systematic draws each unit's people from the whole's composition (multinomial);
    evenness deals the people out to the units' places (hypergeometric); both take whole counts.
    location lets whole units change places: only a spatial index notices. ValueError says what
    does not fit.
    """
    array = counted(counts)
    if permutations < 1:
        raise ValueError(f"give at least one permutation, not {permutations}")
    draw = DRAWS.get(null)
    if draw is None:
        raise ValueError(f"there is no null {null!r}; there are {', '.join(DRAWS)}")
    if (coordinates is None) != (bandwidth is None) or (null == "location" and bandwidth is None):
        raise ValueError(
            "a spatial index takes coordinates and a bandwidth, and the null of locations takes a "
            "spatial index"
        )
    measure = _measure(index, array, coordinates, bandwidth, kernel)
    value = float(measure(array[None])[0])
    if not np.isfinite(value):
        return SegregationTest(value, value, value, value, value)
    random = np.random.default_rng(seed)
    sizes = batches(permutations, array.size)
    drawn = np.concatenate([measure(draw(array, size, random)) for size in sizes])
    # A draw in which one group is left alone has no index.
    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        raise ValueError("no draw leaves two groups; there are too few people for a test")
    mean = float(drawn.mean())
    # Draws that are the counts again differ from them by a rounding.
    extreme = int((drawn >= value - 1e-12).sum())
    p = (1 + extreme) / (1 + drawn.size)
    return SegregationTest(value, mean, float(drawn.std()), p, value - mean)


def batches(draws: int, numbers: int) -> list[int]:
    """How many draws of so many numbers at a time."""
    size = max(1, ROOM // max(numbers, 1))
    full, rest = divmod(draws, size)
    return [size] * full + [rest] * bool(rest)


def _measure(
    index: str,
    array: Numbers,
    coordinates: ArrayLike | None,
    bandwidth: float | None,
    kernel: str,
) -> Callable[[Numbers], Numbers]:
    """The index of tables (tables, units, groups): (tables,)."""
    if coordinates is not None and bandwidth is not None:
        surroundings = Surroundings(coordinates, len(array), [bandwidth], kernel)
        return lambda tables: spatial_indices(tables, surroundings, index)[0]
    if index not in INDICES:
        raise ValueError(
            f"there is no index {index!r}; there are {', '.join(INDICES)}, and with coordinates "
            "and a bandwidth entropy_index and dissimilarity"
        )
    return INDICES[index]


def _systematic(array: Numbers, size: int, random: np.random.Generator) -> Numbers:
    totals, groups = _whole(array).sum(axis=1), array.sum(axis=0)
    if array.shape[1] == 2 and groups.sum():
        drawn = np.empty((size, totals.size, 2))
        drawn[..., 0] = random.binomial(totals, groups[0] / groups.sum(), (size, totals.size))
        np.subtract(totals, drawn[..., 0], out=drawn[..., 1])
        return drawn
    shares = groups / groups.sum() if groups.sum() else np.full(groups.size, 1 / groups.size)
    return random.multinomial(totals, shares, (size, totals.size)).astype(float)


def _evenness(array: Numbers, size: int, random: np.random.Generator) -> Numbers:
    table = _whole(array)
    room = np.broadcast_to(table.sum(axis=1), (size, len(table))).copy()
    found = np.zeros((size, *table.shape))
    for number, members in enumerate(table.sum(axis=0)[:-1]):
        for draw in range(size):
            dealt = random.multivariate_hypergeometric(room[draw], members, method="marginals")
            found[draw, :, number] = dealt
            room[draw] -= dealt
    found[:, :, -1] = room
    return found


def _location(array: Numbers, size: int, random: np.random.Generator) -> Numbers:
    return np.stack([array[random.permutation(len(array))] for _ in range(size)])


def _whole(array: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    if (array != np.floor(array)).any():
        raise ValueError("people are drawn one by one: give whole counts")
    return array.astype(np.int64)


DRAWS: dict[str, Callable[[Numbers, int, np.random.Generator], Numbers]] = {
    "systematic": _systematic,
    "evenness": _evenness,
    "location": _location,
}
