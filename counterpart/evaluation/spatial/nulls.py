"""What an index would be if nothing but chance were at work: null models, drawn in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from counterpart.evaluation.spatial.indices import INDICES, Numbers, counted
from counterpart.evaluation.spatial.surroundings import (
    Kernel,
    kernel_named,
    located,
    nearness,
    positive,
    spatial_index,
)

Null = Literal["systematic", "evenness", "location"]
# So many numbers are drawn at a time: 32 MB.
ROOM = 1 << 22


@dataclass(frozen=True, slots=True)
class SegregationTest:
    """An index beside what chance gives.

    `corrected` is the index less the mean under the null: in small units chance alone makes any
    index large. `p` is (1 + draws at least as large) / (1 + draws), so it is never 0.
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

    `null`: systematic draws each unit's people from the whole's composition (multinomial);
    evenness deals the people out to the units' places (hypergeometric, whole counts); location
    moves whole units, for the spatial indices "entropy" and "dissimilarity", which take
    `coordinates` (units, 2) and a `bandwidth`. Otherwise `index` is the name of a function:
    dissimilarity, entropy_index, mutual_information. ValueError says what does not fit.
    """
    array = counted(counts)
    random = np.random.default_rng(seed)
    if permutations < 1:
        raise ValueError(f"give at least one permutation, not {permutations}")
    if null == "location":
        if coordinates is None or bandwidth is None:
            raise ValueError("the null of locations takes coordinates and a bandwidth")
        places = located(coordinates, len(array))
        weights = nearness(places, positive(bandwidth), kernel_named(kernel))
        measure = spatial_index(index)
        value = float(measure(weights @ array, array))
        drawn = np.concatenate(list(_moved(array, weights, measure, random, permutations)))
    else:
        if index not in INDICES:
            raise ValueError(f"there is no index {index!r}; there are {', '.join(INDICES)}")
        draw = {"systematic": _systematic, "evenness": _evenness}.get(null)
        if draw is None:
            raise ValueError(f"there is no null {null!r}; there are systematic, evenness, location")
        value = float(INDICES[index](array))
        sizes = _batches(permutations, array.size)
        drawn = np.concatenate([INDICES[index](draw(array, size, random)) for size in sizes])
    mean, extreme = float(drawn.mean()), int((drawn >= value).sum())
    p = (1 + extreme) / (1 + permutations) if np.isfinite(value) else float("nan")
    return SegregationTest(value, mean, float(drawn.std()), p, value - mean)


def _batches(permutations: int, numbers: int) -> list[int]:
    """How many draws at a time."""
    size = max(1, ROOM // max(numbers, 1))
    full, rest = divmod(permutations, size)
    return [size] * full + [rest] * bool(rest)


def _systematic(array: Numbers, size: int, random: np.random.Generator) -> Numbers:
    totals, groups = _whole(array).sum(axis=1), array.sum(axis=0)
    if array.shape[1] == 2 and groups.sum():
        first = random.binomial(totals, groups[0] / groups.sum(), (size, totals.size))
        return np.stack([first, totals - first], axis=-1).astype(float)
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


def _moved(
    array: Numbers,
    weights: object,
    measure: Callable[[Numbers, Numbers], Numbers],
    random: np.random.Generator,
    permutations: int,
) -> Iterator[Numbers]:
    """Spatial indices of units that changed places, some at a time in one product."""
    units, groups = array.shape
    for size in _batches(permutations, array.size):
        orders = np.stack([random.permutation(units) for _ in range(size)])
        moved = array[orders]
        side_by_side = moved.transpose(1, 0, 2).reshape(units, size * groups)
        near = np.asarray(weights @ side_by_side)  # type: ignore[operator]
        yield measure(near.reshape(units, size, groups).transpose(1, 0, 2), moved)


def _whole(array: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    if (array != np.floor(array)).any():
        raise ValueError("people are drawn one by one: give whole counts")
    return array.astype(np.int64)
