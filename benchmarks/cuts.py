"""All cuts of the declared measures over flows against the bare group-bys that they need."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from benchmarks.flows import KINDS, make_folder
from benchmarks.timing import in_turn, line, verdict
from counterpart.engine.flows import KEYS
from counterpart.engine.store import MEMORY_LIMIT
from counterpart.evaluation.run import Evaluation
from counterpart.intake import check
from counterpart.snapshot import open_snapshot, write_snapshot

ROWS = 20_000_000
DIMENSIONS = KEYS[: KEYS.index("period_year")]


def group_by(flows: Path) -> None:
    """The floor: one bare group-by in DuckDB over the same columns of the same kinds."""
    connection = duckdb.connect(
        config={"memory_limit": MEMORY_LIMIT, "preserve_insertion_order": False}
    )
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    keys = ", ".join(DIMENSIONS)
    connection.execute(
        f"CREATE TABLE cells AS SELECT {keys}, year(start_on) AS first, year(end_on) AS last, "
        "sum(value) AS value, sum(low) AS low, sum(high) AS high, count(value) AS counted, "
        "count(low) AS low_known, count(high) AS high_known, count(*) AS n "
        f"FROM read_parquet('{flows}') WHERE kind IN ({kinds}) GROUP BY ALL"
    )


def evaluate(path: Path) -> None:
    """Ours: every measure of the table for the programme, with intervals."""
    Evaluation(open_snapshot(path)).results()


def main(runs: int = 3) -> bool:
    """Print the table; True when the target is met."""
    print(f"All cuts of the declared measures ({ROWS:,} flows)")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        checked = check([make_folder(work / "folder", ROWS)])
        write_snapshot(checked.store, checked.catalogue, work / "flows.snapshot")
        flows = work / "flows.snapshot" / "flows.parquet"
        taken = in_turn(
            {
                "bare group-by (floor)": lambda: group_by(flows),
                "all measures (ours)": lambda: evaluate(work / "flows.snapshot"),
            },
            runs,
        )
    floor, own = taken.values()
    for label, run in taken.items():
        line(label, run, floor)
    return verdict(
        "at most 1.3x the bare group-by",
        own.cpu <= 1.3 * floor.cpu,
        f"{own.cpu / floor.cpu:.2f}x processor, {own.wall / floor.wall:.2f}x wall",
    )
