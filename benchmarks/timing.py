"""Timing whole processes: wall and processor seconds, peak memory, medians of runs in turn."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process. Processor seconds are what ratios are made of: they do not grow when
    the machine does other work at the same time."""

    wall: float
    cpu: float
    peak_gb: float


def timed(work: Callable[[], object]) -> Run:
    """Run `work` in a process of its own and account for it alone."""
    sys.stdout.flush()
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"the benchmark process ended with status {status}")
    wall = time.perf_counter() - start
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e6)


def in_turn(works: dict[str, Callable[[], object]], runs: int) -> dict[str, Run]:
    """The median run of each work; A B C A B C ..., so that a slow minute hits all alike."""
    taken: dict[str, list[Run]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            taken[name].append(timed(work))
    return {
        name: Run(
            statistics.median(run.wall for run in each),
            statistics.median(run.cpu for run in each),
            max(run.peak_gb for run in each),
        )
        for name, each in taken.items()
    }


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The power with which time grows with size: the slope of a line through the logarithms."""
    x = [log(size) for size in sizes]
    y = [log(second) for second in seconds]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    covariance = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return covariance / sum((a - mean_x) ** 2 for a in x)


def line(name: str, run: Run, base: Run | None = None) -> None:
    """Print one row: seconds, memory, and the ratio of processor and wall seconds to `base`."""
    ratio = f"{run.cpu / base.cpu:6.2f}x cpu {run.wall / base.wall:6.2f}x wall" if base else ""
    print(f"  {name:34} {run.cpu:8.2f} s cpu {run.wall:8.2f} s wall {run.peak_gb:5.2f} GB  {ratio}")


def verdict(what: str, met: bool, measured: str) -> bool:
    """Print whether a target is met, with what was measured."""
    print(f"  {'met   ' if met else 'MISSED'} {what}: {measured}")
    return met
