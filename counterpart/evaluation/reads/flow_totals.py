"""Totals of flows by subject and period: what is small after the one heavy pass.

A flow that lies in wider flows counts only where none of them does: in a year, in a stage, for a
subject. Which wider flows there are was settled when the record was frozen; the pass keeps flows
with different sets of holders apart, and each question looks at the sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterpart.catalogue import Catalogue
from counterpart.engine.flows import SUMS
from counterpart.engine.store import Store, literal, literals
from counterpart.evaluation.measure import By, Flows
from counterpart.evaluation.reads.described import kinds_of
from counterpart.evaluation.reads.flow_pass import SCOPES, FlowPass
from counterpart.evaluation.subjects import Span, Subject

# The columns that a sum is divided by.
SPLIT = {
    "kind": ("kind",),
    "origin": ("origin",),
    "destination": ("destination",),
    "pair": ("origin", "destination"),
}

# What is read of a flow that counts.
TAKEN = (
    *("kind", "origin", "destination", "start_on", "end_on", "value", "low", "high", "precision"),
    *("currency", "money_stage", "source", "locator", "note", "period_year"),
    *("stated_low", "stated_high"),
)
# Subject, scope, name, direction, kind, money stage.
Cell = tuple[str, str, str, str, str, str | None]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over rows: None where nothing is known, a bound None where that side is open.

    `whole` is how many of its rows speak of the two sides as a whole, not of places in them.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    left_out: int = 0
    whole: int = 0
    currencies: tuple[str, ...] = ()


class FlowTotals:
    """The totals of flows for all subjects of one kind."""

    def __init__(self, store: Store, catalogue: Catalogue, by: By, kinds: Sequence[str]) -> None:
        self._store = store
        self._catalogue = catalogue
        self._pass = FlowPass(store, catalogue, by, kinds)
        self._totals = self._read()
        self._split: dict[tuple[str, Flows], dict[tuple[str, str], dict[Any, float]]] = {}
        self._taken: dict[str, str] = {}

    def years(self, subject: str) -> set[int]:
        """The calendar years in which a subject has flows."""
        return {int(key[2]) for key in self._totals if key[0] == subject and key[1] == "year"}

    def sum(self, read: Flows, subject: Subject, span: Span) -> Sum:
        """The flows that `read` asks for, of a subject in a span."""
        parts = [
            part
            for kind in self.kinds(read)
            for stage in read.stages
            for part in self._totals.get(
                (subject.key, span.scope, span.name, read.direction, kind, stage), ()
            )
        ]
        n = sum(part["n"] for part in parts)
        left_out = sum(part["left_out"] for part in parts)
        whole = sum(part["whole"] for part in parts)
        currencies = tuple(sorted({part["currency"] for part in parts if part["currency"]}))
        if not n or len(currencies) > 1:
            return Sum(None, None, None, n, left_out, whole, currencies)
        value, low, high = (
            float(sum(part[name] or 0 for part in parts))
            if sum(part[known] for part in parts) == n
            else None
            for name, known in (("value", "counted"), ("low", "low_known"), ("high", "high_known"))
        )
        return Sum(value, low, high, n, left_out, whole, currencies)

    def keys(self, read: Flows, subject: Subject, span: Span, *, held: bool = False) -> list[str]:
        """The flows that went into `sum`, or those left out because wider ones hold them."""
        known = self.sum(read, subject, span)
        if not (known.left_out if held else known.n):
            return []
        return [
            row[0]
            for row in self._store.rows(
                f"SELECT DISTINCT flow FROM ({self._pass.in_scope('located_entries', span.scope)}) "
                f"WHERE {'held' if held else 'NOT held'} AND subject = {literal(subject.key)} "
                f"AND name = {literal(span.name)} AND {self._asked(read)} ORDER BY 1"
            )
        ]

    def split(self, read: Flows, subject: Subject, span: Span) -> dict[Any, float]:
        """The sums of known values by kind, by place of one end, or by (origin, destination)."""
        asked = (span.scope, read)
        if asked not in self._split:
            self._split[asked] = self._divide(read, span.scope)
        return self._split[asked].get((subject.key, span.name), {})

    def cells_with(self, flows: frozenset[str]) -> set[Cell]:
        """The cells (subject, scope, name, direction, kind, stage) with one of these flows in."""
        found: set[Cell] = set()
        for scope in SCOPES if flows else ():
            rows = self._store.rows(
                f"SELECT DISTINCT subject, {literal(scope)}, name, direction, kind, money_stage "
                f"FROM ({self._pass.in_scope('located_entries', scope)}) "
                f"WHERE NOT held AND flow IN ({literals(flows)})"
            )
            found.update(rows)
        return found

    def taken(self, subject: Subject) -> str:
        """The name of a table of the flows that count for a subject, one row a flow and direction.

        `ever` and `yearly` say whether it counts in the record as a whole and in its calendar year
        (`period_year`); `stated_low` and `stated_high` are what its figure allows by itself.
        """
        if subject.key not in self._taken:
            name = self._pass.own(f"taken_{len(self._taken)}")
            columns = ", ".join(f"any_value({each}) AS {each}" for each in TAKEN)
            ever, yearly = (f"NOT {self._pass.held(scope)}" for scope in ("all", "year"))
            self._store.connection.execute(
                f"CREATE TABLE {name} AS SELECT flow, direction, {columns}, "
                f"bool_or({ever}) AS ever, bool_or(period_year IS NOT NULL AND {yearly}) AS yearly "
                f"FROM {self._pass.own('located_entries')} e "
                f"WHERE subject = {literal(subject.key)} GROUP BY flow, direction"
            )
            self._taken[subject.key] = name
        return self._taken[subject.key]

    def kinds(self, read: Flows) -> tuple[str, ...]:
        """The kinds of flow that a read takes: named, or of its families, in its unit."""
        return kinds_of(read, self._catalogue)

    def _divide(self, read: Flows, scope: str) -> dict[tuple[str, str], dict[Any, float]]:
        """The parts of a split for every subject and span of a scope, in one query."""
        columns = SPLIT[read.split]
        found: dict[tuple[str, str], dict[Any, float]] = defaultdict(dict)
        for subject, name, value, *parts in self._store.rows(
            f"SELECT subject, name, sum(value)::DOUBLE, {', '.join(columns)} "
            f"FROM ({self._pass.in_scope('located_cells', scope)}) "
            f"WHERE NOT held AND {self._asked(read)} GROUP BY ALL HAVING sum(value) IS NOT NULL "
            f"ORDER BY ALL"
        ):
            found[subject, name][parts[0] if len(parts) == 1 else tuple(parts)] = value
        return found

    def _asked(self, read: Flows) -> str:
        """SQL for the direction, kinds and money stages of a read."""
        named = frozenset(stage for stage in read.stages if stage is not None)
        money = f"money_stage IN ({literals(named)})"
        if None in read.stages:
            money += " OR money_stage IS NULL"
        return (
            f"direction = {literal(read.direction)} "
            f"AND kind IN ({literals(frozenset(self.kinds(read)))}) AND ({money})"
        )

    def _read(self) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
        """The totals by (subject, scope, name, direction, kind, money stage), one per currency."""
        sums = ", ".join(f"coalesce(sum({name}) FILTER (NOT held), 0) AS {name}" for name in SUMS)
        columns = (*SUMS, "left_out", "whole")
        totals: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for scope in SCOPES:
            for subject, name, direction, kind, stage, currency, *values in self._store.rows(
                f"SELECT subject, name, direction, kind, money_stage, currency, {sums}, "
                "coalesce(sum(n) FILTER (held), 0), "
                "coalesce(sum(n) FILTER (whole AND NOT held), 0) "
                f"FROM ({self._pass.in_scope('located_cells', scope)}) GROUP BY ALL"
            ):
                totals[subject, scope, name, direction, kind, stage].append(
                    {"currency": currency, **dict(zip(columns, values, strict=True))}
                )
        return totals
