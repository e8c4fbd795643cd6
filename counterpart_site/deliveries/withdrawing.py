"""Withdrawals: the rows they name become staged rows, unless others refer to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from counterpart.engine.store import Store, connect, literal, quoted
from counterpart.errors import Finding, finding
from counterpart.tables import TABLES, Table
from counterpart_site.records.queries import Moment, current
from counterpart_site.records.reading import newest
from counterpart_site.records.spool import spool

SHOWN = 20


def stage_withdrawal(
    asked: dict[str, list[str]], moment: Moment, folder: Path
) -> tuple[list[tuple[Table, Path]], list[Finding]]:
    """The newest revisions of the rows that a withdrawal names, staged; what cannot be is found."""
    findings: list[Finding] = []
    files: list[tuple[Table, Path]] = []
    store = Store(connect())
    for name, keys in asked.items():
        if name not in TABLES:
            findings.append(finding("unknown_table", value=name))
            continue
        table = TABLES[name]
        newest(store.connection, moment.chain, table, keys, "was", folder / f"{name}.was.csv")
        known = "NOT retracted AND erased IS NULL"
        found = {row[0] for row in store.rows(f"SELECT row_key FROM was WHERE {known}")}
        for key in keys:
            if key not in found:
                findings.append(finding("nothing_to_withdraw", value=key, table=name))
        findings += referring(table, keys, asked, moment, folder)
        columns = ", ".join(quoted(column) for column in table.names)
        if not found:
            continue
        path = folder / f"{name}.withdrawn.parquet"
        store.connection.execute(
            f"COPY (SELECT {columns}, NULL::INTEGER AS _part, NULL::BIGINT AS _row, row_key, "
            f"digest, true AS retracted FROM was WHERE {known}) "
            f"TO {literal(str(path))} (FORMAT parquet)"
        )
        files.append((table, path))
    return files, findings


def referring(
    table: Table, keys: Sequence[str], asked: dict[str, list[str]], moment: Moment, folder: Path
) -> Iterator[Finding]:
    """A finding for rows that would be left referring to nothing."""
    path = folder / "referring.csv"
    for other in TABLES.values():
        for column in other.columns:
            if column.references != table.name and not (
                column.references == "party" and table.name in ("places", "organisations")
            ):
                continue
            name = quoted(column.name)
            spool(
                current(other, moment, f"r.row_key, r.{name}", f"r.{name} IN {{keys}}"), path, keys
            )
            store = Store(connect())
            withdrawn = ", ".join(literal(each) for each in asked.get(other.name, [])) or "NULL"
            for key, value in store.rows(
                f"SELECT * FROM read_csv({literal(str(path))}, header = false, "
                "auto_detect = false, columns = {'key': 'VARCHAR', 'value': 'VARCHAR'}) "
                f"WHERE coalesce(key NOT IN ({withdrawn}), true) LIMIT {SHOWN}"
            ):
                words = {"table": other.name, "key": key, "column": column.name}
                yield finding("still_referred_to", value=value, **words)
