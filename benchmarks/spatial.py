"""Spatial functions on one core: ours, the floor, the prototype's seconds, and peers.

Every call runs in a process of its own with one thread on one core, and counts processor seconds
of the call alone. Peers run in the environment whose Python `COUNTERPART_PEERS` names (it has
segregation and pyfixest); without it they are not installed and nothing is compared with them.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.spatial_data import flows, settlements
from benchmarks.timing import verdict

HERE = Path(__file__).parent
KM = 5.0
# Task, size -> processor seconds of the prototype that the design was measured with.
PROTOTYPE = {
    ("profile", 3_000): 0.05,
    ("profile", 30_000): 0.21,
    ("location", 3_000): 1.3,
    ("location", 30_000): 17.0,
    ("systematic", 3_000): 0.22,
    ("systematic", 30_000): 2.2,
    ("gravity", 100_000): 0.043,
    ("gravity", 1_000_000): 0.55,
    ("gravity", 5_000_000): 5.6,
}
# Tasks that a peer does as well, up to this size: larger ones take minutes.
PEERS = {"profile": 3_000, "systematic": 3_000, "gravity": 1_000_000}
SMALL = {"profile": 3_000, "location": 3_000, "systematic": 3_000, "gravity": 100_000}
# Peers answer another question where surroundings are smoothed in another way.
SAME = {"systematic": 1, "gravity": 4}


def work_of(task: str, size: int) -> tuple[Callable[[], Any], Callable[[], object]]:
    """Our call, and its floor: what has to be done to the data in any case."""
    from counterpart.evaluation.spatial import gravity, segregation_test, spatial_profile

    if task == "gravity":
        table = flows(size)
        levels = int(table["year"].max() - 1999) * 1_000
        code = table["origin"] * 10 + table["year"] % 10

        def once() -> None:
            """One exponential and two sums by group: a pass over the data of one iteration."""
            for weights in (np.exp(table["far"]), table["flow"]):
                np.bincount(code, weights, levels)

        names = ("flow", "origin", "destination", ["far", "paired"])
        return lambda: gravity(table, *names), once
    counts, places = settlements(size)
    random = np.random.default_rng(0)
    if task == "profile":
        from scipy.spatial import KDTree

        def pairs() -> None:
            """The pairs of units that are near each other."""
            KDTree(places).query_pairs(KM, output_type="ndarray")

        return lambda: spatial_profile(counts, places, [KM]), pairs
    if task == "location":

        def shuffle() -> None:
            """The units dealt to places 499 times."""
            for _ in range(499):
                counts[random.permutation(size)]

        where = {"coordinates": places, "bandwidth": KM}
        return lambda: segregation_test(counts, "entropy", "location", **where), shuffle
    people = counts.sum(axis=1).astype(int)

    def draw() -> None:
        """The people of each unit drawn 499 times."""
        for _ in range(499):
            random.binomial(people, 0.4)

    return lambda: segregation_test(counts, "dissimilarity"), draw


def answer(found: Any) -> list[float]:
    """The numbers that a peer gives as well."""
    if hasattr(found, "coefficients"):
        return [*found.coefficients.values(), *found.errors.values()]
    if hasattr(found, "null_mean"):
        return [found.value, found.null_mean]
    return [float(each) for each in found]


def alone(task: str, size: int) -> None:
    """Print seconds of the floor, seconds and peak memory of ours, and the answer."""
    work_of(task, SMALL[task])[0]()
    ours, floor = work_of(task, size)
    start = time.process_time()
    floor()
    between = time.process_time()
    found = ours()
    taken = [between - start, time.process_time() - between]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps([*taken, peak, *answer(found)]))


def on_one_core(python: str, *arguments: str) -> list[float]:
    """The last line that a process prints; it has one thread and one core."""
    one = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "NUMBA", "RAYON")}
    core = max(os.sched_getaffinity(0))
    done = subprocess.run(
        [python, *arguments],
        env={**os.environ, **one},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> bool:
    """Print the table; True when every target is met."""
    print("Spatial functions, one core, processor seconds of the call")
    peers = os.environ.get("COUNTERPART_PEERS")
    met = []
    for (task, size), prototype in PROTOTYPE.items():
        floor, ours, peak, *values = on_one_core(
            sys.executable, "-m", "benchmarks.spatial", task, str(size)
        )
        print(
            f"  {task} {size:,}: ours {ours:.3f} s, {peak:.2f} GB; floor {floor:.3f} s "
            f"({ours / floor:.1f}x); prototype {prototype:.3f} s"
        )
        met.append(verdict("at most 2x the prototype", ours <= 2 * prototype, f"{ours:.3f} s"))
        if task == "location":
            met.append(verdict("under 1 GB", peak < 1, f"{peak:.2f} GB"))
        if size > PEERS.get(task, 0):
            continue
        if not peers:
            print("    peer not installed: name its Python in COUNTERPART_PEERS")
            continue
        taken, *other = on_one_core(peers, str(HERE / "spatial_peers.py"), task, str(size))
        print(f"    peer {taken:.2f} s, {taken / ours:.1f}x ours; its answer {other[:4]}")
        if same := SAME.get(task):
            apart = max(abs(a / b - 1) for a, b in zip(values[:same], other[:same], strict=True))
            met.append(verdict("equal answers (1e-6)", apart < 1e-6, f"{apart:.1e}"))
        else:
            print(f"    ours {values}: another definition, so no ratio is claimed")
    return all(met)


if __name__ == "__main__":
    alone(sys.argv[1], int(sys.argv[2]))
