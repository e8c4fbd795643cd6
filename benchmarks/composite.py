"""A composite under many weightings on one core: ours, the floor (its two products), pymcdm.

The peer runs in the environment whose Python `COUNTERPART_PEERS` names (it needs pymcdm); without
it only ours and the floor are measured, and the target against it is said to be open.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.composite_peers import given
from benchmarks.timing import exponent, verdict
from counterpart.evaluation.composite import rank_robustness, topsis

HERE = Path(__file__).parent
SHAPE = (1000, 100, 30)
TARGET = 100
# Linear: the power with which time may grow with draws, units, indicators.
LINEAR = 1.15
AT_LEAST = 0.2


def main() -> bool:
    """Print ours, the floor and the peer; True when the targets are met."""
    matrix, sets = given(*SHAPE)
    squares, values = sets**2, (matrix**2).T
    floor = cpu(lambda: (squares @ values, squares @ values))
    ours = cpu(lambda: topsis(matrix, sets))
    print(f"TOPSIS, {SHAPE[0]:,} weightings of {SHAPE[1]} x {SHAPE[2]}:")
    print(f"  ours {ours * 1000:.2f} ms, floor {floor * 1000:.2f} ms ({ours / floor:.1f}x)")
    robust = cpu(lambda: rank_robustness(matrix, draws=SHAPE[0]))
    print(f"  rank robustness, weights, scales and means: {robust * 1000:.1f} ms")
    met = [_beside_peer(matrix, sets, ours)]
    for name, shapes in {
        "draws": [(size, 100, 30) for size in (4000, 8000, 16000)],
        "units": [(1000, size, 30) for size in (400, 800, 1600)],
        "indicators": [(1000, 100, size) for size in (200, 400, 800)],
    }.items():
        seconds = []
        for shape in shapes:
            own, several = given(*shape)
            seconds.append(cpu(lambda own=own, several=several: topsis(own, several)))
        sizes = [max(shape[["draws", "units", "indicators"].index(name)], 1) for shape in shapes]
        power = exponent(sizes, seconds)
        met.append(verdict(f"linear in {name}", power <= LINEAR, f"power {power:.2f}"))
    return all(met)


def _beside_peer(matrix: np.ndarray, sets: np.ndarray, ours: float) -> bool:
    peers = os.environ.get("COUNTERPART_PEERS")
    if not peers:
        print("  open: the peer is not installed; name its Python in COUNTERPART_PEERS")
        return True
    words = [peers, str(HERE / "composite_peers.py"), *map(str, SHAPE)]
    one_core = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    told = subprocess.run(words, capture_output=True, text=True, check=True, env=one_core)
    seconds, *answer = json.loads(told.stdout)
    apart = float(np.abs(topsis(matrix, sets).closeness[-1] - np.array(answer)).max())
    print(f"  pymcdm {seconds:.2f} s; answers {apart:.1e} apart")
    fast = seconds / ours
    return verdict(f"at least {TARGET}x pymcdm", fast >= TARGET and apart < 1e-9, f"{fast:.0f}x")


def cpu(work: Callable[[], object]) -> float:
    """The least processor seconds of a call, over calls that take a while together."""
    work()
    least, spent = float("inf"), 0.0
    while spent < AT_LEAST:
        start = time.process_time()
        work()
        taken = time.process_time() - start
        least, spent = min(least, taken), spent + max(taken, 1e-4)
    return least
