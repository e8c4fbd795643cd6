"""Snapshot of a flows Parquet file against a bare DuckDB copy and the same copy with ORDER BY."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from benchmarks.flows import make_folder
from benchmarks.timing import Run, exponent, in_turn, line, timed, verdict
from counterpart.engine.store import MEMORY_LIMIT
from counterpart.intake import check
from counterpart.snapshot import write_snapshot

SIZES = (1_000_000, 3_000_000, 10_000_000)


def copy(source: Path, target: Path, order: str) -> None:
    """The peer: DuckDB copies the file, with the settings that the engine has."""
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(target.parent),
            "preserve_insertion_order": False,
        }
    )
    connection.execute(
        f"COPY (SELECT * FROM read_parquet('{source}') {order}) TO '{target}' (FORMAT parquet)"
    )


def snapshot(folder: Path, target: Path) -> None:
    """Ours: read, check every rule, sort, hash every row, seal, put in place."""
    checked = check([folder])
    assert checked.accepted
    write_snapshot(checked.store, checked.catalogue, target)


def main(runs: int = 3) -> bool:
    """Print the table; True when all targets are met."""
    print(f"Snapshot of a flows Parquet file ({SIZES[-1]:,} rows, all columns)")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        ours: list[Run] = []
        for rows in SIZES[:-1]:
            folder = make_folder(work / str(rows), rows)
            ours.append(timed(lambda: snapshot(folder, work / "out.snapshot")))  # noqa: B023
        folder = make_folder(work / str(SIZES[-1]), SIZES[-1])
        flows = folder / "flows.parquet"
        taken = in_turn(
            {
                "bare copy (floor)": lambda: copy(flows, work / "bare.parquet", ""),
                "copy with ORDER BY (peer)": lambda: copy(
                    flows, work / "sorted.parquet", "ORDER BY year(end_on), flow"
                ),
                "snapshot (ours)": lambda: snapshot(folder, work / "out.snapshot"),
            },
            runs,
        )
    bare, peer, own = taken.values()
    for label, run in taken.items():
        line(label, run, bare)
    ours.append(own)
    grows = exponent(list(SIZES), [run.cpu for run in ours])
    ratios = f"{own.cpu / bare.cpu:.2f}x bare, {own.cpu / peer.cpu:.2f}x sorted (processor)"
    wall = f"{own.wall / bare.wall:.2f}x bare, {own.wall / peer.wall:.2f}x sorted (wall)"
    return all(
        [
            verdict(
                "at most 5x the bare copy or 2x the sorted one",
                own.cpu <= 5 * bare.cpu or own.cpu <= 2 * peer.cpu,
                f"{ratios}; {wall}",
            ),
            verdict("peak memory under 3 GB", own.peak_gb < 3, f"{own.peak_gb:.2f} GB"),
            verdict("linear in rows (exponent up to 1.1)", grows <= 1.1, f"{grows:.2f}"),
        ]
    )
