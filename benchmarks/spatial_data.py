"""Synthetic settlements and flows for benchmarks of spatial functions; numpy alone.

Peers in an environment of their own import this file too, so both sides see the same numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
# rows -> years, origins, destinations
SHAPES = {100_000: (10, 100, 100), 1_000_000: (10, 316, 316), 5_000_000: (20, 500, 500)}


def settlements(units: int) -> tuple[Numbers, Numbers]:
    """Counts (units, 2) and places (units, 2) in km: 65 within 5 km, however many there are."""
    random = np.random.default_rng(0)
    places = random.uniform(0, 60 * np.sqrt(units / 3_000), (units, 2))
    quarter = np.sin(places[:, 0] / 9) * np.cos(places[:, 1] / 7) > 0
    people = random.poisson(800, units)
    some = random.binomial(people, 0.2 + 0.5 * quarter)
    return np.stack([some, people - some], axis=1).astype(float), places


def flows(rows: int) -> dict[str, NDArray[np.generic]]:
    """Flows of all origins to all destinations in all years: overdispersed, three fifths zero."""
    years, origins, destinations = SHAPES[rows]
    random = np.random.default_rng(0)
    year, one, other = (
        each.ravel()
        for each in np.meshgrid(*map(np.arange, (years, origins, destinations)), indexing="ij")
    )
    homes, aims = random.uniform(0, 10, (origins, 2)), random.uniform(0, 10, (destinations, 2))
    far = np.log(np.hypot(*(homes[one] - aims[other]).T) + 0.1)
    paired = ((one * 7 + other * 3) % 11 == 0) & (year >= years // 2)
    size = random.normal(0, 1, (years, origins))[year, one]
    size += random.normal(0, 1, (years, destinations))[year, other]
    mean = np.exp(1 + size - 1.1 * far + 0.4 * paired) * random.gamma(2, 0.5, year.size)
    return {
        "origin": one,
        "destination": other,
        "year": year + 2000,
        "flow": random.poisson(mean).astype(float),
        "far": far,
        "paired": paired.astype(float),
    }
