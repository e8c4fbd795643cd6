"""The record as of a moment against bare SQL over a table that holds only those rows.

A million flows, of which one in twenty was revised by a later entry: counted and summed, and
fetched whole, as known now and as known before the revisions.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.site_delivery import Sites, make_input, sites
from benchmarks.timing import in_turn, line, verdict

ROWS = 1_000_000
REVISED = 20
SPREAD = 3


def fill(enter: Callable[[], None]) -> None:
    """Put flows and revisions on record by plain SQL, and beside them the rows of each moment."""
    enter()
    from django.db import connection

    from counterpart_site.records.models import Chain

    chain = Chain.objects.get()
    first = chain.length + 1
    chain.length = first + 1
    chain.save()
    lite = connection.vendor == "sqlite"
    numbers = (
        f"(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS - 1}) "
        "SELECT i FROM n)"
        if lite
        else f"(SELECT i FROM generate_series(0, {ROWS - 1}) g(i))"
    )
    value = "(i % 9000) || '.0000'" if lite else "(i % 9000)::numeric(20,4)"
    no = "0" if lite else "false"
    with connection.cursor() as cursor:
        for revision, where in ((1, "1 = 1"), (2, f"i % {REVISED} = 0")):
            cursor.execute(
                "INSERT INTO record_flows (row_key, flow, revision, retracted, chain_id, sequence, "
                "digest, kind, origin, destination, start_on, end_on, value, currency) "
                f"SELECT 'F' || i, 'F' || i, {revision}, {no}, {chain.pk}, "
                f"{first + revision - 1}, 'd', 'assistance_funds', 'A' || (i % 16), "
                f"'B' || (i % 103), '2031-01-01', '2031-01-31', {value}, 'CNY' "
                f"FROM {numbers} t WHERE {where}"
            )
        for name, where in (
            ("now", f"revision = 2 OR CAST(substr(flow, 2) AS INTEGER) % {REVISED} <> 0"),
            ("past", "revision = 1"),
        ):
            cursor.execute(f"CREATE TABLE bare_{name} AS SELECT * FROM record_flows WHERE {where}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if lite else "VACUUM ANALYZE")


def ask(enter: Callable[[], None], when: str, what: str, bare: bool) -> None:
    """One question in a process of its own; every row that answers it is fetched."""
    enter()
    from django.db import connection

    from counterpart.tables import TABLES
    from counterpart_site.records.models import Chain
    from counterpart_site.records.queries import Moment, current

    chain = Chain.objects.get()
    table = TABLES["flows"]
    number = "CAST(r.value AS REAL)" if connection.vendor == "sqlite" else "r.value"
    columns = {
        "count": f"count(*), sum({number})",
        "fetch": ", ".join(f'r."{name}"' for name in table.names),
    }[what]
    moment = Moment(chain.pk, chain.length - (when == "past"))
    sql = f"SELECT {columns} FROM bare_{when} r" if bare else current(table, moment, columns)
    rows = 0
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%", "%%") if connection.vendor == "sqlite" else sql)
        while batch := cursor.fetchmany(10_000):
            rows += len(batch)
    assert rows == (1 if what == "count" else ROWS), rows


def measure(vendor: str, made: Sites, flows: Path, runs: int) -> bool:
    """The table of one database."""
    print(f"As of a moment, {ROWS:,} flows, one in {REVISED} revised, {vendor}")
    enter = made.new(flows)
    child = os.fork()
    if not child:
        fill(enter)
        os._exit(0)
    os.waitpid(child, 0)
    met = []
    for what in ("count", "fetch"):
        for when in ("now", "past"):
            taken = in_turn(
                {
                    "bare": lambda: ask(enter, when, what, True),  # noqa: B023
                    "ours": lambda: ask(enter, when, what, False),  # noqa: B023
                },
                runs,
            )
            bare, own = taken["bare"], taken["ours"]
            line(f"{what} {when}: bare SQL", bare)
            line(f"{what} {when}: as of", own, bare)
            ratio = own.wall / bare.wall
            met.append(verdict(f"at most {SPREAD}x bare", ratio <= SPREAD, f"{ratio:.2f}x wall"))
    return all(met)


def main(runs: int = 3) -> bool:
    """Print the tables; True when all targets are met."""
    met = []
    with tempfile.TemporaryDirectory(prefix="counterpart-bench-") as name:
        work = Path(name)
        work.chmod(0o755)
        flows = make_input(work, 1_000)
        for vendor in ("SQLite", "PostgreSQL"):
            with sites(work / vendor, vendor) as made:
                met.append(measure(vendor, made, flows, runs))
    return all(met)
