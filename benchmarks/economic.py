"""Output that meets final demand in 2,000 sectors, sparse, against NumPy's dense inverse."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, random_array

from benchmarks.timing import in_turn, line, verdict
from counterpart.evaluation.economic import leontief

SECTORS, CASES = 2000, 20


def table(density: float) -> tuple[csc_array, np.ndarray, np.ndarray]:
    """Deliveries, outputs and final demands of so many sectors, each delivering to a few others."""
    random = np.random.default_rng(0)
    deliveries = random_array((SECTORS, SECTORS), density=density, rng=random).tocsc()
    output = np.asarray(deliveries.sum(axis=1)).ravel() + random.uniform(1, 2, SECTORS)
    return deliveries, output, random.uniform(0, 1, (SECTORS, CASES))


def main(runs: int = 3) -> bool:
    """Print the table; True when the targets are met."""
    met = []
    for density in (0.001, 0.01):
        deliveries, output, demand = table(density)
        dense = deliveries.toarray()

        def inverse(
            dense: np.ndarray = dense, output: np.ndarray = output, demand: np.ndarray = demand
        ) -> np.ndarray:
            return np.asarray(np.linalg.inv(np.eye(SECTORS) - dense / output) @ demand)

        def sparse(
            given: csc_array = deliveries, output: np.ndarray = output, demand: np.ndarray = demand
        ) -> np.ndarray:
            return leontief(given, output).output(demand)

        def solved(
            dense: np.ndarray = dense, output: np.ndarray = output, demand: np.ndarray = demand
        ) -> np.ndarray:
            return leontief(dense, output).output(demand)

        apart = max(float(np.abs(each() - inverse()).max()) for each in (sparse, solved))
        print(f"{SECTORS:,} sectors, {density:.1%} filled: answers {apart:.1e} apart")
        taken = in_turn(
            {"inverse (NumPy)": inverse, "dense solve (ours)": solved, "sparse (ours)": sparse},
            runs,
        )
        peer, own_dense, own_sparse = taken.values()
        for label, run in taken.items():
            line(label, run, peer)
        best = min(own_dense.cpu, own_sparse.cpu)
        met.append(verdict("not above NumPy's inverse", best <= peer.cpu, f"{best / peer.cpu:.3f}"))
    return all(met)
