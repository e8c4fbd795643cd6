"""Choosing the rows that answer one question: which flows, from which source.

Sources that a claim should not lean on (its own document) come last; otherwise the resolution
policy of the catalogue decides. Of rows that contain each other only the containing one is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.store import Store, literal, literals, quoted
from counterpart.periods import Period
from counterpart.quantities import Quantity, bounded
from counterpart.rules.cells import row_id
from counterpart.rules.conflicts import source_rank
from counterpart.rules.marks import compare_flows, held_among


@dataclass(frozen=True, slots=True)
class Row:
    """A record row as evaluation uses it: its quantity or code, its period, where it is stated."""

    table: str
    key: str
    kind: str
    subject: str
    period: Period
    quantity: Quantity
    code: str | None
    currency: str | None
    source: str | None
    locator: str | None
    note: str | None


def compare(store: Store, catalogue: Catalogue) -> None:
    """Have `flow_marks`, `holders` and `flow_conflicts` in the store, sealed or made now."""
    if not store.has("flow_marks"):
        compare_flows(store, catalogue)


def flow_rows(
    store: Store,
    catalogue: Catalogue,
    kinds: Sequence[str],
    period: Period,
    *,
    origin: str | None = None,
    destination: str | None = None,
    where: Mapping[str, str | None] | None = None,
    stages: Sequence[str] | None = None,
    avoid: str | None = None,
    exclude: bool = False,
    below: bool = True,
) -> list[Row]:
    """The flows of `kinds` inside `period` that add up to one answer.

    Rows of the places asked for count, and (with `below`) those of the places below them that no
    wider row among them holds. Of a cell that several sources give one is taken.
    `where` asks for columns by value, None for empty ones.
    `stages` are the money stages that count, "" for rows that do not say. Rows of the source
    `avoid` come last, or not at all with `exclude`.
    """
    compare(store, catalogue)
    first, last = literal(period.start or date.min), literal(period.end)
    conditions = [
        f"f.kind IN ({literals(frozenset(kinds))})",
        f"f.end_on BETWEEN {first} AND {last}",
        f"(f.start_on IS NULL OR f.start_on >= {first})",
    ]
    for column, value in (where or {}).items():
        wanted = "IS NULL" if value is None else f"= {literal(value)}"
        conditions.append(f"f.{quoted(column)}::VARCHAR {wanted}")
    if stages is not None:
        conditions.append(f"coalesce(f.money_stage, '') IN ({literals(frozenset(stages))})")
    if exclude:
        conditions.append(f"f.source IS DISTINCT FROM {literal(avoid)}")
    for column, place in (("origin", origin), ("destination", destination)):
        if place is not None:
            conditions.append(f"f.{column} IN ({_below(place) if below else literal(place)})")
    return _adding(store, catalogue, conditions, avoid)


def rows_among(store: Store, catalogue: Catalogue, flows: frozenset[str]) -> list[Row]:
    """Of some flows those that add up: one of each cell, none that lies in another of them."""
    compare(store, catalogue)
    return _adding(store, catalogue, [f"f.flow IN ({literals(flows)})"], None) if flows else []


def _adding(
    store: Store, catalogue: Catalogue, conditions: Sequence[str], avoid: str | None
) -> list[Row]:
    """The flows that satisfy SQL conditions and add up to one answer."""
    found = store.rows(
        f"""
        WITH picked AS (
            SELECT f.flow, f.kind, f.origin || ' -> ' || f.destination AS subject, f.start_on,
                   f.end_on, f.value, f.low, f.high, f.precision, f.currency, f.source, f.locator,
                   f.note,
                   dense_rank() OVER (PARTITION BY coalesce('cell ' || c.cell, f.flow)
                                      ORDER BY {source_rank(catalogue, "s", avoid)}) AS place
            FROM flows f LEFT JOIN sources s ON s.source = f.source
            LEFT JOIN flow_conflicts c ON c.flow = f.flow
            WHERE {" AND ".join(conditions)}
        )
        SELECT flow, kind, subject, start_on, end_on, value, low, high, precision, NULL, currency,
               source, locator, note
        FROM picked WHERE place = 1 ORDER BY end_on, flow
        """
    )
    inside = _held(store, catalogue, [row[0] for row in found])
    return [record_row("flows", each) for each in found if each[0] not in inside]


def newest(rows: Sequence[Row], origin: str | None, destination: str | None) -> list[Row]:
    """The last of some flows, of the places asked for themselves where there are any.

    The newest count of a part is not that of the whole.
    """
    own = [
        row
        for row in rows
        for ends in [row.subject.split(" -> ")]
        if origin in (None, ends[0]) and destination in (None, ends[1])
    ]
    return list(own or rows)[-1:]


def _held(store: Store, catalogue: Catalogue, flows: Sequence[str]) -> frozenset[str]:
    """Of some flows, those that lie in or share days with wider ones of them."""
    if len(flows) < 2 or not _may_be_held(store, flows):
        return frozenset()
    return frozenset(held_among(store, catalogue, frozenset(flows)))


def _may_be_held(store: Store, flows: Sequence[str]) -> bool:
    """Whether any of some flows is held in the whole record, or was left out of the comparison.

    What nothing holds in the whole record nothing holds among a part of it.
    """
    return bool(
        store.row(
            f"SELECT count(*) FROM (SELECT flow, {row_id(store)} AS id FROM flows) f "
            f"JOIN flow_marks m USING (id) WHERE f.flow IN ({literals(frozenset(flows))}) "
            "AND (m.holders IS NOT NULL OR m.place > 1)"
        )[0]
    )


def read_flows(store: Store, where: str) -> list[Row]:
    """The flows that satisfy an SQL condition, in order of key."""
    found = store.rows(
        "SELECT flow, kind, origin || ' -> ' || destination, start_on, end_on, value, low, high, "
        f"precision, NULL, currency, source, locator, note FROM flows WHERE {where} ORDER BY flow"
    )
    return [record_row("flows", each) for each in found]


def record_row(table: str, fields: Sequence[Any]) -> Row:
    """A row from its columns: key, kind, subject, start, end, value, low, high, precision, code,
    currency, source, locator, note."""
    key, kind, subject, start, end, value, low, high, precision, code, *rest = fields
    quantity = bounded(value, low, high, precision)
    return Row(table, key, kind, subject, Period(start, end), quantity, code, *rest)


def members(store: Store, group: str, day: date) -> list[str]:
    """The places that belong to a group on a day; a membership without dates has no ends."""
    return [
        row[0]
        for row in store.rows(
            f'SELECT DISTINCT place FROM group_members WHERE "group" = {literal(group)} '
            f"AND coalesce(start_on, {literal(day)}) <= {literal(day)} "
            f"AND coalesce(end_on, {literal(day)}) >= {literal(day)} ORDER BY 1"
        )
    ]


def _below(place: str) -> str:
    """SQL for a place and all places below it."""
    return (
        "WITH RECURSIVE below AS ("
        f"SELECT {literal(place)} AS place UNION "
        "SELECT places.place FROM places JOIN below ON places.parent = below.place"
        ") SELECT place FROM below"
    )
