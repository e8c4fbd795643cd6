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
    where: Mapping[str, str] | None = None,
    stages: Sequence[str] | None = None,
    avoid: str | None = None,
    exclude: bool = False,
    below: bool = True,
) -> list[Row]:
    """The flows of `kinds` inside `period` that add up to one answer.

    Rows of exactly the places asked for are taken where there are any, else (with `below`) those of
    the places below. Of a cell that several sources give one is taken; contained rows are left out.
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
        conditions.append(f"f.{quoted(column)}::VARCHAR = {literal(value)}")
    if stages is not None:
        conditions.append(f"coalesce(f.money_stage, '') IN ({literals(frozenset(stages))})")
    if exclude:
        conditions.append(f"f.source IS DISTINCT FROM {literal(avoid)}")
    exact = []
    for column, place in (("origin", origin), ("destination", destination)):
        if place is not None:
            conditions.append(f"f.{column} IN ({_below(place)})")
            exact.append(f"f.{column} = {literal(place)}")
    found = store.rows(
        f"""
        WITH picked AS (
            SELECT f.flow, f.kind, f.origin || ' -> ' || f.destination AS subject, f.start_on,
                   f.end_on, f.value, f.low, f.high, f.precision, f.currency, f.source, f.locator,
                   f.note, {" AND ".join(exact) or "true"} AS exact,
                   dense_rank() OVER (PARTITION BY coalesce('cell ' || c.cell, f.flow)
                                      ORDER BY {source_rank(catalogue, "s", avoid)}) AS place
            FROM flows f LEFT JOIN sources s ON s.source = f.source
            LEFT JOIN flow_conflicts c ON c.flow = f.flow
            WHERE {" AND ".join(conditions)}
        )
        SELECT flow, kind, subject, start_on, end_on, value, low, high, precision, NULL, currency,
               source, locator, note
        FROM picked
        WHERE place = 1 AND (exact OR {below} AND NOT EXISTS (SELECT 1 FROM picked p WHERE p.exact))
        ORDER BY end_on, flow
        """
    )
    inside = _held(store, catalogue, [row[0] for row in found])
    return [record_row("flows", each) for each in found if each[0] not in inside]


def _held(store: Store, catalogue: Catalogue, flows: Sequence[str]) -> frozenset[str]:
    """Of some flows, those that lie in or share days with wider ones of them."""
    if len(flows) < 2 or not store.row("SELECT count(*) FROM flow_marks")[0]:
        return frozenset()
    return frozenset(held_among(store, catalogue, frozenset(flows)))


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


def members(store: Store, group: str) -> list[str]:
    """The places of a group."""
    return [
        row[0]
        for row in store.rows(
            f'SELECT DISTINCT place FROM group_members WHERE "group" = {literal(group)} ORDER BY 1'
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
