"""Segments of a series with a level of their own each: the cheapest cut of all, by PELT."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def pelt(values: NDArray[np.float64], penalty: float, shortest: int = 2) -> list[int]:
    """Positions at which new segments begin, for the least squared deviation from their means.

    Each further segment costs `penalty`; none is shorter than `shortest`. `values` (points,) are
    finite and at least that many. Exact: a start that has lost is dropped only once a segment may
    begin where it lost, that is `shortest` points later. Pruning at once (as `ruptures` 1.1.10
    does) can miss the cheapest cut. Killick, Fearnhead & Eckley 2012.
    """
    size = values.size
    centred = values - values.mean()
    sums = np.concatenate([[0.0], np.cumsum(centred)])
    squares = np.concatenate([[0.0], np.cumsum(centred**2)])
    cheapest = np.full(size + 1, np.inf)
    cheapest[0] = -penalty
    begins = np.zeros(size + 1, dtype=int)
    dropped_from = np.full(size + 1, size + 1)
    starts = np.array([0])
    for end in range(shortest, size + 1):
        apart = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        costs = cheapest[starts] + apart
        best = int(costs.argmin())
        cheapest[end], begins[end] = costs[best] + penalty, starts[best]
        lost = starts[costs > cheapest[end]]
        dropped_from[lost] = np.minimum(dropped_from[lost], end + shortest)
        starts = starts[dropped_from[starts] > end + 1]
        following = end + 1 - shortest
        if following >= shortest:
            starts = np.append(starts, following)
    found: list[int] = []
    end = int(begins[size])
    while end:
        found.append(end)
        end = int(begins[end])
    return found[::-1]
