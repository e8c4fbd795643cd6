"""TOPSIS by pymcdm, in the peers' own environment: `python composite_peers.py 1000 100 30`.

Prints processor seconds of the call (after a small one) and closeness by the last weighting as
JSON. Not imported by anything but for `given`: pymcdm stays out of Counterpart's environment.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np


def given(draws: int, units: int, indicators: int) -> tuple[np.ndarray, np.ndarray]:
    """A matrix and so many weightings, the same each time."""
    random = np.random.default_rng(0)
    return random.random((units, indicators)), random.dirichlet(np.ones(indicators), draws)


def main(draws: int, units: int, indicators: int) -> None:
    """Time one call for each weighting, which is how the peer takes them."""
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization

    matrix, sets = given(draws, units, indicators)
    # Its default scales by the range; by the length of columns it is Hwang and Yoon's.
    peer = TOPSIS(normalization_function=vector_normalization)
    types = np.ones(indicators)
    peer(matrix, sets[0], types)
    start = time.process_time()
    for weights in sets:
        found = peer(matrix, weights, types)
    print(json.dumps([time.process_time() - start, *found.tolist()]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
