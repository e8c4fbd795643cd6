"""The rules against double counting against a DuckDB ORDER BY of the columns that they read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from benchmarks.mixed_flows import DENSE, LEAVES, SPARSE, make_mixed
from benchmarks.timing import in_turn, line, verdict
from counterpart.engine.store import MEMORY_LIMIT
from counterpart.intake.check import read
from counterpart.rules.double_count import check_double_counts

ROWS = 10_000_000
COLUMNS = (
    *("kind", "origin", "destination", "start_on", "end_on", "currency", "money_stage"),
    *("account", "batch", "flow", "source", "value"),
)


def order_by(flows: Path, spill: Path) -> None:
    """The floor: the columns sorted by themselves, with the settings that the engine has."""
    connection = duckdb.connect(
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(spill),
            "preserve_insertion_order": False,
        }
    )
    columns = ", ".join(COLUMNS)
    connection.execute(
        f"CREATE TABLE sorted AS SELECT {columns} FROM read_parquet('{flows}') ORDER BY {columns}"
    )


def rule(folder: Path) -> None:
    """Ours: every conflict, repeat, containment and overlap found, marked and told."""
    given = read([folder])
    findings = check_double_counts(given.store, given.catalogue)
    pairs = given.store.row("SELECT count(*) FROM flow_pairs")[0]
    held = given.store.row("SELECT count(*) FROM flow_marks WHERE holders IS NOT NULL")[0]
    holding = given.store.row("SELECT count(*) FROM containers")[0]
    print(
        f"    {len(findings):,} findings listed; {holding:,} flows hold or share days with "
        f"{held:,} others ({pairs:,} pairs)"
    )


def main(runs: int = 3) -> bool:
    """Print the table; True when the targets are met."""
    print(f"Rules against double counting ({ROWS:,} flows)")
    met = []
    for how in (LEAVES, SPARSE, DENSE):
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            folder = make_mixed(work / how, ROWS, how)
            taken = in_turn(
                {
                    f"{how}: ORDER BY (floor)": lambda: order_by(
                        folder / "flows.parquet",  # noqa: B023
                        work,  # noqa: B023
                    ),
                    f"{how}: the rules (ours)": lambda: rule(folder),  # noqa: B023
                },
                runs,
            )
        floor, own = taken.values()
        for label, run in taken.items():
            line(label, run, floor)
        ratios = f"{own.cpu / floor.cpu:.2f}x processor, {own.wall / floor.wall:.2f}x wall"
        met.append(verdict("at most 3x the ORDER BY", own.cpu <= 3 * floor.cpu, ratios))
        met.append(verdict("peak memory under 3 GB", own.peak_gb < 3, f"{own.peak_gb:.2f} GB"))
    return all(met)
