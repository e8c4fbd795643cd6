"""The rows in which two snapshots differ, each with the kind of change that it is.

`scope`: what the programme comprises, by the register of places, groups, offices, stages.
`revision`: a row that was there says something else, or was withdrawn.
`new data`: a row that speaks of what had happened by the day of the earlier snapshot, or of no day.
`real change`: a row that speaks of what has happened since.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counterpart.engine.store import connect, literal, literals, quoted
from counterpart.snapshot.difference import keyed
from counterpart.snapshot.read import Snapshot
from counterpart.tables import TABLES, Table

# The kinds of change, in the order in which they are made.
CHANGES = ("scope", "revision", "new data", "real change")
REGISTER = frozenset(
    {
        *("places", "place_changes", "groups", "group_members"),
        *("organisations", "programmes", "stages"),
    }
)
# The days by which an added row tells when it became true, the first that is filled.
WHEN = {
    "flows": ("end_on",),
    "observations": ("end_on",),
    "engagements": ("end_on", "start_on"),
    "agreements": ("signed_on", "term_start"),
    "commitments": ("start_on",),
    "pairings": ("start_on",),
    "projects": ("actual_end", "actual_start"),
    "milestones": ("done_on",),
    "assets": ("state_on", "handover_on"),
    "stories": ("date",),
    "claims": ("end_on",),
    "recommendations": ("done_on",),
}
# An event that has ended since is told by a row that was there.
ENDS = ("end_on",)


# (table, added or changed or withdrawn, change) -> rows.
Counted = dict[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Move:
    """A row that differs: what happened to it (added, changed, withdrawn) and as which change."""

    table: str
    key: str
    how: str
    change: str


def write_moves(before: Snapshot, after: Snapshot, folder: Path) -> dict[str, Path]:
    """A Parquet file of `_key`, `how` and `change` (its place in CHANGES) for each table that
    differs; tables whose sealed nodes are equal are not read.
    """
    connection = connect()
    days = date.fromisoformat(before.manifest.as_of), date.fromisoformat(after.manifest.as_of)
    found = {}
    for table in TABLES.values():
        nodes = [
            {node for node in each.manifest.nodes if node.table == table.name}
            for each in (before, after)
        ]
        if nodes[0] == nodes[1]:
            continue
        path = folder / f"{table.name}.parquet"
        connection.execute(
            f"""
            COPY (
                SELECT coalesce(one._key, two._key) AS _key,
                       CASE WHEN one._key IS NULL THEN 'added'
                            WHEN two._key IS NULL THEN 'withdrawn' ELSE 'changed' END AS how,
                       {_change(table, *days)} AS change
                FROM ({keyed(before, table)}) one FULL JOIN ({keyed(after, table)}) two
                     USING (_key)
                WHERE one._digest IS DISTINCT FROM two._digest
            ) TO {literal(str(path))} (FORMAT parquet)
            """
        )
        found[table.name] = path
    return found


def count_moves(files: Mapping[str, Path]) -> Counted:
    """How many rows moved, by table, by what happened to them and by change."""
    connection = connect()
    return {
        (name, how, CHANGES[change]): count
        for name, path in files.items()
        for how, change, count in connection.execute(
            f"SELECT how, change, count(*) FROM {_file(path)} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    }


def read_moves(
    files: Mapping[str, Path],
    most: int | None = None,
    keys: Mapping[str, Collection[str]] | None = None,
) -> list[Move]:
    """Rows that moved, by table and key: all of them, the first `most`, or those of `keys`."""
    connection = connect()
    found: list[Move] = []
    for name, path in files.items():
        if keys is not None and not keys.get(name):
            continue
        where = "" if keys is None else f"WHERE _key IN ({literals(frozenset(keys[name]))})"
        left = "" if most is None else f"LIMIT {most - len(found)}"
        rows = connection.execute(
            f"SELECT _key, how, change FROM {_file(path)} {where} ORDER BY 1 {left}"
        ).fetchall()
        found += [Move(name, key, how, CHANGES[change]) for key, how, change in rows]
    return found


def _file(path: Path) -> str:
    return f"read_parquet({literal(str(path))})"


def _change(table: Table, before: date, after: date) -> str:
    """SQL for the place in CHANGES of the change of a row `one` into a row `two`."""
    scope, revision, new, real = (str(CHANGES.index(each)) for each in CHANGES)
    if table.name in REGISTER:
        return scope
    if table.name == "sources":
        # A document comes before the rows that name it; by itself it changes no figure.
        return f"CASE WHEN one._key IS NULL THEN {scope} ELSE {revision} END"
    when = WHEN.get(table.name, ())
    told = ", ".join(f"two.{quoted(name)}" for name in when)
    since = f"coalesce({told}) > {literal(before)}" if told else "false"
    days = [*when, *(name for name in ENDS if name in table.has and name not in when)]
    happened = " OR ".join(
        f"(one.{name} IS DISTINCT FROM two.{name} AND two.{name} > {literal(before)} "
        f"AND two.{name} <= {literal(after)})"
        for name in map(quoted, days)
    )
    return f"""
        CASE WHEN two._key IS NULL THEN {revision}
             WHEN one._key IS NULL THEN CASE WHEN {since} THEN {real} ELSE {new} END
             WHEN {happened or "false"} THEN {real} ELSE {revision} END
    """
